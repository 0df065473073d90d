"""Plays every situation of the demonstration, the oldest first."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from asylon.casework.access.visitors import Visitor
from asylon.site.demo.emergencies import former_yugoslavia, sudan
from asylon.site.demo.emergencies.acting import Desk


def play_emergencies(coordinator: Visitor, *, now: datetime) -> None:
    """Bring the situations into the office, as its coordinator would have written them down day by day."""
    desk = Desk(coordinator, now)
    for situation in (former_yugoslavia, sudan):
        # One transaction: hundreds of small ones take longer than what is written in them.
        with transaction.atomic():
            situation.play(desk)
