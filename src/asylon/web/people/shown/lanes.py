"""Tracks as lanes side by side in time: what is possible from today, drawn with percentages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi

from asylon.web.people.shown.days import months_from
from asylon.web.people.shown.seen import Seen

BEFORE, AFTER = timedelta(days=7), timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line in the picture: where, and what stands over it."""

    at: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The months that the lanes run through, and where today is."""

    months: tuple[Mark, ...]
    today: str
    bar: str
    width: str
    """Where a bar from today begins, and how long it is."""


def axis(seen: Seen) -> Axis:
    """Time from a week ago to three months ahead, running from the start edge."""
    first, last = seen.today - BEFORE, seen.today + AFTER
    mirrored = get_language_bidi()
    now = _share(seen.today, first, last)
    months = [
        Mark(
            _percent(100 - share if mirrored else share),
            date_format(month, "M Y" if month.month == 1 else "M"),
            "start",
        )
        for month in months_from(first, 3)
        if (share := _share(month, first, last)) < 92
    ]
    return Axis(
        months=tuple(months),
        today=_percent(100 - now if mirrored else now),
        bar=_percent(0 if mirrored else now),
        width=_percent(100 - now),
    )


def _share(day: date, first: date, last: date) -> float:
    return 100 * (day - first).days / (last - first).days


def _percent(share: float) -> str:
    return f"{share:.2f}%"
