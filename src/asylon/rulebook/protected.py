"""No overlay weakens a protected gate, neither directly nor through a rule that the gate reads.

A change is accepted where the gate as changed surely implies the gate as it was (`logic.implication`).
Where that is not seen, a situation that opens it is looked for and shown; where none is found the
overlay is refused all the same: what is not shown to be safe stays out.
"""

from __future__ import annotations

from random import Random

from asylon.logic.closures import items_key, same_key
from asylon.logic.implication import Assignment, Bodies, Implication, Ways
from asylon.logic.tree import WHOLE, Node
from asylon.logic.truth import Truth, word
from asylon.rulebook.faults import BadRulebook, Fault
from asylon.rulebook.frames import SEEN_FROM
from asylon.rulebook.program import Program
from asylon.rulebook.resolve import Resolution
from asylon.rulebook.scopes import LISTS

TRIES = 400
"""How many ways of opening a changed gate are tried when looking for a witness."""


def refuse_weakened_gates(resolution: Resolution) -> None:
    """Refuse changes after which a protected gate can open where it was shut.

    Raises: BadRulebook that names the change and, if one was found, a situation in which it opens.
    """
    before, after = resolution.unchanged, resolution.program
    if before is None:
        return
    comparison = Implication(_bodies(after), _bodies(before))
    changed = " and ".join(f"{overlay.head.id}: {id_}" for id_, (overlay, _) in resolution.changes.items())
    place = str(next(iter(resolution.changes.values()))[1].place)
    faults = []
    for gate in before.contents.gates.values():
        if not gate.protected:
            continue
        key = f"gate:{gate.id}"
        if comparison.holds(after.bodies[key].tree, before.bodies[key].tree, True):
            continue
        witness = _witness(before, after, key)
        if witness is None:
            faults.append(Fault("not_shown_strict", place, {"change": changed, "gate": gate.id}))
        else:
            shown = ", ".join(
                f"{fact.name}: {word(value)}" for fact, value in sorted(witness.items(), key=_by_name)
            )
            values = {"change": changed, "gate": gate.id, "witness": shown or "nothing known at all"}
            faults.append(Fault("weakened_gate", place, values))
    if faults:
        raise BadRulebook(faults)


def _by_name(pair: tuple[object, bool]) -> str:
    return str(pair[0])


def _bodies(program: Program) -> Bodies:
    def body(key: str) -> Node:
        return program.bodies[key].tree

    return body


def _witness(before: Program, after: Program, key: str) -> Assignment | None:
    """Look for the fewest facts with which the changed gate is open and the old one is not."""
    random = Random(33)
    best: Assignment | None = None
    for _ in range(TRIES):
        found = Ways(_bodies(after), random).find(after.bodies[key].tree, True)
        if found is None or (best is not None and len(found) >= len(best)):
            continue
        if gate_value(after, key, found) is True and gate_value(before, key, found) is not True:
            best = found
    return best


def gate_value(program: Program, key: str, assignment: Assignment) -> Truth:
    """The value of an expression over one unnamed item a scope, with only these leaves known."""
    values = {scope: dict(template) for scope, template in program.leaves.template.items()}
    for fact, value in assignment.items():
        values[fact.scope][fact.name] = value
    whole = values[WHOLE]
    whole |= {items_key(scope): [values[scope]] for scope in LISTS}
    for seen_from, scope in SEEN_FROM.items():
        values[seen_from][same_key(scope)] = [values[scope]]
    for scope, step, evaluate in program.steps:
        values[scope][step] = evaluate(whole, values[scope])
    found: Truth = values[program.bodies[key].scope][key]
    return found
