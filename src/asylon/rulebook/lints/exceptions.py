"""Two exceptions of a rule that can apply together and conclude the contrary of each other.

File order must never decide, so the loader refuses them; this is the search for a situation in
which they meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

from asylon.logic.tree import And, Node, Not, lowered
from asylon.rulebook.expression import parse
from asylon.rulebook.faults import BadRulebook, Fault
from asylon.rulebook.lints.planes import Planes
from asylon.rulebook.lints.trials import SEED, Row, Trials, set_bits, shown
from asylon.rulebook.program import Program
from asylon.rulebook.scopes import tree_scope

TRIES = 200
"""How often a way to a meeting is looked for where not all situations can be tried."""


def refuse_disagreeing_exceptions(program: Program) -> None:
    """Refuse rules with two exceptions that can apply together and disagree.

    Raises: BadRulebook with one fault a pair, each with the fewest facts found that show it.
    """
    faults = list(disagreements(program))
    if faults:
        raise BadRulebook(faults)


def disagreements(program: Program) -> Iterator[Fault]:
    """Each pair of exceptions for which a situation was found that makes one yes and the other no."""
    rules = [rule for rule in program.contents.rules.values() if len(rule.exceptions or {}) > 1]
    if not rules:
        return
    trials = Trials(program)
    for rule in rules:
        scope = tree_scope(rule.scope)
        read = {
            name: tuple(lowered(parse(text, program.vocabulary, scope)) for text in (each.if_, each.when))
            for name, each in (rule.exceptions or {}).items()
        }
        for (first, one), (second, other) in combinations(read.items(), 2):
            witness = _meeting(program, trials, one, other)
            if witness is not None:
                values = {"first": first, "second": second, "witness": shown(witness)}
                place = getattr(second, "place", rule.place)
                yield Fault("exceptions_disagree", str(place), values)


def _meeting(program: Program, trials: Trials, one: tuple[Node, ...], other: tuple[Node, ...]) -> Row | None:
    """The smallest situation found in which both apply, one concludes yes and the other no."""
    trees = [And((*one, other[0], Not(other[1]))), And((one[0], Not(one[1]), *other))]
    found: Row | None = None
    for tree in trees:
        for planes in _situations(program, trials, tree):
            planes.work_out(program)
            met, _ = planes.value(tree)
            answers = trials.answers(trials.leaves_of(tree))
            for index in set_bits(met):
                row = trials.row_at(planes, answers, index)
                if found is None or len(row) < len(found):
                    found = row
    return found


def _situations(program: Program, trials: Trials, tree: Node) -> Iterator[Planes]:
    every = trials.every(tree)
    if every is not None:
        yield every
        return
    random = Random(SEED)
    rows = trials.led([tree], TRIES, random)
    yield trials.filled([{}, *rows], trials.answers(trials.leaves_of(tree)), random)
