"""What is known and from where: the newest answers, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from asylon.casework.facts.stored import Recorded
from asylon.casework.staff.models import Role
from asylon.web.people.shown.days import day_of
from asylon.web.people.shown.seen import Seen

NEWEST = 12
HOW: dict[str, str | Promise] = {
    "stated": _("the person says so"),
    "observed": _("seen by an officer"),
    "documented": _("a document shows it"),
    "inferred": _("concluded from other answers"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: what it says, how it is known, when and by whom it was recorded."""

    fact: str
    answer: str
    settled: bool
    how: str
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class Known:
    """The newest answers of all."""

    rows: tuple[Row, ...]
    count: int


def known(seen: Seen) -> Known:
    """The newest answers that the visitor may see."""
    answers = seen.answers
    places = {each.id: (each.scope, each.details["id"]) for each in seen.reading.record.items}
    return Known(tuple(_row(seen, each, places) for each in answers[:NEWEST]), len(answers))


def _row(seen: Seen, given: Recorded, places: dict[UUID, tuple[str, str]]) -> Row:
    label = seen.tongue.said(seen.tongue.words.label("facts", given.fact), heading=True)
    if given.item is not None:
        label = format_html("{} ({})", label, seen.items.name(*places[given.item]))
    return Row(
        fact=label,
        answer=seen.tongue.answer(given.fact, given.value),
        settled=given.value not in ("unknown", "declined"),
        how=str(HOW[given.basis]),
        when=day_of(given.at),
        who=str(Role(given.role).label),
    )
