"""A date of which a part may be known, typed into one field, as the contract writes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from asylon.casework.people.partial_dates import PartialDate, Precision
from asylon.casework.people.typed_dates import BadDate, DateFault, read_typed
from asylon.rulebook.dates import partial_date

LONGEST = 40
NOT_A_DATE = _("Write a date as 3.11.2026, 11/2026 or 2026. Leave it empty if it is not known.")
SAID = {
    DateFault.NO_SUCH_DAY: _("The calendar has no such day. Write the day first, then the month."),
    DateFault.IN_THE_FUTURE: _("This day has not come yet. Look at the year again."),
    DateFault.OTHER_CALENDAR: _(
        "This looks like a year of another calendar. Write the year of this calendar."
    ),
    DateFault.SHORT_YEAR: _("Write the year with four digits, for example 1990."),
}
WRITTEN = {Precision.EXACT: 10, Precision.MONTH: 7, Precision.YEAR: 4}
"""How many signs of 2026-11-03 are known."""


class PartialDateField(forms.CharField):
    """When something was, as far as it is known: a day, a month or a year. Gives `2026-11`."""

    def __init__(self, *, today: date, **options: Any) -> None:
        attrs = {"class": "w6", "autocomplete": "off"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **options)
        self.today = today
        self.validators = []

    def clean(self, value: Any) -> str:
        """The date as the contract writes it, empty if nothing was typed.

        Raises: ValidationError with what to type instead.
        """
        return read_partial(str(value or ""), today=self.today)


def read_partial(typed: str, *, today: date) -> str:
    """The date that was typed, as the contract writes it; empty if it is not known.

    Raises: ValidationError with what to type instead.
    """
    if len(typed) > LONGEST:
        raise ValidationError(NOT_A_DATE, code="not_a_date")
    try:
        return _written(read_typed(typed, today=today))
    except BadDate as problem:
        raise ValidationError(SAID.get(problem.fault, NOT_A_DATE), code=problem.fault.value) from problem


def shown_partial(written: str) -> str:
    """A date of the contract as the reader's country writes it, with the month in words."""
    found = partial_date(written)
    if found is None:
        return written
    formats = {10: "DATE_FORMAT", 7: "YEAR_MONTH_FORMAT"}
    return date_format(found.first, formats[len(written)]) if len(written) in formats else written


def typed_partial(written: str) -> str:
    """A date of the contract as one types it: 3.11.2026, 11/2026, 2026."""
    parts = [part.lstrip("0") for part in written.split("-")] if written else []
    return (".", "/")[len(parts) == 2].join(reversed(parts))


def _written(known: PartialDate) -> str:
    if known.earliest is None:
        return ""
    if known.precision not in WRITTEN:  # an age, or a guess: nothing that can be written as a date
        raise ValidationError(NOT_A_DATE, code="not_a_date")
    return known.earliest.isoformat()[: WRITTEN[known.precision]]
