"""Dates of birth as people know them: a day, a month, a year, an age, an estimate, or nothing.

Pure. Each is a span of days in which the person was born; what is asked of it later (how old, under 18)
is answered for both ends of the span, so that a guess never decides.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

Json = dict[str, str]


class Precision(StrEnum):
    """How exactly a date is known."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    AGE = "age"
    """Somebody said how old the person is."""
    ESTIMATED = "estimated"
    """Somebody guessed, and said so."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The first and the last day that the date may be; both None when nothing is known."""

    precision: Precision
    earliest: date | None = None
    latest: date | None = None

    @property
    def year(self) -> int | None:
        """The year, if it can be only one."""
        if self.earliest is None or self.latest is None or self.earliest.year != self.latest.year:
            return None
        return self.earliest.year

    @property
    def month(self) -> int | None:
        """The month, if it can be only one."""
        if self.year is None or self.earliest is None or self.latest is None:
            return None
        return self.earliest.month if self.earliest.month == self.latest.month else None

    @property
    def day(self) -> int | None:
        """The day, if it can be only one."""
        return self.earliest.day if self.earliest is not None and self.earliest == self.latest else None

    @property
    def ends(self) -> tuple[date, date]:
        """The first and the last day.

        Raises: ValueError if nothing is known.
        """
        if self.earliest is None or self.latest is None:
            raise ValueError("nothing is known of this date, so it has no first and no last day")
        return self.earliest, self.latest

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that the date may lie in."""
        if self.earliest is None or self.latest is None:
            return ()
        return tuple(range(self.earliest.year, self.latest.year + 1))

    def age_on(self, day: date) -> tuple[int, int] | None:
        """The fewest and the most whole years lived by a day; None if nothing is known."""
        if self.earliest is None or self.latest is None:
            return None
        return max(0, whole_years(self.latest, day)), max(0, whole_years(self.earliest, day))

    def months_on(self, day: date) -> tuple[int, int] | None:
        """The same in whole months, for small children."""
        if self.earliest is None or self.latest is None:
            return None
        return max(0, whole_months(self.latest, day)), max(0, whole_months(self.earliest, day))

    def overlaps(self, other: PartialDate) -> bool | None:
        """Whether both may be one day; None if either is not known."""
        if self.earliest is None or self.latest is None or other.earliest is None or other.latest is None:
            return None
        return self.earliest <= other.latest and other.earliest <= self.latest

    def written(self) -> Json:
        """The date as it is sealed."""
        if self.earliest is None or self.latest is None:
            return {"precision": Precision.UNKNOWN.value}
        return {
            "precision": self.precision.value,
            "earliest": self.earliest.isoformat(),
            "latest": self.latest.isoformat(),
        }


UNKNOWN = PartialDate(Precision.UNKNOWN)


def read_written(written: Json) -> PartialDate:
    """What `written` gave."""
    precision = Precision(written["precision"])
    if precision is Precision.UNKNOWN:
        return UNKNOWN
    return PartialDate(
        precision, date.fromisoformat(written["earliest"]), date.fromisoformat(written["latest"])
    )


def on_day(day: date) -> PartialDate:
    """A date known to the day."""
    return PartialDate(Precision.EXACT, day, day)


def in_month(year: int, month: int) -> PartialDate:
    """A month of a year.

    Raises: ValueError if the calendar has no such month.
    """
    return PartialDate(Precision.MONTH, date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def in_year(year: int) -> PartialDate:
    """A year.

    Raises: ValueError if the calendar has no such year.
    """
    return PartialDate(Precision.YEAR, date(year, 1, 1), date(year, 12, 31))


def aged(years: int, *, on: date) -> PartialDate:
    """Born so that the person has lived this many whole years by a day."""
    return PartialDate(
        Precision.AGE, months_before(on, 12 * (years + 1)) + timedelta(days=1), months_before(on, 12 * years)
    )


def aged_months(months: int, *, on: date) -> PartialDate:
    """Born so that the child has lived this many whole months by a day."""
    return PartialDate(
        Precision.AGE, months_before(on, months + 1) + timedelta(days=1), months_before(on, months)
    )


def about(known: PartialDate, *, years: int, no_later_than: date) -> PartialDate:
    """The same as a guess that may be some years out either way, and never after a day."""
    if known.earliest is None or known.latest is None:
        return UNKNOWN
    latest = min(months_before(known.latest, -12 * years), no_later_than)
    return PartialDate(Precision.ESTIMATED, months_before(known.earliest, 12 * years), latest)


def whole_years(born: date, day: date) -> int:
    """Whole years from one day to another."""
    return whole_months(born, day) // 12


def whole_months(born: date, day: date) -> int:
    """Whole calendar months from one day to another; negative if the other comes first."""
    months = 12 * (day.year - born.year) + day.month - born.month
    # Born on the 31st, a month is full on the last day of a shorter one.
    reached = day.day >= min(born.day, monthrange(day.year, day.month)[1])
    return months if reached else months - 1


def months_before(day: date, months: int) -> date:
    """The same day some calendar months earlier, or the last of that month if it has no such day."""
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
