"""What comes first and next: what is urgent, what to open, time limits, the questions to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from asylon.rulebook import Piece, Question, questions_in_turn
from asylon.rulebook.entries import AlertEntry, DeadlineEntry
from asylon.web.people.shown.categories import source_of
from asylon.web.people.shown.codes import code_of
from asylon.web.people.shown.said import STATES, Source, Tongue, in_line
from asylon.web.people.shown.seen import Seen

MOST_URGENT = 3
MOST_ASKED = 3
MOST_LIMITS = 3
FIRST_PART = re.compile(r"(.+?)\s*[;,؛،]\s*(.+)", re.DOTALL)
SHORT = 24
"""Characters: a limit that is said in so few stands in one piece."""
FIRST_SENTENCE = re.compile(r"(.+?[.!?؟])\s+(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to act on: an order, what else to know, why, and the fact that settles it."""

    goal: str
    code: str
    order: str
    more: str
    because: str
    fact: str
    source: Source


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit that runs for the person."""

    code: str
    name: str
    says: str
    more: str
    """What else is said of how long it is: exceptions, extensions."""
    counts_from: str
    missed: str
    ends: bool
    """Whether something is lost when it has passed; other limits say how long a protection lasts."""
    source: Source


@dataclass(frozen=True, slots=True)
class Open:
    """A track to open, because the facts call for it."""

    goal: str
    code: str
    name: str
    because: str
    source: Source


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to ask next, what it decides, and how it stands."""

    fact: str
    item: str
    item_name: str
    question: str
    decides: str
    state: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Everything that somebody has to do, needs first."""

    urgent: tuple[Alert, ...]
    more_urgent: tuple[Alert, ...]
    notes: tuple[Alert, ...]
    tracks: tuple[Open, ...]
    limits: tuple[Limit, ...]
    more_limits: tuple[Limit, ...]
    ask: tuple[Ask, ...]

    @property
    def to_do(self) -> int:
        """How many things there are to do."""
        return sum(map(len, (self.urgent, self.more_urgent, self.notes, self.tracks)))


def ahead(seen: Seen) -> Ahead:
    """What is ahead for this person, as far as the visitor may see."""
    raised = [_alert(seen, alert) for alert in seen.assessment.alerts if alert.severity == "urgent"]
    notes = [_alert(seen, alert) for alert in seen.assessment.alerts if alert.severity != "urgent"]
    limits = [_limit(seen, deadline) for deadline in _soonest_first(seen.assessment.deadlines)]
    return Ahead(
        urgent=tuple(raised[:MOST_URGENT]),
        more_urgent=tuple(raised[MOST_URGENT:]),
        notes=tuple(notes),
        tracks=tuple(_open(seen, track.id) for track in seen.assessment.tracks),
        limits=tuple(limits[:MOST_LIMITS]),
        more_limits=tuple(limits[MOST_LIMITS:]),
        ask=tuple(_ask(seen, each) for each in islice(_open_questions(seen), MOST_ASKED)),
    )


def order_of(alert: AlertEntry, tongue: Tongue) -> tuple[str, str]:
    """What an alert tells the reader to do, and what else it says: the first sentence, and the others."""
    says = tongue.words.says("alerts", alert.id)
    parts = FIRST_SENTENCE.match(says.text)
    order, more = parts.groups() if parts else (says.text, "")
    return (
        tongue.said(Piece(order.rstrip("."), says.language)),
        tongue.said(Piece(more, says.language)) if more else "",
    )


def how_long(deadline: DeadlineEntry, tongue: Tongue) -> tuple[str, str]:
    """How long a time limit is, in a few words, and what else is said of it."""
    says = tongue.words.says("deadlines", deadline.id)
    parts = FIRST_PART.fullmatch(says.text) if len(says.text) > SHORT else None
    first, more = parts.groups() if parts else (says.text, "")
    return (
        tongue.said(Piece(first, says.language), heading=True),
        tongue.said(Piece(more, says.language), heading=True) if more else "",
    )


def _alert(seen: Seen, alert: AlertEntry) -> Alert:
    because = seen.assessment.because
    cited = because.cited(because.why(f"alert:{alert.id}"))
    order, more = order_of(alert, seen.tongue)
    return Alert(
        goal=f"alert:{alert.id}",
        code=code_of(seen.rulebook, "alerts", alert.id),
        order=order,
        more=more,
        because=seen.tongue.grounds(cited, seen.items, most=2),
        fact=next((each.fact for each in cited if not each.item), ""),
        source=source_of(alert),
    )


def _open(seen: Seen, track: str) -> Open:
    because = seen.assessment.because
    entry = seen.assessment.program.contents.tracks[track]
    cited = because.cited(because.why(f"track:{track}"))
    return Open(
        goal=f"track:{track}",
        code=code_of(seen.rulebook, "tracks", track),
        name=seen.tongue.heading("tracks", track),
        because=seen.tongue.grounds(cited, seen.items, most=3),
        source=source_of(entry),
    )


def _limit(seen: Seen, deadline: DeadlineEntry) -> Limit:
    tongue = seen.tongue
    says, more = how_long(deadline, tongue)
    return Limit(
        code=code_of(seen.rulebook, "deadlines", deadline.id),
        name=tongue.said(tongue.words.label("deadlines", deadline.id), heading=True),
        says=says,
        more=more,
        counts_from=tongue.said(tongue.words.counts_from(deadline.id)) if deadline.counts_from else "",
        missed=tongue.said(tongue.words.missed(deadline.id)) if deadline.missed else "",
        ends=deadline.kind not in ("at_least", "lasts"),
        source=source_of(deadline),
    )


_UNITS = {"H": 1, "D": 24, "W": 168, "M": 730, "Y": 8760}


def _soonest_first(deadlines: Iterable[DeadlineEntry]) -> list[DeadlineEntry]:
    return sorted(deadlines, key=limit_hours)


def limit_hours(deadline: DeadlineEntry) -> int:
    """How long a time limit is, roughly, in hours; one that is not given comes last."""
    match = re.fullmatch(r"PT?(\d+)([HDWMYS])", deadline.limit)
    if match is None:
        return 1_000_000
    return int(match[1]) * _UNITS.get(match[2], 0)


def _open_questions(seen: Seen) -> Iterator[Question]:
    return (
        each for each in questions_in_turn(seen.assessment) if seen.may_see(each.fact.id, each.fact.scope)
    )


def _ask(seen: Seen, asked: Question) -> Ask:
    tongue, fact = seen.tongue, asked.fact
    worth = asked.decides or asked.helps
    goals = sorted(worth, key=worth.__getitem__, reverse=True)
    return Ask(
        fact=fact.id,
        item=asked.item,
        item_name=seen.items.name(fact.scope, asked.item) if asked.item else "",
        question=tongue.said(tongue.words.question(fact.id)),
        decides=in_line(dict.fromkeys(tongue.goal(goal) for goal in goals[:3])),
        state=STATES[asked.state](),
    )
