"""The same rules in OpenFisca-core: two yes-or-no variables for each fact and rule.

OpenFisca knows no unknown. Each fact becomes `<name>_yes` and `<name>_no`, neither of which holds where
it is unknown, and each rule gets one formula for yes and one for no: the table of
`rulebook-format.md`, term by term.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from asylon.logic.frame import rule_key
from asylon.logic.tree import And, AtLeast, Const, Doubt, Else, Fact, Known, Node, Not, Or, Rule, Unless
from benchmarks.same_rules import Flags, Rows, SameRules

PERIOD = "2026-11"
Formula = Callable[[Any, Any], Flags]


class OpenFisca:
    """The rules as a tax and benefit system, and simulations of it."""

    def __init__(self, rules: SameRules) -> None:
        """Translate every rule."""
        self.rules = rules
        self.names = {key: f"v{place}" for place, key in enumerate([*rules.facts, *rules.bodies])}
        person = Entity("person", "persons", "A person", "")
        self.system = TaxBenefitSystem([person])
        for fact in rules.facts:
            self.add(person, fact, None)
        for key, body in rules.bodies.items():
            self.add(person, key, body.tree)

    def add(self, person: Entity, key: str, tree: Node | None) -> None:
        """Add the two variables of a fact, or of a rule with its formulas."""
        for side in (True, False):
            parts: dict[str, Any] = {
                "value_type": bool,
                "entity": person,
                "definition_period": DateUnit.MONTH,
                "label": f"{key}: {side}",
            }
            if tree is not None:
                parts["formula"] = self.formula(tree, yes=side)
            self.system.add_variable(type(self.name(key, yes=side), (Variable,), parts))

    def name(self, key: str, *, yes: bool) -> str:
        """The variable that says whether a fact or rule is known yes, or known no."""
        return f"{self.names[key]}_{'yes' if yes else 'no'}"

    def formula(self, node: Node, *, yes: bool) -> Formula:  # noqa: C901 - one case a node
        """One side of an expression over arrays of persons."""
        match node:
            case Fact(name):
                return _variable(self.name(name, yes=yes))
            case Rule(name, _, strict):
                return _variable(self.name(rule_key(name, strict), yes=yes))
            case Const(value):
                return lambda persons, period: np.full(persons.count, value is yes)
            case Not(inner):
                return self.formula(inner, yes=not yes)
            case And(parts) | Or(parts):
                sides = [self.formula(part, yes=yes) for part in parts]
                return _all(sides) if isinstance(node, And) is yes else _any(sides)
            case Unless(inner):
                shown = self.formula(inner, yes=True)
                return (lambda persons, period: ~shown(persons, period)) if yes else shown
            case Known(inner):
                either = _any([self.formula(inner, yes=True), self.formula(inner, yes=False)])
                return either if yes else lambda persons, period: np.zeros(persons.count, dtype=np.bool_)
            case Doubt(inner, granted):
                no = self.formula(inner, yes=False)
                given = self.formula(granted, yes=True)
                favour = _all([given, lambda persons, period: ~no(persons, period)])
                return _any([self.formula(inner, yes=True), favour]) if yes else no
            case Else(inner, other):
                known = _any([self.formula(inner, yes=True), self.formula(inner, yes=False)])
                open_ = _all([self.formula(other, yes=yes), lambda persons, period: ~known(persons, period)])
                return _any([self.formula(inner, yes=yes), open_])
            case AtLeast(count, parts):
                least = count if yes else len(parts) - count + 1
                counted = [self.formula(part, yes=yes) for part in parts]
                return _at_least(least, counted)
        raise TypeError(f"no formula for {type(node).__name__}")

    def simulation(self, rows: Rows) -> Simulation:
        """A simulation with the facts of some persons put in."""
        found = SimulationBuilder().build_default_simulation(self.system, count=rows.size)
        for fact in self.rules.facts:
            for side, flags in zip((True, False), rows.flags(fact), strict=True):
                found.set_input(self.name(fact, yes=side), PERIOD, flags)
        return found

    def seconds(self, rows: Rows) -> float:
        """CPU seconds to work out every rule; the facts are put in before."""
        simulation = self.simulation(rows)
        start = process_time()
        self.answers(simulation)
        return process_time() - start

    def answers(self, simulation: Simulation) -> dict[str, tuple[Flags, Flags]]:
        """Yes and no of every rule."""
        return {
            key: (
                simulation.calculate(self.name(key, yes=True), PERIOD),
                simulation.calculate(self.name(key, yes=False), PERIOD),
            )
            for key in self.rules.bodies
        }


def _variable(name: str) -> Formula:
    return lambda persons, period: persons(name, period)


def _all(parts: list[Formula]) -> Formula:
    return lambda persons, period: np.logical_and.reduce([part(persons, period) for part in parts])


def _any(parts: list[Formula]) -> Formula:
    return lambda persons, period: np.logical_or.reduce([part(persons, period) for part in parts])


def _at_least(least: int, parts: list[Formula]) -> Formula:
    def formula(persons: Any, period: Any) -> Flags:
        found = np.zeros(persons.count, dtype=np.int8)
        for part in parts:
            found += part(persons, period)
        return found >= least

    return formula
