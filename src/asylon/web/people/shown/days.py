"""Days as the reader's country writes them, with the month in words."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext


def day(when: date) -> str:
    """A day with its year: 24 November 2026."""
    return date_format(when, "DATE_FORMAT")


def day_of(when: datetime) -> str:
    """The day of a moment by the clock of the office."""
    return day(timezone.localtime(when).date())


def clock(when: datetime) -> str:
    """The time of a moment by the clock of the office: 14:05."""
    return f"{timezone.localtime(when):%H:%M}"


def moment(when: datetime) -> str:
    """A day with the time by the clock of the office: 24 November 2026, 14:05."""
    return gettext("%(day)s, %(time)s") % {"day": day_of(when), "time": clock(when)}


def months_from(first: date, count: int) -> tuple[date, ...]:
    """The first days of the months after a day."""
    found = []
    for number in range(1, count + 1):
        years, month = divmod(first.month - 1 + number, 12)
        found.append(date(first.year + years, month + 1, 1))
    return tuple(found)


def age(span: tuple[int, int] | None, months: tuple[int, int] | None) -> str:
    """How old somebody is, as far as it is known; empty if nothing is."""
    if span is None or months is None:
        return ""
    if span[1] >= 2:
        fewest, most = span
        if fewest == most:
            return ngettext("%(n)s year", "%(n)s years", most) % {"n": most}
        return gettext("between %(fewest)s and %(most)s years") % {"fewest": fewest, "most": most}
    fewest, most = months
    if fewest == most:
        return ngettext("%(n)s month", "%(n)s months", most) % {"n": most}
    return gettext("between %(fewest)s and %(most)s months") % {"fewest": fewest, "most": most}
