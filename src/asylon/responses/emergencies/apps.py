"""The Django app."""

from django.apps import AppConfig


class Emergencies(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.responses.emergencies"
    label = "emergencies"
