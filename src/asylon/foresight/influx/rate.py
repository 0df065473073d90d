"""How fast arrivals grow: a rate for one window of days, with its doubling time and how sure it is.

The rate is the slope of a log-linear Poisson model: the expected number of a day is exp(a + b * day).
It takes zeros as they are, leaves days out that are not known, and does not change when every number is
multiplied. The interval allows for numbers that scatter more than a Poisson count would (quasi-likelihood).

Source: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd edition (1989), chapters 6 and 9.
The maximum of the likelihood lies where the mean of the days, weighted by exp(b * day), equals the mean
weighted by arrivals; that has one solution, which is found by halving.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from asylon.foresight.influx.days import Day, known, window

WINDOW = 14
"""Days that a rate looks back."""
FEWEST = 5
"""Days that must be known in a window."""
STEEPEST = 5.0
"""Above this slope a day is 148 times the day before: no rate can be told from such days."""
HALVINGS = 80
_T_975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""Student's t, 97.5 %, for 1 to 30 degrees of freedom."""
_Z_975 = 1.960


class Trend(StrEnum):
    """Where arrivals go: said only if the whole interval says the same."""

    RISING = "rising"
    FALLING = "falling"
    NOT_CLEAR = "not_clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """The growth of arrivals.

    Attributes:
        a_day, low, high: the slope b a day, and the ends of its 95 % interval; 0.1 is about 10 % a day.
        known_days: how many days it rests on.
        until: the last day of the window.
    """

    a_day: float
    low: float
    high: float
    known_days: int
    until: date

    @property
    def trend(self) -> Trend:
        """Where arrivals go."""
        if self.low > 0:
            return Trend.RISING
        return Trend.FALLING if self.high < 0 else Trend.NOT_CLEAR

    @property
    def percent_a_week(self) -> float:
        """How much more people a day after a week, in percent."""
        return 100 * math.expm1(7 * self.a_day)

    @property
    def doubling_days(self) -> float | None:
        """In how many days arrivals double; None unless they are clearly rising."""
        return math.log(2) / self.a_day if self.trend is Trend.RISING else None


def rate_of(days: Sequence[Day], *, until: date, length: int = WINDOW) -> Rate | None:
    """The rate over the window that ends with `until`.

    None if fewer than five of its days are known, if nobody arrived, or if all came on one edge of it.
    """
    found = known(window(days, until=until, length=length))
    if len(found) < FEWEST:
        return None
    middle = found[len(found) // 2][0]
    times = [float((on - middle).days) for on, _ in found]
    counts = [float(persons) for _, persons in found]
    total = sum(counts)
    if total == 0:
        return None
    wanted = sum(time * count for time, count in zip(times, counts, strict=True)) / total
    slope = _slope(times, wanted)
    if slope is None:
        return None
    half = _half_width(times, counts, slope)
    return Rate(a_day=slope, low=slope - half, high=slope + half, known_days=len(found), until=until)


def _slope(times: Sequence[float], wanted: float) -> float | None:
    """The b at which the mean of the days under exp(b * day) is the wanted one. It rises with b."""
    low, high = -STEEPEST, STEEPEST
    if not _mean(times, low) < wanted < _mean(times, high):
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _mean(times, middle) < wanted:
            low = middle
        else:
            high = middle
    found = (low + high) / 2
    return 0.0 if abs(found) < 1e-12 else found


def _weights(times: Sequence[float], slope: float) -> list[float]:
    top = max(slope * time for time in times)
    raw = [math.exp(slope * time - top) for time in times]
    total = sum(raw)
    return [each / total for each in raw]


def _mean(times: Sequence[float], slope: float) -> float:
    return sum(weight * time for weight, time in zip(_weights(times, slope), times, strict=True))


def _half_width(times: Sequence[float], counts: Sequence[float], slope: float) -> float:
    """Half of the 95 % interval, from Pearson's dispersion."""
    total = sum(counts)
    weights = _weights(times, slope)
    mean = sum(weight * time for weight, time in zip(weights, times, strict=True))
    spread = sum(weight * (time - mean) ** 2 for weight, time in zip(weights, times, strict=True))
    fitted = [total * weight for weight in weights]
    pearson = sum((count - each) ** 2 / each for count, each in zip(counts, fitted, strict=True) if each > 0)
    freedom = len(times) - 2
    quantile = _T_975[freedom - 1] if freedom <= len(_T_975) else _Z_975
    return quantile * math.sqrt(pearson / freedom / (total * spread))
