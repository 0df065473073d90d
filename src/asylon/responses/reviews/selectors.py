"""Reads reviews, and says when the next one is and whether it is overdue."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.plans.models import Plan, Version
from asylon.responses.plans.selectors import plan_of_emergency, the_emergency
from asylon.responses.reviews.actuals import gather
from asylon.responses.reviews.models import Figure, Present, Proposal, Review
from asylon.responses.reviews.proposals import Fact, Finding, Marks, Sort, find, propose


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a review and how it stands to its mark."""

    figure: Figure
    finding: Finding


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """A review with what it found, what was proposed and decided, and who was there."""

    row: Review
    found: tuple[Found, ...]
    proposals: tuple[Proposal, ...]
    present: tuple[Present, ...]

    @property
    def open(self) -> tuple[Proposal, ...]:
        """The proposals that nobody has decided yet."""
        return tuple(each for each in self.proposals if each.decision == Proposal.Decision.OPEN)


@dataclass(frozen=True, slots=True)
class Next:
    """The next review of a plan: the day, and whether that day has passed."""

    plan: Plan
    on: date
    overdue: bool
    called: Review | None


def reviews(visitor: Visitor, emergency: UUID, *, now: datetime) -> tuple[Review, ...]:
    """The reviews of the plans of an emergency, the newest first.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    the_emergency(emergency)
    rows = Review.objects.filter(plan__emergency=emergency).select_related("plan", "reviewed", "led_to")
    return tuple(rows.order_by("-on", "-id"))


def reviews_of_plan(visitor: Visitor, plan: UUID, *, now: datetime) -> tuple[Review, ...]:
    """The reviews of one plan, the newest first.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    if not Plan.objects.filter(pk=plan).exists():
        raise NotThere
    rows = Review.objects.filter(plan=plan).select_related("plan", "reviewed", "led_to")
    return tuple(rows.order_by("-on", "-id"))


def every_review(visitor: Visitor, *, now: datetime) -> tuple[Review, ...]:
    """The reviews of every plan, the newest first.

    Raises: Refused.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    return tuple(Review.objects.select_related("plan").order_by("-on", "-id"))


def every_proposal(visitor: Visitor, *, now: datetime) -> tuple[Proposal, ...]:
    """What was proposed in every review, those of the newest first.

    Raises: Refused.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    rows = Proposal.objects.select_related("figure", "review__plan")
    return tuple(rows.order_by("-review__on", "-review_id", "id"))


def see_review(visitor: Visitor, review: UUID, *, now: datetime) -> ReviewSeen:
    """One review.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    rows = Review.objects.select_related("plan__emergency", "reviewed", "led_to", "held_by")
    row = rows.filter(pk=review).first()
    if row is None:
        raise NotThere
    return review_seen(row)


def see_proposal(visitor: Visitor, proposal: UUID, *, now: datetime) -> tuple[Proposal, ReviewSeen]:
    """One proposal and the review that it belongs to.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    rows = Proposal.objects.select_related("figure", "review__plan__emergency", "review__reviewed")
    row = rows.filter(pk=proposal).first()
    if row is None:
        raise NotThere
    return row, review_seen(row.review)


def review_seen(row: Review) -> ReviewSeen:
    """A review in full, for whoever has asked the door already."""
    marks = Marks(row.capacity_over, row.delivery_under)
    figures = list(row.figures.order_by("id"))
    findings = find((fact_of(each) for each in figures), marks)
    return ReviewSeen(
        row=row,
        found=tuple(Found(figure, finding) for figure, finding in zip(figures, findings, strict=True)),
        proposals=tuple(row.proposals.select_related("figure", "decided_by").order_by("id")),
        present=tuple(row.present.order_by("id")),
    )


def next_review(plan: Plan, *, today: date) -> Next | None:
    """When a plan is reviewed next; None if no version of it is adopted."""
    version = plan.versions.filter(state=Version.State.ADOPTED).first()
    if version is None or version.review_on is None or version.adopted_at is None:
        return None
    called = plan.reviews.filter(state=Review.State.CALLED).first()
    held = plan.reviews.filter(state=Review.State.HELD, held_at__gte=version.adopted_at)
    last = held.order_by("-held_at").first()
    on = last.next_on if last and last.next_on else version.review_on
    return Next(plan=plan, on=on, overdue=on < today, called=called)


def next_review_of_emergency(visitor: Visitor, emergency: UUID, *, now: datetime) -> Next | None:
    """The next review of the plan that counts for an emergency.

    Raises: Refused, NotThere.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    the_emergency(emergency)
    plan = plan_of_emergency(emergency)
    return next_review(plan, today=now.date()) if plan else None


def overdue(visitor: Visitor, *, now: datetime) -> tuple[Next, ...]:
    """Every review whose day has passed, the longest first.

    Raises: Refused.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    plans = Plan.objects.filter(versions__state=Version.State.ADOPTED).select_related("emergency").distinct()
    found = (next_review(plan, today=now.date()) for plan in plans)
    return tuple(sorted((each for each in found if each and each.overdue), key=lambda each: each.on))


@dataclass(frozen=True, slots=True)
class Standing:
    """The next review of a plan, and plan against fact as it would be found today."""

    next: Next
    found: tuple[Found, ...]
    proposals: tuple[Proposal, ...]
    """What the rules would propose today; nothing of it is kept."""


def standing(visitor: Visitor, emergency: UUID, *, now: datetime) -> Standing | None:
    """How the plan of an emergency stands today; None if no plan of it is adopted.

    Raises: Refused, NotThere.
    """
    following = next_review_of_emergency(visitor, emergency, now=now)
    if following is None:
        return None
    if following.called is not None:
        seen = review_seen(following.called)
        return Standing(following, seen.found, seen.proposals)
    version = following.plan.versions.get(state=Version.State.ADOPTED)
    figures = [Figure(**asdict(each)) for each in gather(version, today=now.date())]
    facts = [fact_of(each) for each in figures]
    proposals = tuple(
        Proposal(code=each.code, figure=figure, arrangement=each.arrangement, amount=each.amount)
        for figure, fact in zip(figures, facts, strict=True)
        for each in propose([fact], Marks())
    )
    found = tuple(
        Found(figure, finding) for figure, finding in zip(figures, find(facts, Marks()), strict=True)
    )
    return Standing(following, found, proposals)


def fact_of(figure: Figure) -> Fact:
    """A figure as the rules take it: its sector or the arrangement of its item, without the rest."""
    of = figure.of.split(":")[0].split(" ")[0]
    return Fact(Sort(figure.sort), of, figure.planned, figure.actual, figure.least)
