"""Does one expression imply another, and how can an expression come true?

Both look at one side of a value: `True` is "known yes", `False` is "known no". `implies` is sound
for every number of items, but it is a comparison of shapes: it may fail to see an implication
that holds. `ways` finds assignments that make an expression known yes or known no.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from asylon.logic.frame import rule_key
from asylon.logic.tree import (
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
    rebuilt,
)

Bodies = Callable[[str], Node]
Assignment = dict[Fact, bool]


class Implication:
    """Compares expressions of two programs; rules are looked up in the one and in the other."""

    def __init__(self, bodies: Bodies, other_bodies: Bodies) -> None:
        """Remember what was compared, since gates share most of their rules."""
        self.bodies = bodies
        self.other_bodies = other_bodies
        self._seen: dict[tuple[str, str, bool], bool] = {}

    def holds(self, one: Node, other: Node, side: bool) -> bool:
        """Whether `one` on this side surely means `other` on this side."""
        match one, other:
            case Rule(), Rule():
                return self.rules(rule_key(one.name, one.strict), rule_key(other.name, other.strict), side)
            case Rule(), _:
                return self.holds(self.bodies(rule_key(one.name, one.strict)), other, side)
            case _, Rule():
                return self.holds(one, self.other_bodies(rule_key(other.name, other.strict)), side)
            case Fact(), Fact():
                return one == other
            case Const(value), _ if value is not side:
                return True  # it is never on this side, so it implies anything
            case _, Const(value) if value is side:
                return True
            case Not(part), Not(other_part):
                return self.holds(part, other_part, not side)
        return self.parts(one, other, side) or self.same_shape(one, other, side)

    def rules(self, one: str, other: str, side: bool) -> bool:
        """The same for two rules, remembered."""
        memory = (one, other, side)
        if memory not in self._seen:
            self._seen[memory] = False
            self._seen[memory] = self.holds(self.bodies(one), self.other_bodies(other), side)
        return self._seen[memory]

    def parts(self, one: Node, other: Node, side: bool) -> bool:
        """Through and and or: a conjunction implies what one part implies, and so on."""
        all_needed, one_enough = (And, Or) if side else (Or, And)
        if isinstance(other, all_needed) and all(self.holds(one, part, side) for part in other.parts):
            return True
        if isinstance(one, one_enough) and all(self.holds(part, other, side) for part in one.parts):
            return True
        if isinstance(one, all_needed) and any(self.holds(part, other, side) for part in one.parts):
            return True
        return isinstance(other, one_enough) and any(self.holds(one, part, side) for part in other.parts)

    def same_shape(self, one: Node, other: Node, side: bool) -> bool:
        """Through nodes of the same kind."""
        match one, other:
            case (Some(s, a), Some(t, b)) | (Every(s, a), Every(t, b)) | (Same(s, a), Same(t, b)):
                return s == t and self.holds(a, b, side)
            case AtLeast(k, parts), AtLeast(n, others) if len(parts) == len(others):
                enough = k >= n if side else k <= n
                return enough and all(self.holds(a, b, side) for a, b in zip(parts, others, strict=True))
            case Known(a), Known(b):
                return not side or (self.holds(a, b, True) and self.holds(a, b, False))
            case (Unless(a), Unless(b)):
                # yes means "not shown": the other must not be shown either
                return self.holds_back(b, a) if side else self.holds(a, b, True)
            case (Doubt(a, c), Doubt(b, d)) | (Else(a, c), Else(b, d)):
                return self.equal(a, b) and self.equal(c, d)
        return False

    def holds_back(self, one: Node, other: Node) -> bool:
        """Whether an expression of the other program, known yes, means one of this program known yes."""
        return Implication(self.other_bodies, self.bodies).holds(one, other, True)

    def equal(self, one: Node, other: Node) -> bool:
        """Whether two expressions imply each other on both sides."""
        back = Implication(self.other_bodies, self.bodies)
        return all(self.holds(one, other, side) and back.holds(other, one, side) for side in (True, False))


class Ways:
    """Looks for assignments of facts that make an expression known yes or known no."""

    def __init__(self, bodies: Bodies, random: Random) -> None:
        """`random` chooses among the ways; the same seed finds the same."""
        self.bodies = bodies
        self.random = random

    def find(self, node: Node, side: bool) -> Assignment | None:
        """One assignment, or None where the choices that were made contradict each other."""
        assignment: Assignment = {}
        return assignment if self.reach(node, side, assignment) else None

    def reach(self, node: Node, side: bool, assignment: Assignment) -> bool:
        """Extend an assignment so that the node comes out on this side."""
        match node:
            case Fact():
                return assignment.setdefault(node, side) is side
            case Rule(name, _, strict):
                return self.reach(self.bodies(rule_key(name, strict)), side, assignment)
            case Const(value):
                return value is side
            case Not(part):
                return self.reach(part, not side, assignment)
            case Some(_, part) | Every(_, part) | Same(_, part) | Doubt(part, _):
                return self.reach(part, side, assignment)
            case Unless(part):
                return side or self.reach(part, True, assignment)
            case Known(part):
                return side and self.reach(part, self.random.random() < 0.5, assignment)
            case Else(part, other):
                return self.reach(part if self.random.random() < 0.5 else other, side, assignment)
            case AtLeast(count, parts):
                needed = count if side else len(parts) - count + 1
                return all(self.reach(part, side, assignment) for part in self.random.sample(parts, needed))
        return self.reach_parts(node, side, assignment)

    def reach_parts(self, node: Node, side: bool, assignment: Assignment) -> bool:
        """All parts where all are needed; otherwise one of them, in a random order."""
        parts = list(node.parts) if isinstance(node, And | Or) else [rebuilt(node, ())]
        if side is isinstance(node, And):
            return all(self.reach(part, side, assignment) for part in parts)
        self.random.shuffle(parts)
        for part in parts:
            trial = dict(assignment)
            if self.reach(part, side, trial):
                assignment.update(trial)
                return True
        return False
