"""Room to receive: how much of a capacity is in use, and the day on which it runs out at today's pace."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

FURTHEST = 3650
"""Days ahead: whatever fills more slowly does not run out in any way that can be planned for."""

WHOLE_COUNTRY = ""
"""The district of a report that is about no district alone."""


class Pace(StrEnum):
    """What the pace of filling rests on."""

    REPORTS = "reports"
    """Two reports of what is in use."""
    ARRIVALS = "arrivals"
    """Arrivals a day, as if everybody who arrives needs one."""
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one district reports of one sector on one day.

    Attributes:
        sector, unit, district: what is counted; an empty district is the whole country.
        capacity, in_use: in that unit; None is not known.
        stock: whether it fills up (beds); a capacity a day does not.
        persons: whether one unit holds one person, so that arrivals can say how fast it fills.
    """

    sector: str
    unit: str
    district: str
    on: date
    capacity: int | None
    in_use: int | None
    source: str = ""
    stock: bool = True
    persons: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A sector's room in one unit: the country's own report, or all districts that are known.

    Attributes:
        stock: whether it fills up; a capacity a day does not.
        persons: whether one unit holds one person.
        capacity, in_use: of the districts of which both are known.
        districts, not_known: how many report, and of how many of them something is missing.
        oldest: the oldest of the reports that it rests on; None if it rests on none.
        pace: how many more are in use each day; None if not known.
        runs_out_on: the day; None if it does not run out at this pace, or if that is not known.
    """

    sector: str
    unit: str
    stock: bool
    persons: bool
    capacity: int
    in_use: int
    districts: int
    not_known: int
    oldest: date | None
    newest: date | None
    source: str
    pace: float | None
    pace_from: Pace
    runs_out_on: date | None

    @property
    def percent(self) -> float | None:
        """What is in use, of a hundred; it may be above. None if not known, or if there is no capacity."""
        return 100 * self.in_use / self.capacity if self.capacity else None

    @property
    def free(self) -> int:
        """What is left; below zero if more is in use than there is."""
        return self.capacity - self.in_use


def rooms_of(
    reports: Iterable[Report], *, as_of: date, arrivals_a_day: float | None = None
) -> tuple[Room, ...]:
    """The room of each sector and unit; units are never added to each other.

    Of each district the newest report up to `as_of` counts. A report of the whole country holds its districts
    already, so the two are never added up: the country's own counts if it is not older than the newest of the
    districts, otherwise the districts do. The pace comes from the report before it in
    the same districts; where there is none, from arrivals, for capacities that hold people.
    """
    listed = sorted((each for each in reports if each.on <= as_of), key=lambda each: (each.sector, each.unit))
    return tuple(
        _room(list(found), sector, unit, as_of, arrivals_a_day)
        for (sector, unit), found in groupby(listed, key=lambda each: (each.sector, each.unit))
    )


def capacity_on(reports: Iterable[Report], *, sector: str, unit: str, on: date) -> int | None:
    """What the country could take on a day, by the newest reports until then.

    That of the whole country if it is not older than the newest of its districts, otherwise that of all
    districts together.

    None if nobody had reported, or if one of those that count had not said how much.
    """
    told = [each for each in reports if (each.sector, each.unit) == (sector, unit) and each.on <= on]
    numbers = [each.capacity for each in _counted(told).values()]
    known = [number for number in numbers if number is not None]
    return sum(known) if numbers and len(known) == len(numbers) else None


def _room(reports: list[Report], sector: str, unit: str, as_of: date, arrivals: float | None) -> Room:
    newest = _counted(reports)
    whole = [each for each in newest.values() if each.capacity is not None and each.in_use is not None]
    capacity = sum(each.capacity or 0 for each in whole)
    in_use = sum(each.in_use or 0 for each in whole)
    stock = all(each.stock for each in reports)
    pace, pace_from = _pace(reports, whole, arrivals) if stock and whole else (None, Pace.NOT_KNOWN)
    base = min((each.on for each in whole), default=None)
    return Room(
        sector=sector,
        unit=unit,
        stock=stock,
        persons=all(each.persons for each in reports),
        capacity=capacity,
        in_use=in_use,
        districts=len(newest),
        not_known=len(newest) - len(whole),
        oldest=base,
        newest=max((each.on for each in whole), default=None),
        source=" · ".join(dict.fromkeys(each.source for each in whole if each.source)),
        pace=pace,
        pace_from=pace_from,
        runs_out_on=_runs_out(capacity - in_use, pace, max((each.on for each in whole), default=as_of))
        if stock and whole
        else None,
    )


def _counted(reports: Sequence[Report]) -> dict[str, Report]:
    """The newest reports that are added up: the whole country's alone, or those of its districts."""
    newest = _newest(reports)
    country = newest.pop(WHOLE_COUNTRY, None)
    if country is not None and all(each.on <= country.on for each in newest.values()):
        return {WHOLE_COUNTRY: country}
    return newest


def _newest(reports: Sequence[Report]) -> dict[str, Report]:
    found: dict[str, Report] = {}
    for each in reports:
        if each.district not in found or each.on >= found[each.district].on:
            found[each.district] = each
    return found


def _pace(
    reports: Sequence[Report], whole: Sequence[Report], arrivals: float | None
) -> tuple[float | None, Pace]:
    """How many more are in use each day: each district from its own last two reports, added up."""
    paces = []
    for now in whole:
        earlier = [
            each
            for each in reports
            if each.district == now.district and each.on < now.on and each.in_use is not None
        ]
        if earlier:
            before = max(earlier, key=lambda each: each.on)
            paces.append(((now.in_use or 0) - (before.in_use or 0)) / (now.on - before.on).days)
    if paces and len(paces) == len(whole):
        return sum(paces), Pace.REPORTS
    if arrivals is not None and all(each.persons for each in whole):
        return arrivals, Pace.ARRIVALS
    return None, Pace.NOT_KNOWN


def _runs_out(free: int, pace: float | None, base: date) -> date | None:
    if free <= 0:
        return base
    if pace is None or pace <= 0:
        return None
    days = math.ceil(free / pace)
    return base + timedelta(days=days) if days <= FURTHEST else None
