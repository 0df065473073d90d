"""The expressions of a program as Booleans over an open world: one more visitor of the tree.

It reads the compiled program, gates in their strict reading included, by the table of values:
what makes a node known yes and what makes it known no.
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
    walk,
)
from asylon.rulebook.frames import SEEN_FROM
from asylon.rulebook.program import Program
from asylon.rulebook.proofs.bits import Bit, all_of, any_of, at_least, both, either, implies, negated
from asylon.rulebook.proofs.world import BLANK, ITEMS, UNKNOWN, Spot, Value, World


class Cones:
    """What each expression of a program reads, directly and through others."""

    def __init__(self, program: Program) -> None:
        """Look once at every expression."""
        self.leaves: dict[str, frozenset[str]] = {}
        self.keys: dict[str, frozenset[str]] = {}
        for key in program.bodies:
            self._look(program, key)

    def _look(self, program: Program, key: str) -> None:
        if key in self.leaves:
            return
        leaves, keys = self.of_tree(program, program.bodies[key].tree)
        self.leaves[key], self.keys[key] = leaves, keys | {key}

    def of_tree(self, program: Program, tree: Node) -> tuple[frozenset[str], frozenset[str]]:
        """The leaves and the expressions that a tree reads."""
        leaves: set[str] = set()
        keys: set[str] = set()
        for node in walk(tree):
            if isinstance(node, Fact):
                leaves.add(node.name)
            elif isinstance(node, Rule):
                below = rule_key(node.name, node.strict)
                self._look(program, below)
                leaves |= self.leaves[below]
                keys |= self.keys[below]
        return frozenset(leaves), frozenset(keys)


class Encoder:
    """Values of the expressions of one program in one world."""

    def __init__(
        self,
        program: Program,
        world: World,
        *,
        like: Encoder | None = None,
        touched: Iterable[str] = (),
    ) -> None:
        """`like` is the encoder of a world that differs only in what the `touched` expressions read."""
        self.program = program
        self.world = world
        self.like = like
        self.touched = frozenset(touched)
        self._values: dict[tuple[str, Spot], Value] = {}

    def of(self, key: str, spot: Spot = Spot()) -> Value:  # noqa: B008 - a tuple
        """The value of an expression of the program."""
        if self.like is not None and key not in self.touched:
            return self.like.of(key, spot)
        memory = (key, spot)
        if memory not in self._values:
            self._values[memory] = self.value(self.program.bodies[key].tree, spot)
        return self._values[memory]

    def value(self, node: Node, spot: Spot) -> Value:  # noqa: C901 - one case a node
        """The value of a lowered expression at a spot."""
        match node:
            case Fact(name, scope):
                return self.world.value(name, self.at(scope, spot))
            case Rule(name, scope, strict):
                return self.of(rule_key(name, strict), self.at(scope, spot))
            case Const(known):
                return Value(known is True, known is False)
            case Not(part):
                value = self.value(part, spot)
                return Value(value.no, value.yes)
            case Known(part):
                return Value(self.value(part, spot).known, False)
            case Unless(part):
                shown = self.value(part, spot).yes
                return Value(negated(shown), shown)
            case Doubt(part, granted):
                value, given = self.value(part, spot), self.value(granted, spot)
                return Value(either(value.yes, both(negated(value.no), given.yes)), value.no)
            case Else(part, other):
                value, instead = self.value(part, spot), self.value(other, spot)
                return Value(
                    either(value.yes, both(negated(value.no), instead.yes)),
                    either(value.no, both(negated(value.yes), instead.no)),
                )
            case And(parts):
                values = [self.value(part, spot) for part in parts]
                return Value(all_of(v.yes for v in values), any_of(v.no for v in values))
            case Or(parts):
                values = [self.value(part, spot) for part in parts]
                return Value(any_of(v.yes for v in values), all_of(v.no for v in values))
            case AtLeast(count, parts):
                values = [self.value(part, spot) for part in parts]
                spare = len(parts) - count
                return Value(
                    at_least(count, (v.yes for v in values)), at_least(spare + 1, (v.no for v in values))
                )
            case Some(scope, part):
                return self.some(scope, part)
            case Every(scope, part):
                return self.every(scope, part)
            case Same(scope, part):
                return self.same(scope, part, spot)
        raise TypeError(f"no Booleans for {type(node).__name__}; lower it first")

    def at(self, scope: str, spot: Spot) -> Spot:
        """Where a leaf of this scope is read."""
        return Spot() if scope == WHOLE else spot

    def some(self, scope: str, part: Node) -> Value:
        """Yes of one item, no of all; unknown where the list is."""
        listed = self.world.lists[scope]
        values = [self.value(part, Spot(scope, index)) for index in ITEMS]
        pairs = list(zip(listed.exists, values, strict=True))
        return Value(
            both(negated(listed.blank), any_of(both(there, v.yes) for there, v in pairs)),
            both(negated(listed.blank), all_of(implies(there, v.no) for there, v in pairs)),
        )

    def every(self, scope: str, part: Node) -> Value:
        """Yes of all items, no of one; unknown where the list is, and over none."""
        listed = self.world.lists[scope]
        values = [self.value(part, Spot(scope, index)) for index in ITEMS]
        pairs = list(zip(listed.exists, values, strict=True))
        given = both(negated(listed.blank), any_of(listed.exists))
        return Value(
            both(given, all_of(implies(there, v.yes) for there, v in pairs)),
            both(given, any_of(both(there, v.no) for there, v in pairs)),
        )

    def same(self, scope: str, part: Node, spot: Spot) -> Value:
        """What the items agree on that stand for the same place; unknown where there are none."""
        if spot.scope not in SEEN_FROM:
            return UNKNOWN
        listed = self.world.lists[scope]
        tied = [
            both(there, self.world.tied(spot.item, at))
            for at, there in zip(ITEMS, listed.exists, strict=True)
        ]
        values = [self.value(part, Spot(scope, index)) for index in ITEMS]
        blank = self.value(part, Spot(scope, BLANK))
        return Value(
            self._agreed(listed.blank, blank.yes, tied, [v.yes for v in values]),
            self._agreed(listed.blank, blank.no, tied, [v.no for v in values]),
        )

    def _agreed(self, blank: Bit, if_blank: Bit, tied: list[Bit], bits: list[Bit]) -> Bit:
        agreed = all_of(implies(tie, bit) for tie, bit in zip(tied, bits, strict=True))
        return either(both(blank, if_blank), all_of((negated(blank), any_of(tied), agreed)))

    def is_open(self, gate: str) -> Bit:
        """Whether a gate is open: over destinations, only if there is one and each is open."""
        key = f"gate:{gate}"
        scope = self.program.bodies[key].scope
        if scope == WHOLE:
            return self.of(key).yes
        return self.every(scope, Rule(key, scope)).yes
