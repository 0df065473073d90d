"""The Django app."""

from django.apps import AppConfig


class Reviews(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.responses.reviews"
    label = "reviews"
