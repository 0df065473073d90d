"""The flow from offers to needs, as a small linear program for HiGHS.

It is a transport problem, so every corner of it is whole if the amounts are; what the solver gives is
rounded and then checked in whole numbers. Aims come one after the other: after each, whatever would make
its optimum worse is fixed, which leaves a transport problem again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import local
from typing import Any

TOLERANCE = 1e-6
"""Reduced costs here are whole numbers; less than this is 0."""


class NoFlow(RuntimeError):
    """The solver gave something that is no whole flow inside the bounds: a fault of ours."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One offer may serve one need, both by their place in the lists."""

    offer: int
    need: int


def solve(
    offers: Sequence[int], needs: Sequence[int], arcs: Sequence[Arc], aims: Sequence[Sequence[int]]
) -> list[int]:
    """The flow on each arc that is best for the first aim, among those for the second, and so on.

    Args:
        offers: amounts on offer, up to 10**15.
        needs: amounts needed, up to 10**15.
        arcs: who may serve what.
        aims: for each aim a cost for each arc, small whole numbers; each is made least.

    Raises: NoFlow.
    """
    if not arcs:
        return []
    program = _Program(offers, needs, arcs)
    for place, costs in enumerate(aims):
        program.minimise(costs)
        if place + 1 < len(aims):
            program.keep_optimum()
    flows = [round(value) for value in program.values()]
    _check(flows, offers, needs, arcs)
    return flows


class _Program:
    """The linear program: a column for each arc, a row for each offer and each need."""

    def __init__(self, offers: Sequence[int], needs: Sequence[int], arcs: Sequence[Arc]) -> None:
        import highspy
        import numpy as np

        self.infinity = highspy.kHighsInf
        self.ok = highspy.HighsModelStatus.kOptimal
        self.highs = _solver()
        self.highs.clearModel()
        columns, rows = len(arcs), len(offers) + len(needs)
        self.lower = [0.0] * columns
        self.upper = [float(min(offers[arc.offer], needs[arc.need])) for arc in arcs]
        self.row_lower = [-self.infinity] * rows
        self.row_upper = [float(amount) for amount in (*offers, *needs)]
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = columns, rows
        program.col_cost_ = np.zeros(columns)
        program.col_lower_, program.col_upper_ = np.array(self.lower), np.array(self.upper)
        program.row_lower_, program.row_upper_ = np.array(self.row_lower), np.array(self.row_upper)
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = np.arange(0, 2 * columns + 1, 2, dtype=np.int32)
        places = [place for arc in arcs for place in (arc.offer, len(offers) + arc.need)]
        program.a_matrix_.index_ = np.array(places, dtype=np.int32)
        program.a_matrix_.value_ = np.ones(2 * columns)
        self.highs.passModel(program)

    def minimise(self, costs: Sequence[int]) -> None:
        """Find a corner with the least cost.

        Raises: NoFlow.
        """
        for column, cost in enumerate(costs):
            self.highs.changeColCost(column, float(cost))
        self.highs.run()
        if self.highs.getModelStatus() != self.ok:
            raise NoFlow(str(self.highs.getModelStatus()))

    def keep_optimum(self) -> None:
        """Fix what every optimum has in common: what has a price other than 0 stays at its bound."""
        solution = self.highs.getSolution()
        for column, price in enumerate(solution.col_dual):
            if abs(price) > TOLERANCE:
                at = self.lower[column] if price > 0 else self.upper[column]
                self.lower[column] = self.upper[column] = at
                self.highs.changeColBounds(column, at, at)
        for row, price in enumerate(solution.row_dual):
            if abs(price) > TOLERANCE:  # only the upper bound of a row can bind
                self.row_lower[row] = self.row_upper[row]
                self.highs.changeRowBounds(row, self.row_lower[row], self.row_upper[row])

    def values(self) -> list[float]:
        """The flow on each arc."""
        return list(self.highs.getSolution().col_value)


_solvers = local()


def _solver() -> Any:
    """A quiet solver for this thread, one for all its programs."""
    import highspy

    if not hasattr(_solvers, "highs"):
        # Without types. The class that is built on it says hello on standard output, where data go.
        make: Any = highspy.Highs.__base__
        _solvers.highs = make()
        for name, value in (
            ("output_flag", False),
            ("presolve", "off"),
            ("solver", "simplex"),
            ("threads", 1),
            ("random_seed", 0),
        ):
            _solvers.highs.setOptionValue(name, value)
    return _solvers.highs


def _check(flows: Sequence[int], offers: Sequence[int], needs: Sequence[int], arcs: Sequence[Arc]) -> None:
    given, got = [0] * len(offers), [0] * len(needs)
    for arc, flow in zip(arcs, flows, strict=True):
        if flow < 0:
            raise NoFlow(f"{arc} carries {flow}")
        given[arc.offer] += flow
        got[arc.need] += flow
    for there, most in ((given, offers), (got, needs)):
        if any(flow > amount for flow, amount in zip(there, most, strict=True)):
            raise NoFlow("more flows than there is")
