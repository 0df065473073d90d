"""Writes the items of a draft, how far they are, and the answers to the checklists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.spine import write_edit
from asylon.responses.plans import entries
from asylon.responses.plans.arrangements import MOVEMENT
from asylon.responses.plans.checklists import LINES, SaidOf, Sort, Stage
from asylon.responses.plans.faults import BadEntry, Fault
from asylon.responses.plans.keeping import Change, log, said, the_draft, the_plan, why_fault
from asylon.responses.plans.models import Answered, Item, Plan, Progress, Version


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """An item as somebody writes it.

    `cost_minor` is in minor units of `currency`, such as cents; so is `need_amount` where the unit is money.
    """

    code: str
    what: str
    actor: str = ""
    sector: str = ""
    need: str = ""
    need_amount: int | None = None
    need_unit: str = ""
    cost_minor: int | None = None
    currency: str = ""
    from_on: date | None = None
    until_on: date | None = None
    movement: str = ""
    moves_children: str = ""
    receiving: str = ""


def put_item(
    visitor: Visitor,
    version: UUID,
    told: ItemEntry,
    *,
    why: str = "",
    proposal: UUID | None = None,
    now: datetime,
) -> Item:
    """Put an item into a draft.

    Raises: Refused, NotThere, NotADraft, BadEntry.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    draft = the_draft(version)
    columns = _checked(told, draft, why)
    with transaction.atomic():
        made = Item.objects.create(version_of=draft, **columns)
        change = Change("item", "", made.what, why, made.thread, told.code, proposal)
        log(visitor, draft, [change], now=now)
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail=_detail(draft, told.code, "put_in"))
    return made


def change_item(
    visitor: Visitor,
    item: UUID,
    told: ItemEntry,
    *,
    seen: int,
    why: str = "",
    proposal: UUID | None = None,
    now: datetime,
) -> Item:
    """Change an item of a draft that was read at version `seen`. Its arrangement stays what it is.

    Raises: Refused, NotThere, NotADraft, BadEntry, EditedMeanwhile.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = _the_item(item)
    draft = the_draft(row.version_of_id)
    columns = _checked(told, draft, why) | {"code": row.code}
    changes = [
        Change(name, said(before), said(after), why, row.thread, row.code, proposal)
        for name, before, after in _differences(row, columns)
    ]
    with transaction.atomic():
        write_edit(row, seen=seen, **columns)
        log(visitor, draft, changes, now=now)
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail=_detail(draft, row.code, "changed"))
    return row


def take_out_item(visitor: Visitor, item: UUID, *, seen: int, why: str = "", now: datetime) -> None:
    """Take an item out of a draft.

    Raises: Refused, NotThere, NotADraft, BadEntry, EditedMeanwhile.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = _the_item(item)
    draft = the_draft(row.version_of_id)
    entries.refuse((why_fault(draft, why),))
    with transaction.atomic():
        write_edit(row, seen=seen)
        log(visitor, draft, [Change("item", row.what, "", why, row.thread, row.code)], now=now)
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail=_detail(draft, row.code, "taken_out"))
        row.delete()


def report_progress(
    visitor: Visitor,
    item: UUID,
    *,
    state: str,
    reached: int | None = None,
    words: str = "",
    now: datetime,
) -> Progress:
    """Say how far an item is; also of an adopted plan, which it does not change.

    Raises: Refused, NotThere, BadEntry.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = _the_item(item)
    entries.refuse(
        (
            entries.one_of("state", state, Progress.State.values),
            Fault("reached", "reached") if reached is not None and not 0 <= reached < 2**53 else None,
            entries.text("words", words, most=400, required=False),
        )
    )
    plan = row.version_of.plan
    with transaction.atomic():
        made = Progress.objects.create(
            plan=plan,
            thread=row.thread,
            state=state,
            reached=reached,
            words=words.strip(),
            by_id=visitor.account,
            at=now,
        )
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail=_detail(row.version_of, row.code, state))
    return made


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to one line of a checklist: yes, no or unknown, and in words."""

    asked: str
    said: str
    words: str = ""


def answer_standard(visitor: Visitor, plan: UUID, reply: Reply, *, now: datetime) -> Answered:
    """Answer a line of the standards of treatment: paragraph (i) and preamble 4.

    Raises: Refused, NotThere, BadEntry.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    return _answer(visitor, the_plan(plan), Sort.STANDARD, reply, now=now)


def answer_of_item(visitor: Visitor, item: UUID, sort: str, reply: Reply, *, now: datetime) -> Answered:
    """Answer a question about an item: sex and age at its stage (d), or children who move (note 2).

    Raises: Refused, NotThere, BadEntry.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = _the_item(item)
    moves = sort != Sort.CHILDREN or row.code == MOVEMENT
    entries.refuse(
        (
            entries.one_of("sort", sort, (Sort.STAGE, Sort.CHILDREN)),
            None if moves else Fault("sort", "not_movement"),
        )
    )
    return _answer(visitor, row.version_of.plan, Sort(sort), reply, thread=row.thread, now=now)


def _answer(
    visitor: Visitor, plan: Plan, sort: Sort, reply: Reply, *, now: datetime, thread: UUID | None = None
) -> Answered:
    line = LINES[sort].get(reply.asked)
    entries.refuse(
        (
            Fault("asked", "line", {"found": reply.asked[:40], "choices": tuple(LINES[sort])})
            if line is None
            else None,
            entries.one_of("said", reply.said, SaidOf.values),
            entries.text("words", reply.words, most=1000, required=False),
        )
    )
    with transaction.atomic():
        made = Answered.objects.create(
            plan=plan,
            thread=thread,
            sort=sort,
            stage=line.stage if line else Stage.DESIGN,
            asked=reply.asked,
            said=reply.said,
            words=reply.words.strip(),
            by_id=visitor.account,
            at=now,
        )
        detail = {"plan": str(plan.pk), "sort": sort.value, "asked": reply.asked, "said": reply.said}
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail=detail)
    return made


def amend(
    visitor: Visitor,
    draft: Version,
    told: ItemEntry,
    *,
    thread: UUID | None,
    why: str,
    proposal: UUID,
    now: datetime,
) -> None:
    """Write what a review decided into a draft: an item anew, or into the one of `thread`.

    For whoever has asked the door, opened a transaction, and journals at its end.
    Raises: BadEntry.
    """
    columns = _checked(told, draft, why)
    row = draft.items.filter(thread=thread).first() if thread else None
    if thread and row is None:
        raise BadEntry(Fault("thread", "no_item"))
    if row is None:
        made = Item.objects.create(version_of=draft, **columns)
        changes = [Change("item", "", made.what, why, made.thread, told.code, proposal)]
    else:
        changes = [
            Change(name, said(before), said(after), why, row.thread, row.code, proposal)
            for name, before, after in _differences(row, columns)
        ]
        write_edit(row, seen=row.version, **columns)
    log(visitor, draft, changes, now=now)


def _checked(told: ItemEntry, draft: Version, why: str) -> dict[str, Any]:
    columns = asdict(entries.trimmed(told))
    entries.refuse(
        (
            *entries.item_faults(columns),
            entries.one_of("sector", told.sector, Item.Sector.values, required=False),
            entries.one_of("need_unit", told.need_unit, Item.Unit.values, required=False),
            entries.one_of("movement", told.movement, Item.Movement.values, required=False),
            entries.one_of("moves_children", told.moves_children, SaidOf.values, required=False),
            why_fault(draft, why),
        )
    )
    return columns


def _differences(row: Item, columns: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name, after in columns.items():
        before = getattr(row, name)
        if before != after:
            yield name, before, after


def _the_item(item: UUID) -> Item:
    row = Item.objects.select_related("version_of__plan").filter(pk=item).first()
    if row is None:
        raise NotThere
    return row


def _detail(draft: Version, code: str, done: str) -> dict[str, str]:
    return {"plan": str(draft.plan_id), "item": code, "done": done}
