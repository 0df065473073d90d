"""A caseload as pieces that one program can run over: one State, one date, so many persons.

A slice of the caseload is cut by the columns `jurisdiction` and `as_of` where it has them. Rows that
do not fit are listed; they are left out only where the caller asked for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa

from asylon.caseload.ahead import one_ahead
from asylon.caseload.bad_rows import BadRow, BadTable
from asylon.caseload.chunks import ChunkReader
from asylon.caseload.planes import Rows
from asylon.caseload.population import Chunk
from asylon.caseload.seen_ids import SeenIds
from asylon.caseload.situations import chunk_of
from asylon.caseload.table_columns import coded_cells
from asylon.caseload.tables import Slice, caseload_files
from asylon.rulebook import BadInput, Fault, Rulebook, receive
from asylon.rulebook.dates import partial_date
from asylon.rulebook.faults import nearest
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
    """The State and date of a screening: `jurisdiction`, if given, comes before what the rows say.

    `as_of` is for rows that do not say their own date, unless it is `fixed`: then it is for all.
    """

    as_of: date
    jurisdiction: str | None = None
    fixed: bool = False


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
    for slice_ in one_ahead(files.slices(rulebook.all_facts, rows)):
        yield take_slice(slice_, reader, rulebook, where)


def take_slice(slice_: Slice, reader: ChunkReader, rulebook: Rulebook, where: Where) -> Taken:
    """Read one slice, wherever it comes from, and cut it by State and date."""
    rows = slice_.persons.num_rows
    checked = reader.read(slice_, where.as_of)
    if rows and not checked.bad and not {"jurisdiction", "as_of"} & set(slice_.persons.column_names):
        code = where.jurisdiction or BASELINE
        return Taken(rows, [Piece(np.arange(rows), checked.ids, checked.chunk, code)], [])
    told = _wheres(slice_, reader.names[""], rulebook, where)
    bad = told.bad + checked.bad
    fits = np.ones(rows, dtype=np.bool_)
    fits[[*told.wrong, *checked.bad_persons]] = False
    kept = np.flatnonzero(fits)
    pairs = told.code[kept] * len(told.days) + told.day[kept]
    pieces = []
    for pair in pairs[np.sort(np.unique(pairs, return_index=True)[1])]:
        code, day = told.codes[pair // len(told.days)], told.days[pair % len(told.days)]
        places = kept[pairs == pair]
        if len(places) == rows:
            return Taken(rows, [Piece(places, checked.ids, replace(checked.chunk, as_of=day), code)], bad)
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
    return Slice(slice_.first, persons, items, owner)  # its rows were checked: their numbers are not needed


@dataclass(slots=True)
class _Told:
    """The States and dates that rows say, each once, and which of them is whose; rows that are wrong."""

    codes: list[str]
    code: Rows
    days: list[date]
    day: Rows
    bad: list[BadRow]
    wrong: list[int]


def _wheres(slice_: Slice, file: str, rulebook: Rulebook, where: Where) -> _Told:
    bad: list[BadRow] = []
    wrong: list[int] = []

    def refuse(places: Rows, column: str, said: str) -> None:
        for row in places.tolist():
            bad.append(BadRow(file, slice_.row("", row), column, said))
            wrong.append(row)

    texts, index = _cells(slice_, file, "jurisdiction")
    codes = [where.jurisdiction or text or BASELINE for text in texts]
    known = {*rulebook.core.countries, BASELINE}
    for place, code in enumerate(codes):
        if code not in known:
            meant = code.upper() if code.upper() in known else nearest(code, known)
            hint = f"; did you mean '{meant}'?" if meant else ""
            refuse(np.flatnonzero(index == place), "jurisdiction", f"'{code}' is no country code{hint}")
    days = []
    day_texts, day_index = _cells(slice_, file, "as_of")
    for place, text in enumerate(day_texts):
        day = partial_date(text) if text else None
        if text and (day is None or day.first != day.last):
            said = f"'{text}' is not a whole date; write it as 2026-11-22"
            refuse(np.flatnonzero(day_index == place), "as_of", said)
        days.append(day.first if day and not where.fixed else where.as_of)
    code_list, day_list = list(dict.fromkeys(codes)), list(dict.fromkeys(days))
    return _Told(
        code_list,
        np.array([code_list.index(code) for code in codes], dtype=np.int64)[index],
        day_list,
        np.array([day_list.index(day) for day in days], dtype=np.int64)[day_index],
        bad,
        wrong,
    )


def _cells(slice_: Slice, file: str, column: str) -> tuple[list[str | None], Rows]:
    """The distinct texts of a column, after None for an empty cell, and which of them each row says."""
    if column not in slice_.persons.column_names:
        return [None], np.zeros(slice_.persons.num_rows, dtype=np.int64)
    index, texts = coded_cells(slice_.persons.column(column), file, column)
    return [None, *(text.strip() or None for text in texts)], index + 1


def _lines(path: Path, rulebook: Rulebook, where: Where, rows: int) -> Iterator[Taken]:
    seen = SeenIds()
    try:
        with path.open(encoding="utf-8-sig") as file:
            numbered = ((number, line) for number, line in enumerate(file, 1) if line.strip())
            while lines := list(islice(numbered, rows)):
                yield _take_lines(path.name, lines, rulebook, where, seen)
    except UnicodeDecodeError as problem:
        said = f"it is not UTF-8 text ({problem.reason})"
    except OSError as problem:
        said = problem.strerror or str(problem)
    else:
        return
    raise BadTable([Fault("unreadable", str(path), {"problem": said})])


def _take_lines(
    name: str, lines: Sequence[tuple[int, str]], rulebook: Rulebook, where: Where, seen: SeenIds
) -> Taken:
    bad: list[BadRow] = []
    received: list[tuple[int, int, Situation]] = []
    for place, (number, line) in enumerate(lines):
        try:
            situation = _received(line, rulebook, where)
        except BadInput as problem:
            bad += [BadRow(name, number, _path(fault), fault.problem()) for fault in problem.faults]
        else:
            received.append((place, number, replace(situation, id=situation.id or f"line {number}")))
    ids = pa.array([situation.id for _, _, situation in received], pa.string())
    again = _repeats(ids, seen)
    groups: dict[tuple[str, date], list[tuple[int, Situation]]] = {}
    for (place, number, situation), repeated in zip(received, again, strict=True):
        if repeated:
            bad.append(BadRow(name, number, "id", f"'{situation.id}' stands here twice"))
        else:
            groups.setdefault((situation.jurisdiction, situation.as_of), []).append((place, situation))
    pieces = []
    for (code, _), members in groups.items():
        situations = [situation for _, situation in members]
        places = np.array([place for place, _ in members], dtype=np.int64)
        ids = pa.array([situation.id for situation in situations], pa.string())
        pieces.append(Piece(places, ids, chunk_of(situations, rulebook.all_facts), code))
    return Taken(len(lines), pieces, bad)


def _received(line: str, rulebook: Rulebook, where: Where) -> Situation:
    written = read_json(line, "")
    if isinstance(written, dict) and isinstance(written.get("situation"), dict):
        raise BadTable([Fault("vignette", "")])
    dated = isinstance(written, dict) and written.get("as_of") is not None
    as_of = None if dated and not where.fixed else where.as_of
    return receive(written, rulebook, jurisdiction=where.jurisdiction, as_of=as_of)


def _path(fault: Fault) -> str:
    """Where in its line a fault is: a JSON path, or nothing where the line is no JSON."""
    return "" if fault.code == "json_syntax" else fault.place


def _repeats(ids: pa.Array, seen: SeenIds) -> list[bool]:
    found: list[bool] = seen.before(ids).tolist()
    here: set[str] = set()
    for row, id_ in enumerate(ids.to_pylist()):
        found[row] |= id_ in here
        here.add(id_)
    seen.add(ids)
    return found
