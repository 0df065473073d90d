"""The Django app of the pages."""

from django.apps import AppConfig


class Web(AppConfig):
    """Finds the templates, styles and tags."""

    name = "asylon.web"
    label = "web"
