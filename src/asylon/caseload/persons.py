"""One person of a chunk as a situation again: for explanations and samples."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from asylon.caseload.columns import Column
from asylon.caseload.population import Chunk, Items
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.situation import Given, Item, Situation, Value


def situation_at(chunk: Chunk, row: int, jurisdiction: str, *, id_: str = "") -> Situation:
    """Read one row of a chunk back into a situation with the same facts."""
    items: dict[str, tuple[Item, ...] | None] = {}
    for scope in LISTS:
        listed = chunk.items.get(scope)
        found = _items(listed, row) if listed is not None else ()
        items[scope] = found if found or chunk.given[scope][row] else None
    return Situation(
        jurisdiction,
        chunk.as_of,
        _facts(chunk.columns, row),
        items,
        {scope: _facts(chunk.unnamed[scope], row) for scope in LISTS},
        id_,
    )


def _items(items: Items, person: int) -> tuple[Item, ...]:
    first, last = np.searchsorted(items.owner, [person, person + 1])
    return tuple(
        Item(items.ids[items.id_index[row]], _facts(items.columns, row), _details(items, row))
        for row in range(int(first), int(last))
    )


def _details(items: Items, row: int) -> dict[str, str]:
    return {key: texts[index[row]] for key, (index, texts) in items.details.items() if index[row] >= 0}


def _facts(columns: Mapping[str, Column], row: int) -> dict[str, Given]:
    found = {}
    for name, column in columns.items():
        if column.known[row // 64] >> np.uint64(row % 64) & np.uint64(1):
            margin = float(np.broadcast_to(column.margins, column.rows)[row])
            found[name] = Given(_value(column, row), margin=margin)
    return found


def _value(column: Column, row: int) -> Value:
    if column.truth is not None:
        return bool(column.truth[row // 64] >> np.uint64(row % 64) & np.uint64(1))
    if column.numbers is not None:
        return float(column.numbers[row])
    if column.lists is not None:
        return tuple(code for code, rows in column.lists.items() if np.any(rows == row))
    return column.texts[column.index[row]] if column.index is not None else None
