"""Booleans that may be open, and the solver that looks for a way to fill them: the only module that knows z3.

A bit is `True`, `False` or an open Boolean. What is settled is folded away at once, so that the
solver sees only what matters.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import z3

Bit = Any
"""True, False, or an open Boolean of z3."""


def open_bit(name: str) -> Bit:
    """An open Boolean; the same name is the same Boolean."""
    return z3.Bool(name)


def negated(bit: Bit) -> Bit:
    """The contrary."""
    return (not bit) if isinstance(bit, bool) else z3.Not(bit)


def all_of(bits: Iterable[Bit]) -> Bit:
    """Whether all hold; true for none."""
    left = []
    for bit in bits:
        if bit is False:
            return False
        if bit is not True:
            left.append(bit)
    if len(left) < 2:
        return left[0] if left else True
    return z3.And(left)


def any_of(bits: Iterable[Bit]) -> Bit:
    """Whether one holds; false for none."""
    left = []
    for bit in bits:
        if bit is True:
            return True
        if bit is not False:
            left.append(bit)
    if len(left) < 2:
        return left[0] if left else False
    return z3.Or(left)


def both(one: Bit, other: Bit) -> Bit:
    """Whether both hold."""
    return all_of((one, other))


def either(one: Bit, other: Bit) -> Bit:
    """Whether one of two holds."""
    return any_of((one, other))


def implies(one: Bit, other: Bit) -> Bit:
    """Whether the other holds wherever the one does."""
    return any_of((negated(one), other))


def equal(one: Bit, other: Bit) -> Bit:
    """Whether both are the same."""
    if isinstance(one, bool):
        return other if one else negated(other)
    if isinstance(other, bool):
        return one if other else negated(one)
    return one == other


def at_least(count: int, bits: Iterable[Bit]) -> Bit:
    """Whether this many hold."""
    left = []
    for bit in bits:
        if bit is True:
            count -= 1
        elif bit is not False:
            left.append(bit)
    if count <= 0:
        return True
    if len(left) <= count:
        return all_of(left) if len(left) == count else False
    return any_of(left) if count == 1 else z3.PbGe([(bit, 1) for bit in left], count)


def at_most_one(bits: Iterable[Bit]) -> Bit:
    """Whether no two hold."""
    held = list(bits)
    return all_of(
        any_of((negated(one), negated(two))) for at, one in enumerate(held) for two in held[at + 1 :]
    )


class Model:
    """One way to fill the open bits."""

    def __init__(self, model: Any) -> None:
        """Take what the solver found."""
        self._model = model

    @cached_property
    def _true(self) -> set[str]:
        # Reading takes longer than finding, and many only ask whether there is a way at all.
        return {each.name() for each in self._model.decls() if z3.is_true(self._model[each])}

    def holds(self, bit: Bit) -> bool:
        """Whether a bit holds in this way; what does not matter counts as no."""
        if isinstance(bit, bool):
            return bit
        if z3.is_const(bit):
            return str(bit.decl().name()) in self._true
        return bool(z3.is_true(self._model.eval(bit, model_completion=True)))


class Solver:
    """Facts that always hold, and questions whether something is possible beside them."""

    def __init__(self, *always: Bit) -> None:
        """Begin with what always holds."""
        self._solver = z3.SolverFor("QF_FD")
        self.add(*always)

    def add(self, *bits: Bit) -> None:
        """Take in what always holds from here on."""
        for bit in bits:
            if bit is not True:
                self._solver.add(bit)

    def find(self, *wanted: Bit) -> Model | None:
        """A way in which all that is wanted holds, or None if there is none at all.

        Raises: Undecided if the solver gives up, which must never be taken for a proof.
        """
        goal = all_of(wanted)
        if goal is False:
            return None
        self._solver.push()
        try:
            if goal is not True:
                self._solver.add(goal)
            answer = self._solver.check()
            if answer == z3.sat:
                return Model(self._solver.model())
            if answer == z3.unsat:
                return None
            raise Undecided(self._solver.reason_unknown())
        finally:
            self._solver.pop()


class Undecided(Exception):
    """The solver could neither find a way nor show that there is none."""
