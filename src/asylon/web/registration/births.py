"""One field for a birth: what was typed, how it was understood, and what to type instead."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.people.partial_dates import PartialDate, Precision
from asylon.casework.people.typed_dates import BadDate, DateFault, read_typed

LONGEST = 40
SAID = {
    DateFault.NOT_A_DATE: _(
        "This could not be read. Type a year such as 1987, a date such as 3.12.1990 or 12/1990, "
        "or an age such as 34 or 4 months. Leave it empty if it is not known."
    ),
    DateFault.NO_SUCH_DAY: _(
        "The calendar has no such day. Type the day first, then the month. Leave out what is not known."
    ),
    DateFault.IN_THE_FUTURE: _("This day has not come yet. Type the year with four digits."),
    DateFault.TOO_LONG_AGO: _("Nobody is so old. Look at the year or the age again."),
    DateFault.OTHER_CALENDAR: _(
        "This looks like a year of another calendar. Type the year of this calendar, or the age."
    ),
    DateFault.SHORT_YEAR: _("Type the year with four digits, for example 1990."),
}


def read_birth(typed: str, *, today: date) -> PartialDate:
    """The birth that was typed.

    Raises: ValidationError with what to type instead.
    """
    if len(typed) > LONGEST:
        raise ValidationError(SAID[DateFault.NOT_A_DATE], code="not_a_date")
    try:
        return read_typed(typed, today=today)
    except BadDate as problem:
        raise ValidationError(SAID[problem.fault], code=problem.fault.value) from problem


def echo(born: PartialDate, *, today: date) -> tuple[str, ...]:
    """How a birth was understood, piece by piece: the day or span, the age, that it is a guess.

    Nothing if nothing is known. The pieces stand beside one another and make no sentence.
    """
    if born.precision is Precision.UNKNOWN:
        return ()
    guess = (gettext("a guess"),) if born.precision is Precision.ESTIMATED else ()
    return born_words(born), _age(born, today), *guess


def born_words(born: PartialDate) -> str:
    """When somebody was born, as exactly as it is known; empty if it is not."""
    if born.earliest is None or born.latest is None:
        return ""
    if born.day is not None:
        return date_format(born.earliest, "DATE_FORMAT")
    if born.month is not None:
        return date_format(born.earliest, "YEAR_MONTH_FORMAT")
    if born.year is not None:
        return str(born.year)
    years = {"first": born.earliest.year, "last": born.latest.year}
    return gettext("between %(first)s and %(last)s") % years


def age_words(years: tuple[int, int]) -> str:
    """An age in whole years that may lie between two."""
    return _span(years, ngettext("%(most)s year", "%(most)s years", years[1]), _years_between())


def _age(born: PartialDate, today: date) -> str:
    years, months = born.age_on(today), born.months_on(today)
    if years is None or months is None:
        return ""
    if years[1] >= 2:
        return age_words(years)
    return _span(months, ngettext("%(most)s month", "%(most)s months", months[1]), _months_between())


def _years_between() -> str:
    return gettext("%(fewest)s or %(most)s years")


def _months_between() -> str:
    return gettext("%(fewest)s to %(most)s months")


def _span(span: tuple[int, int], one: str, between: str) -> str:
    fewest, most = span
    return (one if fewest == most else between) % {"fewest": fewest, "most": most}
