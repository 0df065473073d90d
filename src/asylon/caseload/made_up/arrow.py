"""Turns a block into Arrow tables, as Parquet and CSV files hold them.

In Parquet a cell is a value or empty. In CSV yes-or-no answers, codes and lists also say `unknown`
and `declined`, as the public contract does; numbers stay empty there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from asylon.caseload.made_up.block import MadeItems, MadePersons
from asylon.caseload.made_up.orders import PERSONS, Order
from asylon.caseload.made_up.sheet import DECLINED, KNOWN, NOT_ASKED, UNKNOWN, Cells
from asylon.caseload.planes import Rows
from asylon.rulebook.scopes import LISTS

STATE_WORDS = {UNKNOWN: "unknown", DECLINED: "declined"}
NO_ITEMS = "[]"


def tables_of(made: MadePersons, order: Order, *, words: bool, folder: bool) -> dict[str, pa.Table]:
    """The persons' table and, for a folder, the child tables; `words` for CSV.

    Without child tables the facts of each person's first item stand in the persons' table.
    """
    ids = person_ids(made.first, made.size)
    found = {PERSONS: _persons(made, order, ids, words=words, folder=folder)}
    if folder:
        for scope, items in made.items.items():
            found[LISTS[scope]] = _items(items, ids, words=words)
    return found


def person_ids(first: int, size: int) -> pa.Array:
    """`p0000001` and so on; nobody has a name."""
    numbers = pa.array(np.arange(first + 1, first + size + 1)).cast(pa.string())
    return pc.binary_join_element_wise("p", pc.utf8_lpad(numbers, 7, "0"), "")


def _persons(made: MadePersons, order: Order, ids: pa.Array, *, words: bool, folder: bool) -> pa.Table:
    columns = {"id": ids}
    if order.jurisdiction is not None:
        columns["jurisdiction"] = _repeated(order.jurisdiction, made.size)
    columns["as_of"] = _repeated(order.as_of, made.size)
    for scope, items in made.items.items():
        given = items.given
        if not folder:  # the first item stands in this table as the unnamed one, so its list was not given
            given = given & (np.bincount(items.owner, minlength=made.size) == 0)
        columns[f"{LISTS[scope]}_given"] = pa.array(given)
    columns |= {name: column(cells, words=words) for name, cells in made.facts.items()}
    if not folder:
        for items in made.items.values():
            columns |= {
                name: column(cells, words=words) for name, cells in first_items(items, made.size).items()
            }
    return pa.table(columns)


def first_items(items: MadeItems, persons: int) -> Mapping[str, Cells]:
    """The facts of the first item of each person, not asked of a person without items."""
    owner, first = np.unique(items.owner, return_index=True)
    return {name: _spread(cells.rows(first), owner, persons) for name, cells in items.facts.items()}


def _spread(cells: Cells, owner: Rows, persons: int) -> Cells:
    values = np.zeros((persons, *cells.values.shape[1:]), dtype=cells.values.dtype)
    state = np.full(persons, NOT_ASKED, dtype=np.uint8)
    values[owner], state[owner] = cells.values, cells.state
    return Cells(values, state, cells.words)


def _items(items: MadeItems, ids: pa.Array, *, words: bool) -> pa.Table:
    columns = {"person": ids.take(pa.array(items.owner))}
    for made in (items.details, items.facts):
        columns |= {name: column(cells, words=words) for name, cells in made.items()}
    return pa.table(columns)


def _repeated(value: str | date, rows: int) -> pa.Array:
    return pa.array([str(value)]).take(pa.array(np.zeros(rows, dtype=np.int64)))


def column(cells: Cells, *, words: bool) -> pa.Array:
    """The Arrow column of a fact or detail."""
    if cells.values.ndim == 2:
        return _texts_of_lists(cells) if words else _lists(cells)
    if cells.words:
        return _picked(cells.values, cells.words, cells, words=words)
    if cells.values.dtype != np.bool_:
        return pa.array(cells.values.astype(np.int32), mask=cells.state != KNOWN)
    if words:
        return _picked(cells.values.astype(np.int64), ("false", "true"), cells, words=True)
    return pa.array(cells.values, mask=cells.state != KNOWN)


def _picked(places: Rows, texts: tuple[str, ...], cells: Cells, *, words: bool) -> pa.Array:
    if not words:
        return pa.array(texts).take(pa.array(places, mask=cells.state != KNOWN))
    place = np.select([cells.state == state for state in STATE_WORDS], [len(texts), len(texts) + 1], places)
    return pa.array((*texts, *STATE_WORDS.values())).take(pa.array(place, mask=cells.state == NOT_ASKED))


def _lists(cells: Cells) -> pa.Array:
    lost = cells.state != KNOWN
    held = cells.values & ~lost[:, np.newaxis]
    ends = np.cumsum(held.sum(axis=1), dtype=np.int32)
    texts = pa.array(cells.words).take(pa.array(np.nonzero(held)[1]))
    return pa.ListArray.from_arrays(
        np.concatenate([np.zeros(1, dtype=np.int32), ends]), texts, mask=pa.array(lost)
    )


def _texts_of_lists(cells: Cells) -> pa.Array:
    joined = pc.binary_join(_lists(cells), ";")
    joined = pc.if_else(pc.equal(joined, ""), NO_ITEMS, joined)
    for state, word in STATE_WORDS.items():
        joined = pc.if_else(pa.array(cells.state == state), word, joined)
    return joined
