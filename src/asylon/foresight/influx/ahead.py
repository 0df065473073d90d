"""What follows if the growth of the last 14 days goes on: people a day for the next days, each with a band.

This is no forecast of what will happen. It carries the log-linear rate of `rate.py` on, as if nothing
changed: no border that closes, no attack that begins, nobody who helps. It says how far the days that are
known would then lead, and how little they settle.

The 95 % band allows for two things. The level and the slope are estimates, so the expected number is taken as
log-normal, with the variance that their covariance gives. Single days scatter around it; their square root is
taken as normal with a quarter of the dispersion as its variance. The dispersion is that of the rate and at
least 1, that of a Poisson count: days that happen to be alike do not make the next days sure. The deviations
of the two are put together by the square root of the sum of their squares, above and below each by itself.
Both are multiples of Student's t, because the dispersion is estimated too.

Sources: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd edition (1989), chapters 6 and 9. For
putting the two together: G. Y. Zou and A. Donner, Construction of confidence limits about effect measures,
Statistics in Medicine 27 (2008), 1693-1702; that it holds for a day to come is ours, held by simulation in
the tests.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from asylon.foresight.influx.days import Day
from asylon.foresight.influx.rate import LARGEST, WINDOW, Fit, fit_of
from asylon.foresight.influx.student import share_below, t_975

DAYS_AHEAD = 14
"""Days that are looked ahead."""
ALL_PEOPLE = 8e9
"""About as many people as live. A band that reaches so far says nothing, so there is none."""
FURTHEST_T = 60.0
HALVINGS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """People expected over one or more days, and the ends of the 95 % band."""

    persons: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAhead(Band):
    """One day to come, if the growth goes on."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What follows if the growth of the last 14 days goes on.

    Attributes:
        fit: the model that is carried on; `fit.until` is the last day that is known.
        days: the days after it.
        in_all: the people of all these days together. Its ends are not the sums of the ends of the days:
            single days scatter to both sides.
    """

    fit: Fit
    days: tuple[DayAhead, ...]
    in_all: Band

    def chance_above(self, persons: float, *, after: date | None = None) -> float | None:
        """The chance, in percent, that more people than this come on the days ahead.

        With `after` only days later than that one count. None if none of them is.
        """
        first = max(0, (after - self.fit.until).days) if after is not None else 0
        steps = range(first + 1, len(self.days) + 1)
        if not steps:
            return None
        return 100 * (1 - share_below(_sum_of(self.fit, steps).t_at(persons), freedom=self.fit.freedom))


def ahead_of(
    days: Sequence[Day], *, until: date, length: int = WINDOW, days_ahead: int = DAYS_AHEAD
) -> Ahead | None:
    """The next days after `until`, carried on from the window that ends with it.

    None where no rate can be told, and where the band would reach all people who live. Analytic: the same
    days always give the same band. If every number is multiplied, so are those that are expected.
    """
    fit = fit_of(days, until=until, length=length)
    if fit is None or days_ahead < 1 or fit.slope * days_ahead > LARGEST:
        return None
    steps = range(1, days_ahead + 1)
    in_all = _band(fit, steps)
    found = [(step, _band(fit, [step])) for step in steps]
    if max(in_all.high, *(band.high for _, band in found)) > ALL_PEOPLE:
        return None
    return Ahead(
        fit=fit,
        days=tuple(
            DayAhead(on=until + timedelta(days=step), persons=band.persons, low=band.low, high=band.high)
            for step, band in found
        ),
        in_all=in_all,
    )


@dataclass(frozen=True, slots=True)
class _Sum:
    """The people of some days to come.

    Attributes:
        persons: how many are expected.
        doubt: the standard deviation of the logarithm of that number.
        dispersion: variance over mean of single days, and so of their sum.
    """

    persons: float
    doubt: float
    dispersion: float

    def at(self, t: float) -> float:
        """The number of people at so many deviations; it rises with them and is never below nobody."""
        off_the_model = self.persons * math.expm1(min(t * self.doubt, LARGEST))
        root = math.sqrt(self.persons) + t * math.sqrt(self.dispersion) / 2
        off_the_mean = max(0.0, root) ** 2 - self.persons
        return max(0.0, self.persons + math.copysign(math.hypot(off_the_model, off_the_mean), t))

    def t_at(self, persons: float) -> float:
        """The largest number of deviations at which there are no more people than this."""
        low, high = -FURTHEST_T, FURTHEST_T
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if self.at(middle) <= persons:
                low = middle
            else:
                high = middle
        return (low + high) / 2


def _sum_of(fit: Fit, steps: Sequence[int]) -> _Sum:
    """The people of the days that are so many steps after the last known one, by the delta method."""
    expected = [fit.level * math.exp(fit.slope * step) for step in steps]
    persons = math.fsum(expected)
    if persons == 0:
        return _Sum(0.0, 0.0, max(1.0, fit.dispersion))
    middle = math.fsum(each / persons * step for each, step in zip(expected, steps, strict=True))
    dispersion = max(1.0, fit.dispersion)
    relative = dispersion / fit.total * (1 + (middle - fit.middle) ** 2 / fit.spread)
    return _Sum(persons, math.sqrt(relative), dispersion)


def _band(fit: Fit, steps: Sequence[int]) -> Band:
    found = _sum_of(fit, steps)
    t = t_975(fit.freedom)
    return Band(persons=found.persons, low=found.at(-t), high=found.at(t))
