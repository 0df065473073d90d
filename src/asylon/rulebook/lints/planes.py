"""Work out a whole program for thousands of made-up situations at once, bit by bit.

A value is a pair of whole numbers: bit n of the first says that it is known yes in situation n,
of the second that it is known no. Each list holds `ITEMS` items, or is empty where its bit says so;
item n of one scope stands for the same thing as item n of another.
"""

from __future__ import annotations

from collections.abc import Iterable

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
from asylon.rulebook.program import Program

ITEMS = 2
"""Enough for what one item alone cannot show: that some are and some are not."""

Plane = tuple[int, int]
Cell = tuple[str, int]
"""The name of a leaf or the key of a rule, with the number of the item (0 for the person)."""


def numbers(scope: str) -> range:
    """The numbers of the items of a scope; the person is number 0."""
    return range(1) if scope == WHOLE else range(ITEMS)


class Planes:
    """The values of leaves and rules in many situations."""

    def __init__(self, rows: int) -> None:
        """Nothing is known in any of the situations."""
        self.rows = rows
        self.mask = (1 << rows) - 1
        self.values: dict[Cell, Plane] = {}
        self.empty: dict[str, int] = {}

    def work_out(self, program: Program, keys: Iterable[str] | None = None) -> None:
        """Fill in the bodies of a program, or those of some keys, in its order."""
        for key in program.bodies if keys is None else keys:
            body = program.bodies[key]
            for number in numbers(body.scope):
                self.values[key, number] = self.value(body.tree, number)

    def value(self, node: Node, number: int = 0) -> Plane:  # noqa: C901 - one case for each kind of node
        """The value of a lowered expression, seen from the item with this number."""
        match node:
            case Fact(name, scope):
                return self.values.get((name, number if scope else 0), (0, 0))
            case Rule(name, scope, strict):
                return self.values[rule_key(name, strict), number if scope else 0]
            case Const(value):
                return (self.mask if value is True else 0, self.mask if value is False else 0)
            case Not(part):
                yes, no = self.value(part, number)
                return no, yes
            case And(parts):
                return self.conjunction([self.value(part, number) for part in parts])
            case Or(parts):
                return self.disjunction([self.value(part, number) for part in parts])
            case AtLeast(count, parts):
                planes = [self.value(part, number) for part in parts]
                ruled_out = self.count([no for _, no in planes], len(parts) - count + 1)
                return self.count([yes for yes, _ in planes], count), ruled_out
            case Unless(part):
                yes, _ = self.value(part, number)
                return self.mask & ~yes, yes
            case Known(part):
                yes, no = self.value(part, number)
                return yes | no, 0
            case Doubt(part, granted):
                yes, no = self.value(part, number)
                return yes | (self.mask & ~no & self.value(granted, number)[0]), no
            case Else(part, other):
                (yes, no), (other_yes, other_no) = self.value(part, number), self.value(other, number)
                unknown = self.mask & ~(yes | no)
                return yes | (unknown & other_yes), no | (unknown & other_no)
            case Same(_, part):
                return self.value(part, number)
            case Some(scope, part):
                yes, no = self.disjunction([self.value(part, each) for each in numbers(scope)])
                none = self.empty.get(scope, 0)
                return yes & ~none, no | none
            case Every(scope, part):
                yes, no = self.conjunction([self.value(part, each) for each in numbers(scope)])
                none = self.empty.get(scope, 0)
                return yes & ~none, no & ~none
        raise TypeError(f"no planes for {type(node).__name__}; lower it first")

    def conjunction(self, planes: list[Plane]) -> Plane:
        """Yes where all are yes, no where one is no."""
        yes, no = self.mask, 0
        for one, other in planes:
            yes &= one
            no |= other
        return yes, no

    def disjunction(self, planes: list[Plane]) -> Plane:
        """Yes where one is yes, no where all are no."""
        yes, no = 0, self.mask
        for one, other in planes:
            yes |= one
            no &= other
        return yes, no

    def count(self, bits: list[int], wanted: int) -> int:
        """Where at least so many of the bits are set."""
        reached = [self.mask] + [0] * wanted
        for each in bits:
            for level in range(wanted, 0, -1):
                reached[level] |= reached[level - 1] & each
        return reached[wanted]
