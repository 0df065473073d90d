"""The Django app."""

from django.apps import AppConfig


class Interviews(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.casework.interviews"
    label = "interviews"
