"""The categories side by side: met, may apply, not met; and what each rests on or still waits for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html
from django.utils.translation import gettext

from asylon.logic.tree import Fact, Rule, walk
from asylon.rulebook.assessment import Conclusion
from asylon.rulebook.entries import Entry, RuleEntry
from asylon.rulebook.program import Program
from asylon.rulebook.reasons import Cited
from asylon.rulebook.scopes import PERSON
from asylon.rulebook.situation import Given
from asylon.web.people.shown.codes import code_of
from asylon.web.people.shown.said import Source
from asylon.web.people.shown.seen import Seen

SIDE_BY_SIDE = ("category", "risk")
"""Kinds that stand in the columns whatever their value; the others only when they are shown."""

ALSO_WHEN_MET = ("flag", "exclusion")
CLOSEST = 6
"""How many open categories get a card; the others are named in a list."""


@dataclass(frozen=True, slots=True)
class Card:
    """One category. `because` and `missing` are pieces of text, empty where there is nothing to say."""

    goal: str
    code: str
    name: str
    term: str
    because: str
    missing: str
    source: Source


@dataclass(frozen=True, slots=True)
class Columns:
    """The three columns. `open` are the categories of which nothing recorded speaks yet."""

    met: tuple[Card, ...]
    may: tuple[Card, ...]
    open: tuple[Card, ...]
    not_met: tuple[Card, ...]

    @property
    def may_count(self) -> int:
        """How many may apply, with those that nothing speaks of yet."""
        return len(self.may) + len(self.open)


def columns(seen: Seen) -> Columns:
    """Every category of the rulebook in the column where it stands for this visitor."""
    said = seen.assessment.conclusions.values()
    met = [each for each in said if each.value is True and each.rule.kind in SIDE_BY_SIDE + ALSO_WHEN_MET]
    aside = [each for each in said if each.value is False and each.rule.kind in SIDE_BY_SIDE]
    waiting = [each for each in said if each.value is None and each.rule.kind in SIDE_BY_SIDE]
    closest, rest = _nearest_first(seen, waiting)
    return Columns(
        met=tuple(_met(seen, each) for each in met),
        may=tuple(_may(seen, each) for each in closest),
        open=tuple(_card(seen, each.rule) for each in rest),
        not_met=tuple(_not_met(seen, each) for each in aside),
    )


def _nearest_first(seen: Seen, waiting: Iterable[Conclusion]) -> tuple[list[Conclusion], list[Conclusion]]:
    because = seen.assessment.because
    ranked = sorted(
        (
            (not known_so_far(seen, each.rule.id), len(because.missing(each.rule.id)), number, each)
            for number, each in enumerate(waiting)
        ),
        key=lambda rank: rank[:3],
    )
    spoken_of = [each for silent, _, _, each in ranked if not silent]
    chosen = spoken_of[:CLOSEST]
    return chosen, [each for *_, each in ranked if each not in chosen]


def _met(seen: Seen, said: Conclusion) -> Card:
    because = seen.assessment.because
    cited = because.cited(because.why(said.rule.id))
    return _card(seen, said.rule, because=seen.tongue.grounds(cited, seen.items))


def _may(seen: Seen, said: Conclusion) -> Card:
    because = seen.assessment.because
    missing = because.cited(because.missing(said.rule.id))
    known = known_so_far(seen, said.rule.id)
    return _card(
        seen,
        said.rule,
        because=seen.tongue.grounds(known, seen.items, most=3),
        missing=seen.missing(missing),
    )


def _not_met(seen: Seen, said: Conclusion) -> Card:
    because = seen.assessment.because
    reason: str
    if said.rule.in_force and said.silent:
        reason = format_html(
            gettext("In force only in: {states}"),
            states=seen.tongue.label("states", said.rule.in_force),
        )
    else:
        reason = seen.tongue.grounds(because.cited(because.why(said.rule.id)), seen.items, most=2)
    return _card(seen, said.rule, because=reason or gettext("Nothing on record shows it."))


def _card(seen: Seen, rule: RuleEntry, *, because: str = "", missing: str = "") -> Card:
    name, term = seen.tongue.heading("rules", rule.id), seen.tongue.label("rules", rule.id)
    return Card(
        goal=rule.id,
        code=code_of(seen.rulebook, "rules", rule.id),
        name=name,
        term="" if term.casefold() == name.casefold() else term,
        because=because,
        missing=missing,
        source=source_of(rule),
    )


def source_of(entry: Entry, *, most: int = 3) -> Source:
    """The first few citations of an entry."""
    return Source("; ".join(entry.cite[:most]), entry.verified)


def known_so_far(seen: Seen, rule: str) -> list[Cited]:
    """What is on record, among the answers that a rule reads, in the order of the fact list."""
    situation, program = seen.assessment.situation, seen.assessment.program
    found = []
    for fact in _read_by(program, rule):
        entry = program.contents.facts[fact]
        if entry.scope == PERSON:
            if _speaks(given := situation.facts.get(fact)):
                found.append(Cited(fact, "", "", given))
            continue
        for item in situation.items[entry.scope] or ():
            if _speaks(given := item.facts.get(fact)):
                found.append(Cited(fact, entry.scope, item.id, given))
    return found


def _speaks(given: Given | None) -> bool:
    """Whether an answer shows something: a plain no, or an age, makes nobody out to be anything."""
    if given is None or not given.known or given.value is False:
        return False
    return given.value is True or not isinstance(given.value, int | float)


@cache
def _read_by(program: Program, rule: str) -> tuple[str, ...]:
    facts: set[str] = set()
    rules, wanted = {rule}, [rule]
    while wanted:
        for node in walk(program.plain[wanted.pop()].tree):
            if isinstance(node, Fact):
                test = program.vocabulary.code_tests.get(node.name)
                facts.add(test.fact if test else node.name)
            elif isinstance(node, Rule) and node.name not in rules:
                rules.add(node.name)
                wanted.append(node.name)
    return tuple(sorted(facts & program.fact_order.keys(), key=program.fact_order.__getitem__))
