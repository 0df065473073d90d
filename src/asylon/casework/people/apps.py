"""The Django app."""

from django.apps import AppConfig


class People(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.casework.people"
    label = "people"
