"""The lines of My day, from the assessments that were frozen last: nobody is assessed anew for a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from asylon.casework.access.door import OpenCase
from asylon.casework.access.masking import restrict
from asylon.casework.access.mine import line_of
from asylon.casework.assessments.selectors import Frozen, latest_of
from asylon.rulebook import Assessment, BadSituation, Rulebook, assess
from asylon.web.people.shown.ahead import how_long, limit_hours, order_of
from asylon.web.people.shown.kin import years
from asylon.web.people.shown.said import Tongue

MOST_URGENT = 6
MOST_LIMITS = 8
SOON = 24 * 31
"""Hours: limits that are longer need not stand on a page for today."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """Something to do now, for whom."""

    person: UUID
    called: str
    order: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit that runs for one of the people."""

    person: UUID
    called: str
    says: str
    name: str
    hours: int


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list: initials only."""

    person: UUID
    called: str
    number: str
    age: str
    child: bool
    closed: bool
    urgent: bool
    next: str
    waiting: int | None
    """How many categories may apply; None if nothing has been assessed yet."""


@dataclass(frozen=True, slots=True)
class Day:
    """What somebody sees first in the morning."""

    urgent: tuple[Urgent, ...]
    more_urgent: int
    lines: tuple[Line, ...]
    limits: tuple[Limit, ...]


def day_of(cases: Iterable[OpenCase], *, listed: int, rulebook: Rulebook) -> Day:
    """The day of somebody with these cases, of whom the first few are listed.

    One query, however many cases there are.
    """
    alive = [case for case in cases if not case.erased]
    frozen = latest_of(case.case for case in alive)
    tongue = Tongue(rulebook)
    found = [(case, _assessed(case, frozen.get(case.person), rulebook)) for case in alive]
    urgent = [each for case, said in found for each in _urgent(case, said, tongue)]
    limits = sorted((each for case, said in found for each in _limits(case, said, tongue)), key=_soonest)
    return Day(
        urgent=tuple(urgent[:MOST_URGENT]),
        more_urgent=max(0, len(urgent) - MOST_URGENT),
        lines=tuple(_line(case, said, tongue) for case, said in found[:listed]),
        limits=tuple(limits[:MOST_LIMITS]),
    )


def _soonest(limit: Limit) -> int:
    return limit.hours


def _assessed(case: OpenCase, frozen: Frozen | None, rulebook: Rulebook) -> Assessment | None:
    """What the last frozen situation says to this visitor: hidden facts are taken out of it first."""
    if frozen is None:
        return None
    visible, _hidden = restrict(frozen.situation, sees=cache(case.sees))
    try:
        return assess(visible, rulebook=rulebook)
    except BadSituation:  # kept under an older rulebook, with facts that there are no more
        return None


def _called(case: OpenCase) -> str:
    return case.identity.initials or case.number


def _urgent(case: OpenCase, said: Assessment | None, tongue: Tongue) -> list[Urgent]:
    if said is None:
        return []
    orders = [order_of(alert, tongue)[0] for alert in said.alerts if alert.severity == "urgent"]
    return [Urgent(case.person, _called(case), order) for order in orders]


def _limits(case: OpenCase, said: Assessment | None, tongue: Tongue) -> list[Limit]:
    if said is None:
        return []
    ending = (each for each in said.deadlines if each.kind not in ("at_least", "lasts"))
    soon = [(limit_hours(each), each) for each in ending if limit_hours(each) <= SOON]
    return [
        Limit(
            case.person,
            _called(case),
            how_long(each, tongue)[0],
            tongue.said(tongue.words.label("deadlines", each.id), heading=True),
            hours,
        )
        for hours, each in sorted(soon, key=lambda pair: pair[0])[:2]
    ]


def _line(case: OpenCase, said: Assessment | None, tongue: Tongue) -> Line:
    shown = line_of(case)
    alerts = [alert for alert in said.alerts if alert.severity == "urgent"] if said else []
    tracks = said.tracks if said else []
    if alerts:
        next_: str = order_of(alerts[0], tongue)[0]
    else:
        next_ = tongue.heading("tracks", tracks[0].id) if tracks else ""
    return Line(
        person=case.person,
        called=_called(case),
        number=case.number,
        age=years(shown.age),
        child=shown.age is not None and shown.age[0] < 18,
        closed=case.closed,
        urgent=bool(alerts),
        next=next_,
        waiting=_may_apply(said) if said else None,
    )


def _may_apply(said: Assessment) -> int:
    return sum(each.value is None and each.rule.kind == "category" for each in said.conclusions.values())
