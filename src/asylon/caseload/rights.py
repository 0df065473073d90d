"""Rights over planes: who has which right, and at least at which level."""

from __future__ import annotations

from functools import reduce
from operator import or_

from asylon.caseload.kernel import PERSONS, Kernel
from asylon.caseload.planes import Words, packed
from asylon.caseload.population import NumpyPopulation
from asylon.rulebook.entries import LEVELS, RightEntry, RightSource
from asylon.rulebook.rights import PRESENCE, SILENT, STATUS_HELD
from asylon.rulebook.statuses import HELD_IN

CONDITIONAL = LEVELS.index("conditional")


def right_levels(kernel: Kernel, population: NumpyPopulation, right: RightEntry) -> tuple[Words, ...]:
    """For each level, the persons who have the right at this level or a more protective one."""
    at = [population.zeros(PERSONS) for _ in LEVELS]
    for source in right.sources:
        if source.level == SILENT:
            continue
        holders = _holders(kernel, population, source)
        begun = _begun(kernel, population, source)
        level = LEVELS.index(source.level)
        at[level] = at[level] | (holders & begun)
        later = max(level, CONDITIONAL)
        at[later] = at[later] | holders
    return tuple(reduce(or_, at[: place + 1]) for place in range(len(at)))


def _holders(kernel: Kernel, population: NumpyPopulation, source: RightSource) -> Words:
    holder = str(source.holder)
    if holder == "everyone":
        return population.ones(PERSONS)
    if holder.startswith(STATUS_HELD):
        # A status gives its rights to whoever holds it, and to whoever it is due to.
        column = population.chunk.columns.get(HELD_IN)
        due = kernel.rule(holder, PERSONS).yes if holder in kernel.bodies else population.zeros(PERSONS)
        held: Words = due
        if column is not None:
            held = held | packed(column.among((holder.removeprefix(STATUS_HELD),)))
        return held
    found: Words = kernel.rule(holder, PERSONS).yes
    return found


def _begun(kernel: Kernel, population: NumpyPopulation, source: RightSource) -> Words:
    if not source.begins or source.begins in PRESENCE:
        return population.ones(PERSONS)
    if source.begins not in population.program.contents.rules:
        return population.zeros(PERSONS)
    found: Words = kernel.rule(source.begins, PERSONS).yes
    return found
