"""Read a caseload in chunks: persons with their items, in bounded memory.

The layout is told in `docs/reference/caseload-tables.md`. A table with a column that nobody knows is
refused at once; cells and rows that do not fit are collected with their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from asylon.caseload.bad_rows import BadRow, BadTable, Ragged
from asylon.caseload.child_tables import Child, match, no_items
from asylon.caseload.one_table import read_table
from asylon.caseload.planes import Flags, Rows
from asylon.caseload.seen_ids import SeenIds
from asylon.caseload.table_columns import (
    person_columns,
    text_cells,
)
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import Fault, nearest
from asylon.rulebook.scopes import LISTS

FORMATS = (".parquet", ".csv")


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
        readers = {scope: Child(path, scope, facts) for scope, path in self.children.items()}
        ragged = {"": Ragged(), **{scope: reader.ragged for scope, reader in readers.items()}}
        seen, first = SeenIds(), 0
        tables = read_table(self.persons, person_columns(facts), ("id",), rows, ragged[""])
        for table in tables:
            ids = text_cells(table.column("id"), self.persons.name, "id")
            slice_ = Slice(first, table, {}, {}, again=seen.before(ids), ragged=ragged)
            seen.add(ids)
            match(ids, list(readers.values()))
            for scope, reader in readers.items():
                slice_.items[scope], slice_.owner[scope], slice_.places[scope] = reader.take()
                slice_.bad += reader.news()
            slice_.bad += ragged[""].news()
            yield slice_
            first += table.num_rows
        last = Slice(first, no_items().select(["id"]), {}, {}, bad=ragged[""].news(), ragged=ragged)
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
