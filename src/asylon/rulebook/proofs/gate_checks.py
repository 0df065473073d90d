"""Gates fail shut: nothing unknown, presumed or missing opens one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asylon.logic.interpret import value_of
from asylon.logic.tree import Node, lowered
from asylon.rulebook.assessment import Assessment
from asylon.rulebook.expression import parse
from asylon.rulebook.places import Text
from asylon.rulebook.proofs.bits import all_of, any_of, both, negated
from asylon.rulebook.proofs.case import Case, Goal
from asylon.rulebook.proofs.encoder import Encoder
from asylon.rulebook.proofs.knowledge_checks import presumptions_stay
from asylon.rulebook.proofs.proof import Failure
from asylon.rulebook.proofs.witness import Shows, frames, values
from asylon.rulebook.scopes import tree_scope


def shut_while_nothing_is_known(case: Case) -> Iterator[Failure]:
    """With no fact known, and whatever is on the lists, each gate that reads a fact is shut."""
    solver = case.solver()
    solver.add(*(negated(value.known) for value in case.world.facts.values()))
    solver.add(*(negated(coded.known) for coded in case.world.coded.values()))
    for gate in case.program.contents.gates:
        key = f"gate:{gate}"
        if not case.cones.leaves[key]:
            continue  # `never`, or settled by the text alone: told where constants are looked for
        failure = case.refuted(
            solver,
            Goal(case.encoder.is_open(gate), _is_open(gate)),
            (case.world,),
            subject=key,
            found="open although nothing is known",
        )
        if failure:
            yield failure


def open_for_whoever_is_better_known(case: Case) -> Iterator[Failure]:
    """A gate that is open stays open for everyone who is alike and better known."""
    pair = case.better_known()
    for gate in case.program.contents.gates:
        key = f"gate:{gate}"
        goal = any_of(
            all_of(
                (
                    pair.one.world.there(spot),
                    pair.one.of(key, spot).yes,
                    negated(pair.other.of(key, spot).yes),
                )
            )
            for spot in case.spots(key)
        )
        failure = case.refuted(
            pair.solver,
            Goal(goal, _loses(key, True)),
            pair.worlds,
            subject=key,
            found="open on something that is not known: with more known it is shut",
        )
        if failure:
            yield failure


def shut_for_whoever_is_better_known(case: Case) -> Iterator[Failure]:
    """A gate that is known to be shut stays so for everyone who is alike and better known.

    But for one thing: what was computed gives way to an answer that is given in its place.
    """
    pair = case.better_known()
    for gate in case.program.contents.gates:
        key = f"gate:{gate}"
        goal = any_of(
            all_of(
                (pair.one.world.there(spot), pair.one.of(key, spot).no, negated(pair.other.of(key, spot).no))
            )
            for spot in case.spots(key)
        )
        failure = case.refuted(
            pair.solver,
            Goal(both(presumptions_stay(case, pair, key), goal), _loses(key, False)),
            pair.worlds,
            subject=key,
            found="known to be shut, and no longer with more known",
        )
        if failure:
            yield failure


def never_means_never(case: Case) -> Iterator[Failure]:
    """A gate whose text says `never` is open for nobody."""
    solver = case.solver()
    for gate in case.program.contents.gates.values():
        if gate.open_when == "never":
            failure = case.refuted(
                solver,
                Goal(case.encoder.is_open(gate.id), _is_open(gate.id)),
                (case.world,),
                subject=f"gate:{gate.id}",
                found="open although its text says never",
            )
            if failure:
                yield failure


def open_only_if(case: Case) -> Iterator[Failure]:
    """A gate is open only where what its text names in `open_only_if` is known."""
    solver = case.solver()
    for gate in case.program.contents.gates.values():
        if gate.open_only_if is None:
            continue
        key = f"gate:{gate.id}"
        condition = strict_condition(case, gate.open_only_if, tree_scope(gate.scope))
        goal = any_of(
            all_of(
                (
                    case.world.there(spot),
                    case.encoder.of(key, spot).yes,
                    negated(case.encoder.value(condition, spot).yes),
                )
            )
            for spot in case.spots(key)
        )
        failure = case.refuted(
            solver,
            Goal(goal, _open_without(key, condition)),
            (case.world,),
            subject=key,
            found=f"open where it is not known that {gate.open_only_if}",
        )
        if failure:
            yield failure


def overlays_keep_gates_shut(case: Case) -> Iterator[Failure]:
    """No change of an overlay opens a protected gate that the core keeps shut."""
    before = case.resolution.unchanged
    if before is None:
        return
    core = Encoder(before, case.world)
    solver = case.solver()
    for gate in before.contents.gates.values():
        if not gate.protected:
            continue
        key = f"gate:{gate.id}"
        goal = any_of(
            all_of((case.world.there(spot), case.encoder.of(key, spot).yes, negated(core.of(key, spot).yes)))
            for spot in case.spots(key)
        )
        failure = case.refuted(
            solver,
            Goal(goal, _comes_out_yes(key)),
            (case.world,),
            subject=key,
            found="open through an overlay, and shut in the core",
        )
        if failure:
            yield failure


def strict_condition(case: Case, written: Text, scope: str) -> Node:
    """A condition of the texts in the strict reading, as gates read it."""
    return case.program.strictly(lowered(parse(written, case.program.vocabulary, scope)))


def _is_open(gate: str) -> Shows:
    def shows(seen: Sequence[Assessment]) -> bool:
        return seen[0].gates[gate].open

    return shows


def _comes_out_yes(key: str) -> Shows:
    def shows(seen: Sequence[Assessment]) -> bool:
        return True in values(seen[0], key).values()

    return shows


def _loses(key: str, answer: bool) -> Shows:
    def shows(seen: Sequence[Assessment]) -> bool:
        before, after = values(seen[0], key), values(seen[1], key)
        return any(
            value is answer and after.get(name, answer) is not answer for name, value in before.items()
        )

    return shows


def _open_without(key: str, condition: Node) -> Shows:
    def shows(seen: Sequence[Assessment]) -> bool:
        assessment = seen[0]
        _work_out_the_rest(assessment)
        scope = assessment.program.bodies[key].scope
        return any(
            frame.values[key] is True and value_of(condition, frame) is not True
            for frame in frames(assessment, scope)
        )

    return shows


def _work_out_the_rest(assessment: Assessment) -> None:
    """Strict rules that no gate reads are not worked out in a run; a statement may read them."""
    for key, body in assessment.program.bodies.items():
        for frame in frames(assessment, body.scope):
            if key not in frame.values:
                frame.values[key] = value_of(body.tree, frame)
