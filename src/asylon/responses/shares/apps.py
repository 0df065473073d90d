"""The Django app."""

from django.apps import AppConfig


class Shares(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.responses.shares"
    label = "shares"
