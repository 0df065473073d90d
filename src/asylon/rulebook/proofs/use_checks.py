"""Everything in the texts does something: each answer can come about, and no part can go.

What the solver finds is run on the engine, and each run is used for all questions that are still
open: so a few dozen situations answer hundreds of questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from asylon.logic.frame import rule_key
from asylon.logic.interpret import value_of
from asylon.logic.tree import (
    And,
    AtLeast,
    Const,
    Doubt,
    Else,
    Fact,
    Known,
    Node,
    Not,
    Or,
    Rule,
    Unless,
    children,
    lowered,
    rebuilt,
)
from asylon.rulebook.assessment import Assessment
from asylon.rulebook.expression import parse
from asylon.rulebook.program import Body
from asylon.rulebook.proofs.bits import Bit, all_of, any_of, both
from asylon.rulebook.proofs.case import Case, Goal, differ, flips
from asylon.rulebook.proofs.independence_checks import SECTIONS
from asylon.rulebook.proofs.proof import Failure
from asylon.rulebook.proofs.witness import Shows, frames
from asylon.rulebook.proofs.world import Spot
from asylon.rulebook.scopes import tree_scope
from asylon.rulebook.written import written

Answer = tuple[str, bool]
"""The key of an expression, and yes or no."""

SILENT = Body(Const(None), silent="not there")

UselessPart = tuple[str, str]
"""The key of an expression, and the text of a part of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an `and` or `or`; `text` is the part as it is written, `without` the rest."""

    key: str
    text: str
    without: Node


def dead_answers(case: Case, among: set[Answer] | None = None) -> set[Answer]:
    """The answers that no situation brings about, but for those that the shape of the text rules out."""
    shape = Shape(case)
    waiting = {
        (key, answer)
        for key, body in case.program.bodies.items()
        if not key.endswith("!") and not body.silent
        for answer in shape.allows(key)
        if among is None or (key, answer) in among
    }
    solver = case.solver()
    dead: set[Answer] = set()
    while waiting:
        key, answer = wanted = min(waiting)
        goal = any_of(
            both(case.world.there(spot), _side(case, key, spot, answer)) for spot in case.spots(key)
        )
        situations = case.found(solver, Goal(goal, _answered(wanted)), (case.world,))
        if not situations:
            dead.add(wanted)
            waiting.discard(wanted)
        else:
            waiting -= _answers(case.engine.assess(situations[0]))
    return dead


def useless_parts(case: Case, among: set[UselessPart] | None = None) -> set[UselessPart]:
    """The parts of rules and gates that could go without any change, by key and text."""
    waiting = [
        part
        for key, body in case.program.plain.items()
        if not body.silent
        for part in parts_of(case, key)
        if among is None or (key, part.text) in among
    ]
    solver = case.solver()
    useless: set[UselessPart] = set()
    while waiting:
        part = waiting.pop()
        model = solver.find(_makes_a_difference(case, part))
        if model is None:
            useless.add((part.key, part.text))
        else:
            assessment = case.engine.assess(case.engine.written(model, case.world))
            waiting = [each for each in waiting if not _differs_here(assessment, each)]
    return useless


def exceptions_disagree(case: Case) -> Iterator[Failure]:
    """Two exceptions of one rule never apply together and conclude the contrary."""
    solver = case.solver()
    vocabulary = case.program.vocabulary
    for rule in case.program.contents.rules.values():
        if case.program.plain[rule.id].silent:
            continue
        for one, other in combinations((rule.exceptions or {}).values(), 2):
            scope = tree_scope(rule.scope)
            ifs, thens = (
                [lowered(parse(text, vocabulary, scope)) for text in texts]
                for texts in ((one.if_, other.if_), (one.when, other.when))
            )
            goal = any_of(
                all_of(
                    (
                        case.world.there(spot),
                        *(case.encoder.value(each, spot).yes for each in ifs),
                        flips(*(case.encoder.value(each, spot) for each in thens)),
                    )
                )
                for spot in case.spots(rule.id)
            )
            failure = case.refuted(
                solver,
                Goal(goal, _disagree(scope, ifs, thens)),
                (case.world,),
                subject=rule.id,
                found="two exceptions apply and disagree",
            )
            if failure:
                yield failure


class Shape:
    """Which of yes and no an expression can be by its shape alone, whatever the facts are.

    Out of force is never yes, `known()` is never no, `… or unknown` is never no: such answers need
    no other reason for being out of reach.
    """

    def __init__(self, case: Case) -> None:
        """Each expression is looked at once."""
        self.bodies = case.program.bodies
        self._allows: dict[str, frozenset[bool]] = {}

    def allows(self, key: str) -> frozenset[bool]:
        """The answers that the shape of an expression allows."""
        if key not in self._allows:
            self._allows[key] = frozenset(self.of(self.bodies[key].tree))
        return self._allows[key]

    def of(self, node: Node) -> set[bool]:
        """The same for a lowered tree."""
        match node:
            case Fact() | AtLeast():
                return {True, False}
            case Rule(name, _, strict):
                return set(self.allows(rule_key(name, strict)))
            case Const(value):
                return set() if value is None else {value}
            case Known(part):
                return {True} if self.of(part) else set()
            case Not(part):
                return {not each for each in self.of(part)}
            case Unless(part):
                return {True, False} if True in self.of(part) else {True}
            case And(parts) | Or(parts):
                decisive = isinstance(node, Or)
                found = [self.of(part) for part in parts]
                allowed = {decisive} if any(decisive in each for each in found) else set()
                contrary = not decisive
                return allowed | ({contrary} if all(contrary in each for each in found) else set())
            case Else(part, other) | Doubt(part, other):
                return self.of(part) | self.of(other)
            case _:
                return self.of(children(node)[0])


def parts_of(case: Case, key: str) -> Iterator[Part]:
    """Every part of an `and` or `or` of an expression, as its text has them."""
    body = case.program.plain[key]
    for text, rest in _droppings(body.tree):
        tree = lowered(rest)
        yield Part(key, text, case.program.strictly(tree) if key.startswith("gate:") else tree)


def _droppings(node: Node) -> Iterator[tuple[str, Node]]:
    below = children(node)
    if isinstance(node, And | Or):
        for at, part in enumerate(below):
            rest = below[:at] + below[at + 1 :]
            yield written(part), rebuilt(node, rest) if len(rest) > 1 else rest[0]
    for at, child in enumerate(below):
        for text, other in _droppings(child):
            yield text, rebuilt(node, (*below[:at], other, *below[at + 1 :]))


def _makes_a_difference(case: Case, part: Part) -> Bit:
    strictly = rule_key(part.key, strict=True)
    readings = [(part.key, part.without)]
    if strictly in case.program.bodies:
        readings.append((strictly, case.program.strictly(part.without)))
    return any_of(
        both(case.world.there(spot), differ(case.encoder.of(key, spot), case.encoder.value(tree, spot)))
        for spot in case.spots(part.key)
        for key, tree in readings
    )


def _differs_here(assessment: Assessment, part: Part) -> bool:
    scope = assessment.program.bodies[part.key].scope
    return any(
        value_of(part.without, frame) is not frame.values[part.key] for frame in frames(assessment, scope)
    )


def _answered(wanted: Answer) -> Shows:
    def shows(seen: Sequence[Assessment]) -> bool:
        return wanted in _answers(seen[0])

    return shows


def _disagree(scope: str, ifs: Sequence[Node], thens: Sequence[Node]) -> Shows:
    def shows(seen: Sequence[Assessment]) -> bool:
        return any(
            all(value_of(each, frame) is True for each in ifs)
            and {value_of(each, frame) for each in thens} == {True, False}
            for frame in frames(seen[0], scope)
        )

    return shows


def _side(case: Case, key: str, spot: Spot, answer: bool) -> Bit:
    value = case.encoder.of(key, spot)
    return value.yes if answer else value.no


def _answers(assessment: Assessment) -> set[Answer]:
    return {
        (key, frame.values[key])
        for key, body in assessment.program.bodies.items()
        if not key.endswith("!")
        for frame in frames(assessment, body.scope)
        if frame.values[key] is not None
    }


def acknowledged(case: Case) -> set[UselessPart]:
    """The parts of which a text says why they stand there although they change nothing."""
    found: set[UselessPart] = set()
    for section, prefix in SECTIONS.items():
        for entry in case.program.contents.section(section).values():
            if not case.program.plain.get(prefix + entry.id, SILENT).silent:
                found |= {(prefix + entry.id, text) for text in entry.redundant_on_purpose or ()}
    return found
