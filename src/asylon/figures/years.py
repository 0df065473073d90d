"""Years for people to read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def spans(years: Sequence[int]) -> str:
    """Years in short: 1951-1989, 1992."""
    if not years:
        return ""
    starts = [years[0]] + [after for before, after in pairwise(years) if after != before + 1]
    ends = [before for before, after in pairwise(years) if after != before + 1] + [years[-1]]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))
