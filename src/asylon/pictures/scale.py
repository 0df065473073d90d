"""Scales: where a number stands along a line, and round numbers to mark it."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from `low` to `high`."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Where a value stands, as a share of the scale's length."""
        return (value - self.low) / (self.high - self.low)


def scale_of(*values: float) -> Scale:
    """A scale that holds zero and every value."""
    low, high = min((0.0, *values)), max((0.0, *values))
    return Scale(low, high if high > low else low + 1)


def round_marks(top: float, *, most: int = 4) -> list[float]:
    """Round numbers above zero, the last at or above `top`: steps of 1, 2 or 5 times a power of ten."""
    if top <= 0:
        return [1.0]
    power: float = 10 ** math.floor(math.log10(top / most))
    step = next(size * power for size in (1, 2, 5, 10, 20) if size * power * most >= top * (1 - 1e-9))
    return [step * at for at in range(1, math.ceil(top / step - 1e-9) + 1)]
