"""The Django app."""

from django.apps import AppConfig


class Assessments(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.casework.assessments"
    label = "assessments"
