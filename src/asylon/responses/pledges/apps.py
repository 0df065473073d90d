"""The Django app."""

from django.apps import AppConfig


class Pledges(AppConfig):
    """Registers the tables of this room."""

    name = "asylon.responses.pledges"
    label = "pledges"
