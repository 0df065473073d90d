"""Made-up emergencies and plans, put together by the product's own services. Every figure is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.casework.offices.models import Office
from asylon.responses.emergencies.models import Country, Emergency
from asylon.responses.plans.adopting import adopt
from asylon.responses.plans.checklists import CHILDREN, FLOOR
from asylon.responses.plans.items import ItemEntry, Reply, answer_of_item, answer_standard, put_item
from asylon.responses.plans.keeping import (
    FrameEntry,
    MemberEntry,
    PlanEntry,
    begin_plan,
    frame_version,
    name_member,
)
from asylon.responses.plans.models import Item, Plan, Version
from tests.office_cast import NOW, Cast

WELLS = ItemEntry(
    code="j4",
    what="Wells and tanks for the three sites",
    actor="LBN with the water cluster",
    sector="water",
    need="Water for everybody at the sites",
    need_amount=3_000,
    need_unit="persons",
    cost_minor=125_000_000,
    currency="EUR",
    from_on=date(2026, 12, 1),
    until_on=date(2027, 5, 31),
)
MOVING = ItemEntry(
    code="j9",
    what="Move the most fragile onward",
    actor="Receiving States with UNHCR",
    need_amount=900,
    need_unit="persons",
    movement="transfer",
    moves_children="yes",
    receiving="JOR, TUR",
    from_on=date(2026, 12, 10),
)
MEMBERS = (
    MemberEntry("state", "Lebanon", "LBN"),
    MemberEntry("un", "UNHCR"),
    MemberEntry("refugees", "Committee of the sites", voice="women"),
)


def an_emergency(cast: Cast, name: str = "Made-up crossings", *, kept_by: Office | None = None) -> Emergency:
    """Made-up crossings from Syria to Lebanon."""
    made = Emergency.objects.create(
        name=name, began_on=date(2026, 11, 9), kept_by=kept_by or cast.reception, invented=True
    )
    Country.objects.create(emergency=made, iso3="SYR", part="origin")
    Country.objects.create(emergency=made, iso3="LBN", part="host")
    return made


def a_plan(
    visitor: Visitor, emergency: UUID | None, *items: ItemEntry, now: datetime = NOW
) -> tuple[Plan, Version]:
    """A draft with items, and nothing else of what adoption wants."""
    told = PlanEntry(name="Plan for the crossings", emergency=emergency, invented=True)
    if emergency is None:
        told = replace(told, scenario="Up to 50,000 people come within a month.", host="LBN")
    plan = begin_plan(visitor, told, now=now)
    draft = plan.versions.get()
    for item in items or (WELLS,):
        put_item(visitor, draft.pk, item, now=now)
    return plan, draft


def answer_floor(visitor: Visitor, plan: UUID, *, said: str = "yes", now: datetime = NOW) -> None:
    """Answer every line of the floor."""
    for code in FLOOR:
        answer_standard(visitor, plan, Reply(code, said), now=now)


def look_after_children(visitor: Visitor, item: Item, *, now: datetime = NOW) -> None:
    """Answer every condition for children who move with yes."""
    for line in CHILDREN:
        answer_of_item(visitor, item.pk, "children", Reply(line.code, "yes", "Looked at."), now=now)


def make_ready(
    visitor: Visitor, draft: Version, *, in_days: int = 30, why: str = "", now: datetime = NOW
) -> Version:
    """Give a draft all that adoption wants."""
    answer_floor(visitor, draft.plan_id, now=now)
    for item in draft.items.filter(moves_children="yes"):
        look_after_children(visitor, item, now=now)
    for each in MEMBERS:
        if not draft.members.filter(name=each.name).exists():
            name_member(visitor, draft.pk, each, why=why, now=now)
    day = now.date() + timedelta(days=in_days)
    frame = FrameEntry(day, 1_000, 2_000, "Made-up forecast")
    return frame_version(visitor, draft.pk, frame, seen=draft.version, why=why, now=now)


def an_adopted_plan(
    visitor: Visitor, emergency: UUID | None, *items: ItemEntry, in_days: int = 30, now: datetime = NOW
) -> tuple[Plan, Version]:
    """A plan that was adopted."""
    plan, draft = a_plan(visitor, emergency, *items, now=now)
    ready = make_ready(visitor, draft, in_days=in_days, now=now)
    return plan, adopt(visitor, ready.pk, reasons="All parties agreed.", seen=ready.version, now=now)
