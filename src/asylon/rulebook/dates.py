"""Dates that may be partial: a day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")


class PartialDate(NamedTuple):
    """A date as written, and the first and last day that it can mean."""

    text: str
    first: date
    last: date


def partial_date(text: str) -> PartialDate | None:
    """Read `2026-11-22`, `2026-11` or `2026`; None if it is none of these."""
    match = _PARTIAL.match(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day is not None:
        return PartialDate(text, first, first)
    last_month = month or 12
    return PartialDate(text, first, date(first.year, last_month, monthrange(first.year, last_month)[1]))


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 28 February, and the calendar has two ends."""
    year = day.year - years
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
