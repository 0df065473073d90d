"""The next review on the first page of an emergency, and the order to hold one that is overdue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.reviews.selectors import Standing
from asylon.responses.reviews.words import found_line, proposal_words
from asylon.web.people.shown.days import day
from asylon.web.responses.allowed import could
from asylon.web.responses.emergencies.urgent import Order
from asylon.web.responses.reader import page_reader

MOST = 4
URGENT_FIRST = {"urgent": 0, "may": 1, "met": 2}


def panel(found: Standing | None, *, emergency: UUID) -> dict[str, Any]:
    """The context of `responses/reviews/panel.html`: `review_panel`, from how the plan stands."""
    if found is None:
        return {"review_panel": None}
    reader = page_reader()
    lines = [found_line(each.figure, each.finding, reader=reader) for each in found.found]
    lines.sort(key=lambda line: URGENT_FIRST[line.icon])
    called = found.next.called
    return {
        "review_panel": {
            "on": day(called.on if called else found.next.on),
            "called_by": called.called_by if called else "",
            "overdue": found.next.overdue,
            "lines": lines[:MOST],
            "more": max(0, len(lines) - MOST),
            "proposals": [proposal_words(each, reader=reader) for each in found.proposals][:MOST],
            "address": reverse("review", args=[called.pk])
            if called
            else reverse("reviews", args=[emergency]),
        }
    }


def orders(visitor: Visitor, found: Standing | None) -> tuple[Order, ...]:
    """What a review wants now, for the strip on top: one that is overdue."""
    if found is None or not found.next.overdue:
        return ()
    may = could(visitor, Act.HOLD_REVIEW)
    called = found.next.called
    way = reverse("review", args=[called.pk]) if called else reverse("call_review", args=[found.next.plan.pk])
    return (
        Order(
            gettext("Hold the review of the plan"),
            gettext("It was due on %(day)s. Until it is held nobody knows whether the plan still fits.")
            % {"day": day(found.next.on)},
            way if may else "",
            gettext("Go to the review") if called else gettext("Call the review"),
        ),
    )
