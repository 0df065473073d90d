"""The columns that a caseload's tables may have, and those of them that name something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from asylon.caseload.bad_rows import BadTable
from asylon.caseload.planes import Rows
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import Fault, nearest
from asylon.rulebook.scopes import LISTS

PERSON_COLUMNS = ("id", "jurisdiction", "as_of", *(f"{name}_given" for name in LISTS.values()))


ITEM_COLUMNS = ("person", "id", "country", "from", "to", "on")


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
