"""Reads a date of birth as it is typed into one field: "1987", "12/1990", "3.12.1990", "34", "4 months".

Pure. Digits of any script count. The day comes first unless the year does, as in the offices that use
this; what could be read two ways is refused with a code that says what to type instead.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from asylon.casework.people.partial_dates import (
    UNKNOWN,
    PartialDate,
    about,
    aged,
    aged_months,
    in_month,
    in_year,
    on_day,
)

OLDEST = 125
"""Years. Nobody has been known to live longer."""
GUESS_OUT = 2
"""Years that a guess may be out either way."""


class DateFault(StrEnum):
    """What is wrong with a typed date."""

    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"
    OTHER_CALENDAR = "other_calendar"
    """A year that another calendar would have; it must be turned into ours first."""
    SHORT_YEAR = "short_year"
    """A year of two digits, in a date: 12.3.90."""


class BadDate(Exception):
    """What was typed is no date of birth; `fault` says why."""

    def __init__(self, fault: DateFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


_NOT_KNOWN = frozenset(
    (
        *("?", "-", "unknown", "not-known", "inconnu", "inconnue", "pas-connu"),
        *("nepoznato", "nije-poznato", "непознато", "није-познато", "مجهول", "غير-معروف"),
    )
)
_MONTHS = (
    r"(?:m|mo|mos|month|months|mois|mesec|meseca|meseci|месец|месеца|месеци|شهر|أشهر|اشهر|شهور|شهرا|ماه)"
)
_YEARS = (
    r"(?:y|yr|yrs|year|years|an|ans|god|godina|godine|год|година|године|سنة|سنوات|عام|أعوام|سال|years-old)"
)
_GUESSED = re.compile(r"(?:~|≈|c\.|ca\.?|about|environ|oko|око|حوالي|حدود)\s*(.+)|(.+?)\s*\?")
_AGE = re.compile(rf"(\d{{1,3}})\s*{_YEARS}?")
_AGE_IN_MONTHS = re.compile(rf"(\d{{1,2}})\s*{_MONTHS}\.?")
_YEAR = re.compile(r"(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{1,2}))?\.?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\s*[-/. ]\s*)?(\d{1,2})\s*[-/. ]\s*(\d{4})\.?")
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[-/. ]\s*\d{1,2}\s*[-/. ]\s*\d{2}\.?")
_OTHER_CALENDARS = range(1280, 1460)
"""Where the years of the solar and the lunar Hijri calendar lie that somebody alive may have been born in."""


def read_typed(typed: str, *, today: date) -> PartialDate:
    """The date of birth that somebody typed; nothing typed, or "unknown", is not known.

    Raises: BadDate.
    """
    text = plain(typed)
    if not text or text.replace(" ", "-") in _NOT_KNOWN:
        return UNKNOWN
    guessed = _GUESSED.fullmatch(text)
    known = _read(guessed[1] or guessed[2] if guessed else text, today)
    earliest, latest = known.ends
    if earliest > today:
        raise BadDate(DateFault.IN_THE_FUTURE)
    if latest.year < today.year - OLDEST:
        raise BadDate(DateFault.TOO_LONG_AGO)
    if guessed:
        return about(known, years=GUESS_OUT, no_later_than=today)
    if latest > today:  # this year or this month, and not yet over
        return PartialDate(known.precision, earliest, today)
    return known


def plain(typed: str) -> str:
    """In small letters, with the digits 0 to 9 whatever script they were typed in."""
    digits = "".join(str(int(each)) if each.isdecimal() else each for each in typed)
    return " ".join(digits.replace("\u066b", ".").replace("،", "/").casefold().split())


def _read(text: str, today: date) -> PartialDate:
    if found := _AGE_IN_MONTHS.fullmatch(text):
        return aged_months(int(found[1]), on=today)
    if found := _YEAR.fullmatch(text):
        return _in_calendar(int(found[1]), None, None)
    if found := _AGE.fullmatch(text):
        return _of_age(int(found[1]), today)
    if found := _YEAR_FIRST.fullmatch(text):
        return _in_calendar(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _DAY_FIRST.fullmatch(text):
        return _in_calendar(int(found[3]), int(found[2]), int(found[1]) if found[1] else None)
    raise BadDate(DateFault.SHORT_YEAR if _SHORT_YEAR.fullmatch(text) else DateFault.NOT_A_DATE)


def _of_age(years: int, today: date) -> PartialDate:
    if years > OLDEST:
        raise BadDate(DateFault.TOO_LONG_AGO)
    return aged(years, on=today)


def _in_calendar(year: int, month: int | None, day: int | None) -> PartialDate:
    if year in _OTHER_CALENDARS:
        raise BadDate(DateFault.OTHER_CALENDAR)
    try:
        if month is None:
            return in_year(year)
        return in_month(year, month) if day is None else on_day(date(year, month, day))
    except ValueError as problem:
        raise BadDate(DateFault.NO_SUCH_DAY) from problem
