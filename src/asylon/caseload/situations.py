"""Situations, read one by one, as a chunk of columns: the way in for JSONL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from asylon.caseload.columns import Column
from asylon.caseload.planes import Rows, packed
from asylon.caseload.population import Chunk, Items
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.situation import Given, Situation

DETAILS = ("from", "to")
"""The details of an item that a derived fact can read."""


def chunk_of(situations: Sequence[Situation], facts: Mapping[str, FactEntry]) -> Chunk:
    """Turn situations of one date into columns; raises ValueError if their dates differ."""
    dates = {situation.as_of for situation in situations}
    if len(dates) != 1:
        raise ValueError("a chunk holds situations of one date")
    rows = len(situations)
    listed = {scope: _items(situations, scope, facts) for scope in LISTS}
    return Chunk(
        rows,
        dates.pop(),
        _columns([situation.facts for situation in situations], facts),
        {scope: _columns([each.unnamed[scope] for each in situations], facts) for scope in LISTS},
        {scope: items for scope, items in listed.items() if len(items.owner)},
        {scope: np.array([each.items[scope] is not None for each in situations]) for scope in LISTS},
    )


def _items(situations: Sequence[Situation], scope: str, facts: Mapping[str, FactEntry]) -> Items:
    pairs = [(row, item) for row, each in enumerate(situations) for item in each.items[scope] or ()]
    ids, id_index = _distinct([item.id for _, item in pairs])
    details = {}
    for key in DETAILS:
        texts, index = _distinct([item.details.get(key) for _, item in pairs])
        details[key] = (index, texts)
    owner = np.array([row for row, _ in pairs], dtype=np.int64)
    return Items(owner, ids, id_index, _columns([item.facts for _, item in pairs], facts), details)


def _distinct(texts: Iterable[str | None]) -> tuple[tuple[str, ...], Rows]:
    places: dict[str, int] = {}
    index = [-1 if text is None else places.setdefault(text, len(places)) for text in texts]
    return tuple(places), np.array(index, dtype=np.int64)


def _columns(rows: Sequence[Mapping[str, Given]], facts: Mapping[str, FactEntry]) -> dict[str, Column]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: _column(facts[name], [row.get(name) for row in rows]) for name in names}


def _column(fact: FactEntry, cells: Sequence[Given | None]) -> Column:
    rows = len(cells)
    known = packed(np.array([cell is not None and cell.known for cell in cells], dtype=np.bool_))
    values = [cell.value if cell is not None and cell.known else None for cell in cells]
    if fact.type == "tri":
        return Column(fact, rows, known, truth=packed(np.array([value is True for value in values])))
    if fact.type == "number":
        numbers = np.array([value if isinstance(value, float) else np.nan for value in values])
        margins = np.array([cell.margin if cell is not None else 0.0 for cell in cells])
        return Column(fact, rows, known, numbers=numbers, margins=margins)
    if fact.type == "list":
        held: dict[str, list[int]] = {}
        for row, value in enumerate(values):
            for code in value if isinstance(value, tuple) else ():
                held.setdefault(code, []).append(row)
        return Column(fact, rows, known, lists={code: np.array(found) for code, found in held.items()})
    texts, index = _distinct([value if isinstance(value, str) else None for value in values])
    return Column(fact, rows, known, index=index, texts=texts)
