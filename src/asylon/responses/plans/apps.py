"""The Django app."""

from django.apps import AppConfig


class Plans(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.responses.plans"
    label = "plans"
