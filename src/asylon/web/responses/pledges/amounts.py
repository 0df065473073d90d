"""How amounts are written and read on the pages: in the currency's main unit, or as a count with its noun."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asylon.responses.money import in_major, in_minor, places_of, typed_number
from asylon.responses.pledges.kinds import UnitKind
from asylon.sharing.coverage import Measure, Unit
from asylon.web.responses.reader import number

NOT_AN_AMOUNT = _("Write a number, for example 12,500 or 12,500.50.")


def plain(value: int, measure: Measure) -> str:
    """The number alone, for a table whose row says the unit."""
    return number(float(in_units(value, measure)))


def in_units(value: int, measure: Measure) -> Decimal:
    """The number as people say it: euros, not cents."""
    return in_major(value, currency=measure.of) if measure.unit is Unit.MONEY else Decimal(value)


def written(value: int, measure: Measure) -> str:
    """The number with its unit: EUR 12,500; 40 places; 2,500 tents."""
    said = plain(value, measure)
    if measure.unit is Unit.MONEY:
        return gettext("%(currency)s %(n)s") % {"currency": measure.of, "n": said}
    if measure.unit is Unit.PLACES:
        return ngettext("%(n)s place", "%(n)s places", value) % {"n": said}
    if measure.unit is Unit.PERSONS:
        return ngettext("%(n)s person", "%(n)s persons", value) % {"n": said}
    return gettext("%(n)s × %(what)s") % {"n": said, "what": measure.of}


def unit_name(measure: Measure) -> str:
    """What a row counts."""
    if measure.unit is Unit.MONEY:
        return gettext("Money, %(currency)s") % {"currency": measure.of}
    if measure.unit is Unit.UNITS:
        return measure.of
    return str(UnitKind(measure.unit.value).label)


def typed_amount(text: str, measure: Measure) -> int:
    """An amount as somebody typed it, in minor units or as a count.

    Raises: ValidationError.
    """
    places = places_of(measure.of) if measure.unit is Unit.MONEY else 0
    found = typed_number(text, places=places)
    if found is None:
        raise ValidationError(NOT_AN_AMOUNT)
    if measure.unit is Unit.MONEY:
        minor = in_minor(found, currency=measure.of)
        if minor is None:
            raise ValidationError(
                _("%(currency)s has at most %(n)s decimal places."),
                params={"currency": measure.of, "n": places},
            )
        return minor
    if found != found.to_integral_value():
        raise ValidationError(_("Write a whole number: there are no parts of people, places or things."))
    return int(found)


class AmountField(forms.CharField):
    """An amount; which unit it has is known when the whole form is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=40,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"required": _("Fill this in.")},
            **options,
        )
