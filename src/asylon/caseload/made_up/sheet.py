"""A sheet: rows of one table while they are being made up, with the traits that shares depend on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asylon.caseload.made_up.shares import Share, Table
from asylon.caseload.planes import Flags, Rows

Array = NDArray[Any]

KNOWN, NOT_ASKED, UNKNOWN, DECLINED = range(4)
"""States of a cell."""


@dataclass(slots=True)
class Cells:
    """One column: values by row, the state of each cell, and the words that values point into.

    Values are flags for yes and no, whole numbers for numbers and codes, and for lists a flag for
    each row and word.
    """

    values: Array
    state: NDArray[np.uint8]
    words: tuple[str, ...] = ()

    def rows(self, chosen: Rows | Flags | slice) -> Cells:
        """The same column for some of the rows."""
        return Cells(self.values[chosen], self.state[chosen], self.words)


class Draws:
    """Random numbers of one block. Only uniform draws are used: their stream does not change with numpy."""

    def __init__(self, seed: int, block: int, stream: int) -> None:
        """The stream of values is another than that of what stays unknown."""
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, block, stream))))

    def uniform(self, rows: int) -> Array:
        """Numbers from 0 up to 1."""
        return self._generator.random(rows)

    def whole(self, low: Array | int, high: Array | int, rows: int) -> Rows:
        """Whole numbers from low to high, both included."""
        found: Rows = (low + np.floor(self.uniform(rows) * (np.asarray(high) - low + 1))).astype(np.int64)
        return found

    def choice(self, weights: Iterable[float], rows: int) -> Rows:
        """Places in a list of weights."""
        edges = np.cumsum(np.fromiter(weights, dtype=np.float64))
        found: Rows = np.searchsorted(edges[:-1] / edges[-1], self.uniform(rows), side="right")
        return found


class Sheet:
    """Rows of persons or of the items of one scope; items also see the traits of their person."""

    def __init__(self, size: int, draws: Draws, of: Sheet | None = None, owner: Rows | None = None) -> None:
        self.size = size
        self.draws = draws
        self.of = of
        self.owner: Rows = np.arange(size) if owner is None else owner
        self.traits: dict[str, Flags] = {}
        self.cells: dict[str, Cells] = {}
        self.details: dict[str, Cells] = {}

    def trait(self, name: str) -> Flags:
        """The rows that have a trait, of their own or through their person.

        Raises: KeyError for a trait that nothing worked out before.
        """
        if name not in self.traits and self.of is not None:
            self.traits[name] = self.of.trait(name)[self.owner]
        return self.traits[name]

    def any_of(self, names: Sequence[str]) -> Flags:
        """The rows that have one of the traits."""
        found: Flags = np.logical_or.reduce([self.trait(name) for name in names])
        return found

    def chance(self, share: float | Array) -> Flags:
        """Yes with this share."""
        found: Flags = self.draws.uniform(self.size) < share
        return found

    def drawn(self, share: Share) -> Flags:
        """Yes with the share of a line of the table."""
        expected = np.full(self.size, share.base)
        touched = np.zeros(self.size, dtype=np.bool_)
        for name, value in share.where.items():
            holds = self.trait(name)
            expected[holds] = np.where(touched[holds], np.maximum(expected[holds], value), value)
            touched |= holds
        return self.chance(expected)

    def draw_traits(self, table: Table) -> None:
        """Draw latent traits: later lines see them, no table shows them."""
        for name, share in table.items():
            self.traits[name] = self.drawn(share)

    def draw_facts(self, table: Table, known: Iterable[str]) -> None:
        """Draw facts line by line; `known` are the facts that a `*` may stand for."""
        names = list(known)
        for line, share in table.items():
            matches = [name for name in names if name.startswith(line[:-1])] if line.endswith("*") else [line]
            for name in matches:
                self.put(name, self.drawn(share), asked=self.any_of(share.asked) if share.asked else None)

    def put(self, name: str, values: Array, words: Sequence[str] = (), *, asked: Flags | None = None) -> None:
        """Add a column; yes-or-no facts become traits too, false where they are not asked."""
        state = np.zeros(self.size, dtype=np.uint8)
        if asked is not None:
            state[~asked] = NOT_ASKED
        self.cells[name] = Cells(values, state, tuple(words))
        if values.dtype == np.bool_ and values.ndim == 1:
            self.traits[name] = values if asked is None else values & asked

    def put_code(self, name: str, weights: Mapping[str, float], *, asked: Flags | None = None) -> Rows:
        """Add a column of codes drawn by weight; returns the place of each."""
        place = self.draws.choice(weights.values(), self.size)
        self.put(name, place, tuple(weights), asked=asked)
        return place

    def put_list(self, name: str, held: Mapping[str, Flags], *, asked: Flags | None = None) -> None:
        """Add a column of lists of codes."""
        flags = np.stack(list(held.values()), axis=1) if held else np.zeros((self.size, 0), dtype=np.bool_)
        self.put(name, flags, tuple(held), asked=asked)

    def put_detail(
        self, name: str, place: Array, words: Sequence[str], *, asked: Flags | None = None
    ) -> None:
        """Add a detail such as an item's id or country."""
        state = np.zeros(self.size, dtype=np.uint8)
        if asked is not None:
            state[~asked] = NOT_ASKED
        self.details[name] = Cells(place, state, tuple(words))
