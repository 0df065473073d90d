"""Who is affected when the law, the practice or the rulebook changes: one caseload under two laws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from asylon.caseload.bad_rows import BadRow
from asylon.caseload.groups import SMALLEST, Breakdown, added, breakdowns, shown
from asylon.caseload.intake import Piece, Where, take_caseload
from asylon.caseload.kernel import PERSONS, Kernel, run_planes
from asylon.caseload.persons import situation_at
from asylon.caseload.planes import Words, count, unpacked
from asylon.caseload.population import NumpyPopulation
from asylon.caseload.results import conclusion_ids, gate_ids, open_gate
from asylon.caseload.rights import right_levels
from asylon.caseload.screen import CHUNK_ROWS, Progress, settle_bad_rows
from asylon.logic.truth import word
from asylon.rulebook import Assessment, Rulebook
from asylon.rulebook.program import Program

SAMPLES = 3
"""How many persons of each change are explained."""


@dataclass(frozen=True, slots=True)
class Law:
    """One side of a comparison: a rulebook, a State and a date."""

    rulebook: Rulebook
    where: Where
    name: str

    def program(self, piece: Piece) -> Program:
        """The program for a piece: what this side fixes comes before what the rows say."""
        return self.rulebook.resolve(self.where.jurisdiction or piece.jurisdiction, self.day(piece))

    def day(self, piece: Piece) -> date:
        """The day for a piece, likewise."""
        return self.where.as_of if self.where.fixed else piece.chunk.as_of


@dataclass(frozen=True, slots=True)
class Sample:
    """Why one affected person's answer was and is what it is; the person is not named."""

    before: str
    after: str
    facts_before: tuple[str, ...]
    facts_after: tuple[str, ...]
    missing_after: tuple[str, ...]


@dataclass(slots=True)
class Effect:
    """How many persons gain, lose or become unknown in one conclusion, gate or right."""

    sort: str
    id: str
    change: str
    persons: int = 0
    by: dict[str, dict[str, int]] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)

    def cells(self, *, smallest: int = SMALLEST) -> dict[str, dict[str, int | None]]:
        """The breakdowns with small cells kept back."""
        return {name: shown(counts, smallest=smallest) for name, counts in self.by.items()}


@dataclass(slots=True)
class Comparison:
    """Every effect of the change, the largest first within its sort."""

    persons: int = 0
    affected: int = 0
    effects: dict[tuple[str, str, str], Effect] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    hashes: dict[str, set[str]] = field(default_factory=lambda: {"from": set(), "to": set()})

    def ordered(self) -> list[Effect]:
        """The effects: conclusions, gates, rights; the most affected first."""
        sorts = ("conclusion", "gate", "right")
        return sorted(self.effects.values(), key=lambda e: (sorts.index(e.sort), -e.persons, e.id, e.change))


def compare(
    table: Path,
    before: Law,
    after: Law,
    *,
    chunk_rows: int = CHUNK_ROWS,
    skip_bad_rows: bool = False,
    progress: Progress = lambda done: None,
) -> Comparison:
    """Work out a caseload under two laws and count who gains, loses or becomes unknown.

    Raises: BadTable for a table that cannot be used, and for bad rows unless they are to be skipped.
    """
    found = Comparison()
    own = Where(after.where.as_of)  # the rows' own State and date, which a side may leave as they are
    for taken in take_caseload(table, after.rulebook, own, chunk_rows):
        found.bad += taken.bad
        if found.bad and not skip_bad_rows:
            continue  # the rest is read so that every bad row is told
        for piece in taken.pieces:
            _Piece(piece, before, after, found).compare()
        progress(found.persons)
    settle_bad_rows(found.bad, skip=skip_bad_rows)
    for effect in found.effects.values():
        if effect.persons < SMALLEST:
            effect.samples.clear()  # the reasons of one of very few could point at somebody
    return found


class _Piece:
    """Two runs over the same persons."""

    def __init__(self, piece: Piece, before: Law, after: Law, found: Comparison) -> None:
        self.piece = piece
        self.found = found
        self.rows = piece.chunk.rows
        self.old, self.old_population = self.run(before, "from")
        self.new, self.new_population = self.run(after, "to")
        self.groups: tuple[Breakdown, ...] = breakdowns(piece.chunk)

    def run(self, law: Law, side: str) -> tuple[Kernel, NumpyPopulation]:
        program = law.program(self.piece)
        self.found.hashes[side].add(program.hash)
        chunk = self.piece.chunk
        chunk = type(chunk)(
            chunk.rows, law.day(self.piece), chunk.columns, chunk.unnamed, chunk.items, chunk.given
        )
        population = NumpyPopulation(program, chunk)
        return run_planes(program, population), population

    def compare(self) -> None:
        affected = self.new_population.zeros(PERSONS)
        for sort, id_, change, plane in self.changes():
            if plane.any():
                affected = affected | plane
                self.note(sort, id_, change, plane)
        self.found.persons += self.rows
        self.found.affected += count(affected)

    def changes(self) -> Iterator[tuple[str, str, str, Words]]:
        old_program, new_program = self.old_population.program, self.new_population.program
        ones = self.new_population.ones(PERSONS)
        new_ids = conclusion_ids(new_program)
        for id_ in dict.fromkeys([*conclusion_ids(old_program), *new_ids]):
            old, new = self.answer(self.old, id_), self.answer(self.new, id_)
            yield "conclusion", id_, "gains", new[0] & ~old[0]
            yield "conclusion", id_, "loses", old[0] & ~new[0]
            yield "conclusion", id_, "becomes unknown", (old[0] | old[1]) & (ones ^ (new[0] | new[1]))
        for id_ in dict.fromkeys([*gate_ids(new_program), *gate_ids(old_program)]):
            was, now = self.opened(self.old, id_), self.opened(self.new, id_)
            yield "gate", id_, "opens", now & ~was
            yield "gate", id_, "shuts", was & ~now
        for id_ in dict.fromkeys([*old_program.contents.rights, *new_program.contents.rights]):
            yield from self.right(id_)

    def answer(self, kernel: Kernel, id_: str) -> tuple[Words, Words]:
        """The planes of a conclusion; a rule that one law does not have is no there."""
        if id_ in kernel.bodies:
            pair = kernel.rule(id_, PERSONS)
            return pair.yes, pair.no
        return self.new_population.zeros(PERSONS), self.new_population.ones(PERSONS)

    def opened(self, kernel: Kernel, id_: str) -> Words:
        """The persons for whom a gate is open; one that a law does not have stops nothing there."""
        if f"gate:{id_}" in kernel.bodies:
            return open_gate(kernel, id_)
        return self.new_population.ones(PERSONS)

    def right(self, id_: str) -> Iterator[tuple[str, str, str, Words]]:
        old = self.levels(self.old, self.old_population, id_)
        new = self.levels(self.new, self.new_population, id_)
        zeros = self.new_population.zeros(PERSONS)
        had, has = (levels[-1] if levels else zeros for levels in (old, new))
        yield "right", id_, "gains", has & ~had
        yield "right", id_, "loses", had & ~has
        raised, lowered = zeros, zeros
        for was, now in zip(old, new, strict=False):
            raised, lowered = raised | (now & ~was), lowered | (was & ~now)
        yield "right", id_, "is raised", raised & had & has
        yield "right", id_, "is lowered", lowered & had & has

    def levels(self, kernel: Kernel, population: NumpyPopulation, id_: str) -> tuple[Words, ...]:
        right = population.program.contents.rights.get(id_)
        return right_levels(kernel, population, right) if right is not None else ()

    def note(self, sort: str, id_: str, change: str, plane: Words) -> None:
        effect = self.found.effects.setdefault((sort, id_, change), Effect(sort, id_, change))
        flags = unpacked(plane, self.rows)
        effect.persons += int(flags.sum())
        for group in self.groups:
            effect.by[group.name] = added(effect.by.get(group.name, {}), group.counts(flags))
        if sort == "conclusion":
            wanted = SAMPLES - len(effect.samples)
            effect.samples += [self.sample(id_, int(row)) for row in np.flatnonzero(flags)[:wanted]]

    def sample(self, id_: str, row: int) -> Sample:
        before = self.assessed(self.old_population, row)
        after = self.assessed(self.new_population, row)
        return Sample(
            _word(before, id_),
            _word(after, id_),
            _facts(before, id_),
            _facts(after, id_),
            _missing(after, id_),
        )

    def assessed(self, population: NumpyPopulation, row: int) -> Assessment:
        program = population.program
        situation = situation_at(population.chunk, row, program.jurisdiction)
        return Assessment(program, program.run(situation))


def _word(assessment: Assessment, id_: str) -> str:
    return word(assessment.run.value(id_)) if id_ in assessment.program.plain else "not in this law"


def _facts(assessment: Assessment, id_: str) -> tuple[str, ...]:
    if id_ not in assessment.program.plain:
        return ()
    return tuple(cited.fact for cited in assessment.because.cited(assessment.why(id_)))


def _missing(assessment: Assessment, id_: str) -> tuple[str, ...]:
    if id_ not in assessment.program.plain:
        return ()
    return tuple(cited.fact for cited in assessment.because.cited(assessment.because.missing(id_)))
