"""Plays consultations and plans: made-up parties, items, answers and progress, adopted and amended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from asylon.responses.money import in_minor
from asylon.responses.plans.adopting import adopt
from asylon.responses.plans.checklists import CHILDREN, FLOOR, STAGES, SaidOf, Sort, Stage
from asylon.responses.plans.consulting import ConsultationEntry, OptionEntry, PartyEntry, convene
from asylon.responses.plans.items import (
    ItemEntry,
    Reply,
    answer_of_item,
    answer_standard,
    put_item,
    report_progress,
)
from asylon.responses.plans.keeping import (
    FrameEntry,
    MemberEntry,
    PlanEntry,
    StandbyEntry,
    begin_plan,
    frame_version,
    keep_ready,
    name_member,
    set_trigger,
)
from asylon.responses.plans.models import Item, Plan, Version
from asylon.site.demo.emergencies.acting import Desk, Json

ANSWER = "Invented answer."
Items = dict[str, Item]
"""By the name that the file gives an item."""


def consult(desk: Desk, emergency: UUID, told: Json) -> UUID:
    """Record a consultation that never was, and say so."""
    visitor, at = desk.on(told["held_on"])
    said = {
        **told,
        "parties": tuple(PartyEntry(**each) for each in told["parties"]),
        "options": tuple(OptionEntry(**each) for each in told["options"]),
    }
    return convene(visitor, emergency, ConsultationEntry(**said), now=at).pk


def plan(desk: Desk, emergency: UUID, consultation: UUID, told: Json) -> tuple[Plan, Items]:
    """Draw up a plan and adopt its first version."""
    visitor, at = desk.on(told["begun_on"])
    made = begin_plan(visitor, PlanEntry(told["name"], emergency, consultation, invented=True), now=at)
    draft = made.versions.get()
    items = put(desk, draft, told["items"], on=told["begun_on"])
    for code in FLOOR:
        answer_standard(visitor, made.pk, Reply(code, SaidOf.YES, ANSWER), now=at)
    for each in told["answers"]:
        answer_standard(visitor, made.pk, Reply(**each), now=at)
    for each in told["members"]:
        name_member(visitor, draft.pk, MemberEntry(**each), now=at)
    for each in told.get("triggers", ()):
        set_trigger(visitor, made.pk, **each, now=at)
    for each in told.get("standby", ()):
        keep_ready(visitor, made.pk, StandbyEntry(**each), now=at)
    framed = frame_version(visitor, draft.pk, FrameEntry(**told["frame"]), seen=draft.version, now=at)
    visitor, at = desk.on(told["adopted_on"])
    adopt(visitor, framed.pk, reasons=told["reasons"], seen=framed.version, now=at)
    return made, items


def put(desk: Desk, draft: Version, told: Mapping[str, Json], *, on: date, why: str = "") -> Items:
    """Put items into a draft, with the answers about women, girls, older people and children who move."""
    visitor, at = desk.on(on)
    items = {}
    for name, each in told.items():
        item = put_item(visitor, draft.pk, _entry(each), why=why, now=at)
        for line in STAGES:
            if line.stage == Stage.DESIGN:
                answer_of_item(visitor, item.pk, Sort.STAGE, Reply(line.code, SaidOf.YES, ANSWER), now=at)
        if item.moves_children == SaidOf.YES:
            for line in CHILDREN:
                reply = Reply(line.code, SaidOf.YES, ANSWER)
                answer_of_item(visitor, item.pk, Sort.CHILDREN, reply, now=at)
        items[name] = item
    return items


def adopt_next(desk: Desk, plan: Plan, told: Json) -> Items:
    """Adopt the draft that a review led to, with what else was put into it meanwhile."""
    visitor, at = desk.on(told["adopted_on"])
    draft = plan.versions.get(state=Version.State.DRAFT)
    items = put(desk, draft, told.get("items", {}), on=told["adopted_on"], why=told["reasons"])
    draft.refresh_from_db()
    adopt(visitor, draft.pk, reasons=told["reasons"], seen=draft.version, now=at)
    return items


def progress(desk: Desk, items: Items, told: Sequence[Json]) -> None:
    """Say how far items are."""
    for each in told:
        visitor, at = desk.on(each["on"])
        said = {name: value for name, value in each.items() if name not in ("item", "on")}
        report_progress(visitor, items[each["item"]].pk, **said, now=at)


def _entry(told: Json) -> ItemEntry:
    """An item of the file; its cost stands there in whole units of its currency."""
    said = dict(told)
    if "cost" in said:
        said["cost_minor"] = in_minor(Decimal(said.pop("cost")), currency=said["currency"])
    return ItemEntry(**said)
