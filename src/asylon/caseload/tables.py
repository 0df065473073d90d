"""Read a caseload in chunks: persons with their items, in bounded memory.

The layout is told in `docs/reference/caseload-tables.md`. A table with a column that nobody knows is
refused at once; cells and rows that do not fit are collected with their place.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from asylon.caseload.marked_rows import MarkedRows
from asylon.caseload.planes import Flags, Rows
from asylon.caseload.seen_ids import SeenIds, marks
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import BadInput, Fault, nearest
from asylon.rulebook.scopes import LISTS

PERSON_COLUMNS = ("id", "jurisdiction", "as_of", *(f"{name}_given" for name in LISTS.values()))
ITEM_COLUMNS = ("person", "id", "country", "from", "to", "on")
FORMATS = (".parquet", ".csv")

CHILD_ROWS = 1 << 17
AHEAD = 1 << 16
"""How many rows of a child table are looked through for the next one that belongs to a slice."""

NAMES_OF_PERSONS = {"id": ("id",), "person": ("person",)}
"""By the first column that a table needs: the columns that name persons, all different, so no dictionary."""


class BadTable(BadInput):
    """A table that cannot be used, with every fault that was found."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used; `row` counts the rows below the header from 1."""

    file: str
    row: int
    column: str
    problem: str

    def sentence(self) -> str:
        """Say where the row is and what is wrong with it."""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}: row {self.row}{column}: {self.problem}"


@dataclass(slots=True)
class Ragged:
    """The rows of a CSV file that have too few or too many cells; they are in none of its tables."""

    rows: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    said: list[BadRow] = field(default_factory=list)

    def note(self, bad: BadRow) -> None:
        """Add the next such row."""
        self.steps.append(bad.row - len(self.rows))
        self.rows.append(bad.row)
        self.said.append(bad)

    def number(self, place: int) -> int:
        """The number in the file, from 1, of the row at this place, from 0, of the tables."""
        return place + 1 + bisect_right(self.steps, place + 1)

    def news(self) -> list[BadRow]:
        """The rows that were noted since this was asked last."""
        said, self.said = self.said, []
        return said


@dataclass(slots=True)
class Slice:
    """Consecutive persons as Arrow tables: their own rows, and their items by scope.

    `owner` says of each item which row of the persons it belongs to, `places` which row of its file it
    is, from 0; `again` are the persons whose id
    stood in an earlier slice; `bad` are rows that are in none of the tables.
    """

    first: int
    persons: pa.Table
    items: dict[str, pa.Table]
    owner: dict[str, Rows]
    places: dict[str, Rows] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    again: Flags | None = None
    ragged: Mapping[str, Ragged] = field(default_factory=dict)

    def row(self, scope: str, place: int) -> int:
        """The number in its file, from 1, of a row of the persons ("") or of the items of a scope."""
        at = int(self.places[scope][place]) if scope in self.places else self.first + place
        return self.ragged[scope].number(at) if scope in self.ragged else at + 1


@dataclass(slots=True)
class CaseloadFiles:
    """The files of a caseload: the persons' table, and the child tables that there are."""

    persons: Path
    children: Mapping[str, Path]

    def slices(self, facts: Mapping[str, FactEntry], rows: int) -> Iterator[Slice]:
        """Yield the caseload in slices of so many persons.

        Raises: BadTable for an unknown or missing column, a file that cannot be read, or items that
        stand out of the order of the persons.
        """
        readers = {scope: _Child(path, scope, facts) for scope, path in self.children.items()}
        ragged = {"": Ragged(), **{scope: reader.ragged for scope, reader in readers.items()}}
        seen, first = SeenIds(), 0
        tables = _tables(self.persons, person_columns(facts), ("id",), rows, ragged[""])
        for table in tables:
            ids = text_cells(table.column("id"), self.persons.name, "id")
            slice_ = Slice(first, table, {}, {}, again=seen.before(ids), ragged=ragged)
            seen.add(ids)
            _match(ids, list(readers.values()))
            for scope, reader in readers.items():
                slice_.items[scope], slice_.owner[scope], slice_.places[scope] = reader.take()
                slice_.bad += reader.news()
            slice_.bad += ragged[""].news()
            yield slice_
            first += table.num_rows
        last = Slice(first, _empty().select(["id"]), {}, {}, bad=ragged[""].news(), ragged=ragged)
        for reader in readers.values():
            reader.finish(seen)
            last.bad += reader.news()
        if last.bad:
            yield last


def caseload_files(path: Path) -> CaseloadFiles:
    """Find the files of a caseload.

    Raises: BadTable if there is no table here, or of no known format.
    """
    if path.is_dir():
        return _folder_files(path)
    if not path.is_file():
        raise BadTable([Fault("unreadable", str(path), {"problem": "there is no such file or folder"})])
    if path.suffix not in FORMATS:
        raise BadTable(
            [Fault("no_table", str(path), {"wanted": "a file ending in .parquet, .csv or .jsonl"})]
        )
    return CaseloadFiles(path, {})


def _folder_files(folder: Path) -> CaseloadFiles:
    tables = ("persons", *LISTS.values())
    there = sorted(
        file for file in folder.iterdir() if file.suffix in FORMATS and not file.name.startswith(".")
    )
    persons = [file for file in there if file.stem == "persons"]
    if not persons:
        raise BadTable([Fault("no_table", str(folder), {"wanted": "persons.parquet or persons.csv"})])
    # A table that would be left unread must not pass for one without rows.
    strays = [file for file in there if file.stem in tables and file.suffix != persons[0].suffix]
    faults = [Fault("other_format", str(file), {"first": persons[0].name}) for file in strays]
    for file in there:
        meant = None if file.stem in tables else nearest(file.stem, tables)
        if meant:
            faults.append(Fault("unknown_table", str(file), {}, meant + file.suffix))
    if faults:
        raise BadTable(faults)
    children = {scope: folder / f"{name}{persons[0].suffix}" for scope, name in LISTS.items()}
    return CaseloadFiles(persons[0], {scope: file for scope, file in children.items() if file in there})


def _tables(
    path: Path, known: Sequence[str], needed: Sequence[str], rows: int, ragged: Ragged
) -> Iterator[pa.Table]:
    """Yield a file as tables of exactly so many rows, the last one shorter."""
    batches = (_csv_batches if path.suffix == ".csv" else _parquet_batches)(path, known, needed, rows, ragged)
    waiting: list[pa.RecordBatch] = []
    have = 0
    try:
        for batch in batches:
            waiting.append(batch)
            have += batch.num_rows
            while have >= rows:
                whole = pa.Table.from_batches(waiting)
                yield whole.slice(0, rows).combine_chunks()
                waiting, have = whole.slice(rows).to_batches(), have - rows
    except (OSError, pa.ArrowException, UnicodeDecodeError, csv.Error) as problem:
        said = (str(problem) or type(problem).__name__).splitlines()[0]
        raise BadTable([Fault("unreadable", path.name, {"problem": said})]) from problem
    if have:
        yield pa.Table.from_batches(waiting).combine_chunks()


def _parquet_batches(
    path: Path, known: Sequence[str], needed: Sequence[str], rows: int, ragged: Ragged
) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        names = [field.name for field in file.schema_arrow if pa.types.is_string(field.type)]
        refuse_columns(path.name, file.schema_arrow.names, known, needed)
    texts = [name for name in names if name not in NAMES_OF_PERSONS.get(needed[0], ())]
    # Without `pre_buffer=False` Arrow would hold the bytes of the whole file to the end.
    with pq.ParquetFile(path, read_dictionary=texts, pre_buffer=False) as file:
        yield from file.iter_batches(batch_size=rows)


def _csv_batches(
    path: Path, known: Sequence[str], needed: Sequence[str], rows: int, ragged: Ragged
) -> Iterator[pa.RecordBatch]:
    names, has_rows = _csv_header(path)
    refuse_columns(path.name, names, known, needed)
    if not has_rows:  # Arrow takes a header without a line's end for no table at all
        return

    def note(row: pcsv.InvalidRow) -> str:
        cells = f"it has {row.actual_columns} cells and the header has {row.expected_columns}"
        lines = len(row.text.strip().splitlines())
        over = f"; it goes on over {lines} lines, so a quote may be missing" if lines > 1 else ""
        ragged.note(BadRow(path.name, row.number - 1, "", cells + over))
        return "skip"

    with pcsv.open_csv(
        path,
        # One thread: only then are rows numbered. The columns are cut and converted at the same speed.
        read_options=pcsv.ReadOptions(block_size=8 << 20, use_threads=False),
        parse_options=pcsv.ParseOptions(newlines_in_values=True, invalid_row_handler=note),
        convert_options=pcsv.ConvertOptions(
            column_types={name: pa.string() for name in names}, strings_can_be_null=False
        ),
    ) as file:
        if file.schema.names != names:
            raise pa.ArrowInvalid(f"the header cannot be read; it may be {', '.join(file.schema.names)}")
        yield from file


def _csv_header(path: Path) -> tuple[list[str], bool]:
    """The names of the columns, and whether a row follows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = (row for row in csv.reader(file) if row)
        names = next(lines, None)
        if names is None:
            raise BadTable([Fault("empty", path.name)])
        return names, next(file, None) is not None


def person_columns(facts: Mapping[str, FactEntry]) -> list[str]:
    """The columns that the persons' table may have."""
    return [*PERSON_COLUMNS, *(name for name, fact in facts.items() if not fact.answered_by)]


def item_columns(facts: Mapping[str, FactEntry], scope: str) -> list[str]:
    """The columns that the table of a scope may have."""
    return [*ITEM_COLUMNS, *(name for name, fact in facts.items() if fact.scope == scope)]


def refuse_columns(file: str, names: Sequence[str], known: Sequence[str], needed: Sequence[str]) -> None:
    """Look at the columns of a table before anything is read.

    Raises: BadTable for columns that nobody knows, that stand there twice, or that are missing.
    """
    faults = [
        Fault("unknown_column", file, {"key": name}, nearest(name, known))
        for name in names
        if name not in known
    ]
    faults += [
        Fault("duplicate_column", file, {"key": n}) for n in dict.fromkeys(names) if names.count(n) > 1
    ]
    faults += [Fault("missing_column", file, {"key": name}) for name in needed if name not in names]
    if faults:
        raise BadTable(faults)


def text_cells(column: pa.ChunkedArray, file: str, name: str) -> pa.Array:
    """The cells of a column that names something, as text.

    Raises: BadTable if its Arrow type holds neither texts, whole numbers nor dates.
    """
    cells = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kind = cells.type.value_type if pa.types.is_dictionary(cells.type) else cells.type
    try:
        if pa.types.is_timestamp(kind):
            cells = cells.cast(pa.date32())
        elif not any(fits(kind) for fits in _NAMING):
            raise pa.ArrowInvalid
        return cells.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        values = {"key": name, "wanted": "texts, whole numbers or dates", "found": str(kind)}
        raise BadTable([Fault("wrong_column", file, values)]) from problem


def coded_cells(column: pa.ChunkedArray, file: str, name: str) -> tuple[Rows, list[str]]:
    """The distinct texts of a column that names something, and an index into them; -1 for a null.

    Raises: BadTable as `text_cells` does.
    """
    cells = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if not pa.types.is_dictionary(cells.type) or not pa.types.is_string(cells.type.value_type):
        cells = text_cells(cells, file, name).dictionary_encode()
    index = np.asarray(cells.indices.cast(pa.int64()).fill_null(-1))
    return index, [text or "" for text in cells.dictionary.to_pylist()]


_NAMING = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
    pa.types.is_integer,
    pa.types.is_date,
    pa.types.is_null,
)


def _match(persons: pa.Array, children: Sequence[_Child]) -> None:
    """Give each child table the rows of a slice's persons that its next rows belong to."""
    while children:
        # All tables at once: what takes time is to learn the persons' ids.
        rows = _rows_of(persons, [child.ahead() for child in children])
        children = [child for child, found in zip(children, rows, strict=True) if child.put(found)]


def _rows_of(persons: pa.Array, named: Sequence[pa.Array]) -> list[Rows]:
    """For each name the row of the person who has it, the first if there are several; -1 for nobody."""
    known = MarkedRows(marks(persons))
    found = []
    for names in named:
        begins = _begins(names)
        heads = names.take(pa.array(begins))
        row = known.find(marks(heads))
        # Two texts may share a mark: only the texts themselves say that it is the same person.
        meant = persons.take(pa.array(row, mask=row < 0))
        same = np.asarray(pc.equal(heads, meant).fill_null(False))
        found.append(np.repeat(np.where(same, row, -1), np.diff(begins, append=len(names))))
    return found


def _begins(names: pa.Array) -> Rows:
    """Where another name begins: the rows of a person stand together, so that few need be looked up."""
    if not len(names):
        return np.zeros(0, dtype=np.int64)
    same = pc.equal(names.slice(1), names.slice(0, len(names) - 1)).fill_null(False)
    return np.concatenate([[0], np.flatnonzero(~np.asarray(same)) + 1])


class _Child:
    """Reads a child table beside the persons: the rows of each slice are the next ones."""

    def __init__(self, path: Path, scope: str, facts: Mapping[str, FactEntry]) -> None:
        self.path = path
        self.ragged = Ragged()
        columns = item_columns(facts, scope)
        self.tables = _tables(path, columns, ("person", "id"), CHILD_ROWS, self.ragged)
        self.waiting: pa.Table = next(self.tables, _empty())
        self.taken = 0
        self.usual = CHILD_ROWS
        self.found: list[pa.Table] = []
        self.owners: list[Rows] = []
        self.strays: list[tuple[int, str]] = []
        self.bad: list[BadRow] = []

    def news(self) -> list[BadRow]:
        """The rows that are in no slice, as far as they were not told before."""
        found, self.bad = [*self.ragged.news(), *self.bad], []
        return found

    def ahead(self) -> pa.Array:
        """The persons of the rows to look through next; none at the end of the table."""
        wanted = self.usual + self.usual // 16 + AHEAD  # a second look costs more than some rows too many
        while self.waiting.num_rows < wanted and self._read_on():
            pass
        return text_cells(self.waiting.column("person").slice(0, wanted), self.path.name, "person")

    def put(self, rows: Rows) -> bool:
        """Keep what belongs to the slice, as the rows of its persons say; True if more may follow."""
        upto = int(np.flatnonzero(rows >= 0)[-1]) + 1 if (rows >= 0).any() else 0
        if upto:
            self.found.append(self.waiting.slice(0, upto))
            self.owners.append(rows[:upto])
            self.waiting = self.waiting.slice(upto)
        rest = len(rows) - upto
        return upto > 0 and rest < AHEAD and (self.waiting.num_rows > rest or self._read_on())

    def take(self) -> tuple[pa.Table, Rows, Rows]:
        """What was kept since the last slice, the person of each row, and its place in the file.

        Raises: BadTable for rows that stand out of order.
        """
        found, owners = self.found, self.owners
        self.found, self.owners = [], []
        if not found:
            return _empty(), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        table = pa.concat_tables(found, promote_options="permissive").combine_chunks()
        first, self.usual = self.taken, table.num_rows
        self.taken += table.num_rows
        return self._kept(table, np.concatenate(owners), first)

    def _read_on(self) -> bool:
        more = next(self.tables, None)
        if more is not None:
            self.waiting = pa.concat_tables([self.waiting, more]) if self.waiting.num_rows else more
        return more is not None

    def _kept(self, table: pa.Table, owners: Rows, first: int) -> tuple[pa.Table, Rows, Rows]:
        """Leave out the rows between these persons' that belong to nobody of them, and note those."""
        kept = np.flatnonzero(owners >= 0)
        back = np.flatnonzero(np.diff(owners[kept]) < 0)
        if len(back):
            row = int(kept[back[0] + 1])
            raise self._out_of_order(first + row, table.column("person")[row].as_py())
        if len(kept) < len(owners):
            self._note(table.take(pa.array(np.flatnonzero(owners < 0))), first + np.flatnonzero(owners < 0))
            table, owners = table.take(pa.array(kept)).combine_chunks(), owners[kept]
        return table, owners, first + kept

    def _note(self, table: pa.Table, places: Rows) -> None:
        for place, person in zip(places, table.column("person").to_pylist(), strict=True):
            row = self.ragged.number(int(place))
            self.strays.append((int(place), str(person or "")))
            said = f"there is no person '{person}'" if person not in (None, "") else "it is empty"
            self.bad.append(BadRow(self.path.name, row, "person", said))

    def _out_of_order(self, place: int, person: object) -> BadTable:
        values = {"row": self.ragged.number(place), "id": person}
        return BadTable([Fault("out_of_order", self.path.name, values)])

    def finish(self, seen: SeenIds) -> None:
        """After the last person: whatever is left belongs to nobody.

        Raises: BadTable for rows whose person is there after all, but stands elsewhere.
        """
        while self.waiting.num_rows:
            self._note(self.waiting, self.taken + np.arange(self.waiting.num_rows))
            self.taken += self.waiting.num_rows
            self.waiting = self.waiting.slice(self.waiting.num_rows)
            self._refuse_misplaced(seen)
            self._read_on()
        self._refuse_misplaced(seen)

    def _refuse_misplaced(self, seen: SeenIds) -> None:
        there = seen.before(pa.array([person for _, person in self.strays], pa.string()))
        for place, person in (self.strays[at] for at in np.flatnonzero(there)[:1]):
            raise self._out_of_order(place, person)


def _empty() -> pa.Table:
    return pa.table({"person": pa.array([], pa.string()), "id": pa.array([], pa.string())})
