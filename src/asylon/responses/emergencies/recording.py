"""Writes down figures of an emergency: arrivals, capacities, procedures. Nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.emergencies import checks
from asylon.responses.emergencies.checks import check
from asylon.responses.emergencies.kinds import Part
from asylon.responses.emergencies.models import Arrivals, Capacity, Emergency, Procedures
from asylon.responses.emergencies.opening import codes_of, open_emergency
from asylon.responses.emergencies.records import NewArrivals, NewCapacity, NewProcedures


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of rows: how many were new, replaced an older figure, or stood on record already."""

    new: int
    replaced: int
    same: int


def record_arrivals(
    visitor: Visitor,
    emergency: UUID,
    rows: Sequence[NewArrivals],
    *,
    source: str,
    now: datetime,
    invented: bool = False,
) -> Recorded:
    """Write down rows of arrivals. A row about the same as an older one supersedes it; both are kept.

    Figures of an invented emergency are invented.
    Raises: Refused; NotThere; BadRecord; EditedMeanwhile if somebody else corrected a row at this moment.
    """
    row = open_emergency(visitor, emergency, act=Act.RECORD_FIGURES, now=now)
    hosts = codes_of(row, Part.HOST)
    check(checks.of_arrivals(rows, source=source, hosts=hosts, today=now.date()))
    made_up = invented or row.invented
    with transaction.atomic():
        current = _current(row, rows)
        wanted = [_arrivals(row, each, current.get(each.key), source, made_up) for each in rows]
        fresh = [each for each in wanted if each is not None]
        for each in fresh:
            each.by_id, each.at = visitor.account, now
        try:
            with transaction.atomic():
                Arrivals.objects.bulk_create(fresh, batch_size=500)
        except IntegrityError as quicker:
            raise EditedMeanwhile from quicker
        replaced = sum(each.supersedes_id is not None for each in fresh)
        _journal(visitor, row, "arrivals", len(fresh), now=now)
    return Recorded(len(fresh) - replaced, replaced, len(rows) - len(fresh))


def record_capacity(
    visitor: Visitor,
    emergency: UUID,
    rows: Sequence[NewCapacity],
    *,
    source: str,
    now: datetime,
    invented: bool = False,
) -> int:
    """Write down capacities; gives how many. The newest of a sector, district and unit counts.

    Raises: Refused; NotThere; BadRecord.
    """
    row = open_emergency(visitor, emergency, act=Act.RECORD_FIGURES, now=now)
    check(checks.of_capacity(rows, source=source, today=now.date()))
    with transaction.atomic():
        made = Capacity.objects.bulk_create(
            Capacity(
                emergency=row,
                on=each.on,
                sector=each.sector,
                district=each.district.strip(),
                unit=each.unit,
                capacity=each.capacity,
                in_use=each.in_use,
                source=source.strip(),
                invented=invented or row.invented,
                by_id=visitor.account,
                at=now,
            )
            for each in rows
        )
        _journal(visitor, row, "capacity", len(made), now=now)
    return len(made)


def record_procedures(
    visitor: Visitor,
    emergency: UUID,
    given: NewProcedures,
    *,
    source: str,
    now: datetime,
    invented: bool = False,
) -> UUID:
    """Write down what individual procedures can do; gives the id. The newest of a host counts.

    Raises: Refused; NotThere; BadRecord.
    """
    row = open_emergency(visitor, emergency, act=Act.RECORD_FIGURES, now=now)
    hosts = codes_of(row, Part.HOST)
    check(checks.of_procedures(given, source=source, hosts=hosts, today=now.date()))
    with transaction.atomic():
        made = Procedures.objects.create(
            emergency=row,
            on=given.on,
            host=given.host,
            waiting=given.waiting,
            new_a_week=given.new_a_week,
            decisions_a_week=given.decisions_a_week,
            interviewers=given.interviewers,
            source=source.strip(),
            invented=invented or row.invented,
            by_id=visitor.account,
            at=now,
        )
        _journal(visitor, row, "procedures", 1, now=now)
    return made.pk


def _current(row: Emergency, rows: Iterable[NewArrivals]) -> dict[object, Arrivals]:
    days = {each.on for each in rows}
    found = Arrivals.objects.filter(
        emergency=row, on__gte=min(days), on__lte=max(days), superseded_by__isnull=True
    )
    return {
        (each.on, each.place, each.host, each.origin, each.sex, each.age, each.first_crossing): each
        for each in found
    }


def _arrivals(
    row: Emergency, given: NewArrivals, before: Arrivals | None, source: str, invented: bool
) -> Arrivals | None:
    """The row to write, None if the very same stands on record."""
    told_by = (given.source or source).strip()
    said = (given.persons, given.how.value, told_by, invented)
    if before and said == (before.persons, before.how, before.source, before.invented):
        return None
    return Arrivals(
        emergency=row,
        on=given.on,
        place=given.place.strip(),
        host=given.host,
        origin=given.origin,
        sex=given.sex,
        age=given.age,
        first_crossing=given.first_crossing,
        persons=given.persons,
        how=given.how,
        source=told_by,
        invented=invented,
        supersedes=before,
    )


def _journal(visitor: Visitor, row: Emergency, what: str, rows: int, *, now: datetime) -> None:
    detail: dict[str, str | int] = {"emergency": str(row.pk), "what": what, "rows": rows}
    write(act=Act.RECORD_FIGURES, visitor=visitor, now=now, detail=detail)
