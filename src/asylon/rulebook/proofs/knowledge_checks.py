"""Knowing more: nothing is yes and no at once, and no answer flips but for a named presumption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asylon.logic.tree import WHOLE, Doubt, Else, Every, Node, Same, Some, Unless, children
from asylon.rulebook.assessment import Assessment
from asylon.rulebook.proofs.bits import Bit, all_of, any_of, both, either, implies, negated
from asylon.rulebook.proofs.case import Case, Goal, Pair, flips
from asylon.rulebook.proofs.proof import Failure
from asylon.rulebook.proofs.witness import Shows, values
from asylon.rulebook.proofs.world import spots_of

PRESUMING = (Unless, Doubt, Else)


def never_yes_and_no(case: Case) -> Iterator[Failure]:
    """No expression is known yes and known no at once."""
    solver = case.solver()
    for key in case.program.bodies:
        values_of_key = [case.encoder.of(key, spot) for spot in spots_of(case.program.bodies[key].scope)]
        if solver.find(any_of(both(value.yes, value.no) for value in values_of_key)) is not None:
            yield Failure(key, "yes and no at once")


def knowledge_flips_nothing(case: Case) -> Iterator[Failure]:
    """Learning more turns no yes into no and no no into yes, unless something presumed becomes known."""
    pair = case.better_known()
    for key in case.program.bodies:
        if not key.endswith("!"):
            failure = _flips_while(case, pair, key, presumptions_stay(case, pair, key))
            if failure:
                yield failure


def presumptions_stay(case: Case, pair: Pair, key: str) -> Bit:
    """That nothing which the expression presumes, doubts or completes, however far down, becomes known."""
    return all_of(
        implies(
            pair.one.world.there_or_blank(spot) if scope != WHOLE else True,
            either(pair.one.value(part, spot).known, negated(pair.other.value(part, spot).known)),
        )
        for part, scope in presumed_parts(case, key)
        for spot in spots_of(scope)
    )


def presumed_parts(case: Case, key: str) -> Iterator[tuple[Node, str]]:
    """The parts under `unless`, `doubt` and `else` of an expression and all that it reads, with scopes."""
    for below in sorted(case.cones.keys[key]):
        body = case.program.bodies[below]
        yield from _presumed(body.tree, body.scope)


def _presumed(node: Node, scope: str) -> Iterator[tuple[Node, str]]:
    if isinstance(node, PRESUMING):
        yield node.part, scope
    inner = node.scope if isinstance(node, Some | Every | Same) else scope
    for child in children(node):
        yield from _presumed(child, inner)


def _flips_while(case: Case, pair: Pair, key: str, condition: Bit) -> Failure | None:
    goal = any_of(
        both(case.world.there(spot), flips(pair.one.of(key, spot), pair.other.of(key, spot)))
        for spot in case.spots(key)
    )
    found = "turned round by learning more, although nothing presumed became known"
    return case.refuted(
        pair.solver, Goal(both(condition, goal), _turned(key)), pair.worlds, subject=key, found=found
    )


def _turned(key: str) -> Shows:
    def shows(seen: Sequence[Assessment]) -> bool:
        before, after = (values(each, key) for each in seen)
        pairs = ((value, after.get(name)) for name, value in before.items())
        return any(one is not None and two is not None and one is not two for one, two in pairs)

    return shows
