"""The Django app."""

from django.apps import AppConfig


class Facts(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.casework.facts"
    label = "facts"
