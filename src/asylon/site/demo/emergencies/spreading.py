"""Spreads the figure of a year over its days. The days are made up; their sum is the public figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

WOBBLE = (10, 9, 11, 8, 12, 10, 10)
"""By weekday: no two days of a week are alike."""
Points = Sequence[tuple[date, int]]


def parts(total: int, weights: Sequence[int]) -> list[int]:
    """Whole numbers in proportion to weights that add up to the total."""
    whole, done, sofar, found = sum(weights), 0, 0, []
    for weight in weights:
        sofar += weight
        now = total * sofar // whole
        found.append(now - done)
        done = now
    return found


def by_day(total: int, points: Points) -> dict[date, int]:
    """A total over the days from the first point to the last, in proportion to a line through the points."""
    days = list(_days(points[0][0], points[-1][0]))
    weights = [_height(day, points) * WOBBLE[day.weekday()] for day in days]
    return dict(zip(days, parts(total, weights), strict=True))


def by_place(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """The number of a day over its places."""
    return dict(zip(weights, parts(total, list(weights.values())), strict=True))


def _days(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]


def _height(day: date, points: Points) -> int:
    for (one, low), (other, high) in pairwise(points):
        if day <= other:
            return low + (high - low) * (day - one).days // (other - one).days
    return points[-1][1]
