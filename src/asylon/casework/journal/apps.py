"""The Django app."""

from django.apps import AppConfig


class Journal(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.casework.journal"
    label = "journal"
