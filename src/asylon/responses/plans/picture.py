"""The plan in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.utils.translation import gettext

from asylon.pictures import Picture, Reader, TimelineItem, TimelineReview, TimelineWords, timeline
from asylon.responses.plans.selectors import PlanSeen

LONGEST = 120
"""Signs of a label; more than these say no more in a picture."""
STATES: dict[str, Literal["planned", "running", "done"]] = {
    "planned": "planned",
    "running": "running",
    "done": "done",
    "stopped": "done",
}


def timeline_of(
    seen: PlanSeen,
    *,
    today: date,
    reader: Reader,
    reviews: Iterable[tuple[date, bool]] = (),
    longest: int = LONGEST,
) -> Picture | None:
    """The items of a plan in time with its reviews; None while it has no items.

    `reviews` are days, each with whether the review was held; `longest` is how many signs a label may have.
    """
    if not seen.items:
        return None
    days = dict(reviews)
    if seen.version.review_on:
        days.setdefault(seen.version.review_on, False)
    return timeline(
        [
            TimelineItem(
                label=_shortened(f"{each.row.code} {each.row.what}", longest),
                start=each.row.from_on,
                end=each.row.until_on,
                state=STATES[each.state],
            )
            for each in seen.items
        ],
        today=today,
        words=_words(len(seen.items)),
        reader=reader,
        reviews=[
            TimelineReview(label=gettext("Review"), on=on, held=held) for on, held in sorted(days.items())
        ],
        name="plan-in-time",
    )


def _shortened(label: str, longest: int) -> str:
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"


def _words(items: int) -> TimelineWords:
    return TimelineWords(
        title=gettext("The plan in time"),
        description=gettext("%(n)s items of the plan as bars in time, with its reviews and today.")
        % {"n": items},
        caption=gettext("Items of the plan with their first and last day"),
        item=gettext("Item"),
        start=gettext("From"),
        end=gettext("Until"),
        state=gettext("How far"),
        planned=gettext("planned"),
        running=gettext("running"),
        done=gettext("done"),
        review=gettext("review"),
        review_held=gettext("review, held"),
        today=gettext("today"),
        no_end=gettext("no end yet"),
        not_settled=gettext("not settled"),
    )
