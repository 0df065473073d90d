"""From a slice of Arrow tables to a chunk of columns, with every cell that does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from asylon.caseload.bad_rows import BadRow, BadTable
from asylon.caseload.columns import Column, read_column
from asylon.caseload.planes import Flags, Rows
from asylon.caseload.population import Chunk, Items
from asylon.caseload.seen_ids import rises
from asylon.caseload.table_columns import coded_cells, text_cells
from asylon.caseload.tables import Slice
from asylon.rulebook.codes import allowed_codes
from asylon.rulebook.dates import partial_date
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import Fault
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
        ids = text_cells(slice_.persons.column("id"), self.names[""], "id")
        for row in _repeats(ids, slice_.again):
            said = f"'{ids[row]}' stands here twice" if ids[row].as_py() else "it is empty"
            bad.append(BadRow(self.names[""], slice_.row("", row), "id", said))
            bad_persons.add(row)
        columns = self._columns(slice_.persons, "", slice_, np.arange(rows), bad, bad_persons)
        own = {name: column for name, column in columns.items() if column.fact.scope == PERSON}
        unnamed = {s: {n: c for n, c in columns.items() if c.fact.scope == s} for s in LISTS}
        items = {}
        for scope, table in slice_.items.items():
            if table.num_rows:
                items[scope] = self._items(scope, table, slice_, bad, bad_persons)
        given = {s: self._given(s, slice_, items.get(s), bad, bad_persons) for s in LISTS}
        return Read(ids, Chunk(rows, as_of, own, unnamed, items, given), bad, bad_persons)

    def _items(
        self, scope: str, table: pa.Table, slice_: Slice, bad: list[BadRow], bad_persons: set[int]
    ) -> Items:
        owner = slice_.owner[scope]
        columns = self._columns(table, scope, slice_, owner, bad, bad_persons)
        id_index, texts = self._texts(scope, table, "id")
        for row in np.flatnonzero(
            _twice(owner, id_index) | (id_index < 0) | ~np.array([*map(bool, texts), True])[id_index]
        ):
            problem = "it is empty or stands twice for this person"
            bad.append(BadRow(self.names[scope], slice_.row(scope, int(row)), "id", problem))
            bad_persons.add(int(owner[row]))
        there = [key for key in (*DETAILS, "on", "country") if key in table.column_names]
        details = {key: self._texts(scope, table, key) for key in there}
        dated = (*DETAILS, "on") if scope == "episode" else ("on",)
        dates = {key: details[key] for key in dated if key in details}
        self._check_dates(scope, dates, slice_, owner, bad, bad_persons)
        return Items(owner, texts, id_index, columns, {k: v for k, v in details.items() if k in DETAILS})

    def _check_dates(
        self,
        scope: str,
        details: Mapping[str, tuple[Rows, tuple[str, ...]]],
        slice_: Slice,
        owner: Rows,
        bad: list[BadRow],
        bad_persons: set[int],
    ) -> None:
        for key, (index, texts) in details.items():
            wrong = [place for place, text in enumerate(texts) if text and partial_date(text) is None]
            for row in np.flatnonzero(np.isin(index, wrong)):
                problem = f"'{texts[index[row]]}' is not a date; write it as 2026-11-22, 2026-11 or 2026"
                bad.append(BadRow(self.names[scope], slice_.row(scope, int(row)), key, problem))
                bad_persons.add(int(owner[row]))

    def _columns(
        self,
        table: pa.Table,
        scope: str,
        slice_: Slice,
        owner: Rows,
        bad: list[BadRow],
        bad_persons: set[int],
    ) -> dict[str, Column]:
        found = {}
        for name in table.column_names:
            fact = self.facts.get(name)
            if fact is None or fact.answered_by:
                continue
            try:
                column, cells = read_column(fact, table.column(name).combine_chunks(), self.allowed)
            except TypeError as wrong:
                fault = Fault("unreadable", self.names[scope], {"problem": str(wrong)})
                raise BadTable([fault]) from wrong
            found[name] = column
            for cell in cells:
                hint = f"; did you mean '{cell.meant}'?" if cell.meant else ""
                problem = f"'{cell.found}' does not fit; it takes {cell.wanted}{hint}"
                bad.append(BadRow(self.names[scope], slice_.row(scope, cell.row), cell.column, problem))
                bad_persons.add(int(owner[cell.row]))
        return found

    def _given(
        self, scope: str, slice_: Slice, items: Items | None, bad: list[BadRow], bad_persons: set[int]
    ) -> Flags:
        given = np.zeros(slice_.persons.num_rows, dtype=np.bool_)
        name = f"{LISTS[scope]}_given"
        if name in slice_.persons.column_names:
            cells = slice_.persons.column(name).combine_chunks()
            if pa.types.is_boolean(cells.type):
                given |= np.asarray(cells.fill_null(False))
            else:
                index, texts = self._texts("", slice_.persons, name)
                words = [text.strip().casefold() for text in texts]
                given |= np.array([*(word == "true" for word in words), False])[index]
                odd = [place for place, word in enumerate(words) if word not in ("", "true", "false")]
                for row in np.flatnonzero(np.isin(index, odd)):
                    problem = f"'{texts[index[row]]}' does not fit; it takes true or false"
                    bad.append(BadRow(self.names[""], slice_.row("", int(row)), name, problem))
                    bad_persons.add(int(row))
        if items is not None:
            given[items.owner] = True
        return given

    def _texts(self, scope: str, table: pa.Table, name: str) -> tuple[Rows, tuple[str, ...]]:
        """The distinct texts of a column that names something, and an index into them; -1 where empty."""
        index, texts = coded_cells(table.column(name), self.names[scope], name)
        empty = np.array([*(text == "" for text in texts), False])
        return np.where(empty[index], -1, index), tuple(texts)

    def allowed(self, fact: FactEntry) -> tuple[str, ...] | None:
        """The codes that a fact takes; None where any text will do."""
        return allowed_codes(fact, self.facts, self.countries)


def _repeats(ids: pa.Array, again: Flags | None) -> list[int]:
    """The rows whose id is empty or stood before, in the slice or in an earlier one."""
    if rises(ids, ""):
        return [] if again is None else [int(row) for row in np.flatnonzero(again)]
    encoded = ids.dictionary_encode()
    blank = encoded.dictionary.index("").as_py()
    index = np.asarray(encoded.indices.cast(pa.int64()).fill_null(-1))
    later = np.ones(len(index), dtype=np.bool_)
    later[np.unique(index, return_index=True)[1]] = False
    if again is not None:
        later |= again
    return [int(row) for row in np.flatnonzero(later | (index < 0) | ((index == blank) & (blank >= 0)))]


def _twice(owner: Rows, index: Rows) -> Flags:
    """The rows whose id stood before with the same person; the rows of a person stand together."""
    pairs = owner * (index.max(initial=0) + 2) + index
    again = np.zeros(len(pairs), dtype=np.bool_)
    order = np.argsort(pairs, kind="stable")
    again[order[1:]] = np.diff(pairs[order]) == 0
    return again
