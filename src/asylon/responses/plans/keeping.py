"""Writes plans: what they are for, what makes a prepared plan start, and their drafts."""

from __future__ import annotations

from collections.abc import Iterable
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
from asylon.responses.emergencies.models import Emergency
from asylon.responses.plans import entries
from asylon.responses.plans.faults import BadEntry, DraftAlready, Fault, NotADraft
from asylon.responses.plans.models import (
    Amendment,
    Consultation,
    Item,
    Member,
    PartyKind,
    Plan,
    Standby,
    Trigger,
    Version,
    Voice,
)


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What a plan is for: an emergency, or a scenario in a country that may receive people."""

    name: str
    emergency: UUID | None = None
    consultation: UUID | None = None
    scenario: str = ""
    host: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """Who comes together for the review."""

    kind: str
    name: str
    iso3: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class FrameEntry:
    """When a version is reviewed, and how many people a day it is made for."""

    review_on: date | None
    forecast_low: int | None = None
    forecast_high: int | None = None
    forecast_source: str = ""


@dataclass(frozen=True, slots=True)
class StandbyEntry:
    """What stands ready, who holds it, and in how many days it is released."""

    what: str
    held_by: str
    amount: int
    unit: str
    release_days: int


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a draft: of which item and field, from what, to what, and why."""

    field: str
    before: str
    after: str
    why: str
    thread: UUID | None = None
    code: str = ""
    proposal: UUID | None = None


def begin_plan(visitor: Visitor, told: PlanEntry, *, now: datetime) -> Plan:
    """Begin a plan with a first draft. Without an emergency it prepares for one: paragraphs (e) and (g).

    Raises: Refused, NotThere, BadEntry.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    columns = _plan_columns(told)
    with transaction.atomic():
        plan = Plan.objects.create(**columns, made_at=now, made_by_id=visitor.account)
        Version.objects.create(plan=plan, number=1)
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail={"plan": str(plan.pk), "done": "begun"})
    return plan


def change_plan(visitor: Visitor, plan: UUID, told: PlanEntry, *, seen: int, now: datetime) -> Plan:
    """Change what a plan is for, read at version `seen`; so a prepared plan is put to an emergency.

    Raises: Refused, NotThere, BadEntry, EditedMeanwhile.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = the_plan(plan)
    columns = _plan_columns(told)
    with transaction.atomic():
        write_edit(row, seen=seen, **columns)
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail={"plan": str(plan), "done": "changed"})
    return row


def set_trigger(
    visitor: Visitor, plan: UUID, *, measure: str, at_least: int | None, then: str, now: datetime
) -> Trigger:
    """Say what makes a prepared plan start.

    Raises: Refused, NotThere, BadEntry.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = the_plan(plan)
    event = measure == Trigger.Measure.EVENT
    entries.refuse(
        (
            entries.one_of("measure", measure, Trigger.Measure.values),
            None if event else entries.mark("at_least", at_least),
            entries.text("then", then, most=400),
        )
    )
    with transaction.atomic():
        made = Trigger.objects.create(
            plan=row, measure=measure, at_least=None if event else at_least, then=then.strip()
        )
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail={"plan": str(plan), "trigger": measure})
    return made


def keep_ready(visitor: Visitor, plan: UUID, told: StandbyEntry, *, now: datetime) -> Standby:
    """Say what stands ready and in how many days it is released: paragraphs (j)(iv) and (viii).

    Raises: Refused, NotThere, BadEntry.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = the_plan(plan)
    entries.refuse(
        (
            entries.text("what", told.what, most=200),
            entries.text("held_by", told.held_by, most=120),
            entries.text("unit", told.unit, most=40),
            Fault("amount", "amount") if not 0 <= told.amount < 2**53 else None,
            Fault("release_days", "days") if not 0 <= told.release_days < 10_000 else None,
        )
    )
    with transaction.atomic():
        made = Standby.objects.create(plan=row, **asdict(entries.trimmed(told)))
        write(
            act=Act.KEEP_PLAN, visitor=visitor, now=now, detail={"plan": str(plan), "standby": str(made.pk)}
        )
    return made


def begin_version(visitor: Visitor, plan: UUID, *, now: datetime) -> Version:
    """Begin the next version as a copy of the one that is adopted.

    Raises: Refused, NotThere, DraftAlready.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = the_plan(plan)
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=row.pk)  # two people may begin at once
        if row.versions.filter(state=Version.State.DRAFT).exists():
            raise DraftAlready
        made = copy_adopted(row)
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail={"plan": str(plan), "draft": made.number})
    return made


def copy_adopted(plan: Plan) -> Version:
    """A new draft that holds what the adopted version holds, inside the caller's transaction."""
    adopted = plan.versions.filter(state=Version.State.ADOPTED).get()
    last = plan.versions.order_by("-number").values_list("number", flat=True)[0]
    made = Version.objects.create(
        plan=plan,
        number=last + 1,
        forecast_low=adopted.forecast_low,
        forecast_high=adopted.forecast_high,
        forecast_source=adopted.forecast_source,
    )
    Member.objects.bulk_create(
        Member(version=made, kind=each.kind, iso3=each.iso3, name=each.name, voice=each.voice)
        for each in adopted.members.order_by("id")
    )
    copied = [field.attname for field in Item._meta.concrete_fields]
    left_out = {"id", "version", "version_of_id"}
    Item.objects.bulk_create(
        Item(version_of=made, **{name: getattr(each, name) for name in copied if name not in left_out})
        for each in adopted.items.order_by("id")
    )
    return made


def frame_version(
    visitor: Visitor, version: UUID, told: FrameEntry, *, seen: int, why: str = "", now: datetime
) -> Version:
    """Set the review and the forecast of a draft that was read at version `seen`: paragraph (n).

    Raises: Refused, NotThere, NotADraft, BadEntry, EditedMeanwhile.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = the_draft(version)
    band = told.forecast_low, told.forecast_high
    past = told.review_on is not None and told.review_on <= now.date()
    entries.refuse(
        (
            Fault("review_on", "past") if past else None,
            Fault("forecast_high", "band") if not _is_band(*band) else None,
            entries.text("forecast_source", told.forecast_source, most=200, required=band != (None, None)),
            why_fault(row, why),
        )
    )
    columns = asdict(entries.trimmed(told))
    changes = [
        Change(name, said(getattr(row, name)), said(after), why)
        for name, after in columns.items()
        if getattr(row, name) != after
    ]
    with transaction.atomic():
        write_edit(row, seen=seen, **columns)
        log(visitor, row, changes, now=now)
        write(
            act=Act.KEEP_PLAN, visitor=visitor, now=now, detail={"plan": str(row.plan_id), "done": "framed"}
        )
    return row


def said(value: object) -> str:
    """A value as the log of amendments holds it."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _is_band(low: int | None, high: int | None) -> bool:
    if low is None or high is None:
        return low is None and high is None
    return 0 <= low <= high < 2**31


def name_member(
    visitor: Visitor, version: UUID, told: MemberEntry, *, why: str = "", now: datetime
) -> Member:
    """Name a body that comes to the review of a draft.

    Raises: Refused, NotThere, NotADraft, BadEntry.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row, told = the_draft(version), entries.trimmed(told)
    with transaction.atomic():
        Version.objects.select_for_update().get(pk=row.pk)  # two people may name the same body at once
        there = row.members.filter(kind=told.kind, name=told.name).exists()
        entries.refuse(
            (
                entries.one_of("kind", told.kind, PartyKind.values),
                entries.one_of("voice", told.voice, Voice.values, required=False),
                *entries.party(told.kind, told.iso3, told.name),
                Fault("name", "twice", {"found": told.name}) if there else None,
                why_fault(row, why),
            )
        )
        made = Member.objects.create(
            version=row, kind=told.kind, iso3=told.iso3, name=told.name, voice=told.voice
        )
        log(visitor, row, [Change("member", "", told.name, why)], now=now)
        detail = {"plan": str(row.plan_id), "done": "member"}
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail=detail)
    return made


def strike_member(visitor: Visitor, member: UUID, *, why: str = "", now: datetime) -> None:
    """Take a body out of the review of a draft.

    Raises: Refused, NotThere, NotADraft, BadEntry.
    """
    must(visitor, Act.KEEP_PLAN, now=now)
    row = Member.objects.filter(pk=member).first()
    if row is None:
        raise NotThere
    draft = the_draft(row.version_id)
    entries.refuse((why_fault(draft, why),))
    with transaction.atomic():
        row.delete()
        log(visitor, draft, [Change("member", row.name, "", why)], now=now)
        detail = {"plan": str(draft.plan_id), "done": "strike"}
        write(act=Act.KEEP_PLAN, visitor=visitor, now=now, detail=detail)


def log(visitor: Visitor, draft: Version, changes: Iterable[Change], *, now: datetime) -> None:
    """Write down what was amended, if the plan was adopted before; a first draft is only written."""
    if draft.number == 1:
        return
    Amendment.objects.bulk_create(
        Amendment(
            plan_id=draft.plan_id,
            into=draft,
            thread=each.thread,
            code=each.code,
            field=each.field,
            before=each.before,
            after=each.after,
            why=each.why.strip(),
            proposal=each.proposal,
            by_id=visitor.account,
            at=now,
        )
        for each in changes
    )


def why_fault(draft: Version, why: str) -> Fault | None:
    """What is wrong with the reason of a change; a first draft needs none."""
    if draft.number > 1 and not why.strip():
        return Fault("why", "why")
    return entries.text("why", why, most=1000, required=False)


def the_plan(plan: UUID) -> Plan:
    """A plan.

    Raises: NotThere.
    """
    row = Plan.objects.filter(pk=plan).first()
    if row is None:
        raise NotThere
    return row


def the_draft(version: UUID) -> Version:
    """A version that can be changed.

    Raises: NotThere, NotADraft.
    """
    row = Version.objects.select_related("plan").filter(pk=version).first()
    if row is None:
        raise NotThere
    if row.state != Version.State.DRAFT:
        raise NotADraft
    return row


def _plan_columns(told: PlanEntry) -> dict[str, Any]:
    emergency = Emergency.objects.filter(pk=told.emergency).first() if told.emergency else None
    if told.emergency and emergency is None:
        raise NotThere
    consultation = Consultation.objects.filter(pk=told.consultation).first() if told.consultation else None
    if told.consultation and consultation is None:
        raise NotThere
    elsewhere = consultation is not None and consultation.emergency_id != told.emergency
    prepares = emergency is None
    entries.refuse(
        (
            entries.text("name", told.name, most=160),
            entries.text("scenario", told.scenario, most=4000, required=False),
            entries.country("host", told.host),
            Fault("consultation", "other_emergency") if elsewhere else None,
            Fault("scenario", "scenario") if prepares and not told.scenario.strip() else None,
            Fault("host", "host") if prepares and not told.host else None,
        )
    )
    return {
        "name": told.name.strip(),
        "emergency": emergency,
        "consultation": consultation,
        "scenario": told.scenario.strip(),
        "host": told.host,
        "invented": told.invented,
    }


__all__ = [
    "BadEntry",
    "Change",
    "DraftAlready",
    "FrameEntry",
    "MemberEntry",
    "NotADraft",
    "PlanEntry",
    "StandbyEntry",
    "begin_plan",
    "begin_version",
    "change_plan",
    "frame_version",
    "keep_ready",
    "name_member",
    "set_trigger",
    "strike_member",
]
