"""Measure a whole process: how long it took, how much processor time, how much memory at most."""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from time import perf_counter
from typing import NamedTuple


class Cost(NamedTuple):
    """Seconds on the clock, processor seconds (user and system), and the most memory held, in bytes."""

    wall: float
    cpu: float
    memory: float


def whole_process(command: list[str]) -> Cost:
    """Run a command to its end.

    Raises: subprocess.CalledProcessError if it fails.
    """
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    return Cost(wall, used.ru_utime + used.ru_stime, float(used.ru_maxrss * unit))


def shown(values: list[float], *, unit: str, scale: float = 1.0, digits: int = 2) -> str:
    """The median of some values with the least and the greatest."""
    least, middle, most = (f"{v / scale:.{digits}f}" for v in (min(values), median(values), max(values)))
    return f"{middle} {unit} ({least}-{most})"
