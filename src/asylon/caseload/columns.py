"""Columns of a table as facts: what is known, what it says, and which cells are wrong.

A column is read once, value by distinct value where it is text. The words are those of the
contract: true, false, unknown, declined; an empty cell was not asked. In a cell that holds several
codes they are separated by `;`, and `[]` says that there are none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from asylon.caseload.planes import Flags, Rows, Words, all_set, none_set, packed, unpacked
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import nearest

UNASKED = frozenset({"", "unknown", "declined"})
_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that does not fit its fact; `row` counts from 0 within the part."""

    row: int
    column: str
    found: str
    wanted: str
    meant: str | None = None


@dataclass(slots=True)
class Column:
    """The cells of one fact: which are known, and the values in a form that depends on the type.

    `known` is a plane, and so is `truth`, which says where a yes-or-no fact is yes. `texts` are the
    distinct texts and `index` points into them (-1: not known); `numbers` holds numbers, NaN where not
    known, and `margins` how far each may be out; `lists` gives for each distinct code its rows.
    """

    fact: FactEntry
    rows: int
    known: Words
    index: Rows | None = None
    texts: tuple[str, ...] = ()
    truth: Words | None = None
    numbers: Any = None
    margins: Any = 0.0
    lists: Mapping[str, Rows] | None = None

    @property
    def known_rows(self) -> Flags:
        """The rows whose cell is known, as flags."""
        return unpacked(self.known, self.rows)

    def among(self, codes: tuple[str, ...] | None) -> Flags:
        """The rows whose code, or one of whose codes, is among these; None stands for any but `none`."""
        if self.lists is not None:
            found = np.zeros(self.rows, dtype=np.bool_)
            for code, rows in self.lists.items():
                if (code != "none") if codes is None else (code in codes):
                    found[rows] = True
            return found
        hit = [(text != "none") if codes is None else (text in codes) for text in self.texts]
        coded: Flags = np.array([*hit, False])[self.index]
        return self.known_rows & coded


Allowed = Callable[[FactEntry], tuple[str, ...] | None]
"""The codes that a fact takes; None where any text will do."""


def read_column(fact: FactEntry, cells: pa.Array, allowed: Allowed) -> tuple[Column, list[BadCell]]:
    """Read the cells of a fact.

    Raises: TypeError if the column's Arrow type cannot hold the fact at all.
    """
    match fact.type:
        case "tri":
            return _truths(fact, cells)
        case "number":
            return _numbers(fact, cells)
        case "list":
            return _lists(fact, cells, allowed(fact))
        case _:
            return _codes(fact, cells, allowed(fact))


def _truths(fact: FactEntry, cells: pa.Array) -> tuple[Column, list[BadCell]]:
    rows = len(cells)
    if pa.types.is_null(cells.type):
        return Column(fact, rows, none_set(rows), truth=none_set(rows)), []
    if pa.types.is_boolean(cells.type):
        known = _valid(cells)
        return Column(fact, rows, known, truth=_bits(cells, 1) & known), []
    index, texts = _distinct(fact, cells)
    folded = [text.casefold() for text in texts]
    is_known = np.array([*(text in _TRUTH for text in folded), False])
    is_true = np.array([*(text == "true" for text in folded), False])
    wrong = [
        text for text, low in zip(texts, folded, strict=True) if low not in _TRUTH and low not in UNASKED
    ]
    bad = _bad(fact, index, texts, wrong, "true, false, unknown or declined", ("true", "false"))
    return Column(fact, rows, packed(is_known[index]), truth=packed(is_true[index])), bad


def _numbers(fact: FactEntry, cells: pa.Array) -> tuple[Column, list[BadCell]]:
    most = float(fact.at_most) if fact.at_most else math.inf
    wanted = f"a number from 0 to {fact.at_most}" if fact.at_most else "a number from 0"
    if any(fits(cells.type) for fits in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)):
        # Not safe: a number that is too long to be exact is out of range, not a fault of the column.
        numbers = np.asarray(cells.cast(pa.float64(), safe=False).fill_null(math.nan))
        wrong = np.flatnonzero((numbers < 0) | (numbers > most) | np.isinf(numbers))
        bad = [BadCell(int(row), fact.id, f"{numbers[row]:g}", wanted) for row in wrong]
    else:
        index, texts = _distinct(fact, cells)
        read = [_number(text, most) for text in texts]
        numbers = np.array([*(math.nan if value is None else value for value in read), math.nan])[index]
        wrong_texts = [text for text, value in zip(texts, read, strict=True) if value is None]
        bad = _bad(fact, index, texts, wrong_texts, wanted, ())
    return Column(fact, len(cells), packed(~np.isnan(numbers)), numbers=numbers), bad


def _number(text: str, most: float) -> float | None:
    if text.casefold() in UNASKED:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        return None
    if "_" in text:  # Python's own way to write numbers, and elsewhere a slip
        return None
    return value if 0 <= value <= most and math.isfinite(value) else None


def _codes(fact: FactEntry, cells: pa.Array, allowed: tuple[str, ...] | None) -> tuple[Column, list[BadCell]]:
    index, texts = _distinct(fact, cells)
    asked = np.array([*(text not in UNASKED for text in texts), False])
    wrong = [text for text in texts if text not in UNASKED and allowed is not None and text not in allowed]
    bad = _bad(fact, index, texts, wrong, _shown(allowed), allowed or ())
    return Column(fact, len(cells), packed(asked[index]), index=index, texts=texts), bad


def _lists(fact: FactEntry, cells: pa.Array, allowed: tuple[str, ...] | None) -> tuple[Column, list[BadCell]]:
    if pa.types.is_list(cells.type) or pa.types.is_large_list(cells.type):
        known = _valid(cells)
        rows = np.asarray(pc.list_parent_indices(cells))
        index, texts = _distinct(fact, pc.list_flatten(cells))
        held = _rows_by_text(rows, index, texts)
        bad = [BadCell(int(row), fact.id, "", _shown(allowed)) for row in rows[index < 0]]
        return Column(fact, len(cells), known, lists=held), bad + _bad_codes(fact, held, allowed)
    index, texts = _distinct(fact, cells)
    asked = np.array([*(text not in UNASKED for text in texts), False])
    split = [_split(text) for text in texts]
    codes = dict.fromkeys(code for each in split for code in each)
    held = {
        code: np.flatnonzero(np.array([*(code in each for each in split), False])[index]) for code in codes
    }
    return Column(fact, len(cells), packed(asked[index]), lists=held), _bad_codes(fact, held, allowed)


def _bad_codes(fact: FactEntry, held: Mapping[str, Rows], allowed: tuple[str, ...] | None) -> list[BadCell]:
    wrong = [code for code in held if code == "" or (allowed is not None and code not in allowed)]
    return [
        BadCell(int(row), fact.id, code, _shown(allowed), nearest(code, allowed or ()))
        for code in wrong
        for row in np.unique(held[code])
    ]


def _rows_by_text(rows: Rows, index: Rows, texts: tuple[str, ...]) -> dict[str, Rows]:
    """For each distinct text the rows that hold it, in order."""
    # Small numbers are sorted by counting; a null in a list (-1) comes first and belongs to no text.
    coded = index.astype(np.int16) if len(texts) < 1 << 15 else index
    order = np.argsort(coded, kind="stable")
    ends = np.cumsum(np.bincount(index + 1, minlength=len(texts) + 1))
    held = np.split(rows[order], ends[:-1])[1:]
    return dict(zip(texts, held, strict=True))


def _split(text: str) -> tuple[str, ...]:
    """The codes of a cell; an empty one, as in `a;;b`, is a fault."""
    if text in UNASKED or text == "[]":
        return ()
    return tuple(part.strip() for part in text.split(";"))


def _distinct(fact: FactEntry, cells: pa.Array) -> tuple[Rows, tuple[str, ...]]:
    """The distinct texts of a column, and for each row which it is; -1 where the cell is empty."""
    if pa.types.is_null(cells.type):
        return np.full(len(cells), -1, dtype=np.int64), ()
    kind = cells.type.value_type if pa.types.is_dictionary(cells.type) else cells.type
    if not any(
        fits(kind) for fits in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    ):
        raise TypeError(f"the column {fact.id} holds {kind}; it takes {_TAKES[fact.type]}")
    if not pa.types.is_dictionary(cells.type):
        cells = cells.cast(pa.string()).dictionary_encode()
    index = np.asarray(cells.indices.cast(pa.int64()).fill_null(-1))
    written = [(text or "").strip() for text in cells.dictionary.to_pylist()]
    places = {text: place for place, text in enumerate(dict.fromkeys(written))}
    if len(places) < len(written):  # the same word with and without blanks around it
        index = np.array([*(places[text] for text in written), -1], dtype=np.int64)[index]
    return index, tuple(places)


_TAKES = {
    "tri": "yes or no, as booleans or texts",
    "number": "numbers, or texts",
    "code": "codes, as texts",
    "list": "lists of codes, or texts",
    "text": "texts",
}


def _valid(cells: pa.Array) -> Words:
    """The cells that are not null."""
    return _bits(cells, 0) if cells.buffers()[0] is not None and cells.null_count else all_set(len(cells))


def _bits(cells: pa.Array, buffer: int) -> Words:
    """A bitmap of an Arrow array as a plane; copied without unpacking where it starts on a whole byte."""
    rows, offset = len(cells), cells.offset
    bits = np.frombuffer(cells.buffers()[buffer], dtype=np.uint8)
    if offset % 8:
        return packed(np.unpackbits(bits, bitorder="little")[offset : offset + rows])
    plane = none_set(rows)
    length = -(-rows // 8)
    plane.view(np.uint8)[:length] = bits[offset // 8 : offset // 8 + length]
    return plane & all_set(rows)


def _bad(
    fact: FactEntry,
    index: Rows,
    texts: tuple[str, ...],
    wrong: list[str],
    wanted: str,
    known: tuple[str, ...],
) -> list[BadCell]:
    found = []
    for text in dict.fromkeys(wrong):
        meant = nearest(text, known) if known else None
        places = [place for place, each in enumerate(texts) if each == text]
        rows = np.flatnonzero(np.isin(index, places))
        found += [BadCell(int(row), fact.id, text, wanted, meant) for row in rows]
    return found


def _shown(allowed: tuple[str, ...] | None) -> str:
    if allowed is None:
        return "a text"
    return ", ".join(allowed) if len(allowed) < 25 else "two-letter country codes"
