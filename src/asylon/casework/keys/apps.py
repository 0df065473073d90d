"""The Django app."""

from django.apps import AppConfig


class Keys(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.casework.keys"
    label = "keys"
