"""Writes needs, pledges and movements: asked of the access kernel, journalled with codes and ids only.

Every writer says what was read. A pledge's movements are numbered; whoever adds one says the last number
that was seen, and the database gives each number once. So two officers who write down the same delivery
at once do not book it twice: the second is told what stands now.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.offices.zones import day_of
from asylon.casework.spine import EditedMeanwhile, write_edit
from asylon.responses.emergencies.opening import open_emergency
from asylon.responses.pledges.checks import (
    check_movement,
    check_need,
    check_part,
    check_pledge,
    check_terms,
)
from asylon.responses.pledges.faults import BadPledge, PledgeFault
from asylon.responses.pledges.kinds import DonorKind, Kind, Step, UnitKind
from asylon.responses.pledges.models import ONE_NUMBER_EACH, Movement, Need, Pledge, Tranche
from asylon.responses.pledges.records import NewMovement, NewNeed, NewPart, NewPledge, Terms
from asylon.responses.pledges.standing import BadMovement, Standing

_TABLE = Movement._meta.db_table
_NUMBERED = f"{_TABLE}.pledge_id, {_TABLE}.number"


def add_need(visitor: Visitor, emergency: UUID, *, given: NewNeed, now: datetime) -> Need:
    """Write down what is needed.

    Raises: Refused; NotThere; BadPledge.
    """
    open_emergency(visitor, emergency, act=Act.KEEP_PLEDGES, now=now)
    check_need(given)
    with transaction.atomic():
        need = Need(emergency_id=emergency, by_id=visitor.account, at=now, **_columns_of_need(given))
        need.save(force_insert=True)
        _journal(visitor, "need_added", now=now, emergency=emergency, need=need.pk)
    return need


def edit_need(visitor: Visitor, need: UUID, *, seen: int, given: NewNeed, now: datetime) -> Need:
    """Correct a need that was read at version `seen`.

    Raises: Refused; NotThere; BadPledge; EditedMeanwhile.
    """
    must(visitor, Act.KEEP_PLEDGES, now=now)
    row = Need.objects.filter(pk=need).first()
    if row is None:
        raise NotThere
    check_need(given)
    with transaction.atomic():
        write_edit(row, seen=seen, **_columns_of_need(given))
        _journal(visitor, "need_changed", now=now, emergency=row.emergency_id, need=row.pk)
    return row


def announce(visitor: Visitor, emergency: UUID, *, given: NewPledge, now: datetime) -> Pledge:
    """Write down a pledge with the announcement of each of its parts.

    Raises: Refused; NotThere; BadPledge.
    """
    open_emergency(visitor, emergency, act=Act.KEEP_PLEDGES, now=now)
    check_pledge(given, today=now.date())
    with transaction.atomic():
        pledge = Pledge(
            emergency_id=emergency,
            donor_kind=given.donor_kind,
            donor_state=given.donor_state,
            donor_name=given.donor_name.strip(),
            kind=given.kind,
            unit=given.unit,
            currency=given.currency,
            item=given.item.strip(),
            invented=given.invented,
            by_id=visitor.account,
            at=now,
            **_columns_of_terms(given.terms),
        )
        pledge.save(force_insert=True)
        for number, part in enumerate(given.parts, start=1):
            _announce_part(
                visitor,
                pledge,
                part,
                number=number,
                on=given.announced_on,
                evidence=given.evidence,
                now=now,
            )
        _journal(visitor, "announced", now=now, emergency=emergency, pledge=pledge.pk, kind=given.kind.value)
    return pledge


def add_part(
    visitor: Visitor, pledge: UUID, *, seen: int, given: NewPart, on: date, evidence: str, now: datetime
) -> Tranche:
    """Announce a further dated part of a pledge whose last movement was read as number `seen`.

    Raises: Refused; NotThere; BadPledge; EditedMeanwhile.
    """
    must(visitor, Act.KEEP_PLEDGES, now=now)
    row = _the_pledge(pledge)
    check_part(given, on=on, evidence=evidence, today=now.date())
    with transaction.atomic():
        _must_be_last(row, seen)
        made = _announce_part(visitor, row, given, number=seen + 1, on=on, evidence=evidence, now=now)
        _journal(visitor, "part_announced", now=now, emergency=row.emergency_id, pledge=row.pk)
    return made


def move(visitor: Visitor, pledge: UUID, *, seen: int, given: NewMovement, now: datetime) -> Movement:
    """Write down one step of a pledge whose last movement was read as number `seen`.

    Raises: Refused; NotThere; BadPledge; EditedMeanwhile if somebody was quicker.
    """
    must(visitor, Act.KEEP_PLEDGES, now=now)
    row = _the_pledge(pledge)
    with transaction.atomic():
        before = _must_be_last(row, seen)
        check_movement(given, first_announced=min(each.on for each in before), today=now.date())
        stands = _stands_after(before, given)
        made = Movement(
            pledge=row,
            tranche_id=given.tranche,
            number=seen + 1,
            step=given.step,
            amount=given.amount,
            on=given.on,
            evidence=given.evidence.strip(),
            by_id=visitor.account,
            at=now,
            announced=stands.announced,
            committed=stands.committed,
            delivered=stands.delivered,
            reported=stands.reported,
        )
        _insert(made)
        _journal(
            visitor,
            given.step.value,
            now=now,
            emergency=row.emergency_id,
            pledge=row.pk,
            movement=made.pk,
        )
    return made


def edit_terms(visitor: Visitor, pledge: UUID, *, seen: int, given: Terms, now: datetime) -> Pledge:
    """Correct conditions, earmarks and note of a pledge that was read at version `seen`.

    Raises: Refused; NotThere; BadPledge; EditedMeanwhile.
    """
    must(visitor, Act.KEEP_PLEDGES, now=now)
    row = _the_pledge(pledge)
    check_terms(given, of=_as_given(row), today=now.date())
    with transaction.atomic():
        write_edit(row, seen=seen, **_columns_of_terms(given))
        _journal(visitor, "terms_changed", now=now, emergency=row.emergency_id, pledge=row.pk)
    return row


def _the_pledge(id_: UUID) -> Pledge:
    found = Pledge.objects.filter(pk=id_).first()
    if found is None:
        raise NotThere
    return found


def _must_be_last(pledge: Pledge, seen: int) -> list[Movement]:
    """Every movement so far, if the last one has the number that was read."""
    before = list(pledge.movements.order_by("number"))
    if not before or before[-1].number != seen:
        raise EditedMeanwhile
    return before


def _insert(movement: Movement) -> None:
    # PostgreSQL lets two readers of the same last number come this far; the constraint takes one of them.
    try:
        with transaction.atomic():
            movement.save(force_insert=True)
    except IntegrityError as taken:
        if is_number_taken(taken):
            raise EditedMeanwhile from taken
        raise


def is_number_taken(refused: IntegrityError) -> bool:
    """Whether the database refused a movement because the pledge has one of that number already.

    PostgreSQL names the constraint, whatever language its messages are in; SQLite names the columns.
    """
    told = getattr(refused.__cause__, "diag", None)
    if told is not None:
        return bool(told.constraint_name == ONE_NUMBER_EACH)
    return str(refused).endswith(f": {_NUMBERED}")


def _stands_after(before: list[Movement], given: NewMovement) -> Standing:
    of_part = [each for each in before if each.tranche_id == given.tranche]
    if not of_part:
        raise BadPledge([PledgeFault("tranche", "not_of_pledge")])
    same = [
        each
        for each in of_part
        if (each.step, each.amount, each.on) == (given.step.value, given.amount, given.on)
    ]
    if same and not given.another:
        raise BadPledge([PledgeFault("another", "twice", values={"number": same[-1].number})])
    last = of_part[-1]
    stands = Standing(last.announced, last.committed, last.delivered, last.reported)
    try:
        return stands.after(given.step, given.amount)
    except BadMovement as bad:
        raise BadPledge([PledgeFault("amount", bad.code, values={"most": bad.most})]) from bad


def _announce_part(
    visitor: Visitor, pledge: Pledge, part: NewPart, *, number: int, on: date, evidence: str, now: datetime
) -> Tranche:
    tranche = Tranche(pledge=pledge, since=part.since, until=part.until)
    tranche.save(force_insert=True)
    _insert(
        Movement(
            pledge=pledge,
            tranche=tranche,
            number=number,
            step=Step.ANNOUNCED,
            amount=part.amount,
            on=on,
            evidence=evidence.strip(),
            by_id=visitor.account,
            at=now,
            announced=part.amount,
            committed=0,
            delivered=0,
            reported=0,
        )
    )
    return tranche


def _columns_of_need(given: NewNeed) -> dict[str, Any]:
    return {
        "sector": given.sector,
        "district": given.district.strip(),
        "population": given.population or "",
        "since": given.since,
        "until": given.until,
        "unit": given.unit,
        "currency": given.currency,
        "item": given.item.strip(),
        "amount": given.amount,
        "source": given.source.strip(),
        "plan_item": given.plan_item,
        "invented": given.invented,
    }


def _columns_of_terms(given: Terms) -> dict[str, Any]:
    return {
        "conditions": given.conditions.strip(),
        "conditions_met_on": given.conditions_met_on,
        "sectors": sorted({sector.value for sector in given.sectors}),
        "district": given.district.strip(),
        "population": given.population or "",
        "for_since": given.for_since,
        "for_until": given.for_until,
        "note": given.note.strip(),
    }


def _as_given(row: Pledge) -> NewPledge:
    """What a pledge is, without its parts: enough to check its terms."""
    return NewPledge(
        donor_kind=DonorKind(row.donor_kind),
        kind=Kind(row.kind),
        unit=UnitKind(row.unit),
        parts=(),
        announced_on=day_of(row.at),
        evidence="",
    )


def _journal(visitor: Visitor, did: str, *, now: datetime, **ids: UUID | str) -> None:
    # Codes and ids only: what a donor says, and who a private donor is, stays out of the journal.
    write(act=Act.KEEP_PLEDGES, visitor=visitor, now=now, detail={"did": did, **ids})
