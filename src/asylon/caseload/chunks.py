"""From a slice of Arrow tables to a chunk of columns, with every cell that does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from asylon.caseload.columns import Column, read_column
from asylon.caseload.planes import Flags, Rows
from asylon.caseload.population import Chunk, Items
from asylon.caseload.tables import BadRow, Slice
from asylon.rulebook.dates import partial_date
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS, PERSON

DETAILS = ("from", "to")


@dataclass(slots=True)
class Read:
    """A chunk, the ids of its persons, and the persons (by row) that have a bad cell."""

    ids: pa.Array
    chunk: Chunk
    bad: list[BadRow]
    bad_persons: set[int]


class ChunkReader:
    """Reads slices against the facts of a rulebook."""

    def __init__(
        self, facts: Mapping[str, FactEntry], countries: Mapping[str, str], names: Mapping[str, str]
    ) -> None:
        """`names` gives the file of the persons ("") and of each scope, for messages."""
        self.facts = facts
        self.countries = countries
        self.names = names

    def read(self, slice_: Slice, as_of: date) -> Read:
        """Turn a slice into columns; bad cells count as not known in the chunk, and are listed."""
        bad: list[BadRow] = list(slice_.bad)
        bad_persons: set[int] = set()
        rows = slice_.persons.num_rows
        ids = slice_.persons.column("id").combine_chunks().cast(pa.string())
        for row in _repeats(ids):
            bad.append(
                BadRow(self.names[""], slice_.first + row + 1, "id", "it is empty or stands here twice")
            )
            bad_persons.add(row)
        columns = self._columns(slice_.persons, "", slice_.first, np.arange(rows), bad, bad_persons)
        own = {name: column for name, column in columns.items() if column.fact.scope == PERSON}
        unnamed = {s: {n: c for n, c in columns.items() if c.fact.scope == s} for s in LISTS}
        items = {}
        for scope, table in slice_.items.items():
            if table.num_rows:
                items[scope] = self._items(scope, table, slice_, bad, bad_persons)
        given = {s: self._given(s, slice_.persons, rows, items.get(s)) for s in LISTS}
        return Read(ids, Chunk(rows, as_of, own, unnamed, items, given), bad, bad_persons)

    def _items(
        self, scope: str, table: pa.Table, slice_: Slice, bad: list[BadRow], bad_persons: set[int]
    ) -> Items:
        owner = slice_.owner[scope]
        order = np.argsort(owner, kind="stable")
        if not np.array_equal(order, np.arange(len(order))):
            table, owner = table.take(pa.array(order)), owner[order]
        first = slice_.item_first[scope]
        columns = self._columns(table, scope, first, owner, bad, bad_persons)
        id_index, texts = _texts(table.column("id"))
        for row in np.flatnonzero(
            _twice(owner, id_index) | (id_index < 0) | ~np.array([*map(bool, texts), True])[id_index]
        ):
            problem = "it is empty or stands twice for this person"
            bad.append(BadRow(self.names[scope], first + int(row) + 1, "id", problem))
            bad_persons.add(int(owner[row]))
        details = {key: _texts(table.column(key)) for key in DETAILS if key in table.column_names}
        if scope == "episode":
            self._check_dates(scope, details, first, owner, bad, bad_persons)
        return Items(owner, texts, id_index, columns, details)

    def _check_dates(
        self,
        scope: str,
        details: Mapping[str, tuple[Rows, tuple[str, ...]]],
        first: int,
        owner: Rows,
        bad: list[BadRow],
        bad_persons: set[int],
    ) -> None:
        for key, (index, texts) in details.items():
            wrong = [place for place, text in enumerate(texts) if text and partial_date(text) is None]
            for row in np.flatnonzero(np.isin(index, wrong)):
                problem = f"'{texts[index[row]]}' is not a date; write it as 2026-11-22, 2026-11 or 2026"
                bad.append(BadRow(self.names[scope], first + int(row) + 1, key, problem))
                bad_persons.add(int(owner[row]))

    def _columns(
        self, table: pa.Table, scope: str, first: int, owner: Rows, bad: list[BadRow], bad_persons: set[int]
    ) -> dict[str, Column]:
        found = {}
        for name in table.column_names:
            fact = self.facts.get(name)
            if fact is None or fact.answered_by:
                continue
            column, cells = read_column(fact, table.column(name).combine_chunks(), self.allowed)
            found[name] = column
            for cell in cells:
                hint = f"; did you mean '{cell.meant}'?" if cell.meant else ""
                problem = f"'{cell.found}' does not fit; it takes {cell.wanted}{hint}"
                bad.append(BadRow(self.names[scope], first + cell.row + 1, cell.column, problem))
                bad_persons.add(int(owner[cell.row]))
        return found

    def _given(self, scope: str, persons: pa.Table, rows: int, items: Items | None) -> Flags:
        given = np.zeros(rows, dtype=np.bool_)
        name = f"{LISTS[scope]}_given"
        if name in persons.column_names:
            cells = persons.column(name).combine_chunks()
            if pa.types.is_boolean(cells.type):
                given |= np.asarray(cells.fill_null(False))
            else:
                given |= np.asarray(pc.equal(pc.utf8_lower(cells.cast(pa.string())), "true").fill_null(False))
        if items is not None:
            given[items.owner] = True
        return given

    def allowed(self, fact: FactEntry) -> tuple[str, ...] | None:
        """The codes that a fact takes."""
        if fact.codes == "free":
            return None
        if fact.codes in ("countries", "countries_or_none"):
            return (*self.countries, "none") if fact.codes == "countries_or_none" else tuple(self.countries)
        if fact.codes == "facts":
            return tuple(f.id for f in self.facts.values() if f.type == "tri" and f.scope == fact.of_scope)
        return tuple(fact.codes)


def _texts(column: pa.ChunkedArray) -> tuple[Rows, tuple[str, ...]]:
    cells = column.combine_chunks()
    if not pa.types.is_dictionary(cells.type):
        cells = cells.cast(pa.string()).dictionary_encode()
    index = np.asarray(cells.indices.cast(pa.int64()).fill_null(-1))
    texts = tuple(text or "" for text in cells.dictionary.to_pylist())
    empty = np.array([*(text == "" for text in texts), False])
    return np.where(empty[index], -1, index), texts


def _repeats(ids: pa.Array) -> list[int]:
    """The rows whose id is empty or stood before in the slice."""
    encoded = ids.dictionary_encode()
    index = np.asarray(encoded.indices.cast(pa.int64()).fill_null(-1))
    firsts = np.zeros(len(index), dtype=np.bool_)
    firsts[np.unique(index, return_index=True)[1]] = True
    blank = [place for place, text in enumerate(encoded.dictionary.to_pylist()) if not text]
    return [int(row) for row in np.flatnonzero(~firsts | (index < 0) | np.isin(index, blank))]


def _twice(owner: Rows, index: Rows) -> Flags:
    pairs = owner * (index.max(initial=0) + 2) + index
    firsts = np.zeros(len(pairs), dtype=np.bool_)
    firsts[np.unique(pairs, return_index=True)[1]] = True
    return ~firsts
