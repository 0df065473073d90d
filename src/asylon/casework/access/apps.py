"""The Django app."""

from django.apps import AppConfig


class Access(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.casework.access"
    label = "access"
