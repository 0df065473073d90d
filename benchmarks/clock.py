"""Time things so that the figure can be trusted: many rounds, the median, and the spread."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import NamedTuple


class Figure(NamedTuple):
    """Seconds for one call: median, fastest and slowest round."""

    median: float
    fastest: float
    slowest: float


def timed(call: Callable[[], object], *, rounds: int = 15, calls: int = 1) -> Figure:
    """Time a call after one round of warm-up; `calls` says how many pieces of work one call does."""
    call()
    taken = []
    for _ in range(rounds):
        start = perf_counter()
        call()
        taken.append((perf_counter() - start) / calls)
    return Figure(median(taken), min(taken), max(taken))


def heading(title: str) -> None:
    """Print what is measured and on what machine."""
    print(f"\n{title}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}")


def table(rows: Sequence[tuple[str, str, str]], columns: tuple[str, str, str]) -> None:
    """Print three columns, the first as wide as it needs."""
    wide = max(len(row[0]) for row in (*rows, columns))
    for name, figure, remark in (columns, *rows):
        print(f"  {name:<{wide}}  {figure:>24}  {remark}".rstrip())


def milliseconds(figure: Figure) -> str:
    """A figure in milliseconds with its spread."""
    return f"{figure.median * 1e3:.3f} ms ({figure.fastest * 1e3:.3f}-{figure.slowest * 1e3:.3f})"
