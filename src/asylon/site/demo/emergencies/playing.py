"""Plays every situation of the demonstration, the oldest first."""

from __future__ import annotations

from datetime import datetime

from asylon.casework.access.visitors import Visitor
from asylon.site.demo.emergencies import former_yugoslavia, sudan
from asylon.site.demo.emergencies.acting import Desk


def play_emergencies(coordinator: Visitor, *, now: datetime) -> None:
    """Bring the situations into the office, as its coordinator would have written them down day by day."""
    desk = Desk(coordinator, now)
    former_yugoslavia.play(desk)
    sudan.play(desk)
