"""When arrivals began to surge: the C2 method of EARS, day against the days before.

A day is out of the ordinary if it lies more than three standard deviations above the mean of a week that
ended two days before it. The two days between keep the beginning of a surge out of its own baseline.

Source: L. Hutwagner and others, The bioterrorism preparedness and response Early Aberration Reporting
System (EARS), Journal of Urban Health 80(2), supplement 1 (2003), i89-i96. Ours adds: days that are not
known are left out; the deviation is at least that of a Poisson count and at least 1, so that a steady
trickle raises no alarm; and a surge lasts until a week's mean is back under its mark, because the
baseline of C2 soon holds the surge itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, stdev

from asylon.foresight.influx.days import Day, known, mean_a_day, window

BASELINE = 7
LAG = 2
FEWEST = 4
"""Days of a baseline that must be known."""
DEVIATIONS = 3.0
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge:
    """A time in which more people came than the days before would let one expect.

    Attributes:
        began: the first day out of the ordinary.
        baseline: people a day before, the mean of the week that the day was compared with.
        mark: what a day had to pass, people a day.
        ended: the first day whose week was back under the mark; None while it lasts.
    """

    began: date
    baseline: float
    mark: float
    ended: date | None = None


def surges_of(days: Sequence[Day], *, until: date) -> tuple[Surge, ...]:
    """Every surge up to a day, the oldest first.

    The first nine days of a series have no baseline, so nothing can be told of them.
    """
    found: list[Surge] = []
    running: Surge | None = None
    for on, persons in known(days):
        if on > until:
            break
        if running is None:
            running = _begun(days, on, persons)
            continue
        week = mean_a_day(window(days, until=on, length=WEEK))
        if week is not None and week <= running.mark and persons <= running.mark:
            found.append(Surge(began=running.began, baseline=running.baseline, mark=running.mark, ended=on))
            running = None
    return (*found, running) if running is not None else tuple(found)


def has_baseline(days: Sequence[Day], *, until: date) -> bool:
    """Whether anything can be told of the last days at all."""
    return _baseline(days, until) is not None


def _begun(days: Sequence[Day], on: date, persons: int) -> Surge | None:
    before = _baseline(days, on)
    if before is None:
        return None
    mean = fmean(before)
    mark = mean + DEVIATIONS * max(stdev(before), math.sqrt(mean), 1.0)
    return Surge(began=on, baseline=mean, mark=mark) if persons > mark else None


def _baseline(days: Sequence[Day], on: date) -> list[int] | None:
    end = on - timedelta(days=LAG + 1)
    numbers = [persons for _, persons in known(window(days, until=end, length=BASELINE))]
    return numbers if len(numbers) >= FEWEST else None
