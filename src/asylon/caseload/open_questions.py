"""How many questions still matter to each person: `asylon.rulebook.questions`, counted for a chunk.

What is wanted of an unknown goal is passed down to the parts that keep it unknown, until it
reaches facts; rules are visited after everything that reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from asylon.caseload.kernel import PERSONS, Kernel, Part, Plane
from asylon.caseload.planes import Words, unpacked
from asylon.caseload.population import NumpyPopulation
from asylon.logic.frame import rule_key
from asylon.logic.tree import (
    WHOLE,
    And,
    AtLeast,
    Const,
    Doubt,
    Else,
    Every,
    Fact,
    Known,
    Node,
    Not,
    Or,
    Rule,
    Same,
    Some,
    Unless,
    children,
)
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.program import Program
from asylon.rulebook.reasons import ASKED_THEMSELVES
from asylon.rulebook.scopes import LISTS, PERSON, tree_scope


def open_questions(kernel: Kernel, population: NumpyPopulation) -> Any:
    """The number of questions that `ask` would list, by person."""
    return _Wanted(kernel, population).counts()


class _Wanted:
    def __init__(self, kernel: Kernel, population: NumpyPopulation) -> None:
        self.kernel = kernel
        self.population = population
        self.program: Program = population.program
        self.rules: dict[tuple[str, Part], Plane] = {}
        self.unasked_rules: dict[tuple[str, Part], Plane] = {}
        self.leaves: dict[tuple[str, Part], Plane] = {}

    def counts(self) -> Any:
        self.want_goals()
        for key in reversed(list(self.kernel.bodies)):
            for part in self.parts_of(key):
                if (key, part) in self.unasked_rules:
                    self.unasked(self.kernel.bodies[key].tree, part, self.unasked_rules.pop((key, part)))
                if (key, part) in self.rules:
                    self.want(self.kernel.bodies[key].tree, part, self.rules.pop((key, part)))
        return self.asked()

    def parts_of(self, key: str) -> tuple[Part, ...]:
        scope = self.kernel.bodies[key].scope
        return (PERSONS,) if scope == WHOLE else self.population.parts(scope)

    def want_goals(self) -> None:
        """Whatever is open: gates that are asked, alerts, tracks, and conclusions that are no elements."""
        contents, ones = self.program.contents, self.population.ones(PERSONS)
        for gate in contents.gates.values():
            key = f"gate:{gate.id}"
            asked = ones
            if gate.consulted_when is not None:
                asked = ones ^ self.kernel.rule(f"consult:{gate.id}", PERSONS).no
            for part in self.parts_of(key):
                self.want_rule(key, part, self.stands(part, asked))
        goals = [f"alert:{a.id}" for a in contents.alerts.values() if a.when is not None]
        goals += [r.id for r in contents.rules.values() if r.scope == PERSON and r.kind != "element"]
        goals += [f"track:{id_}" for id_ in contents.tracks]
        for key in goals:
            self.want_rule(key, PERSONS, ones)

    def stands(self, part: Part, persons: Plane) -> Plane:
        """Of these persons the items that count, or that stand for a list of which nothing is known."""
        if part.scope == WHOLE:
            return persons
        if part.listed:
            return self.population.down(persons, part)
        return persons & (self.population.counted(part.scope) | self.population.blank(part.scope))

    def want_rule(self, key: str, part: Part, wanted: Plane) -> None:
        yes, no = self.kernel.rule(key, part)
        wanted = wanted & ~(yes | no)
        # A rule that stands silent has nothing to ask.
        if not self.kernel.bodies[key].silent:
            self.add(self.rules, (key, part), wanted)

    def add(self, into: dict[Any, Plane], key: Any, wanted: Plane) -> None:
        if wanted.any():
            into[key] = into[key] | wanted if key in into else wanted

    def at(self, part: Part, scope: str, wanted: Plane) -> tuple[Part, Plane]:
        """Where a leaf of this scope stands, seen from a part, and who is wanted there."""
        if scope == part.scope:
            return part, wanted
        return PERSONS, self.population.up(wanted, part) if part.listed else wanted

    def want(self, node: Node, part: Part, wanted: Plane) -> None:  # noqa: C901 - one case a node
        """Pass down what is wanted of a node, where it is unknown."""
        yes, no = self.kernel.value(node, part)
        wanted = wanted & ~(yes | no)
        if not wanted.any():
            return
        match node:
            case Fact(name, scope):
                at, who = self.at(part, scope, wanted)
                self.add(self.leaves, (name, at), who)
            case Rule(name, scope, strict):
                at, who = self.at(part, scope, wanted)
                self.want_rule(rule_key(name, strict), at, who)
            case Not(inner) | Known(inner) | Unless(inner) | Doubt(inner, _):
                self.want(inner, part, wanted)
            case And() | Or() | AtLeast() | Else():
                for each in children(node):
                    self.want(each, part, wanted)
            case Some(scope, inner) | Every(scope, inner):
                persons = self.at(part, WHOLE, wanted)[1]
                for other in self.population.parts(scope):
                    self.want_items(inner, other, self.stands(other, persons))
            case Same(scope, inner):
                self.want_same(inner, scope, part, wanted)
            case Const():
                return

    def want_items(self, inner: Node, part: Part, wanted: Plane) -> None:
        self.want(inner, part, wanted)
        if not part.listed:
            yes, no = self.kernel.value(inner, part)
            settled = wanted & self.population.blank(part.scope) & (yes | no)
            if settled.any():
                self.unasked(inner, part, settled)

    def want_same(self, inner: Node, scope: str, part: Part, wanted: Plane) -> None:
        open_ = self.population.zeros(part)
        for other in self.population.parts(scope):
            yes, no = self.kernel.value(inner, other)
            unknown = self.population.ones(other) ^ (yes | no)
            if other.listed:
                open_ = open_ | self.population.across(unknown, part, scope)
            else:
                stands = self.stands(other, self.population.ones(PERSONS))
                open_ = open_ | self.population.down(unknown & stands, part)
        disagreed = wanted & ~open_  # each item is known, and they differ: any answer may be the wrong one
        for other in self.population.parts(scope):
            self.want(inner, other, self.those(wanted, part, other))
            if disagreed.any():
                self.unasked(inner, other, self.those(disagreed, part, other))

    def those(self, wanted: Plane, part: Part, other: Part) -> Plane:
        """The items of another part that stand for the same thing as these."""
        if other.listed:
            return self.population.back_across(wanted, part, other.scope)
        return self.stands(other, self.population.up(wanted, part) if part.listed else wanted)

    def unasked(self, node: Node, part: Part, wanted: Plane) -> None:
        """Want every unknown leaf of the item, whatever else settles the node."""
        match node:
            case Fact(name, scope) if scope == part.scope:
                yes, no = self.kernel.value(node, part)
                self.add(self.leaves, (name, part), wanted & ~(yes | no))
            case Rule(name, scope, strict) if scope == part.scope:
                self.add(self.unasked_rules, (rule_key(name, strict), part), wanted)
            case _:
                for each in children(node):
                    self.unasked(each, part, wanted)

    def asked(self) -> Any:
        """Turn wanted leaves into facts to ask for, each once an item, and count them by person."""
        facts: dict[tuple[str, Part], Plane] = {}
        for (leaf, part), wanted in self.leaves.items():
            for name, at, who in self.leads(leaf, part, wanted):
                self.add(facts, (name, at), who)
        for track in self.program.contents.tracks.values():
            due = self.kernel.rule(f"track:{track.id}", PERSONS).yes
            for name in track.asks:
                scope = tree_scope(self.program.contents.facts[name].scope)
                for part in (PERSONS,) if scope == WHOLE else self.population.parts(scope):
                    self.add(facts, (name, part), self.stands(part, due))
        counts = np.zeros(self.population.chunk.rows, dtype=np.int32)
        for (name, part), wanted in facts.items():
            fact = self.program.contents.facts[name]
            flags = unpacked(self.askable(fact, part, wanted), self.population.size(part))
            if part.listed:
                owner = self.population.chunk.items[part.scope].owner
                counts += np.bincount(owner[flags], minlength=len(counts)).astype(np.int32)
            else:
                counts += flags
        return counts

    def leads(self, leaf: str, part: Part, wanted: Plane) -> Iterator[tuple[str, Part, Plane]]:
        """The fact that one asks for to learn a leaf."""
        test = self.program.vocabulary.code_tests.get(leaf)
        fact = self.program.contents.facts[test.fact if test else leaf]
        how = fact.derive
        if how is None or how.rule or how.how in ASKED_THEMSELVES:
            yield fact.id, part, wanted
        elif how.of in LISTS:
            listed = next(f.id for f in self.program.contents.facts.values() if f.answered_by == how.of)
            yield listed, PERSONS, self.at(part, WHOLE, wanted)[1]
        else:
            at, who = self.at(part, tree_scope(self.program.contents.facts[how.of].scope), wanted)
            yield how.of, at, who

    def askable(self, fact: FactEntry, part: Part, wanted: Words) -> Words:
        """Leave out what is known, what has no question, and forms that nobody has begun."""
        if not fact.question:
            return self.population.zeros(part)
        if fact.answered_by:
            return wanted & ~self.population.flag_plane(self.population.chunk.given[fact.answered_by])
        column = self.population.columns(part).get(fact.id)
        if column is not None:
            wanted = wanted & ~column.known
        if fact.form:
            begun = [c.known for c in self.population.columns(part).values() if c.fact.form == fact.form]
            wanted = wanted & self.population.any_of(begun, part)
        return wanted
