"""The figures of an emergency row by row as they stand now, and its reports for the panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.offices.zones import day_of
from asylon.foresight.influx import Bench, Report
from asylon.responses.emergencies.kinds import AgeBand, HowKnown, Sector, Sex, Unit
from asylon.responses.emergencies.models import Arrivals, Capacity, Emergency, Procedures
from asylon.responses.emergencies.opening import open_emergency
from asylon.responses.emergencies.selectors import SEE
from asylon.responses.emergencies.sums import standing_arrivals

FLOWS = frozenset({Unit.PERSONS_A_DAY})
"""Units that are a capacity a day: they do not fill up."""
OF_PERSONS = frozenset({Unit.PERSONS, Unit.PERSONS_A_DAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalsSeen:
    """One row of arrivals that stands. `persons` None is not known."""

    id: UUID
    on: date
    place: str
    host: str
    origin: str
    sex: Sex
    age: AgeBand
    persons: int | None
    how: HowKnown
    first_crossing: bool
    source: str
    invented: bool
    corrected: bool
    """Whether it superseded an older figure, which is kept."""
    by: str
    at: datetime

    @property
    def delay_days(self) -> int:
        """How long after the day it was written down."""
        return max(0, (day_of(self.at) - self.on).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacitySeen:
    """One report of a capacity."""

    on: date
    sector: Sector
    district: str
    unit: Unit
    capacity: int | None
    in_use: int | None
    source: str
    invented: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceduresSeen:
    """One report of procedures."""

    on: date
    host: str
    waiting: int | None
    new_a_week: int | None
    decisions_a_week: int | None
    interviewers: int | None
    source: str
    invented: bool
    by: str
    at: datetime


PAGE = 200
"""Rows that are read at a time."""


def arrivals_of(
    visitor: Visitor, emergency: UUID, *, now: datetime, start: int = 0, limit: int = PAGE
) -> list[ArrivalsSeen]:
    """The rows that stand, the newest day first. Superseded ones are left out and kept.

    For whoever records: rows may be small enough to point at somebody. Others see days and splits.
    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=Act.RECORD_FIGURES, now=now)
    rows = standing_arrivals(row).select_related("by")
    ordered = rows.order_by("-on", "place", "host", "origin", "sex", "age", "id")
    return [_seen(each) for each in ordered[start : start + limit]]


def how_many_arrivals(visitor: Visitor, emergency: UUID, *, now: datetime) -> int:
    """How many rows of arrivals stand.

    Raises: Refused; NotThere.
    """
    return standing_arrivals(open_emergency(visitor, emergency, act=Act.RECORD_FIGURES, now=now)).count()


def how_many_reports(visitor: Visitor, emergency: UUID, *, now: datetime) -> tuple[int, int]:
    """How many reports of capacities there are, and how many of procedures.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=SEE, now=now)
    return _capacities(row).count(), _procedures(row).count()


def capacities_of(
    visitor: Visitor, emergency: UUID, *, now: datetime, start: int = 0, limit: int = PAGE
) -> list[CapacitySeen]:
    """Reports of capacities, the newest first.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=SEE, now=now)
    return [
        CapacitySeen(
            on=each.on,
            sector=Sector(each.sector),
            district=each.district,
            unit=Unit(each.unit),
            capacity=each.capacity,
            in_use=each.in_use,
            source=each.source,
            invented=each.invented,
            by=each.by.name,
            at=each.at,
        )
        for each in _capacities(row)[start : start + limit]
    ]


def procedures_seen(
    visitor: Visitor, emergency: UUID, *, now: datetime, start: int = 0, limit: int = PAGE
) -> list[ProceduresSeen]:
    """Reports of procedures, the newest first.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=SEE, now=now)
    return [
        ProceduresSeen(
            on=each.on,
            host=each.host,
            waiting=each.waiting,
            new_a_week=each.new_a_week,
            decisions_a_week=each.decisions_a_week,
            interviewers=each.interviewers,
            source=each.source,
            invented=each.invented,
            by=each.by.name,
            at=each.at,
        )
        for each in _procedures(row)[start : start + limit]
    ]


def reports_of(row: Emergency) -> list[Report]:
    """Reports of capacities for the panel, the oldest first."""
    return [
        Report(
            sector=each.sector,
            unit=each.unit,
            district=each.district,
            on=each.on,
            capacity=each.capacity,
            in_use=each.in_use,
            source=each.source,
            stock=each.unit not in FLOWS,
            persons=each.unit in OF_PERSONS,
        )
        for each in _capacities(row).reverse()
    ]


def benches_of(row: Emergency) -> list[Bench]:
    """Reports of procedures for the panel, the oldest first."""
    return [
        Bench(
            host=each.host,
            on=each.on,
            waiting=each.waiting,
            new_a_week=each.new_a_week,
            decisions_a_week=each.decisions_a_week,
            interviewers=each.interviewers,
            source=each.source,
        )
        for each in _procedures(row).reverse()
    ]


def invented_reports(row: Emergency) -> bool:
    """Whether any report of a capacity or of procedures was made up."""
    return any(kind.objects.filter(emergency=row, invented=True).exists() for kind in (Capacity, Procedures))


def _capacities(row: Emergency) -> QuerySet[Capacity]:
    return Capacity.objects.filter(emergency=row).select_related("by").order_by("-on", "-at", "-id")


def _procedures(row: Emergency) -> QuerySet[Procedures]:
    return Procedures.objects.filter(emergency=row).select_related("by").order_by("-on", "-at", "-id")


def _seen(row: Arrivals) -> ArrivalsSeen:
    return ArrivalsSeen(
        id=row.pk,
        on=row.on,
        place=row.place,
        host=row.host,
        origin=row.origin,
        sex=Sex(row.sex),
        age=AgeBand(row.age),
        persons=row.persons,
        how=HowKnown(row.how),
        first_crossing=row.first_crossing,
        source=row.source,
        invented=row.invented,
        corrected=row.supersedes_id is not None,
        by=row.by.name,
        at=row.at,
    )
