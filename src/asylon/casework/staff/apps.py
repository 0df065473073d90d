"""The Django app."""

from django.apps import AppConfig


class Staff(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.casework.staff"
    label = "staff"
