"""A caseload as pieces that one program can run over: one State, one date, so many persons.

A slice of the caseload is cut by the columns `jurisdiction` and `as_of` where it has them. Rows that
do not fit are listed; they are left out only where the caller asked for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa

from asylon.caseload.chunks import ChunkReader
from asylon.caseload.planes import Rows
from asylon.caseload.population import Chunk
from asylon.caseload.situations import chunk_of
from asylon.caseload.tables import BadRow, Slice, caseload_files
from asylon.rulebook import BadInput, Rulebook, receive
from asylon.rulebook.dates import partial_date
from asylon.rulebook.intake import read_json
from asylon.rulebook.situation import BASELINE, Situation


@dataclass(slots=True)
class Piece:
    """Persons of one State and date: their places in the slice, their ids, their columns."""

    places: Rows
    ids: pa.Array
    chunk: Chunk
    jurisdiction: str


@dataclass(slots=True)
class Taken:
    """A slice of the caseload, read: how many rows it had, its pieces, and what was wrong."""

    rows: int
    pieces: list[Piece]
    bad: list[BadRow]


@dataclass(frozen=True, slots=True)
class Where:
    """The State and date for rows that do not say their own; `jurisdiction` given here comes first."""

    as_of: date
    jurisdiction: str | None = None


def take_caseload(path: Path, rulebook: Rulebook, where: Where, rows: int) -> Iterator[Taken]:
    """Read a caseload slice by slice, so many persons at a time.

    Raises: BadTable for files or columns that cannot be used.
    """
    if path.suffix == ".jsonl":
        yield from _lines(path, rulebook, where, rows)
        return
    files = caseload_files(path)
    names = {"": files.persons.name, **{scope: file.name for scope, file in files.children.items()}}
    reader = ChunkReader(rulebook.all_facts, rulebook.core.countries, names)
    slices = files.slices(rulebook.all_facts, rows)
    # Reading the next slice and working on this one overlap: Arrow reads without holding Python back.
    with ThreadPoolExecutor(max_workers=1) as ahead:
        coming = ahead.submit(_next_slice, slices)
        while (slice_ := coming.result()) is not None:
            coming = ahead.submit(_next_slice, slices)
            yield take_slice(slice_, reader, rulebook, where)


def _next_slice(slices: Iterator[Slice]) -> Slice | None:
    return next(slices, None)


def take_slice(slice_: Slice, reader: ChunkReader, rulebook: Rulebook, where: Where) -> Taken:
    """Read one slice, wherever it comes from, and cut it by State and date."""
    rows = slice_.persons.num_rows
    checked = reader.read(slice_, where.as_of)
    if not checked.bad and not {"jurisdiction", "as_of"} & set(slice_.persons.column_names):
        code = where.jurisdiction or BASELINE
        return Taken(rows, [Piece(np.arange(rows), checked.ids, checked.chunk, code)], [])
    jurisdictions, dates, bad, wrong = _wheres(slice_, reader.names[""], rulebook, where)
    bad += checked.bad
    wrong |= checked.bad_persons
    groups: dict[tuple[str, date], list[int]] = {}
    for row, (code, day) in enumerate(zip(jurisdictions, dates, strict=True)):
        if row not in wrong:
            groups.setdefault((code, day), []).append(row)
    pieces = []
    for (code, day), members in groups.items():
        places = np.array(members, dtype=np.int64)
        read = reader.read(_only(slice_, places), day)
        pieces.append(Piece(places, read.ids, read.chunk, code))
    return Taken(rows, pieces, bad)


def _only(slice_: Slice, places: Rows) -> Slice:
    """The part of a slice that belongs to some of its persons."""
    persons = slice_.persons.take(pa.array(places)).combine_chunks()
    row = np.full(slice_.persons.num_rows, -1, dtype=np.int64)
    row[places] = np.arange(len(places))
    items, owner = {}, {}
    for scope, table in slice_.items.items():
        owners = row[slice_.owner[scope]]
        items[scope] = table.filter(pa.array(owners >= 0)).combine_chunks()
        owner[scope] = owners[owners >= 0]
    return Slice(slice_.first, persons, items, owner, slice_.item_first)


def _wheres(
    slice_: Slice, file: str, rulebook: Rulebook, where: Where
) -> tuple[list[str], list[date], list[BadRow], set[int]]:
    rows = slice_.persons.num_rows
    bad: list[BadRow] = []
    wrong: set[int] = set()

    def cells(column: str) -> list[str | None]:
        if column not in slice_.persons.column_names:
            return [None] * rows
        return [text or None for text in slice_.persons.column(column).cast(pa.string()).to_pylist()]

    codes = [where.jurisdiction or text or BASELINE for text in cells("jurisdiction")]
    known = {*rulebook.core.countries, BASELINE}
    for row in (row for row, code in enumerate(codes) if code not in known):
        bad.append(BadRow(file, slice_.first + row + 1, "jurisdiction", f"'{codes[row]}' is no country code"))
        wrong.add(row)
    days = []
    for row, text in enumerate(cells("as_of")):
        day = partial_date(text) if text else None
        if text and (day is None or day.first != day.last):
            bad.append(BadRow(file, slice_.first + row + 1, "as_of", f"'{text}' is not a whole date"))
            wrong.add(row)
        days.append(day.first if day else where.as_of)
    return codes, days, bad, wrong


def _lines(path: Path, rulebook: Rulebook, where: Where, rows: int) -> Iterator[Taken]:
    with path.open(encoding="utf-8-sig") as file:
        numbered = enumerate(file, 1)
        while batch := [(number, line) for number, line in islice(numbered, rows)]:
            yield _take_lines(path.name, [(n, line) for n, line in batch if line.strip()], rulebook, where)


def _take_lines(name: str, lines: Sequence[tuple[int, str]], rulebook: Rulebook, where: Where) -> Taken:
    groups: dict[tuple[str, date], list[tuple[int, Situation]]] = {}
    bad: list[BadRow] = []
    for place, (number, line) in enumerate(lines):
        try:
            written = read_json(line, "")
            as_of = None if isinstance(written, dict) and "as_of" in written else where.as_of
            situation = receive(written, rulebook, jurisdiction=where.jurisdiction, as_of=as_of)
        except BadInput as problem:
            bad += [
                BadRow(name, number, fault.place or "the line", fault.problem()) for fault in problem.faults
            ]
            continue
        named = replace(situation, id=situation.id or f"line {number}")
        groups.setdefault((named.jurisdiction, named.as_of), []).append((place, named))
    pieces = []
    for (code, _), members in groups.items():
        situations = [situation for _, situation in members]
        places = np.array([place for place, _ in members], dtype=np.int64)
        ids = pa.array([situation.id for situation in situations], pa.string())
        pieces.append(Piece(places, ids, chunk_of(situations, rulebook.all_facts), code))
    return Taken(len(lines), pieces, bad)
