"""Reviews: the list, calling one, plan against fact, deciding, and holding it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.plans.faults import BadEntry
from asylon.responses.plans.selectors import plan_seen, see_plan
from asylon.responses.reviews import selectors, services
from asylon.responses.reviews.selectors import ReviewSeen
from asylon.responses.reviews.words import found_line, proposal_words
from asylon.web.people.shown.days import day, moment
from asylon.web.people.through import through_the_door
from asylon.web.responses.countries import country_choices
from asylon.web.responses.plans.around import around
from asylon.web.responses.plans.shown import arrangement_word
from asylon.web.responses.plans.words import party_line
from asylon.web.responses.reader import page_reader
from asylon.web.responses.reviews.forms import CallForm, DecideForm, FigureForm, HoldForm
from asylon.web.visitors import visitor_of


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One proposal."""

    id: UUID
    words: str
    code: str
    arrangement: str
    decision: str
    open: bool
    accepted: bool
    reasons: str
    decided: str


@require_safe
@through_the_door
def reviews(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The reviews of the plans of an emergency."""
    visitor, now = visitor_of(request), timezone.localtime()
    given = around(visitor, emergency, part="reviews", now=now)
    following = selectors.next_review_of_emergency(visitor, emergency, now=now)
    given |= {
        "rows": [
            (row, day(row.on), day(row.next_on) if row.next_on else "")
            for row in selectors.reviews(visitor, emergency, now=now)
        ],
        "following": following,
        "next_on": day(following.on) if following else "",
    }
    return render(request, "responses/reviews/reviews.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def call(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Call a review: its figures are gathered and the rules propose."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.HOLD_REVIEW, now=now)
    seen = see_plan(visitor, plan, now=now)
    form = CallForm(request.POST or None, initial={"on": now.date()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.call_review(visitor, plan, form.entry(), now=now)
        except BadEntry as bad:
            form.refuse(bad)
        except services.NotAdopted:
            form.add_error(None, _("No version of this plan is adopted, so there is nothing to review yet."))
        except services.ReviewCalled:
            messages.info(request, _("A review is called already. Hold that one first."))
            return redirect("plan", plan)
        else:
            messages.success(request, _("The review is called, and its figures are gathered."))
            return redirect("review", made.pk)
    given = around(visitor, seen.plan.emergency_id, part="reviews", now=now)
    given |= {"form": form, "plan": seen.plan}
    return render(request, "responses/reviews/call.html", given)


@require_safe
@through_the_door
def review(request: HttpRequest, review: UUID) -> HttpResponse:
    """One review: plan against fact, what the rules propose, and what people decided."""
    visitor, now = visitor_of(request), timezone.localtime()
    seen = selectors.see_review(visitor, review, now=now)
    given = _around(visitor, seen, now=now)
    row = seen.row
    given |= {
        "on": day(row.on),
        "held": _by(row.held_by.name, row.held_at) if row.held_by and row.held_at else "",
        "next_on": day(row.next_on) if row.next_on else "",
        "present": [party_line(each) for each in seen.present],
    }
    return render(request, "responses/reviews/review.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def figure(request: HttpRequest, review: UUID) -> HttpResponse:
    """Write a figure by hand, with its source."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.HOLD_REVIEW, now=now)
    seen = selectors.see_review(visitor, review, now=now)
    form = FigureForm(request.POST or None, initial={"as_of": now.date()})
    if request.method == "POST" and form.is_valid():
        try:
            services.write_figure(visitor, review, form.entry(), now=now)
        except BadEntry as bad:
            form.refuse(bad)
        except services.ReviewHeld:
            return _over(request, review)
        else:
            messages.success(request, _("The figure is written down."))
            return redirect("review", review)
    given = _around(visitor, seen, now=now) | {"form": form}
    return render(request, "responses/reviews/figure.html", given)


@require_POST
@through_the_door
def gather(request: HttpRequest, review: UUID) -> HttpResponse:
    """Gather the figures anew."""
    visitor, now = visitor_of(request), timezone.localtime()
    try:
        services.gather_again(visitor, review, now=now)
    except services.ReviewHeld:
        return _over(request, review)
    messages.success(request, _("The figures are gathered anew."))
    return redirect("review", review)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def proposal(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Decide on a proposal, with reasons."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.HOLD_REVIEW, now=now)
    row, seen = selectors.see_proposal(visitor, proposal, now=now)
    plan = plan_seen(row.review.plan, today=now.date(), number=row.review.reviewed.number)
    items = [(str(each.row.thread), f"{each.row.code} {each.row.what}") for each in plan.items]
    counted = {str(each.row.thread): (each.row.need_unit, each.row.currency) for each in plan.items}
    form = DecideForm(
        request.POST or None,
        items=items,
        counted=counted,
        initial={"seen": row.version, "code": row.arrangement},
    )
    given = _around(visitor, seen, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            services.decide(
                visitor,
                proposal,
                accept=form.accepts,
                reasons=form.cleaned_data["reasons"],
                change=form.change(),
                seen=form.read,
                now=now,
            )
        except BadEntry as bad:
            form.refuse(bad)
        except services.ReviewHeld:
            return _over(request, row.review_id)
        except EditedMeanwhile:
            stands, _seen = selectors.see_proposal(visitor, proposal, now=now)
            form.reread(stands.version)
            given["stored"] = _line(stands)
        else:
            messages.success(request, _("The decision is written down."))
            return redirect("review", row.review_id)
    given |= {"form": form, "line": _line(row)}
    return render(request, "responses/reviews/proposal.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def hold(request: HttpRequest, review: UUID) -> HttpResponse:
    """Close a review: who was there, what came out, and the next date."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.HOLD_REVIEW, now=now)
    seen = selectors.see_review(visitor, review, now=now)
    members = list(seen.row.reviewed.members.order_by("id"))
    form = HoldForm(request.POST or None, members=members, initial={"seen": seen.row.version})
    if request.method == "POST" and form.is_valid():
        try:
            done = services.hold_review(visitor, review, form.entry(), seen=form.read, now=now)
        except BadEntry as bad:
            form.refuse(bad)
        except services.ReviewHeld:
            return _over(request, review)
        except EditedMeanwhile:
            form.reread(selectors.see_review(visitor, review, now=now).row.version)
            form.add_error(None, _("Somebody changed this meanwhile. Look at it again, then decide."))
        else:
            messages.success(
                request,
                _("The review is held. What was accepted stands in a draft, to be adopted.")
                if done.led_to_id
                else _("The review is held. The plan stays as it is."),
            )
            return redirect("review", review)
    given = _around(visitor, seen, now=now) | {"form": form, "countries": country_choices()}
    return render(request, "responses/reviews/hold.html", given)


def _around(visitor: Visitor, seen: ReviewSeen, *, now: datetime) -> dict[str, Any]:
    reader = page_reader()
    return around(visitor, seen.row.plan.emergency_id, part="reviews", now=now) | {
        "seen": seen,
        "review": seen.row,
        "plan": seen.row.plan,
        "called": seen.row.state == "called",
        "found": [found_line(each.figure, each.finding, reader=reader) for each in seen.found],
        "proposals": [_line(each) for each in seen.proposals],
    }


def _line(row: Any) -> ProposalLine:
    return ProposalLine(
        id=row.pk,
        words=proposal_words(row, reader=page_reader()),
        code=row.arrangement,
        arrangement=arrangement_word(row.arrangement),
        decision=str(row.get_decision_display()),
        open=row.decision == "open",
        accepted=row.decision == "accepted",
        reasons=row.reasons,
        decided=_by(row.decided_by.name, row.decided_at) if row.decided_by else "",
    )


def _by(name: str, when: datetime) -> str:
    return _("%(name)s, %(when)s") % {"name": name, "when": moment(when)}


def _over(request: HttpRequest, review: UUID) -> HttpResponse:
    messages.info(request, _("This review is over; what it found and decided is kept as it was."))
    return redirect("review", review)
