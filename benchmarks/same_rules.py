"""The rules that every engine can be given, and persons for them: what `others` measures.

Only expressions about the person are taken; those about single episodes, nationalities, legs or
destinations stay out, since the other engines would need a data model of their own for them. Where a
person's rule looks over such a list, the answer of that look is worked out before and given to every
engine as one more fact. Everything else, unknown included, is translated from the program's trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from asylon.caseload.kernel import PERSONS, Kernel, Pair, Part, run_planes
from asylon.caseload.planes import Words, all_set, none_set, packed, unpacked
from asylon.caseload.population import NumpyPopulation
from asylon.caseload.twins import shared
from asylon.logic.frame import rule_key
from asylon.logic.tree import WHOLE, Every, Fact, Node, Rule, Some, children, rebuilt, walk
from asylon.rulebook.program import Body, Program

Flags = NDArray[np.bool_]

LOOK = "look_"
"""Begins the name of a fact that stands for a look over a list."""


@dataclass(slots=True)
class SameRules:
    """Expressions by key, each after what it reads, and the facts that they read."""

    bodies: dict[str, Body]
    facts: list[str]
    looks: dict[str, Node]
    left_out: int


def same_rules(program: Program) -> SameRules:
    """Take the expressions about the person out of a program."""
    looks: dict[Node, str] = {}
    steps = [key for _, key, _ in program.steps]
    bodies = {
        key: replace(program.bodies[key], tree=_without_lists(program.bodies[key].tree, looks))
        for key in steps
        if program.bodies[key].scope == WHOLE
    }
    facts = sorted(
        {node.name for body in bodies.values() for node in walk(body.tree) if isinstance(node, Fact)}
    )
    return SameRules(
        shared(_each_after_what_it_reads(bodies)),
        facts,
        {name: node for node, name in looks.items()},
        len(steps) - len(bodies),
    )


def _without_lists(node: Node, looks: dict[Node, str]) -> Node:
    if isinstance(node, Some | Every):
        return Fact(looks.setdefault(node, f"{LOOK}{len(looks)}"))
    return rebuilt(node, tuple(_without_lists(child, looks) for child in children(node)))


def _each_after_what_it_reads(bodies: Mapping[str, Body]) -> dict[str, Body]:
    found: dict[str, Body] = {}

    def add(key: str) -> None:
        if key not in found:
            for node in walk(bodies[key].tree):
                if isinstance(node, Rule):
                    add(rule_key(node.name, node.strict))
            found[key] = bodies[key]

    for key in bodies:
        add(key)
    return found


@dataclass(slots=True)
class Rows:
    """The facts of some persons as planes: a population without items, which the kernel takes."""

    size: int
    pairs: dict[str, Pair]
    blanks: dict[str, Words] = field(default_factory=dict)

    def parts(self, scope: str) -> tuple[Part, ...]:
        """There are no items."""
        return ()

    def ones(self, part: Part) -> Words:
        """Every person."""
        return self.blanks.setdefault("ones", all_set(self.size))

    def zeros(self, part: Part) -> Words:
        """Nobody."""
        return self.blanks.setdefault("zeros", none_set(self.size))

    def leaf(self, name: str, part: Part) -> Pair:
        """The values of a fact."""
        return self.pairs[name]

    def blank(self, scope: str) -> Words:
        """No list is looked at."""
        raise LookupError("only expressions about the person were translated")

    counted = blank

    def down(self, plane: Words, part: Part) -> Words:
        """No item is looked at."""
        raise LookupError("only expressions about the person were translated")

    up = down

    def across(self, plane: Words, part: Part, scope: str) -> Words:
        """No item is looked at."""
        raise LookupError("only expressions about the person were translated")

    def flags(self, name: str) -> tuple[Flags, Flags]:
        """Yes and no of a fact, a flag a person."""
        pair = self.pairs[name]
        return unpacked(pair.yes, self.size), unpacked(pair.no, self.size)

    def first(self, size: int) -> Rows:
        """The first persons only."""
        cut = {name: Pair(*(packed(flags[:size]) for flags in self.flags(name))) for name in self.pairs}
        return Rows(size, cut)

    def records(self, names: list[str]) -> Iterator[dict[str, bool | None]]:
        """Each person's facts: true, false, or None for unknown."""
        columns = [self.flags(name) for name in names]
        for row in range(self.size):
            yield {
                name: True if yes[row] else (False if no[row] else None)
                for name, (yes, no) in zip(names, columns, strict=True)
            }


def rows_of(rules: SameRules, program: Program, population: NumpyPopulation) -> Rows:
    """The facts of the persons of a population, the looks over lists among them."""
    kernel = run_planes(program, population)
    pairs = {name: kernel.value(node, PERSONS) for name, node in rules.looks.items()}
    pairs |= {name: population.leaf(name, PERSONS) for name in rules.facts if name not in pairs}
    return Rows(population.chunk.rows, pairs)


def answers(rules: SameRules, rows: Rows) -> Kernel:
    """Work out all the rules with our kernel."""
    kernel = Kernel(rules.bodies, rows)
    for key in rules.bodies:
        kernel.rule(key, PERSONS)
    return kernel
