"""Whole persons and shares for two hundred made-up States."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from asylon.sharing import Indicators, Method, apportion, preset, share
from asylon.sharing.sensitivity import sensitivity
from benchmarks.clock import Figure, heading, milliseconds, table, timed

STATES = 200
TOTALS = (1_000, 10_000, 1_000_000)
GOAL = "goal: at most 50 ms"


def run() -> None:
    """Print what all six methods take together and each of them alone, and a sharing with all its steps."""
    chance = Random(1)
    weights = {f"S{place:03}": chance.randint(10_000, 1_500_000_000) for place in range(STATES)}
    heading(f"Sharing among {STATES} States (made up)")

    def all_methods(total: int) -> Callable[[], None]:
        def call() -> None:
            for method in Method:
                apportion(weights, total, method=method)

        return call

    rows = [
        (f"six methods, {total:,} persons", milliseconds(timed(all_methods(total))), GOAL) for total in TOTALS
    ]
    for method in Method:
        rows.append((f"  {method} alone, 10,000 persons", milliseconds(_one(weights, method)), ""))
    key = preset("dublin_iv_2016")
    figures = Indicators.of(
        {
            state: {"population": weight, "gdp_usd": chance.randint(10**8, 10**13)}
            for state, weight in weights.items()
        }
    )
    sharing = share(key, figures, total=100_000)
    size = len(json.dumps(sharing.as_json())) / 1e6
    rows.append(
        (
            "a sharing by half population, half GDP",
            milliseconds(timed(lambda: share(key, figures, total=100_000))),
            f"every step kept; {size:.2f} MB as JSON",
        )
    )
    rows.append(
        (
            "sensitivity, 10,000 draws",
            milliseconds(
                timed(lambda: sensitivity(key, {"2025": figures}, base="2025", total=100_000), rounds=3)
            ),
            "goal: at most 2 s",
        )
    )
    table(rows, ("what", "median (fastest-slowest)", ""))


def _one(weights: dict[str, int], method: Method) -> Figure:
    return timed(lambda: apportion(weights, 10_000, method=method))
