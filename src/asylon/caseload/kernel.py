"""A program run over bit planes: one visitor, whatever the planes are made of.

A value is a pair of planes, one bit a person or item: known yes and known no, never both. Planes
are numpy words or Python integers; both know `&`, `|` and `^`, and a population supplies the rest:
carrying bits from persons to their items and back. The semantics are those of
`asylon.logic.interpret`; tests hold them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple, Protocol

from asylon.caseload.twins import shared_bodies
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
)
from asylon.rulebook.program import Body, Program

Plane = Any
"""Bits of a part: a numpy array of words, or a Python integer."""


class Pair(NamedTuple):
    """The two planes of a three-valued column."""

    yes: Plane
    no: Plane


class Part(NamedTuple):
    """A set of rows: the persons (scope WHOLE), their unnamed items, or their listed items."""

    scope: str
    listed: bool = False


PERSONS = Part(WHOLE)


class Population(Protocol):
    """Rows with their leaves, and how bits are carried between persons and items."""

    def parts(self, scope: str) -> tuple[Part, ...]:
        """The parts of a scope that have rows: unnamed items, one a person, and listed ones."""

    def ones(self, part: Part) -> Plane:
        """A plane with every row set and no bit beyond the last row."""

    def zeros(self, part: Part) -> Plane:
        """A plane with no row set."""

    def leaf(self, name: str, part: Part) -> Pair:
        """The values of a leaf."""

    def blank(self, scope: str) -> Plane:
        """The persons of whose list nothing is known."""

    def counted(self, scope: str) -> Plane:
        """The persons whose unnamed item counts."""

    def down(self, plane: Plane, part: Part) -> Plane:
        """Carry bits from persons to the items of a part."""

    def up(self, plane: Plane, part: Part) -> Plane:
        """The persons with at least one item set in a listed part."""

    def across(self, plane: Plane, part: Part, scope: str) -> Plane:
        """The items of `part` that stand for the same thing as a listed item of `scope` that is set."""


def run_planes(program: Program, population: Population, keys: Iterable[str] | None = None) -> Kernel:
    """Work out every expression of a program (or only `keys` and what they read) over a population."""
    kernel = Kernel(shared_bodies(program), population)
    for key in keys if keys is not None else (step[1] for step in program.steps):
        kernel.result(key)
    return kernel


class Kernel:
    """Values of one population, each worked out once."""

    def __init__(self, bodies: Mapping[str, Body], population: Population) -> None:
        """Start with nothing worked out."""
        self.bodies = bodies
        self.population = population
        self._done: dict[tuple[str, Part], Pair] = {}
        self._having: dict[str, Plane] = {}
        # By identity: the trees belong to the program, and to hash one would walk it whole.
        self._values: dict[tuple[int, Part], Pair] = {}
        self._kept: list[Node] = []

    def result(self, key: str) -> dict[Part, Pair]:
        """The value of an expression in every part of its scope."""
        scope = self.bodies[key].scope
        parts = (PERSONS,) if scope == WHOLE else self.population.parts(scope)
        return {part: self.rule(key, part) for part in parts}

    def rule(self, key: str, part: Part) -> Pair:
        """The value of an expression in one part of its scope."""
        if (key, part) not in self._done:
            self._done[key, part] = self.value(self.bodies[key].tree, part)
        return self._done[key, part]

    def everywhere(self, key: str) -> Plane:
        """The persons for whom a scoped expression is yes of every item that counts, and there is one."""
        scope = self.bodies[key].scope
        every = Every(scope, Rule(key, scope))
        self._kept.append(every)  # its identity must not be given to another node
        return self.over_items(every).yes

    def value(self, node: Node, part: Part) -> Pair:
        """The value of an expression in a part, worked out once a node."""
        memory = (id(node), part)
        if memory not in self._values:
            self._values[memory] = self._value(node, part)
        return self._values[memory]

    def _value(self, node: Node, part: Part) -> Pair:  # noqa: C901 - one case a node
        match node:
            case Fact(name, scope):
                return self.seen(part, scope, lambda at: self.population.leaf(name, at))
            case Rule(name, scope, strict):
                return self.seen(part, scope, lambda at: self.rule(rule_key(name, strict), at))
            case Const(value):
                ones, zeros = self.population.ones(part), self.population.zeros(part)
                return Pair(ones if value is True else zeros, ones if value is False else zeros)
            case Not(inner):
                yes, no = self.value(inner, part)
                return Pair(no, yes)
            case And(parts):
                return self.joined([self.value(each, part) for each in parts])
            case Or(parts):
                no, yes = self.joined([Pair(v.no, v.yes) for v in (self.value(each, part) for each in parts)])
                return Pair(yes, no)
            case Unless(inner):
                shown = self.value(inner, part).yes
                return Pair(self.population.ones(part) ^ shown, shown)
            case Known(inner):
                yes, no = self.value(inner, part)
                return Pair(yes | no, self.population.zeros(part))
            case Doubt(inner, granted):
                yes, no = self.value(inner, part)
                ones = self.population.ones(part)
                return Pair(yes | (self.value(granted, part).yes & (ones ^ no)), no)
            case Else(inner, other):
                return self.completed(self.value(inner, part), self.value(other, part), part)
            case AtLeast(count, parts):
                return self.counted([self.value(each, part) for each in parts], count, part)
            case Some() | Every():
                found = self.over_items(node)
                return found if part.scope == WHOLE else self.lowered(found, part)
            case Same(scope, inner):
                return self.same(scope, inner, part)
        raise TypeError(f"no planes for {type(node).__name__}; lower it first")

    def seen(self, part: Part, scope: str, look: Callable[[Part], Pair]) -> Pair:
        """A leaf of the part itself, or of the person, carried down to the part."""
        return look(part) if scope == part.scope else self.lowered(look(PERSONS), part)

    def lowered(self, pair: Pair, part: Part) -> Pair:
        """Carry a value from persons to items."""
        return Pair(self.population.down(pair.yes, part), self.population.down(pair.no, part))

    def joined(self, values: list[Pair]) -> Pair:
        """Yes where all are yes, no where one is no."""
        return Pair(reduce(and_, [v.yes for v in values]), reduce(or_, [v.no for v in values]))

    def completed(self, given: Pair, other: Pair, part: Part) -> Pair:
        """The given value where there is one, otherwise the other."""
        open_ = self.population.ones(part) ^ (given.yes | given.no)
        return Pair(given.yes | (other.yes & open_), given.no | (other.no & open_))

    def counted(self, values: list[Pair], count: int, part: Part) -> Pair:
        """Count with bit-sliced counters: sure ones from yes, possible ones from not no."""
        ones = self.population.ones(part)
        sure = self.reached([v.yes for v in values], count, part)
        out_of_reach = self.reached([v.no for v in values], len(values) - count + 1, part)
        return Pair(sure & ones, out_of_reach & ones)

    def reached(self, planes: list[Plane], count: int, part: Part) -> Plane:
        """The rows in which at least `count` planes are set: `at[k]` holds those with k or more so far."""
        if count < 1:
            return self.population.ones(part)
        at = [self.population.zeros(part) for _ in range(count)]
        for place, plane in enumerate(planes):
            # More than were seen cannot be set; fewer than the rest could still fill up do not matter.
            least = max(count - len(planes) + place, 0)
            for k in range(min(count - 1, place), least - 1, -1):
                at[k] = at[k] | (at[k - 1] & plane if k else plane)
        return at[-1]

    def over_items(self, node: Some | Every) -> Pair:
        """A quantifier: unnamed items stand beside their persons, listed ones are carried up."""
        population, scope = self.population, node.scope
        some = isinstance(node, Some)
        # "Some" asks for one item that is yes and for one that is not no; "every" the other way round.
        one, one_other = population.zeros(PERSONS), population.zeros(PERSONS)
        for part in population.parts(scope):
            yes, no = self.value(node.part, part)
            decisive, other = (yes, no) if some else (no, yes)
            one = one | self.carried(decisive, part)
            one_other = one_other | self.carried(population.ones(part) ^ other, part)
        ones = population.ones(PERSONS)
        known = ones ^ population.blank(scope)
        settled = (ones ^ one_other) & known
        if some:
            return Pair(one & known, settled)
        return Pair(settled & self.having(scope), one & known)

    def carried(self, plane: Plane, part: Part) -> Plane:
        """The persons with an item that counts and is set."""
        if part.listed:
            return self.population.up(plane, part)
        return plane & self.population.counted(part.scope)

    def having(self, scope: str) -> Plane:
        """The persons with at least one item that counts."""
        if scope not in self._having:
            parts = self.population.parts(scope)
            self._having[scope] = reduce(
                or_, [self.carried(self.population.ones(part), part) for part in parts]
            )
        return self._having[scope]

    def same(self, scope: str, inner: Node, part: Part) -> Pair:
        """The value that all items agree on which stand for the same thing; unknown where they differ."""
        population = self.population
        ones = population.ones(part)
        has_one, not_yes, not_no = (population.zeros(part) for _ in range(3))
        for other in population.parts(scope):
            yes, no = self.value(inner, other)
            every = population.ones(other)
            if other.listed:
                met, met_not_yes, met_not_no = (
                    population.across(each, part, scope) for each in (every, every ^ yes, every ^ no)
                )
            else:
                stands = population.counted(scope) | population.blank(scope)
                met, met_not_yes, met_not_no = (
                    population.down(each & stands, part) for each in (every, every ^ yes, every ^ no)
                )
            has_one, not_yes, not_no = has_one | met, not_yes | met_not_yes, not_no | met_not_no
        return Pair(has_one & (ones ^ not_yes), has_one & (ones ^ not_no))
