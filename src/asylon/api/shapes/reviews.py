"""Reviews of a plan, and the report on an emergency."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import Day, Id, In, Out, Seen
from asylon.api.shapes.plan_entries import PartyIn, Whole
from asylon.api.shapes.plans import PartyOut, party_out
from asylon.responses.reviews.actuals import FigureEntry
from asylon.responses.reviews.changes import ChangeEntry
from asylon.responses.reviews.selectors import Found, Next, ReviewSeen
from asylon.responses.reviews.services import CallEntry, HoldEntry

Percent = Annotated[int, Field(ge=1, le=100)]
Body = Annotated[str, Field(min_length=1, max_length=120)]
Text = Annotated[str, Field(max_length=200)]


class CallIn(In):
    """When a review meets, who called it, and the marks of its rules."""

    on: Day
    called_by: Body
    capacity_over: Percent = 85
    delivery_under: Percent = 70
    marks_because: Annotated[str, Field(max_length=400)] = ""

    def entry(self) -> CallEntry:
        """As the service takes it."""
        return CallEntry(**self.model_dump())


class FigureIn(In):
    """A figure by hand: `sort` is capacity, arrivals or delivery. None is not known."""

    sort: Annotated[str, Field(max_length=8)]
    of: Annotated[str, Field(max_length=80)] = ""
    unit: Annotated[str, Field(max_length=60)] = ""
    planned: Whole | None = None
    actual: Whole | None = None
    least: Whole | None = None
    as_of: Day
    source: Annotated[str, Field(min_length=1, max_length=200)]
    invented: bool = False

    def entry(self) -> FigureEntry:
        """As the service takes it."""
        return FigureEntry(**self.model_dump())


class ChangeIn(In):
    """What an accepted proposal changes: the item of `thread`, or a new one of arrangement `code`."""

    thread: Id | None = None
    code: Annotated[str, Field(max_length=2)] = ""
    what: Text | None = None
    actor: Annotated[str, Field(max_length=120)] | None = None
    need_amount: Whole | None = None
    need_unit: Annotated[str, Field(max_length=10)] | None = None
    cost_minor: Whole | None = None
    currency: Annotated[str, Field(max_length=3)] | None = None
    from_on: Day | None = None
    until_on: Day | None = None
    movement: Annotated[str, Field(max_length=10)] | None = None
    """`transfer` or `evacuation`; a new item of arrangement j9 says which."""

    def entry(self) -> ChangeEntry:
        """As the service takes it."""
        return ChangeEntry(**self.model_dump())


class DecideIn(In):
    """A decision on a proposal, with reasons."""

    seen: Seen
    accept: bool
    reasons: Annotated[str, Field(min_length=1, max_length=1000)]
    change: ChangeIn | None = None


class HoldIn(In):
    """Who was there, what came out, and when the next review is."""

    seen: Seen
    present: Annotated[list[PartyIn], Field(max_length=60)]
    conclusion: Annotated[str, Field(min_length=1, max_length=4000)]
    next_on: Day

    def entry(self) -> HoldEntry:
        """As the service takes it."""
        return HoldEntry(tuple(each.member() for each in self.present), self.conclusion, self.next_on)


class NextOut(Out):
    """The next review of the plan of an emergency; nothing if no plan is adopted."""

    plan: UUID | None
    on: date | None
    overdue: bool
    called: UUID | None


class ReviewLineOut(Out):
    """A review in a list."""

    id: UUID
    plan: UUID
    reviewed: int
    state: str
    on: date
    next_on: date | None


class ReviewLinesOut(Out):
    """The reviews of an emergency, the newest first."""

    reviews: list[ReviewLineOut]


class ReviewFoundOut(Out):
    """A figure beside what the plan counts on, and how it stands to its mark."""

    sort: str
    of: str
    unit: str
    least: int | None
    planned: int | None
    actual: int | None
    as_of: date
    source: str
    invented: bool
    verdict: str
    mark: int | None
    percent: int | None


class ProposalOut(Out):
    """What the rules proposed, and what people decided."""

    id: UUID
    version: int
    code: str
    of: str
    arrangement: str
    amount: int
    decision: str
    reasons: str
    decided_by: str
    decided_at: datetime | None
    change: dict[str, Any]


class ReviewOut(Out):
    """One review."""

    id: UUID
    version: int
    plan: UUID
    reviewed: int
    state: str
    on: date
    called_by: str
    capacity_over: int
    delivery_under: int
    marks_because: str
    found: list[ReviewFoundOut]
    proposals: list[ProposalOut]
    present: list[PartyOut]
    conclusion: str
    next_on: date | None
    held_at: datetime | None
    led_to: int | None


class RowOut(Out):
    """One figure or statement of the report."""

    of: str
    measure: str
    value: int | float | str | None
    unit: str
    as_of: str
    source: str
    invented: bool
    hidden: bool


class SectionOut(Out):
    """One part of the report."""

    code: str
    rows: list[RowOut]


class ReportOut(Out):
    """The report on an emergency. Numbers of people under `smallest_told` are left out."""

    emergency: UUID
    name: str
    made_on: date
    invented: bool
    smallest_told: int
    sections: list[SectionOut]
    attributions: list[str]


def next_out(found: Next | None) -> NextOut:
    """The next review to send."""
    if found is None:
        return NextOut(plan=None, on=None, overdue=False, called=None)
    called = found.called.pk if found.called else None
    return NextOut(plan=found.plan.pk, on=found.on, overdue=found.overdue, called=called)


def review_line_out(row: Any) -> ReviewLineOut:
    """A review in a list, to send."""
    return ReviewLineOut(
        id=row.pk,
        plan=row.plan_id,
        reviewed=row.reviewed.number,
        state=row.state,
        on=row.on,
        next_on=row.next_on,
    )


def review_out(seen: ReviewSeen) -> ReviewOut:
    """A review to send."""
    row = seen.row
    return ReviewOut(
        id=row.pk,
        version=row.version,
        plan=row.plan_id,
        reviewed=row.reviewed.number,
        state=row.state,
        on=row.on,
        called_by=row.called_by,
        capacity_over=row.capacity_over,
        delivery_under=row.delivery_under,
        marks_because=row.marks_because,
        found=[_found(each) for each in seen.found],
        proposals=[proposal_out(each) for each in seen.proposals],
        present=[party_out(each) for each in seen.present],
        conclusion=row.conclusion,
        next_on=row.next_on,
        held_at=row.held_at,
        led_to=row.led_to.number if row.led_to else None,
    )


def proposal_out(row: Any) -> ProposalOut:
    """A proposal to send."""
    return ProposalOut(
        id=row.pk,
        version=row.version,
        code=row.code,
        of=row.figure.of,
        arrangement=row.arrangement,
        amount=row.amount,
        decision=row.decision,
        reasons=row.reasons,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        change=row.change,
    )


def _found(found: Found) -> ReviewFoundOut:
    told = {each.name: getattr(found.figure, each.name) for each in fields(FigureEntry)}
    finding = found.finding
    return ReviewFoundOut(**told, verdict=finding.verdict.value, mark=finding.mark, percent=finding.percent)
