"""Reads consultations and plans. Whoever may see responses may see all of it: no person stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.models import Emergency
from asylon.responses.plans.adopting import lacks_of
from asylon.responses.plans.answers import Answer, Answers, answers_of
from asylon.responses.plans.arrangements import Arrangement, arrangement, place
from asylon.responses.plans.checklists import CHILDREN, STAGES, STANDARDS, Line, Sort
from asylon.responses.plans.comparing import Difference, differences
from asylon.responses.plans.faults import Lack
from asylon.responses.plans.models import (
    Amendment,
    Consultation,
    Item,
    Member,
    Option,
    Party,
    Plan,
    Progress,
    Standby,
    Trigger,
    Version,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A line of a checklist and its newest answer; None if nobody answered, which is not known."""

    line: Line
    answer: Answer | None

    @property
    def said(self) -> str:
        """Yes, no or unknown."""
        return self.answer.said if self.answer else "unknown"


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """An item with its arrangement, the newest progress and the answers about it."""

    row: Item
    arrangement: Arrangement
    progress: Progress | None
    stages: tuple[Checked, ...]
    children: tuple[Checked, ...]

    @property
    def state(self) -> str:
        """How far it is; planned where nobody reported."""
        return self.progress.state if self.progress else Progress.State.PLANNED.value


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many people a day a plan is made for, at the least and at the most, and who says so."""

    low: int
    high: int
    source: str


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan at one of its versions."""

    plan: Plan
    version: Version
    versions: tuple[Version, ...]
    items: tuple[ItemSeen, ...]
    members: tuple[Member, ...]
    standards: tuple[Checked, ...]
    triggers: tuple[Trigger, ...]
    standby: tuple[Standby, ...]
    lacks: tuple[Lack, ...]

    @property
    def draft(self) -> bool:
        """Whether it can be changed."""
        return self.version.state == Version.State.DRAFT

    @property
    def forecast(self) -> Forecast | None:
        """The band that this version is made for; None if nobody wrote one."""
        low, high = self.version.forecast_low, self.version.forecast_high
        return None if low is None or high is None else Forecast(low, high, self.version.forecast_source)


@dataclass(frozen=True, slots=True)
class ConsultationSeen:
    """A consultation with who came, what was examined, and the plans that it led to."""

    row: Consultation
    parties: tuple[Party, ...]
    options: tuple[Option, ...]
    plans: tuple[Plan, ...]


def consultations(visitor: Visitor, emergency: UUID, *, now: datetime) -> tuple[ConsultationSeen, ...]:
    """The consultations on an emergency, the newest first.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    the_emergency(emergency)
    rows = Consultation.objects.filter(emergency=emergency).prefetch_related("parties", "options", "plans")
    return tuple(_consultation(row) for row in rows.order_by("-convened_on", "-id"))


def consultation(visitor: Visitor, consultation: UUID, *, now: datetime) -> ConsultationSeen:
    """One consultation.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    rows = Consultation.objects.select_related("emergency").prefetch_related("parties", "options", "plans")
    row = rows.filter(pk=consultation).first()
    if row is None:
        raise NotThere
    return _consultation(row)


def plans_of(visitor: Visitor, emergency: UUID | None, *, now: datetime) -> tuple[Plan, ...]:
    """The plans of an emergency, or those that prepare for one, the newest first.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    if emergency is not None:
        the_emergency(emergency)
    rows = Plan.objects.filter(emergency=emergency).prefetch_related("versions")
    return tuple(rows.order_by("-id"))


def every_plan(visitor: Visitor, *, now: datetime) -> tuple[Plan, ...]:
    """The plans of every emergency, and those that prepare, the newest first.

    Raises: Refused.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    return tuple(Plan.objects.order_by("-id"))


def plan_of_emergency(emergency: UUID) -> Plan | None:
    """The plan that counts for an emergency: the one adopted last, else the newest draft."""
    rows = Plan.objects.filter(emergency=emergency)
    adopted = rows.filter(versions__state=Version.State.ADOPTED).order_by("-versions__adopted_at")
    return adopted.first() or rows.order_by("-id").first()


def emergency_plan(visitor: Visitor, emergency: UUID, *, now: datetime) -> PlanSeen | None:
    """The plan that counts for an emergency, at the version in force, else at the draft; None without one.

    Raises: Refused.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    found = plan_of_emergency(emergency)
    return plan_seen(found, today=now.date()) if found else None


def see_plan(visitor: Visitor, plan: UUID, *, now: datetime, number: int | None = None) -> PlanSeen:
    """A plan at a version: the one of `number`, else the one in force, else the draft.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    rows = Plan.objects.select_related("emergency", "consultation").filter(pk=plan)
    found = rows.first()
    if found is None:
        raise NotThere
    return plan_seen(found, today=now.date(), number=number)


def plan_seen(plan: Plan, *, today: date, number: int | None = None) -> PlanSeen:
    """A plan at a version, for whoever has asked the door already.

    Raises: NotThere if the plan has no version of this number.
    """
    versions = tuple(plan.versions.select_related("adopted_by").order_by("-number"))
    chosen = _chosen(versions, number)
    answers = answers_of(plan.pk)
    standards = tuple(Checked(line, answers.find(None, Sort.STANDARD, line.code)) for line in STANDARDS)
    return PlanSeen(
        plan=plan,
        version=chosen,
        versions=versions,
        items=_items(chosen, answers, _newest_progress(plan.pk)),
        members=tuple(chosen.members.order_by("id")),
        standards=standards,
        triggers=tuple(plan.triggers.order_by("id")),
        standby=tuple(plan.standby.order_by("id")),
        lacks=lacks_of(chosen, today=today) if chosen.state == Version.State.DRAFT else (),
    )


def see_item(visitor: Visitor, item: UUID, *, now: datetime) -> tuple[PlanSeen, ItemSeen]:
    """An item and the plan around it.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    row = Item.objects.select_related("version_of__plan__emergency").filter(pk=item).first()
    if row is None:
        raise NotThere
    seen = plan_seen(row.version_of.plan, today=now.date(), number=row.version_of.number)
    return seen, next(each for each in seen.items if each.row.pk == row.pk)


def every_version(visitor: Visitor, *, now: datetime) -> tuple[Version, ...]:
    """Every version of every plan, those of the newest plan first.

    Raises: Refused.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    return tuple(Version.objects.select_related("plan").order_by("-plan_id", "number"))


def every_item(visitor: Visitor, *, now: datetime) -> tuple[Item, ...]:
    """Every item of every version, those of the newest plan first.

    Raises: Refused.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    rows = Item.objects.select_related("version_of__plan")
    return tuple(rows.order_by("-version_of__plan_id", "version_of__number", "code", "id"))


def every_member(visitor: Visitor, *, now: datetime) -> tuple[Member, ...]:
    """Every body that comes to the review of any version, those of the newest plan first.

    Raises: Refused.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    rows = Member.objects.select_related("version__plan")
    return tuple(rows.order_by("-version__plan_id", "version__number", "id"))


def amendments(visitor: Visitor, plan: UUID, *, now: datetime) -> tuple[Amendment, ...]:
    """What was amended in a plan, the newest first.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    if not Plan.objects.filter(pk=plan).exists():
        raise NotThere
    rows = Amendment.objects.filter(plan=plan).select_related("by", "into")
    return tuple(rows.order_by("-at", "-id"))


def compare(
    visitor: Visitor, plan: UUID, *, first: int | None = None, second: int | None = None, now: datetime
) -> tuple[Version, Version, tuple[Difference, ...]]:
    """Two versions of a plan, the last two if none is named, and what is other in the second.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    found = {row.number: row for row in Version.objects.filter(plan=plan).order_by("number")}
    last = list(found)[-2:]
    one = found.get(first if first is not None else last[0] if last else 0)
    other = found.get(second if second is not None else last[-1] if last else 0)
    if one is None or other is None:
        raise NotThere
    return one, other, differences(_plain(one), _plain(other))


def the_emergency(emergency: UUID) -> Emergency:
    """An emergency.

    Raises: NotThere.
    """
    row = Emergency.objects.filter(pk=emergency).first()
    if row is None:
        raise NotThere
    return row


def _plain(version: Version) -> list[Item]:
    return list(version.items.order_by("id"))


def _chosen(versions: tuple[Version, ...], number: int | None) -> Version:
    if number is not None:
        found = next((row for row in versions if row.number == number), None)
    else:
        adopted = (row for row in versions if row.state == Version.State.ADOPTED)
        found = next(adopted, versions[0] if versions else None)
    if found is None:
        raise NotThere
    return found


def _newest_progress(plan: UUID) -> Mapping[UUID, Progress]:
    rows = Progress.objects.filter(plan=plan).select_related("by").order_by("id")
    return {row.thread: row for row in rows}


def _items(version: Version, answers: Answers, progress: Mapping[UUID, Progress]) -> tuple[ItemSeen, ...]:
    rows = sorted(_plain(version), key=lambda row: (place(row.code), row.pk))
    return tuple(
        ItemSeen(
            row=row,
            arrangement=arrangement(row.code),
            progress=progress.get(row.thread),
            stages=_lines(answers, row.thread, Sort.STAGE, STAGES),
            children=_lines(answers, row.thread, Sort.CHILDREN, CHILDREN) if row.movement else (),
        )
        for row in rows
    )


def _lines(answers: Answers, thread: UUID, sort: Sort, lines: tuple[Line, ...]) -> tuple[Checked, ...]:
    return tuple(Checked(line, answers.find(thread, sort, line.code)) for line in lines)


def _consultation(row: Consultation) -> ConsultationSeen:
    return ConsultationSeen(
        row=row,
        parties=tuple(row.parties.all()),
        options=tuple(row.options.all()),
        plans=tuple(row.plans.all()),
    )
