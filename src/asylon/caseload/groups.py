"""Groups of persons for reports: sex, age band and origin, with small cells kept back.

A cell that is small could point at somebody. Where one cell of a breakdown is kept back, the next
smallest is kept back too, so that the total does not give it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from asylon.caseload.planes import Flags, Rows
from asylon.caseload.population import Chunk

AGE_BANDS = ((0, "0-4"), (5, "5-11"), (12, "12-17"), (18, "18-59"), (60, "60+"))
"""UNHCR's standard age bands, by their first year."""

NOT_KNOWN = "not known"
SMALLEST = 5
"""The smallest count that is shown."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """For each person of a chunk the group that it belongs to."""

    name: str
    labels: tuple[str, ...]
    index: Rows

    def counts(self, flags: Flags) -> dict[str, int]:
        """How many of the flagged persons each group has."""
        found = np.bincount(self.index[flags], minlength=len(self.labels))
        return {label: int(n) for label, n in zip(self.labels, found, strict=True) if n}


def breakdowns(chunk: Chunk) -> tuple[Breakdown, ...]:
    """The ways in which a chunk is broken down."""
    return (_sex(chunk), _age(chunk), _origin(chunk))


def _sex(chunk: Chunk) -> Breakdown:
    column = chunk.columns.get("sex_gender")
    if column is None or column.index is None:
        return Breakdown("sex", (NOT_KNOWN,), np.zeros(chunk.rows, dtype=np.int64))
    index = np.where(column.known_rows, column.index, len(column.texts))
    return Breakdown("sex", (*column.texts, NOT_KNOWN), index)


def _age(chunk: Chunk) -> Breakdown:
    labels = (*(label for _, label in AGE_BANDS), NOT_KNOWN)
    column = chunk.columns.get("age_years")
    if column is None or column.numbers is None:
        return Breakdown("age", labels, np.full(chunk.rows, len(AGE_BANDS)))
    starts = np.array([first for first, _ in AGE_BANDS])
    band = np.searchsorted(starts, np.where(column.known_rows, column.numbers, 0), side="right") - 1
    return Breakdown("age", labels, np.where(column.known_rows, band, len(AGE_BANDS)))


def _origin(chunk: Chunk) -> Breakdown:
    items = chunk.items.get("nationality")
    index = np.full(chunk.rows, -1, dtype=np.int64)
    texts: tuple[str, ...] = ()
    if items is not None:
        texts = items.ids
        index[items.owner[::-1]] = items.id_index[::-1]  # the first one of each person comes last and stays
    return Breakdown("origin", (*texts, NOT_KNOWN), np.where(index < 0, len(texts), index))


def shown(counts: Mapping[str, int], *, smallest: int = SMALLEST) -> dict[str, int | None]:
    """The counts of a breakdown with small ones kept back (None), never only a single one."""
    small = {label for label, n in counts.items() if 0 < n < smallest}
    if small and sum(counts[label] for label in small) < smallest:
        rest = sorted((n, label) for label, n in counts.items() if label not in small and n)
        small |= {label for _, label in rest[:1]}
    return {label: None if label in small else counts[label] for label in sorted(counts, key=_in_order)}


def _in_order(label: str) -> tuple[bool, int, str]:
    """Age bands by their first year, other labels by name, what is not known last."""
    first = re.match(r"\d+", label)
    return label == NOT_KNOWN, int(first.group()) if first else 0, label


def added(total: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """Add up the counts of two chunks."""
    names: Iterable[str] = dict.fromkeys([*total, *more])
    return {name: total.get(name, 0) + more.get(name, 0) for name in names}
