"""The reasons of one assessment: which facts carry an answer, and what is missing.

This binds the search of `asylon.logic.support` to a program and a situation: documented facts are
preferred to stated ones, and leaves that were filled in lead back to what was given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from asylon.logic.frame import Frame
from asylon.logic.missing import Ask, Missing, asking
from asylon.logic.reason import Reason, Reasons
from asylon.logic.support import Support
from asylon.logic.tree import Node
from asylon.logic.truth import Truth
from asylon.rulebook.derive import derived
from asylon.rulebook.entries import Derivation, FactEntry
from asylon.rulebook.program import Program, Run
from asylon.rulebook.scopes import LISTS, PERSON, written_scope
from asylon.rulebook.situation import BASES, Given
from asylon.rulebook.written import written

ASKED_THEMSELVES = ("younger_than_at_item", "same_as_item")
"""Derived facts that a person can answer; of the others one asks for what they are derived from."""

_WEIGHT = {"presumed": 100.0, "doubt": 50.0, "rule": 2.0, "none": 1.0}


class Cited(NamedTuple):
    """A fact that a reason leads back to: its scope and item, and what was recorded of it."""

    fact: str
    scope: str
    item: str
    given: Given | None

    @property
    def path(self) -> str:
        """Where the fact stands, as the contract writes it: `episodes.gulf-2016.act_recruit`."""
        return path_of(self.fact, self.scope, self.item)


def path_of(name: str, scope: str, item: str) -> str:
    """Name a fact of the person plainly, and one of a named item by its list and id."""
    return f"{LISTS[scope]}.{item}.{name}" if item and scope in LISTS else name


class Because:
    """Answers "why" and "what is missing" for one run."""

    def __init__(self, program: Program, run: Run) -> None:
        """Nothing is worked out before it is asked for."""
        self.program = program
        self.run = run
        self._missing: dict[tuple[str, int], Reasons] = {}
        self._leads: dict[Reason, list[Cited]] = {}

    @cached_property
    def support(self) -> Support:
        """The search for reasons in this run."""
        return Support(self._body, self._weight, written)

    @cached_property
    def lacking(self) -> Missing:
        """The search for what is missing in this run."""
        return Missing(self._ask, self._body)

    def why(self, key: str, frame: Frame | None = None) -> Reasons:
        """One sufficient set of reasons for the value of an expression; empty where it is unknown."""
        body = self.program.bodies[key]
        if body.silent:
            return frozenset({Reason("rule", key, body.scope)})
        return self.support.why(body.tree, frame or self.run.person)

    def missing(self, key: str, frame: Frame | None = None) -> Reasons:
        """The unknown leaves on which an unknown expression waits."""
        at = frame or self.run.person
        memory = (key, id(at))
        if memory not in self._missing:
            self._missing[memory] = self.lacking.of(self.program.ask(key), at)
        return self._missing[memory]

    def missing_of(self, part: Node, frame: Frame) -> Reasons:
        """The unknown leaves on which an unknown part of an expression waits."""
        return self.lacking.of(asking(part), frame)

    def cited(self, reasons: Iterable[Reason]) -> list[Cited]:
        """The facts that reasons lead back to, in the order of the fact list, each once."""
        order = self.program.fact_order
        found = dict.fromkeys(
            each for reason in reasons if reason.kind in ("fact", "doubt") for each in self.lead(reason)
        )
        return sorted(found, key=lambda each: (order[each.fact], each.scope, each.item))

    def presumed(self, reasons: Iterable[Reason]) -> list[str]:
        """What was taken as not shown, and what was accepted with the benefit of the doubt."""
        taken = (reason for reason in reasons if reason.kind in ("presumed", "doubt"))
        return sorted(path_of(reason.name, reason.scope, reason.item) for reason in taken)

    def doubted(self, reasons: Iterable[Reason]) -> list[str]:
        """What was accepted with the benefit of the doubt."""
        return sorted(path_of(r.name, r.scope, r.item) for r in reasons if r.kind == "doubt")

    def _body(self, key: str) -> Node | None:
        body = self.program.bodies[key]
        return None if body.silent else body.tree

    def _ask(self, key: str) -> Ask | None:
        return None if self.program.bodies[key].silent else self.program.ask(key)

    def _weight(self, reason: Reason) -> float:
        if reason.kind != "fact":
            return _WEIGHT[reason.kind]
        given = self._given(self._fact(reason.name), reason)
        return 1.0 + 0.1 * (BASES.index(given.basis) if given and given.basis else BASES.index("stated"))

    def _fact(self, leaf: str) -> str:
        test = self.program.vocabulary.code_tests.get(leaf)
        return test.fact if test else leaf

    def _given(self, fact: str, reason: Reason) -> Given | None:
        return self.run.situation.given(fact, written_scope(reason.scope), reason.item)

    def lead(self, reason: Reason) -> list[Cited]:
        """From a leaf to the facts that were, or would have to be, given. Remembered; only to be read."""
        if reason not in self._leads:
            self._leads[reason] = self._lead(reason)
        return self._leads[reason]

    def _lead(self, reason: Reason) -> list[Cited]:
        fact = self._fact(reason.name)
        given = self._given(fact, reason)
        entry = self.program.contents.facts[fact]
        if entry.derive is None or (given is not None and given.known):
            return [Cited(fact, reason.scope, reason.item, given)]
        if reason.value is None and entry.derive.how in ASKED_THEMSELVES:
            return [Cited(fact, reason.scope, reason.item, given)]
        return self._sources(entry, reason)

    def _sources(self, entry: FactEntry, reason: Reason) -> list[Cited]:
        how = entry.derive
        if how is None or how.rule:
            return [Cited(entry.id, reason.scope, reason.item, self._given(entry.id, reason))]
        # What is missing is what is not known yet; a place that was named is no question any more.
        places = self._named_place(how, reason) if reason.value is not None else []
        if how.of in LISTS:
            return [*self._list(how), *places]
        source = self.program.contents.facts[how.of]
        scope, item = ("", "") if source.scope == PERSON else (reason.scope, reason.item)
        instead = how.no_if if reason.value is False else how.yes_if if reason.value is True else ""
        if instead in self.program.contents.facts and self._alone(how, reason) is not reason.value:
            return self.lead(Reason("fact", instead, "", "", reason.value))
        return [Cited(how.of, scope, item, self.run.situation.given(how.of, source.scope, item)), *places]

    def _list(self, how: Derivation) -> list[Cited]:
        """The list that answers, and the fact that stands in for it where it is empty."""
        listed = next(f.id for f in self.program.contents.facts.values() if f.answered_by == how.of)
        items = self.run.situation.items[how.of]
        found = [Cited(listed, "", "", None if items is None else Given(tuple(item.id for item in items)))]
        if how.if_none and items is not None and not items:
            found.append(Cited(how.if_none, "", "", self.run.situation.given(how.if_none, PERSON, "")))
        return found

    def _named_place(self, how: Derivation, reason: Reason) -> list[Cited]:
        """The fact that names an unnamed item, where it was given."""
        given = (
            self.run.situation.given(how.unnamed, written_scope(reason.scope), "") if how.unnamed else None
        )
        return (
            [Cited(how.unnamed, reason.scope, "", given)] if given and given.known and not reason.item else []
        )

    def _alone(self, how: Derivation, reason: Reason) -> Truth:
        """What the fact gives from which this one is derived, without the answer that settles it at once."""
        scope = written_scope(reason.scope)
        listed = self.run.situation.items[scope] if scope in LISTS else None
        item = next((each for each in listed or () if each.id == reason.item), None)
        return derived(replace(how, no_if="", yes_if=""), self.run.situation, scope, item, lambda name: None)
