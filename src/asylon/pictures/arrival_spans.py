"""From days to the bars of a picture: one a day, or the mean of several days where there are too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

MOST_BARS = 62
"""More bars than this cannot be told apart at the width of a telephone."""
LENGTHS = (1, 7, 28, 91)
MOST_DAYS = MOST_BARS * LENGTHS[-1]

Known = Literal["counted", "estimated", "partly", "not_known", "forecast"]


class Arrived(Protocol):
    """What is known of one day; see `ArrivalDay`."""

    @property
    def persons(self) -> float | None:
        """How many arrived."""

    @property
    def estimated(self) -> bool:
        """Whether somebody estimated it."""

    @property
    def capacity(self) -> float | None:
        """How many could be registered."""


class Expected(Protocol):
    """What is expected of one day; see `ForecastDay`."""

    @property
    def low(self) -> float:
        """The lower end of the band."""

    @property
    def middle(self) -> float | None:
        """The middle, if there is one."""

    @property
    def high(self) -> float:
        """The upper end of the band."""


@dataclass(frozen=True, slots=True)
class Span:
    """One bar: its days, and the means of what is known of them, a day."""

    first: date
    days: int
    persons: float | None
    known: Known
    capacity: float | None
    band: tuple[float, float | None, float] | None

    @property
    def last(self) -> date:
        """The last of its days."""
        return self.first + timedelta(days=self.days - 1)


def every_day(first: date, last: date) -> list[date]:
    """All days from the first to the last."""
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


def spans(
    days: Sequence[date], *, arrived: Mapping[date, Arrived], expected: Mapping[date, Expected]
) -> list[Span]:
    """The bars of these days. The last bar is always whole; the first may have fewer days."""
    length = next(one for one in LENGTHS if len(days) <= one * MOST_BARS)
    return [_span(part, arrived, expected) for part in _parts(days, length)]


def _parts(days: Sequence[date], length: int) -> Iterator[Sequence[date]]:
    start = len(days) % length
    if start:
        yield days[:start]
    for at in range(start, len(days), length):
        yield days[at : at + length]


def _span(days: Sequence[date], arrived: Mapping[date, Arrived], expected: Mapping[date, Expected]) -> Span:
    known = [arrived[day] for day in days if day in arrived and arrived[day].persons is not None]
    ahead = [expected[day] for day in days if day in expected]
    middles = [one.middle for one in ahead if one.middle is not None]
    silent = [
        day for day in days if day not in expected and getattr(arrived.get(day), "persons", None) is None
    ]
    capacities = [one.capacity for day in days if (one := arrived.get(day)) and one.capacity is not None]
    band = (
        (
            _mean(one.low for one in ahead),
            _mean(middles) if len(middles) == len(ahead) else None,
            _mean(one.high for one in ahead),
        )
        if ahead
        else None
    )
    return Span(
        first=days[0],
        days=len(days),
        persons=_mean(one.persons or 0 for one in known) if known else None,
        known=_how_known(known, silent=bool(silent)),
        capacity=_mean(capacities) if capacities else None,
        band=band,
    )


def _how_known(known: Sequence[Arrived], *, silent: bool) -> Known:
    if known:
        if silent:
            return "partly"
        return "estimated" if any(one.estimated for one in known) else "counted"
    return "not_known" if silent else "forecast"


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
