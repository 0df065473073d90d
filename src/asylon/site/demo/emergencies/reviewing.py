"""Plays the reviews of a plan: called, decided with reasons, held, and the next date set."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from asylon.responses.money import in_minor
from asylon.responses.plans.keeping import MemberEntry
from asylon.responses.plans.models import Plan
from asylon.responses.reviews.changes import ChangeEntry
from asylon.responses.reviews.models import Proposal
from asylon.responses.reviews.services import CallEntry, HoldEntry, call_review, decide, hold_review
from asylon.site.demo.emergencies.acting import Desk, Json
from asylon.site.demo.emergencies.planning import Items


def review(desk: Desk, plan: Plan, items: Items, told: Json) -> None:
    """Hold a review. What the rules propose is accepted or declined as the file says, each with reasons."""
    visitor, at = desk.on(told["on"])
    made = call_review(visitor, plan.pk, CallEntry(told["on"], told["called_by"]), now=at)
    for proposal in made.proposals.select_related("figure").order_by("id"):
        wanted = _accepted(proposal, told["accepted"])
        decide(
            visitor,
            proposal.pk,
            accept=wanted is not None,
            reasons=wanted["reasons"] if wanted else told["declined"],
            change=_change(wanted, items) if wanted else None,
            seen=proposal.version,
            now=at,
        )
    present = tuple(MemberEntry(**each) for each in told["present"])
    held = HoldEntry(present, told["conclusion"], told["next_on"])
    hold_review(visitor, made.pk, held, seen=made.version, now=at)


def _accepted(proposal: Proposal, told: list[Json]) -> Json | None:
    """The decision of the file that fits a proposal; each fits by its code and what its figure is about."""
    fits = (
        each
        for each in told
        if each["code"] == proposal.code and proposal.figure.of.startswith(each.get("of", ""))
    )
    return next(fits, None)


def _change(told: Json, items: Items) -> ChangeEntry:
    change = dict(told["change"])
    cost, name = change.pop("cost", None), change.pop("item", None)
    entry = ChangeEntry(**change)
    if name is not None:
        entry = replace(entry, thread=items[name].thread)
        if cost is not None:
            entry = replace(entry, cost_minor=in_minor(Decimal(cost), currency=items[name].currency))
    return entry
