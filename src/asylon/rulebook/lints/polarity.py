"""Facts that speak for and against the same expression, so that it can be unknown without need.

Three-valued logic is exact where each fact keeps one polarity once `not` is pushed down and rules are
read through. Where one does not, a situation is looked for in which the expression is unknown only
because the fact is, although every answer to the fact would give the same. Learning the fact changes
nothing then; it is a notice, for an author who can write the rule more simply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from asylon.logic.frame import rule_key
from asylon.logic.tree import Fact, Known, Node, Not, Rule, Unless, walk
from asylon.logic.tree import children as parts_of
from asylon.logic.truth import word
from asylon.rulebook.lints.findings import Finding, notice
from asylon.rulebook.lints.law import Law
from asylon.rulebook.lints.planes import Planes
from asylon.rulebook.lints.trials import SEED, Row, Trials, Variable, planes_of, set_bits, shown
from asylon.rulebook.program import Program

WAYS = 25
"""How often each answer of an expression is looked for before one of its facts is taken away."""

Signs = Mapping[str, frozenset[bool]]
"""By leaf, the polarities in which an expression reads it."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A fact that hides an answer, that answer, and a situation in which it does."""

    fact: str
    answer: str
    row: Row


def find(law: Law) -> Iterator[Finding]:
    """Expressions that can be unknown although the answer is determined, each with a situation."""
    looked_at: dict[object, list[Witness]] = {}
    reported: set[tuple[str, str]] = set()
    for program in law.distinct:
        for key, witness in _Search(program, looked_at).undetermined():
            entry, named = law.place(key)
            if (key, witness.fact) in reported:
                continue
            reported.add((key, witness.fact))
            values = {"fact": witness.fact, "answer": witness.answer, "witness": shown(witness.row)}
            yield notice("mixed_polarity", entry.place, owner=named, **values)


class _Search:
    """Looks through one program; `looked_at` keeps what the same expressions gave in another."""

    def __init__(self, program: Program, looked_at: dict[object, list[Witness]]) -> None:
        self.program = program
        self.looked_at = looked_at
        self.trials = Trials(program)
        self._signs: dict[str, Signs] = {}

    def undetermined(self) -> Iterator[tuple[str, Witness]]:
        """Keys with a witness.

        Left out are a key that only takes this over from a rule that it reads, a strict reading, which
        only its gates show, and a gate that is shut in either case.
        """
        hidden: dict[str, set[str]] = {}
        contents: dict[str, int] = {}
        for key, body in self.program.bodies.items():
            rules = [rule_key(n.name, n.strict) for n in walk(body.tree) if isinstance(n, Rule)]
            contents[key] = hash((key, body.tree, *(contents[name] for name in rules)))
            taken_over = set().union(*(hidden[name] for name in rules))
            if contents[key] not in self.looked_at:
                self.looked_at[contents[key]] = [] if body.silent else list(self.witnesses(key))
            found = self.looked_at[contents[key]]
            hidden[key] = taken_over | {each.fact for each in found}
            for each in found:
                shut = key.startswith("gate:") and each.answer == "no"
                if each.fact not in taken_over and not key.endswith("!") and not shut:
                    yield key, each

    def witnesses(self, key: str) -> Iterator[Witness]:
        """For each fact that is read both ways, one situation in which it hides the answer."""
        mixed = self.mixed(key)
        if not mixed:
            return
        random = Random(SEED)
        answers = self.trials.answers(self.trials.reads(key))
        rows = self.trials.led([self.trials.tree(key)], WAYS, random)
        base = self.trials.filled([{}, *rows], answers, random)
        keys = self.cone(key)
        for variable in mixed:
            hits, answer = self.determined(keys, base, variable)
            for index in set_bits(hits):
                row = self.trials.row_at(base, answers, index)
                row.pop((variable, 0), None)
                yield Witness(variable.fact, answer, self.smallest(keys, variable, row))
                break

    def mixed(self, key: str) -> list[Variable]:
        """The facts that are read both ways; one code rules out the others, so its tests are, too."""
        found: dict[Variable, None] = {}
        for leaf, polarities in self.signs_of_rule(key).items():
            variable = self.trials.by_leaf[leaf]
            if variable.complete and (len(polarities) > 1 or len(variable.leaves) > 1):
                found[variable] = None
        return list(found)

    def signs_of_rule(self, key: str) -> Signs:
        """The polarity of every leaf of a key, read through all rules."""
        if key not in self._signs:
            self._signs[key] = self.signs(self.trials.tree(key))
        return self._signs[key]

    def signs(self, node: Node) -> Signs:
        """The polarity of every leaf below a node."""
        match node:
            case Fact(name):
                return {name: frozenset({True})}
            case Rule(name, _, strict):
                return self.signs_of_rule(rule_key(name, strict))
            case Not(part) | Unless(part):
                return {
                    leaf: frozenset(not sign for sign in signs) for leaf, signs in self.signs(part).items()
                }
            case Known():
                return {}  # it asks whether something is known: being unknown is then the answer
        merged: dict[str, frozenset[bool]] = {}
        for child in parts_of(node):
            for leaf, signs in self.signs(child).items():
                merged[leaf] = merged.get(leaf, frozenset()) | signs
        return merged

    def cone(self, key: str) -> list[str]:
        """The key and every rule below it, in the order of the program: the key is last."""
        wanted, left = {key}, [key]
        while left:
            for node in walk(self.trials.tree(left.pop())):
                if isinstance(node, Rule) and (name := rule_key(node.name, node.strict)) not in wanted:
                    wanted.add(name)
                    left.append(name)
        return [each for each in self.program.bodies if each in wanted]

    def determined(self, keys: list[str], base: Planes, variable: Variable) -> tuple[int, str]:
        """Where the last key is unknown without the fact (of item 0) and the same with every answer."""
        planes = Planes(base.rows)
        planes.values = dict(base.values)

        def value(choice: Mapping[str, bool] | None) -> tuple[int, int]:
            for leaf in variable.leaves:
                known = planes.mask if choice is not None else 0
                is_yes = choice is not None and choice[leaf]
                planes.values[leaf, 0] = (known, 0) if is_yes else (0, known)
            planes.work_out(self.program, keys)
            return planes.values[keys[-1], 0]

        yes, no = value(None)
        always_yes = always_no = planes.mask & ~(yes | no)
        for _, choice in variable.choices:
            yes, no = value(choice)
            always_yes, always_no = always_yes & yes, always_no & no
            if not (always_yes or always_no):
                break
        return (always_yes, word(True)) if always_yes else (always_no, word(False))

    def smallest(self, keys: list[str], variable: Variable, row: Row) -> Row:
        """Leave out every answer without which the situation still shows it."""
        _, answer = self.determined(keys, planes_of([row]), variable)
        for each in list(row):
            fewer = {kept: choice for kept, choice in row.items() if kept != each}
            hits, still = self.determined(keys, planes_of([fewer]), variable)
            if hits and still == answer:
                row = fewer
        return row
