"""Which answers each expression of a rulebook can have.

Proven where every situation that differs could be tried. Elsewhere examples, ways that lead to each
answer, and chance are asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from asylon.rulebook.examples import PREFIXES, ExampleResult
from asylon.rulebook.lints.planes import Planes, numbers
from asylon.rulebook.lints.trials import SEED, Trials
from asylon.rulebook.program import Program

WAYS = 4
"""How often each answer of each expression is looked for."""


@dataclass(slots=True)
class Seen:
    """The answers that an expression was seen to have, and how thoroughly it was looked at."""

    yes: bool = False
    no: bool = False
    unknown: bool = False
    proven: bool = True
    tried: int = 0

    def add(self, planes: Planes, key: str, scope: str) -> None:
        """Note the answers that some situations give."""
        for number in numbers(scope):
            yes, no = planes.values[key, number]
            self.yes |= bool(yes)
            self.no |= bool(no)
            self.unknown |= (yes | no) != planes.mask
        self.tried += planes.rows


def possible_answers(programs: Iterable[Program], results: Iterable[ExampleResult]) -> dict[str, Seen]:
    """By key, the answers seen in any program; a key that is silent in all is left out."""
    found: dict[str, Seen] = {}
    for program in programs:
        _look(program, found)
    for result in results:
        example = result.example
        seen = found.get(PREFIXES[example.section] + example.entry.id)
        if seen is not None and not result.faults:
            seen.yes |= result.found == "yes"
            seen.no |= result.found == "no"
            seen.unknown |= result.found == "unknown"
    return found


def _look(program: Program, found: dict[str, Seen]) -> None:
    trials, random = Trials(program), Random(SEED)
    keys = [key for key, body in program.plain.items() if not body.silent]
    rows = trials.led((trials.tree(key) for key in keys), WAYS, random)
    answers = trials.answers(leaf for key in keys for leaf in trials.reads(key))
    planes = trials.filled([{}, *rows], answers, random)
    planes.work_out(program)
    for key in keys:
        seen = found.setdefault(key, Seen())
        scope = program.bodies[key].scope
        seen.add(planes, key, scope)
        if seen.yes and seen.no:
            continue
        every = trials.every(trials.tree(key))
        if every is None:
            seen.proven = False
        else:
            every.work_out(program)
            seen.add(every, key, scope)
