"""Read child tables beside the persons: each row is given to its person, and strays are noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from asylon.caseload.bad_rows import BadRow, BadTable, Ragged
from asylon.caseload.marked_rows import MarkedRows
from asylon.caseload.one_table import read_table
from asylon.caseload.planes import Rows
from asylon.caseload.seen_ids import SeenIds, marks
from asylon.caseload.table_columns import (
    item_columns,
    text_cells,
)
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import Fault

CHILD_ROWS = 1 << 17


AHEAD = 1 << 16
"""How many rows of a child table are looked through for the next one that belongs to a slice."""


class Child:
    """Reads a child table beside the persons: the rows of each slice are the next ones."""

    def __init__(self, path: Path, scope: str, facts: Mapping[str, FactEntry]) -> None:
        self.path = path
        self.ragged = Ragged()
        columns = item_columns(facts, scope)
        self.tables = read_table(path, columns, ("person", "id"), CHILD_ROWS, self.ragged)
        self.waiting: pa.Table = next(self.tables, no_items())
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
            return no_items(), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
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


def match(persons: pa.Array, children: Sequence[Child]) -> None:
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


def no_items() -> pa.Table:
    """A child table without rows."""
    return pa.table({"person": pa.array([], pa.string()), "id": pa.array([], pa.string())})
