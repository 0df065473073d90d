"""Visit pages of a running server as colleagues at work do, and time each answer."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import urlsplit


class Timings(NamedTuple):
    """Seconds: median, 95th percentile, slowest; answers a second; bytes of the largest answer."""

    median: float
    p95: float
    slowest: float
    per_second: float
    largest: int


def visit(base: str, paths: Sequence[str], *, cookie: str, at_once: int = 2) -> Timings:
    """Ask for every path once, with so many visitors at a time.

    Raises: RuntimeError if an answer is not 200: a fast error is no figure.
    """
    shares = [paths[number::at_once] for number in range(at_once)]
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        taken = [
            each
            for share in pool.map(lambda part: _one_visitor(base, part, cookie), shares)
            for each in share
        ]
    whole = time.perf_counter() - began
    seconds = sorted(each[0] for each in taken)
    cuts = quantiles(seconds, n=100)
    return Timings(cuts[49], cuts[94], seconds[-1], len(taken) / whole, max(each[1] for each in taken))


def _one_visitor(base: str, paths: Sequence[str], cookie: str) -> list[tuple[float, int]]:
    address = urlsplit(base)
    line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    found = []
    for path in paths:
        began = time.perf_counter()
        line.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "en"})
        answer = line.getresponse()
        content = answer.read()
        found.append((time.perf_counter() - began, len(content)))
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}: {content[:200]!r}")
    line.close()
    return found
