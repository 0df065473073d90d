"""A plan on one page, with its picture in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, get_language_bidi, gettext

from asylon.pictures import Reader
from asylon.responses.plans.arrangements import PARTS
from asylon.responses.plans.picture import timeline_of
from asylon.responses.plans.said import how_far, money_words, need_words, span
from asylon.responses.plans.selectors import ItemSeen, PlanSeen
from asylon.responses.plans.typeset import set_pdf

PROGRAM = Path(__file__).with_name("plan.typ")
MOST_ITEMS = 12
"""More items than these do not fit on the page; it says how many are left out."""
ONE_LINE = 33
"""Signs of a label that fit on one line of the picture: two lines would make it too tall for the page."""
WIDTH = 700
"""Of the picture as it is drawn, in points; it is set smaller, and so are its letters."""


def plan_on_paper(
    seen: PlanSeen,
    *,
    today: date,
    reader: Reader,
    names: Callable[[str], str],
    reviews: Iterable[tuple[date, bool]] = (),
) -> bytes:
    """The plan as a PDF of one page. `names` gives a country's name by its code."""
    return set_pdf(PROGRAM, told(seen, today=today, reader=reader, names=names, reviews=reviews))


def told(
    seen: PlanSeen,
    *,
    today: date,
    reader: Reader,
    names: Callable[[str], str],
    reviews: Iterable[tuple[date, bool]] = (),
) -> dict[str, Any]:
    """Everything that stands on the page, in words."""
    shown = seen.items[:MOST_ITEMS]
    cut = replace(seen, items=shown)
    picture = timeline_of(cut, today=today, reader=reader, reviews=reviews, longest=ONE_LINE)
    version = seen.version
    return {
        "language": (get_language() or "en").partition("-")[0],
        "rtl": get_language_bidi(),
        "title": seen.plan.name,
        "of": seen.plan.emergency.name if seen.plan.emergency else names(seen.plan.host),
        "state": gettext("Version %(n)s, %(state)s")
        % {"n": version.number, "state": str(version.get_state_display()).lower()},
        "invented": gettext("Invented figures, for practice.") if seen.plan.invented else "",
        "review": gettext("Next review: %(day)s") % {"day": reader.day(version.review_on)}
        if version.review_on
        else gettext("No review is set yet."),
        "members": ", ".join(each.name for each in seen.members),
        "members_word": gettext("At the review"),
        "heads": [gettext("Item"), gettext("Who"), gettext("Need"), gettext("Cost"), gettext("When")],
        "groups": [
            {"name": str(name), "items": [_item(each, reader) for each in shown if each.row.code[0] == part]}
            for part, name in PARTS.items()
        ],
        "left_out": gettext("%(n)s more items stand in the plan itself.")
        % {"n": len(seen.items) - len(shown)}
        if len(shown) < len(seen.items)
        else "",
        "picture": picture.on_paper(width=WIDTH) if picture else "",
        "picture_says": picture.description if picture else "",
        "legend": _legend(),
        "floor": gettext(
            "Nobody’s admission or protection waits for this plan, or for anything shared by it."
        ),
        "source": gettext("After ExCom Conclusion No. 100 (LV), 2004. Printed %(day)s.")
        % {"day": reader.day(today)},
    }


def _item(seen: ItemSeen, reader: Reader) -> dict[str, str]:
    row = seen.row
    return {
        "code": row.code,
        "what": row.what,
        "far": how_far(seen, reader=reader),
        "who": row.actor,
        "need": need_words(row, reader=reader),
        "cost": money_words(row.cost_minor, row.currency, reader=reader),
        "when": span(row.from_on, row.until_on, reader=reader),
    }


def _legend() -> str:
    return gettext("Dashed: planned. Full: running. Outlined, with a dot at its end: done. Line: today.")
