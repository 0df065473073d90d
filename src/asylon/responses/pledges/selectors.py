"""Reads needs and pledges, for whoever may see responses."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.opening import open_emergency
from asylon.responses.pledges.kinds import DonorKind, Kind, Population, Sector, Step
from asylon.responses.pledges.models import Measured, Movement, Need, Pledge, Tranche
from asylon.responses.pledges.reading import (
    Donor,
    Earmark,
    Filters,
    Part,
    ReadMovement,
    ReadNeed,
    ReadPledge,
)
from asylon.responses.pledges.standing import Standing
from asylon.sharing.coverage import Measure, Needed, Unit

EVERY = Filters()


def needs_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> tuple[ReadNeed, ...]:
    """The needs of an emergency, by sector and time.

    Raises: Refused; NotThere.
    """
    open_emergency(visitor, emergency, act=Act.SEE_RESPONSES, now=now)
    rows = Need.objects.filter(emergency=emergency).order_by("sector", "since", "until", "id")
    return tuple(_need(row) for row in rows)


def one_need(visitor: Visitor, need: UUID, *, now: datetime) -> ReadNeed:
    """One need.

    Raises: Refused; NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    row = Need.objects.filter(pk=need).first()
    if row is None:
        raise NotThere
    return _need(row)


def pledges_of(
    visitor: Visitor, emergency: UUID, *, now: datetime, filters: Filters = EVERY
) -> tuple[ReadPledge, ...]:
    """The pledges of an emergency, by donor and kind. Three queries, however many there are.

    Raises: Refused; NotThere.
    """
    open_emergency(visitor, emergency, act=Act.SEE_RESPONSES, now=now)
    found = _pledges(Pledge.objects.filter(emergency=emergency))
    return tuple(sorted(filter(filters.takes, found), key=lambda each: (each.donor, each.kind, each.id)))


def one_pledge(visitor: Visitor, pledge: UUID, *, now: datetime) -> ReadPledge:
    """One pledge with everything that happened to it.

    Raises: Refused; NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    found = _pledges(Pledge.objects.filter(pk=pledge))
    if not found:
        raise NotThere
    return found[0]


def _pledges(rows: QuerySet[Pledge]) -> list[ReadPledge]:
    moved: dict[UUID, list[Movement]] = defaultdict(list)
    for movement in Movement.objects.filter(pledge__in=rows).select_related("by").order_by("number"):
        moved[movement.pledge_id].append(movement)
    parts: dict[UUID, list[Tranche]] = defaultdict(list)
    for tranche in Tranche.objects.filter(pledge__in=rows).order_by("since", "until", "id"):
        parts[tranche.pledge_id].append(tranche)
    return [_pledge(row, parts[row.pk], moved[row.pk]) for row in rows]


def _pledge(row: Pledge, parts: list[Tranche], moved: list[Movement]) -> ReadPledge:
    last = {each.tranche_id: each for each in moved}
    return ReadPledge(
        id=row.pk,
        version=row.version,
        emergency=row.emergency_id,
        donor=Donor(DonorKind(row.donor_kind), row.donor_state, row.donor_name),
        kind=Kind(row.kind),
        measure=_measure(row),
        conditions=row.conditions,
        conditions_met_on=row.conditions_met_on,
        earmark=Earmark(
            tuple(Sector(each) for each in row.sectors),
            row.district,
            Population(row.population) if row.population else None,
            row.for_since,
            row.for_until,
        ),
        note=row.note,
        invented=row.invented,
        parts=tuple(Part(each.pk, each.since, each.until, _stands(last[each.pk])) for each in parts),
        movements=tuple(_movement(each) for each in moved),
    )


def _movement(row: Movement) -> ReadMovement:
    return ReadMovement(
        id=row.pk,
        number=row.number,
        part=row.tranche_id,
        step=Step(row.step),
        amount=row.amount,
        on=row.on,
        evidence=row.evidence,
        by=row.by.name,
        at=row.at,
    )


def _stands(row: Movement) -> Standing:
    return Standing(row.announced, row.committed, row.delivered, row.reported)


def _need(row: Need) -> ReadNeed:
    return ReadNeed(
        id=row.pk,
        version=row.version,
        emergency=row.emergency_id,
        sector=Sector(row.sector),
        district=row.district,
        population=Population(row.population) if row.population else None,
        since=row.since,
        until=row.until,
        amount=Needed(row.amount, _measure(row)),
        source=row.source,
        plan_item=row.plan_item,
        invented=row.invented,
    )


def _measure(row: Measured) -> Measure:
    return Measure(Unit(row.unit), row.currency or row.item)
