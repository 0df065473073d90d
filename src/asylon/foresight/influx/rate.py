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
from asylon.foresight.influx.student import t_975

WINDOW = 14
"""Days that a rate looks back."""
FEWEST = 5
"""Days that must be known in a window."""
STEEPEST = 5.0
"""Above this slope a day is 148 times the day before: no rate can be told from such days."""
HALVINGS = 80
LARGEST = 700.0
"""Where exp still is a number; whatever lies above is called infinite."""


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
        return _percent_a_week(self.a_day)

    @property
    def percents_a_week(self) -> tuple[float, float]:
        """The ends of the interval, the lower first; infinite where it has no end."""
        return _percent_a_week(self.low), _percent_a_week(self.high)

    @property
    def doubling_days(self) -> float | None:
        """In how many days arrivals double; None unless they are clearly rising."""
        return math.log(2) / self.a_day if self.trend is Trend.RISING else None

    @property
    def doubling_between(self) -> tuple[float, float]:
        """In how many days at the least and at the most arrivals double; infinite is never."""
        return _doubling(self.high), _doubling(self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The model as it was fitted to one window of days.

    Days are counted from `until`, so those of the window are zero or below.

    Attributes:
        slope: b a day.
        level: people expected on `until`.
        total: people in the window, over the days that are known.
        middle: the mean of the days, each weighted by the people expected on it.
        spread: how far the days lie from that mean, squared and weighted in the same way.
        dispersion: Pearson's: how much more the days scatter than a Poisson count, which has 1.
        known_days: how many days it rests on.
        until: the last day of the window.
    """

    slope: float
    level: float
    total: float
    middle: float
    spread: float
    dispersion: float
    known_days: int
    until: date

    @property
    def freedom(self) -> int:
        """Degrees of freedom: days that are known, less the level and the slope."""
        return self.known_days - 2


def rate_of(days: Sequence[Day], *, until: date, length: int = WINDOW) -> Rate | None:
    """The rate over the window that ends with `until`.

    None if fewer than five of its days are known, if nobody arrived, or if all came on one edge of it.
    """
    fit = fit_of(days, until=until, length=length)
    if fit is None:
        return None
    half = t_975(fit.freedom) * math.sqrt(fit.dispersion / (fit.total * fit.spread))
    return Rate(
        a_day=fit.slope,
        low=fit.slope - half,
        high=fit.slope + half,
        known_days=fit.known_days,
        until=until,
    )


def fit_of(days: Sequence[Day], *, until: date, length: int = WINDOW) -> Fit | None:
    """The model of the window that ends with `until`. None where there is no rate either."""
    found = known(window(days, until=until, length=length))
    if len(found) < FEWEST:
        return None
    times = [float((on - until).days) for on, _ in found]
    counts = [float(persons) for _, persons in found]
    total = sum(counts)
    if total == 0:
        return None
    wanted = sum(time * count for time, count in zip(times, counts, strict=True)) / total
    slope = _slope(times, wanted)
    if slope is None:
        return None
    weights = _weights(times, slope)
    middle = sum(weight * time for weight, time in zip(weights, times, strict=True))
    fitted = [total * weight for weight in weights]
    pearson = sum((count - each) ** 2 / each for count, each in zip(counts, fitted, strict=True) if each > 0)
    return Fit(
        slope=slope,
        level=fitted[-1] * math.exp(-slope * times[-1]),
        total=total,
        middle=middle,
        spread=sum(weight * (time - middle) ** 2 for weight, time in zip(weights, times, strict=True)),
        dispersion=pearson / (len(found) - 2),
        known_days=len(found),
        until=until,
    )


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


def _percent_a_week(slope: float) -> float:
    return 100 * math.expm1(7 * slope) if 7 * slope < LARGEST else math.inf


def _doubling(slope: float) -> float:
    return math.log(2) / slope if slope > 0 else math.inf
