"""Writes reviews: calls them, gathers plan against fact, decides on proposals, and holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
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
from asylon.responses.plans.consulting import MOST_ROWS
from asylon.responses.plans.faults import BadEntry, Fault
from asylon.responses.plans.items import amend
from asylon.responses.plans.keeping import Change, MemberEntry, copy_adopted, log, the_plan
from asylon.responses.plans.models import PartyKind, Plan, Version, Voice
from asylon.responses.plans.words import SET_BY_REVIEW
from asylon.responses.reviews.actuals import FigureEntry, gather
from asylon.responses.reviews.changes import ChangeEntry, item_of, stored
from asylon.responses.reviews.models import Figure, Present, Proposal, Review
from asylon.responses.reviews.proposals import Marks, propose
from asylon.responses.reviews.selectors import fact_of

FEWEST_PRESENT = 2
USUAL = Marks()


class NotAdopted(Exception):
    """There is nothing to review: no version of the plan is adopted."""


class ReviewCalled(Exception):
    """A review of this plan is called already; hold that one first."""


class ReviewHeld(Exception):
    """The review is over; what it found and decided is kept as it was."""


@dataclass(frozen=True, slots=True)
class CallEntry:
    """When a review meets, who called it, and the marks of its rules in whole per cent."""

    on: date
    called_by: str
    capacity_over: int = 85
    delivery_under: int = 70
    marks_because: str = ""


@dataclass(frozen=True, slots=True)
class HoldEntry:
    """Who was there, what came out, and when the next review is."""

    present: tuple[MemberEntry, ...]
    conclusion: str
    next_on: date | None


def call_review(visitor: Visitor, plan: UUID, told: CallEntry, *, now: datetime) -> Review:
    """Call the review of a plan, gather its figures, and let the rules propose.

    Raises: Refused, NotThere, BadEntry, NotAdopted, ReviewCalled.
    """
    must(visitor, Act.HOLD_REVIEW, now=now)
    row, told = the_plan(plan), entries.trimmed(told)
    version = row.versions.filter(state=Version.State.ADOPTED).first()
    if version is None:
        raise NotAdopted
    usual = (told.capacity_over, told.delivery_under) == (USUAL.capacity_over, USUAL.delivery_under)
    entries.refuse(
        (
            entries.text("called_by", told.called_by, most=120),
            *(_mark_fault(name, getattr(told, name)) for name in ("capacity_over", "delivery_under")),
            entries.text("marks_because", told.marks_because, most=400, required=not usual),
        )
    )
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=row.pk)  # two people may call it at once
        if row.reviews.filter(state=Review.State.CALLED).exists():
            raise ReviewCalled
        made = Review.objects.create(
            plan=row,
            reviewed=version,
            on=told.on,
            called_by=told.called_by,
            capacity_over=told.capacity_over,
            delivery_under=told.delivery_under,
            marks_because=told.marks_because,
        )
        _gather(made, version, now=now)
        _journal(visitor, made, "called", now=now)
    return made


def gather_again(visitor: Visitor, review: UUID, *, now: datetime) -> Review:
    """Gather the figures anew. A decision about a figure that changed is open again.

    What is not on record any more goes, with proposals that nobody decided. What a person wrote stays as it
    is, and so does a figure that a person decided on.
    Raises: Refused, NotThere, ReviewHeld.
    """
    must(visitor, Act.HOLD_REVIEW, now=now)
    row = _open(review)
    with transaction.atomic():
        _gather(row, row.reviewed, now=now)
        _journal(visitor, row, "gathered", now=now)
    return row


def write_figure(visitor: Visitor, review: UUID, told: FigureEntry, *, now: datetime) -> Figure:
    """Write a figure by hand, such as one of the forecast, with its source.

    Raises: Refused, NotThere, BadEntry, ReviewHeld.
    """
    must(visitor, Act.HOLD_REVIEW, now=now)
    row, told = _open(review), entries.trimmed(told)
    amounts = {name: getattr(told, name) for name in ("least", "planned", "actual")}
    wrong = [name for name, value in amounts.items() if value is not None and not 0 <= value < 2**53]
    band = told.least is not None and told.planned is not None and told.least > told.planned
    entries.refuse(
        (
            entries.one_of("sort", told.sort, Figure.Sort.values),
            entries.text("of", told.of, most=80, required=False),
            entries.text("unit", told.unit, most=60, required=False),
            entries.text("source", told.source, most=200),
            Fault("as_of", "future") if told.as_of > now.date() else None,
            Fault("planned", "band") if band else None,
            *(Fault(name, "amount") for name in wrong),
        )
    )
    with transaction.atomic():
        _put_figures(row, (told,))
        _journal(visitor, row, "figure", now=now)
    return row.figures.get(sort=told.sort, of=told.of, unit=told.unit)


def decide(
    visitor: Visitor,
    proposal: UUID,
    *,
    accept: bool,
    reasons: str,
    change: ChangeEntry | None = None,
    seen: int,
    now: datetime,
) -> Proposal:
    """Decide on a proposal that was read at version `seen`; an accepted one says what changes.

    Raises: Refused, NotThere, BadEntry, ReviewHeld, EditedMeanwhile.
    """
    must(visitor, Act.HOLD_REVIEW, now=now)
    row = Proposal.objects.select_related("review__reviewed__plan").filter(pk=proposal).first()
    if row is None:
        raise NotThere
    if row.review.state != Review.State.CALLED:
        raise ReviewHeld
    entries.refuse(
        (
            entries.text("reasons", reasons, most=1000),
            Fault("change", "change") if accept and change is None else None,
        )
    )
    if accept and change is not None:
        change = entries.trimmed(change)
        item_of(change, version=row.review.reviewed)
    with transaction.atomic():
        write_edit(
            row,
            seen=seen,
            decision=Proposal.Decision.ACCEPTED if accept else Proposal.Decision.DECLINED,
            reasons=reasons.strip(),
            decided_by_id=visitor.account,
            decided_at=now,
            change=stored(change) if accept and change else {},
        )
        _journal(visitor, row.review, row.decision, now=now)
    return row


def hold_review(visitor: Visitor, review: UUID, told: HoldEntry, *, seen: int, now: datetime) -> Review:
    """Close a review: who was there, the conclusion, the next date. What was accepted becomes a draft.

    The draft is the next version of the plan, with each amendment logged; adopting it is an act of its own.
    Raises: Refused, NotThere, BadEntry, ReviewHeld, EditedMeanwhile.
    """
    must(visitor, Act.HOLD_REVIEW, now=now)
    row = _open(review)
    told = replace(entries.trimmed(told), present=tuple(map(entries.trimmed, told.present)))
    proposals = list(row.proposals.order_by("id"))
    _check_hold(told, row, proposals, today=now.date())
    accepted = [each for each in proposals if each.decision == Proposal.Decision.ACCEPTED]
    with transaction.atomic():
        Present.objects.filter(review=row).delete()
        Present.objects.bulk_create(
            Present(review=row, kind=each.kind, iso3=each.iso3, name=each.name, voice=each.voice)
            for each in told.present
        )
        led_to = _amended(visitor, row, accepted, told.next_on, now=now) if accepted else None
        write_edit(
            row,
            seen=seen,
            state=Review.State.HELD,
            conclusion=told.conclusion,
            next_on=told.next_on,
            held_at=now,
            held_by_id=visitor.account,
            led_to=led_to,
        )
        _journal(visitor, row, "held", now=now)
    return row


def _amended(
    visitor: Visitor, row: Review, accepted: Iterable[Proposal], next_on: date | None, *, now: datetime
) -> Version:
    drafts = row.plan.versions.filter(state=Version.State.DRAFT)
    draft = drafts.first() or copy_adopted(row.plan)
    for proposal in accepted:
        change = ChangeEntry.of(proposal.change)
        told = item_of(change, version=draft)
        amend(
            visitor,
            draft,
            told,
            thread=change.thread,
            why=proposal.reasons,
            proposal=proposal.pk,
            now=now,
        )
    if next_on is not None and draft.review_on != next_on:
        before = draft.review_on.isoformat() if draft.review_on else ""
        write_edit(draft, seen=draft.version, review_on=next_on)
        log(visitor, draft, [Change("review_on", before, next_on.isoformat(), SET_BY_REVIEW)], now=now)
    return draft


def _check_hold(told: HoldEntry, row: Review, proposals: Iterable[Proposal], *, today: date) -> None:
    undecided = [each for each in proposals if each.decision == Proposal.Decision.OPEN]
    few = len({(each.kind, each.name) for each in told.present}) < FEWEST_PRESENT
    next_on = told.next_on
    entries.refuse(
        (
            entries.text("conclusion", told.conclusion, most=4000),
            Fault("next_on", "required") if next_on is None else None,
            Fault("next_on", "past") if next_on is not None and next_on <= max(today, row.on) else None,
            Fault("on", "future") if row.on > today else None,
            Fault("present", "present") if few else None,
            *(Fault(f"proposals.{each.pk}", "undecided") for each in undecided),
            Fault("present", "many_rows", {"most": MOST_ROWS}) if len(told.present) > MOST_ROWS else None,
            *(Fault("present", "twice", {"found": name}) for name in _named_twice(told.present)),
            *(
                replace(fault, field=f"present[{at}].{fault.field}")
                for at, each in enumerate(told.present[:MOST_ROWS])
                for fault in _present_faults(each)
                if fault is not None
            ),
        )
    )


def _named_twice(present: Iterable[MemberEntry]) -> tuple[str, ...]:
    times = Counter((each.kind, each.name) for each in present)
    return tuple(name for (_, name), count in times.items() if count > 1)


def _present_faults(told: MemberEntry) -> tuple[Fault | None, ...]:
    return (
        entries.one_of("kind", told.kind, PartyKind.values),
        entries.one_of("voice", told.voice, Voice.values, required=False),
        *entries.party(told.kind, told.iso3, told.name),
    )


def _gather(row: Review, version: Version, *, now: datetime) -> None:
    written = {_key(each) for each in row.figures.filter(gathered_at=None)}
    found = [each for each in gather(version, today=now.date()) if _key(each) not in written]
    _put_figures(row, found, gathered_at=now)
    on_record = {_key(each) for each in found}
    for figure in row.figures.exclude(gathered_at=None):
        if _key(figure) not in on_record:
            figure.proposals.filter(decision=Proposal.Decision.OPEN).delete()
            if not figure.proposals.exists():
                figure.delete()


def _key(figure: Figure | FigureEntry) -> tuple[str, str, str]:
    """What there is one figure of in a review."""
    return str(figure.sort), figure.of, figure.unit


def _put_figures(row: Review, figures: Iterable[FigureEntry], *, gathered_at: datetime | None = None) -> None:
    for told in figures:
        columns = {
            "least": told.least,
            "planned": told.planned,
            "actual": told.actual,
            "as_of": told.as_of,
            "source": told.source,
            "invented": told.invented,
            "gathered_at": gathered_at,
        }
        same: dict[str, Any] = {"sort": told.sort, "of": told.of, "unit": told.unit}
        figure, _ = Figure.objects.update_or_create(review=row, **same, defaults=columns)
        _put_proposals(row, figure)


def _put_proposals(row: Review, figure: Figure) -> None:
    marks = Marks(row.capacity_over, row.delivery_under)
    wanted = {each.code: each for each in propose([fact_of(figure)], marks)}
    for proposal in figure.proposals.all():
        again = wanted.pop(proposal.code, None)
        if again is None or again.amount != proposal.amount:
            # The figure that it was decided on is not the figure any more.
            proposal.delete()
            if again is not None:
                wanted[again.code] = again
    for each in wanted.values():
        Proposal.objects.create(
            review=row, code=each.code, figure=figure, arrangement=each.arrangement, amount=each.amount
        )


def _open(review: UUID) -> Review:
    row = Review.objects.select_related("plan__emergency", "reviewed__plan").filter(pk=review).first()
    if row is None:
        raise NotThere
    if row.state != Review.State.CALLED:
        raise ReviewHeld
    return row


def _mark_fault(name: str, value: int) -> Fault | None:
    return None if 1 <= value <= 100 else Fault(name, "mark_percent")


def _journal(visitor: Visitor, row: Review, done: str, *, now: datetime) -> None:
    detail = {"plan": str(row.plan_id), "review": str(row.pk), "done": str(done)}
    write(act=Act.HOLD_REVIEW, visitor=visitor, now=now, detail=detail)


__all__ = [
    "BadEntry",
    "CallEntry",
    "HoldEntry",
    "NotAdopted",
    "ReviewCalled",
    "ReviewHeld",
    "call_review",
    "decide",
    "gather_again",
    "hold_review",
    "write_figure",
]
