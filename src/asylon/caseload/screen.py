"""Screen a whole caseload: what the law gives to each person of a table, in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from asylon import __version__
from asylon.caseload.bad_rows import BadRow, BadTable
from asylon.caseload.intake import Piece, Taken, Where, take_caseload
from asylon.caseload.kernel import PERSONS, Kernel, run_planes
from asylon.caseload.open_questions import open_questions
from asylon.caseload.output import ResultFile
from asylon.caseload.planes import count
from asylon.caseload.population import NumpyPopulation
from asylon.caseload.results import (
    alert_ids,
    conclusion_ids,
    gate_ids,
    open_gate,
    result_batch,
    result_schema,
    track_ids,
)
from asylon.caseload.tables import caseload_files
from asylon.caseload.whys import explained_key, reasons_of
from asylon.logic.truth import WORDS
from asylon.rulebook import Rulebook
from asylon.rulebook.faults import Fault
from asylon.rulebook.program import Program
from asylon.rulebook.situation import BASELINE

CHUNK_ROWS = 1 << 17
"""Persons worked out at once: planes of 16 kB each stay near the processor."""

SHOWN_FAULTS = 20

Progress = Callable[[int], None]
"""Told how many persons have been screened so far."""


@dataclass(slots=True)
class Summary:
    """What a screening found: persons, the rows left out, and how often each answer came."""

    persons: int = 0
    bad: list[BadRow] = field(default_factory=list)
    conclusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    blocked: Counter[str] = field(default_factory=Counter)
    tracks: Counter[str] = field(default_factory=Counter)
    alerts: Counter[str] = field(default_factory=Counter)
    rulebooks: dict[str, str] = field(default_factory=dict)


def screen(  # noqa: PLR0913 - each is an option of the command
    table: Path,
    target: Path,
    *,
    rulebook: Rulebook,
    where: Where,
    chunk_rows: int = CHUNK_ROWS,
    skip_bad_rows: bool = False,
    force: bool = False,
    explain: tuple[str, ...] = (),
    progress: Progress = lambda done: None,
) -> Summary:
    """Screen a caseload and write the result; nothing appears under the target's name before all is done.

    Raises: BadTable for a table that cannot be used, and for bad rows unless they are to be skipped.
    """
    refuse_unknown_state(where.jurisdiction, rulebook)
    explain = tuple(dict.fromkeys(explain))
    program = rulebook.resolve(where.jurisdiction or BASELINE, where.as_of)
    schema = result_schema(program)
    for id_ in explain:
        schema = schema.append(pa.field(f"why_{explained_key(program, id_)}", pa.string(), nullable=False))
    recipe = {
        "table": str(table.resolve()),
        "stamps": _stamps(table, target),
        "asylon": __version__,
        "rulebook": rulebook.fingerprint,
        "where": [where.as_of.isoformat(), where.jurisdiction, where.fixed],
        "skip_bad_rows": skip_bad_rows,
        "explain": list(explain),
    }
    summary = Summary()
    with ResultFile(target, schema, recipe, force=force) as result:
        done = 0
        for taken in take_caseload(table, rulebook, where, chunk_rows):
            summary.bad += taken.bad
            if summary.bad and not skip_bad_rows:
                continue  # nothing will be written; the rest is read so that every bad row is told
            batch = screened(taken, rulebook, schema, summary)
            # Rows that an interrupted run has written are worked out again, for the summary only.
            written = min(max(result.rows_done - done, 0), batch.num_rows)
            if written < batch.num_rows:
                result.write(batch.slice(written))
            done += batch.num_rows
            progress(done)
        settle_bad_rows(summary.bad, skip=skip_bad_rows)
    return summary


def refuse_unknown_state(code: str | None, rulebook: Rulebook) -> None:
    """Raises: BadTable if there is no such State; its law would otherwise be that of nobody."""
    known = {*rulebook.core.countries, BASELINE}
    if code is not None and code not in known:
        meant = code.upper() if code.upper() in known else None
        raise BadTable([Fault("unknown_jurisdiction", "--jurisdiction", {"code": code}, meant)])


def settle_bad_rows(bad: list[BadRow], *, skip: bool) -> None:
    """Put bad rows in the order of the files, whatever the slices were.

    Raises: BadTable with each of them, unless they are to be skipped.
    """
    bad.sort(key=lambda each: (each.file, each.row))
    if bad and not skip:
        raise BadTable([Fault("bad_row", "", {"row": each.sentence()}) for each in bad])


def screened(taken: Taken, rulebook: Rulebook, schema: pa.Schema, summary: Summary) -> pa.RecordBatch:
    """The results of one slice, in the order of its rows."""
    batches = [_screen_piece(piece, rulebook, schema, summary) for piece in taken.pieces]
    summary.persons += sum(batch.num_rows for batch in batches)
    if len(batches) == 1:
        return batches[0]
    if not batches:
        return pa.RecordBatch.from_pylist([], schema=schema)
    order = np.argsort(np.concatenate([piece.places for piece in taken.pieces]), kind="stable")
    whole = pa.Table.from_batches(batches).combine_chunks().take(pa.array(order))
    return whole.combine_chunks().to_batches()[0]


def _screen_piece(piece: Piece, rulebook: Rulebook, schema: pa.Schema, summary: Summary) -> pa.RecordBatch:
    program = rulebook.resolve(piece.jurisdiction, piece.chunk.as_of)
    answers = result_schema(program)
    reasons = [field.name.removeprefix("why_") for field in schema][len(answers) :]
    if answers != pa.schema(list(schema)[: len(answers)]):
        raise BadTable([Fault("other_columns", piece.jurisdiction)])
    population = NumpyPopulation(program, piece.chunk)
    kernel = run_planes(program, population)
    batch = result_batch(kernel, population, piece.ids, open_questions(kernel, population))
    _add_up(summary, program, population, kernel)
    for key in reasons:
        whys = reasons_of(program, piece.chunk, key)
        batch = batch.append_column(f"why_{key}", pa.array(whys, pa.string()))
    return pa.RecordBatch.from_arrays(batch.columns, schema=schema)


def _add_up(summary: Summary, program: Program, population: NumpyPopulation, kernel: Kernel) -> None:
    rows = population.chunk.rows
    for id_ in conclusion_ids(program):
        pair = kernel.rule(id_, PERSONS)
        yes, no = count(pair.yes), count(pair.no)
        for value, number in ((True, yes), (False, no), (None, rows - yes - no)):
            summary.conclusions[id_, WORDS[value]] += number
    for id_ in gate_ids(program):
        summary.blocked[id_] += rows - count(open_gate(kernel, id_))
    for id_ in track_ids(program):
        summary.tracks[id_] += count(kernel.rule(f"track:{id_}", PERSONS).yes)
    for id_ in alert_ids(program):
        summary.alerts[id_] += count(kernel.rule(f"alert:{id_}", PERSONS).yes)
    summary.rulebooks[program.jurisdiction] = program.hash


def _stamps(table: Path, target: Path) -> list[list[str | int]]:
    """Name, size and time of every file of a caseload: enough to see that it was changed.

    Raises: BadTable if there is no caseload, or if the result would replace a file of it.
    """
    if table.suffix == ".jsonl" and table.is_file():
        files = [table]
    else:
        found = caseload_files(table)
        files = [found.persons, *found.children.values()]
    if target.exists() and any(file.samefile(target) for file in files):
        raise BadTable([Fault("is_input", str(target))])
    return [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files]
