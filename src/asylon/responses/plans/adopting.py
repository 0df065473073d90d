"""Adopts a version of a plan, or says all that is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.spine import write_edit
from asylon.responses.plans import entries
from asylon.responses.plans.answers import Answers, answers_of
from asylon.responses.plans.arrangements import MOVEMENT
from asylon.responses.plans.checklists import CHILDREN, FLOOR, STAGES, SaidOf, Sort, Stage
from asylon.responses.plans.faults import Lack, NotADraft, NotReady
from asylon.responses.plans.guards import FEWEST_MEMBERS
from asylon.responses.plans.models import Item, Version


@dataclass(frozen=True, slots=True)
class Put:
    """A version as it is put to adoption: all that adoption turns on, and nothing of a database."""

    review_on: date | None
    members: int
    items: tuple[Item, ...]
    answers: Answers


def adopt(visitor: Visitor, version: UUID, *, reasons: str, seen: int, now: datetime) -> Version:
    """Adopt a draft that was read at version `seen`; the version adopted before is replaced.

    A named person does it, with reasons and a fresh second factor. Nothing of this reaches admission,
    non-refoulement or status: those wait for no plan. Source: ExCom 100 (g), (i), (n).
    Raises: Refused, NotThere, NotADraft, BadEntry, NotReady, EditedMeanwhile.
    """
    must(visitor, Act.ADOPT_PLAN, now=now)
    row = Version.objects.select_related("plan").filter(pk=version).first()
    if row is None:
        raise NotThere
    if row.state != Version.State.DRAFT:
        raise NotADraft
    entries.refuse((entries.text("reasons", reasons, most=2000),))
    with transaction.atomic():
        blocking = [lack for lack in lacks_of(row, today=now.date()) if lack.blocks]
        if blocking:
            raise NotReady(blocking)
        for before in row.plan.versions.filter(state=Version.State.ADOPTED):
            write_edit(before, seen=before.version, state=Version.State.REPLACED, replaced_at=now)
        write_edit(
            row,
            seen=seen,
            state=Version.State.ADOPTED,
            adopted_at=now,
            adopted_by_id=visitor.account,
            reasons=reasons.strip(),
        )
        detail = {"plan": str(row.plan_id), "version": row.number}
        write(act=Act.ADOPT_PLAN, visitor=visitor, now=now, detail=detail)
    return row


def lacks_of(row: Version, *, today: date) -> tuple[Lack, ...]:
    """All that a version lacks, what blocks its adoption first."""
    put = Put(
        review_on=row.review_on,
        members=row.members.count(),
        items=tuple(row.items.order_by("id")),
        answers=answers_of(row.plan_id),
    )
    return lacks(put, today=today)


def lacks(put: Put, *, today: date) -> tuple[Lack, ...]:
    """All that is missing, what blocks first. Not known counts as missing, as no does."""
    found = [*_of_the_plan(put, today), *_of_children(put), *_of_items(put)]
    return tuple(sorted(found, key=lambda lack: not lack.blocks))


def _of_the_plan(put: Put, today: date) -> Iterator[Lack]:
    if put.review_on is None:
        yield Lack("no_review_date")
    elif put.review_on <= today:
        yield Lack("review_date_passed")
    if put.members < FEWEST_MEMBERS:
        yield Lack("no_members")
    if not put.items:
        yield Lack("no_items")
    for code in FLOOR:
        if put.answers.standard(code) != SaidOf.YES:
            yield Lack("floor", asked=code)


def _of_children(put: Put) -> Iterator[Lack]:
    for item in put.items:
        if item.code != MOVEMENT:
            continue
        if item.moves_children == SaidOf.UNKNOWN:
            yield Lack("children_not_known", of=item.what)
        if item.moves_children == SaidOf.YES:
            for line in CHILDREN:
                if put.answers.of_item(item.thread, Sort.CHILDREN, line.code) != SaidOf.YES:
                    yield Lack("children", of=item.what, asked=line.code)


def _of_items(put: Put) -> Iterable[Lack]:
    for item in put.items:
        lacking: Mapping[str, bool] = {
            "no_actor": not item.actor,
            "no_dates": item.from_on is None,
            "no_need": not item.need and item.need_amount is None,
        }
        yield from (Lack(code, of=item.what, blocks=False) for code, is_so in lacking.items() if is_so)
        asked = [line for line in STAGES if line.stage == Stage.DESIGN]
        open_ = [
            line for line in asked if put.answers.of_item(item.thread, Sort.STAGE, line.code) != SaidOf.YES
        ]
        yield from (Lack("sex_and_age", of=item.what, asked=line.code, blocks=False) for line in open_)
