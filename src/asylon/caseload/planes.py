"""Bit planes in numpy: one bit a row, packed into 64-bit words, the lowest bit first."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]


def words_for(rows: int) -> int:
    """How many words hold this many bits."""
    return -(-rows // 64)


def packed(flags: NDArray[Any]) -> Words:
    """Pack one flag a row into words; bits beyond the last row are zero."""
    found = np.zeros(words_for(len(flags)) * 8, dtype=np.uint8)
    bits = np.packbits(flags, bitorder="little")
    found[: len(bits)] = bits
    return found.view(np.uint64)


def unpacked(plane: Words, rows: int) -> Flags:
    """The flags of a plane, one a row."""
    return np.unpackbits(plane.view(np.uint8), count=rows, bitorder="little").view(np.bool_)


def none_set(rows: int) -> Words:
    """A plane with no row set."""
    return np.zeros(words_for(rows), dtype=np.uint64)


def all_set(rows: int) -> Words:
    """A plane with every row set and no bit beyond the last row."""
    plane = np.full(words_for(rows), np.uint64(0xFFFF_FFFF_FFFF_FFFF))
    spare = len(plane) * 64 - rows
    if spare:
        plane[-1] >>= np.uint64(spare)
    return plane


def count(plane: Words) -> int:
    """How many rows are set."""
    return int(np.bitwise_count(plane).sum())
