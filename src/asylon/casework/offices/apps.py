"""The Django app."""

from django.apps import AppConfig


class Offices(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.casework.offices"
    label = "offices"
