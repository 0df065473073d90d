"""Days of arrivals for the tests of the influx panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from asylon.foresight.influx import Day

FIRST = date(2026, 10, 1)


def days_of(numbers: Sequence[int | None], *, first: date = FIRST) -> list[Day]:
    """One number a day; None is not known."""
    return [Day(on=first + timedelta(days=at), persons=number) for at, number in enumerate(numbers)]


def last_of(days: Sequence[Day]) -> date:
    """The last day."""
    return days[-1].on


def series(*, least: int = 8, most: int = 45) -> st.SearchStrategy[list[Day]]:
    """Days with zeros and gaps in them."""
    number = st.one_of(st.none(), st.integers(0, 5_000), st.just(0))
    return st.lists(number, min_size=least, max_size=most).map(days_of)
