"""Arrivals by day, with what is not known kept apart from nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median


class BadDays(ValueError):
    """Days that are no series: out of order, twice, or below zero.

    Attributes:
        code: `not_in_order` or `below_zero`.
        on: the day.
    """

    def __init__(self, code: str, on: date) -> None:
        self.code, self.on = code, on
        super().__init__(f"{code}: {on.isoformat()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day's arrivals.

    Attributes:
        on: the day.
        persons: how many arrived; None is not known, 0 is nobody.
        estimated: whether any part of the number was estimated.
        recorded_on: when the number was written down, for the delay.
    """

    on: date
    persons: int | None
    estimated: bool = False
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """How long after the day its number was written down, in days."""

    median_days: float
    longest_days: int
    of_days: int


def checked(days: Iterable[Day]) -> tuple[Day, ...]:
    """The days again, if they are a series: in order, each once, none below zero. Days may be missing.

    Raises: BadDays.
    """
    found = tuple(days)
    for one, other in pairwise(found):
        if other.on <= one.on:
            raise BadDays("not_in_order", other.on)
    for each in found:
        if each.persons is not None and each.persons < 0:
            raise BadDays("below_zero", each.on)
    return found


def known(days: Sequence[Day]) -> list[tuple[date, int]]:
    """The days of which the number is known."""
    return [(each.on, each.persons) for each in days if each.persons is not None]


def window(days: Sequence[Day], *, until: date, length: int) -> tuple[Day, ...]:
    """The days of the `length` days that end with `until`, that day included."""
    first = until - timedelta(days=length - 1)
    return tuple(each for each in days if first <= each.on <= until)


def mean_a_day(days: Sequence[Day]) -> float | None:
    """People a day, over the days that are known; None if none is."""
    numbers = [persons for _, persons in known(days)]
    return sum(numbers) / len(numbers) if numbers else None


def delay_of(days: Sequence[Day]) -> Delay | None:
    """The reporting delay of days that are known; None if it is not known of any."""
    delays = [
        max(0, (each.recorded_on - each.on).days)
        for each in days
        if each.recorded_on is not None and each.persons is not None
    ]
    if not delays:
        return None
    return Delay(median_days=float(median(delays)), longest_days=max(delays), of_days=len(delays))
