"""Which ids stood before, over a table of any size: 8 bytes a person, no texts.

The marks of ids that nobody has had to compare yet wait in a temporary file without a name: as long
as ids rise, a table of any size costs no memory here.
"""

from __future__ import annotations

from tempfile import TemporaryFile
from weakref import finalize

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from asylon.caseload.planes import Flags

Marks = NDArray[np.uint64]


class SeenIds:
    """Remembers ids by 64-bit marks; two of ten million share one by accident once in 100,000 tables."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._runs: list[Marks] = []
        self._waiting = TemporaryFile()  # noqa: SIM115 - it lives as long as this
        finalize(self, self._waiting.close)
        self._greatest: str | None = ""

    def before(self, ids: pa.Array) -> Flags:
        """The rows of these ids (text) that were added before."""
        found = np.zeros(len(ids), dtype=np.bool_)
        if not len(ids) or (self._greatest is not None and rises(ids, self._greatest)):
            return found  # numbered persons, as most are: each id is greater than all before
        self._sort()
        wanted = marks(ids)
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, wanted), len(run) - 1)
            found |= run[at] == wanted
        return found

    def add(self, ids: pa.Array) -> None:
        """Remember these ids."""
        if len(ids):
            goes_on = self._greatest is not None and rises(ids, self._greatest)
            self._greatest = ids[-1].as_py() if goes_on else None
            self._waiting.write(marks(ids).tobytes())

    def _sort(self) -> None:
        """Sort what was added since, which waits until somebody must look."""
        self._waiting.seek(0)
        run = np.sort(np.frombuffer(self._waiting.read(), dtype=np.uint64))
        self._waiting.seek(0)
        self._waiting.truncate()
        if not len(run):
            return
        # Runs of about the same size are merged, so that there are few and each mark moves rarely.
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.sort(np.concatenate([self._runs.pop(), run]), kind="stable")
        self._runs.append(run)


def rises(ids: pa.Array, least: str) -> bool:
    """Whether there is no null, and each id is greater than the one before it."""
    if ids.null_count or not len(ids) or not ids[0].as_py() > least:
        return False
    return bool(pc.all(pc.less(ids.slice(0, len(ids) - 1), ids.slice(1)), min_count=0).as_py())


def marks(ids: pa.Array) -> Marks:
    """A mark for each text: its bytes, each times a number that depends on its place, added up."""
    texts = ids.fill_null("")
    ends = np.frombuffer(texts.buffers()[1], dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    if len(ends) == 0 or ends[0] == ends[-1]:
        return np.zeros(len(texts), dtype=np.uint64)
    data = np.frombuffer(texts.buffers()[2], dtype=np.uint8)[ends[0] : ends[-1]]
    starts = (ends - ends[0]).astype(np.int64)
    lengths = np.diff(starts)
    if (lengths == lengths[0]).all():  # as ids often are: the same sum, row by row
        letters = data.reshape(len(texts), -1).T.astype(np.uint64) + np.uint64(1)
        return _summed(letters, _weights(len(letters)))
    places = np.arange(len(data)) - np.repeat(starts[:-1], lengths)
    weights = _weights(int(lengths.max()))
    sums = np.zeros(len(data) + 1, dtype=np.uint64)
    np.cumsum((data.astype(np.uint64) + np.uint64(1)) * weights[places], out=sums[1:])
    found: Marks = sums[starts[1:]] - sums[starts[:-1]]
    return found


def _summed(letters: Marks, weights: Marks) -> Marks:
    found = np.zeros(letters.shape[1], dtype=np.uint64)
    for each, weight in zip(letters, weights, strict=True):
        found += each * weight
    return found


def _weights(count: int) -> Marks:
    """Numbers without pattern, the same each time."""
    found: Marks = np.random.default_rng(2026).integers(0, 1 << 64, count, dtype=np.uint64) | np.uint64(1)
    return found
