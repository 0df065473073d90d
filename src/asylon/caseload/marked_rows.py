"""Finds rows by the marks of their ids: a table with open places, filled and read whole columns at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from asylon.caseload.planes import Rows
from asylon.caseload.seen_ids import Marks

NONE = -1


class MarkedRows:
    """The rows of a column of marks, to be looked up again and again."""

    def __init__(self, marks: Marks) -> None:
        """Give each row a place near the one that its mark names; of equal marks the first row gets one."""
        self.marks = marks
        bits = (2 * len(marks) + 1).bit_length()  # less than half full, so that searches are short
        self.shift, self.last = np.uint64(64 - bits), (1 << bits) - 1
        self.row: NDArray[np.int32] = np.full(self.last + 1, NONE, dtype=np.int32)
        rows, at = np.arange(len(marks), dtype=np.int32), self._first_places(marks)
        while len(rows):
            free = self.row[at] == NONE
            self.row[at[free][::-1]] = rows[free][::-1]  # backwards: of several, the first row stays
            lost = marks[self.row[at]] != marks[rows]
            rows, at = rows[lost], (at[lost] + 1) & self.last

    def find(self, wanted: Marks) -> Rows:
        """The row of each of these marks; -1 where there is none."""
        at = self._first_places(wanted)
        found = np.full(len(wanted), NONE, dtype=np.int64)
        left = np.arange(len(wanted) if len(self.marks) else 0)
        while len(left):
            row = self.row[at[left]]
            met = (row != NONE) & (self.marks[row] == wanted[left])
            found[left[met]] = row[met]
            left = left[(row != NONE) & ~met]
            at[left] = (at[left] + 1) & self.last
        return found

    def _first_places(self, marks: Marks) -> Rows:
        return (marks >> self.shift).astype(np.int64)
