"""Read a caseload in chunks: persons with their items, in bounded memory.

The layout is told in `docs/reference/caseload-tables.md`. A table with a column that nobody knows is
refused at once; cells and rows that do not fit are collected with their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from asylon.caseload.planes import Rows
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import BadInput, Fault, nearest
from asylon.rulebook.scopes import LISTS

PERSON_COLUMNS = ("id", "jurisdiction", "as_of", *(f"{name}_given" for name in LISTS.values()))
ITEM_COLUMNS = ("person", "id", "country", "from", "to", "on")
FORMATS = (".parquet", ".csv")

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
        return f"{self.file}: row {self.row}, column {self.column}: {self.problem}"


@dataclass(slots=True)
class Slice:
    """Consecutive persons as Arrow tables: their own rows, and their items by scope.

    `owner` says of each item which row of the persons it belongs to.
    """

    first: int
    persons: pa.Table
    items: dict[str, pa.Table]
    owner: dict[str, Rows]
    item_first: dict[str, int]
    bad: list[BadRow] = field(default_factory=list)


@dataclass(slots=True)
class CaseloadFiles:
    """The files of a caseload: the persons' table, and the child tables that there are."""

    persons: Path
    children: Mapping[str, Path]

    def slices(self, facts: Mapping[str, FactEntry], rows: int) -> Iterator[Slice]:
        """Yield the caseload in slices of so many persons.

        Raises: BadTable for an unknown or missing column, or a file that cannot be read.
        """
        readers = {scope: _Child(path, scope, facts) for scope, path in self.children.items()}
        first = 0
        for table in _tables(self.persons, person_columns(facts), ("id",), rows):
            ids = _as_text(table.column("id"))
            slice_ = Slice(first, table, {}, {}, {})
            for scope, reader in readers.items():
                slice_.item_first[scope] = reader.taken
                slice_.items[scope], slice_.owner[scope] = reader.take(ids)
            yield slice_
            first += table.num_rows
        for reader in readers.values():
            reader.refuse_leftovers()


def caseload_files(path: Path) -> CaseloadFiles:
    """Find the files of a caseload.

    Raises: BadTable if there is no table here, or of no known format.
    """
    if path.is_dir():
        for ending in FORMATS:
            persons = path / f"persons{ending}"
            if persons.is_file():
                children = {scope: path / f"{name}{ending}" for scope, name in LISTS.items()}
                return CaseloadFiles(persons, {s: file for s, file in children.items() if file.is_file()})
        raise BadTable([Fault("no_table", str(path), {"wanted": "persons.parquet or persons.csv"})])
    if not path.is_file():
        raise BadTable([Fault("unreadable", str(path), {"problem": "there is no such file or folder"})])
    if path.suffix not in FORMATS:
        raise BadTable(
            [Fault("no_table", str(path), {"wanted": "a file ending in .parquet, .csv or .jsonl"})]
        )
    return CaseloadFiles(path, {})


def _tables(path: Path, known: Sequence[str], needed: Sequence[str], rows: int) -> Iterator[pa.Table]:
    """Yield a file as tables of exactly so many rows, the last one shorter."""
    batches = _batches(path, known, needed, rows)
    waiting: list[pa.RecordBatch] = []
    have = 0
    for batch in batches:
        waiting.append(batch)
        have += batch.num_rows
        while have >= rows:
            whole = pa.Table.from_batches(waiting)
            yield whole.slice(0, rows).combine_chunks()
            waiting, have = whole.slice(rows).to_batches(), have - rows
    if have:
        yield pa.Table.from_batches(waiting).combine_chunks()


def _batches(path: Path, known: Sequence[str], needed: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
    try:
        if path.suffix == ".parquet":
            file = pq.ParquetFile(path)
            names = [field.name for field in file.schema_arrow if pa.types.is_string(field.type)]
            texts = [name for name in names if name not in NAMES_OF_PERSONS.get(needed[0], ())]
            refuse_columns(path.name, file.schema_arrow.names, known, needed)
            file = pq.ParquetFile(path, read_dictionary=texts)
            yield from file.iter_batches(batch_size=rows)
            return
        names = _csv_header(path)
        refuse_columns(path.name, names, known, needed)
        yield from pcsv.open_csv(
            path,
            read_options=pcsv.ReadOptions(block_size=8 << 20),
            convert_options=pcsv.ConvertOptions(
                column_types={name: pa.string() for name in names}, strings_can_be_null=False
            ),
        )
    except (OSError, pa.ArrowInvalid, UnicodeDecodeError) as problem:
        said = str(problem).splitlines()[0]
        raise BadTable([Fault("unreadable", path.name, {"problem": said})]) from problem


def _csv_header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        line = file.readline().rstrip("\r\n")
    return [name.strip().strip('"') for name in line.split(",")]


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
    faults = [Fault("unknown_column", file, {"key": name}, nearest(name, known)) for name in names if name not in known]
    faults += [Fault("duplicate_column", file, {"key": n}) for n in dict.fromkeys(names) if names.count(n) > 1]
    faults += [Fault("missing_column", file, {"key": name}) for name in needed if name not in names]
    if faults:
        raise BadTable(faults)


def _as_text(column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return array.cast(pa.string())


class _Child:
    """Reads a child table beside the persons: the rows of each slice are the next ones."""

    def __init__(self, path: Path, scope: str, facts: Mapping[str, FactEntry]) -> None:
        self.path = path
        self.tables = _tables(path, item_columns(facts, scope), ("person", "id"), 1 << 17)
        self.waiting: pa.Table | None = next(self.tables, None)
        self.taken = 0

    def take(self, persons: pa.Array) -> tuple[pa.Table, Rows]:
        """The next rows, as long as they belong to these persons, and the row of the person of each."""
        found: list[pa.Table] = []
        owners: list[Rows] = []
        while self.waiting is not None:
            place = pc.index_in(_as_text(self.waiting.column("person")), value_set=persons)
            strange = pc.index(pc.is_null(place), True).as_py()
            upto = self.waiting.num_rows if strange < 0 else strange
            found.append(self.waiting.slice(0, upto))
            owners.append(np.asarray(place.slice(0, upto).cast(pa.int64())))
            self.taken += upto
            if upto < self.waiting.num_rows:
                self.waiting = self.waiting.slice(upto)
                break
            self.waiting = next(self.tables, None)
        if not found:
            return _empty(), np.zeros(0, dtype=np.int64)
        table = pa.concat_tables(found, promote_options="permissive").combine_chunks()
        return table, np.concatenate(owners)

    def refuse_leftovers(self) -> None:
        """After the last person no row may be left.

        Raises: BadTable with the first row whose person is unknown or stands out of order.
        """
        if self.waiting is not None and self.waiting.num_rows:
            person = self.waiting.column("person")[0].as_py()
            values = {"row": self.taken + 1, "id": person}
            raise BadTable([Fault("unknown_person", self.path.name, values)])


def _empty() -> pa.Table:
    return pa.table({"person": pa.array([], pa.string()), "id": pa.array([], pa.string())})
