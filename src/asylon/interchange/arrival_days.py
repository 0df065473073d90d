"""Arrivals of a file by day, as the signs of a mass influx are worked out from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from asylon.foresight.influx import Day


def days_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Day, ...]:
    """Rows of arrivals added up by day, in order.

    A day is not known as soon as one of its rows is not: the sum of the others would be too small.
    """
    found: dict[date, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["day"]].append(row)
    return tuple(_day(on, found[on]) for on in sorted(found))


def _day(on: date, rows: list[Mapping[str, Any]]) -> Day:
    numbers = [row["persons"] for row in rows]
    known = [number for number in numbers if number is not None]
    return Day(
        on=on,
        persons=sum(known) if len(known) == len(numbers) else None,
        estimated=any(row["basis"] == "estimated" for row in rows),
    )
