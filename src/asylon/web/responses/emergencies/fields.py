"""Fields that several forms of emergencies share."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from asylon.responses.emergencies.countries import WITHOUT_COUNTRY, country_codes
from asylon.responses.emergencies.faults import BadRecord
from asylon.web.responses.countries import country_choices, country_name

NOT_A_DAY = _("Choose a day, like 24 November 2026.")
REQUIRED = _("Fill this in.")


class DayField(forms.DateField):
    """A day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
            error_messages={"invalid": NOT_A_DAY, "required": REQUIRED},
            **options,
        )


class CountField(forms.IntegerField):
    """A whole number from 0 up; spaces and points between thousands are understood."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": _("Write a whole number from 0 up.")},
            **options,
        )

    def to_python(self, value: Any) -> int | None:
        """The number without what stands between thousands."""
        if isinstance(value, str):
            value = "".join(value.split()).replace("’", "").replace("\u202f", "")
            groups = value.replace(".", ",").split(",")
            if len(groups) > 1 and all(len(group) == _GROUP for group in groups[1:]):
                value = "".join(groups)
        return super().to_python(value)


_GROUP = 3


class CountryField(forms.CharField):
    """A country by its name in the reader's language, or by its ISO 3166-1 alpha-3 code."""

    def __init__(self, *, unknown: bool = False, **options: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"list": "countries", "autocomplete": "off"}),
            max_length=80,
            error_messages={"required": REQUIRED},
            **options,
        )
        self.unknown = unknown
        """Whether codes of origin without a country are taken as well."""

    def clean(self, value: Any) -> str:
        """The code; empty if nothing was typed.

        Raises: ValidationError with the nearest name.
        """
        typed = str(super().clean(value)).strip()
        code = typed.upper()
        known = country_codes() | WITHOUT_COUNTRY if self.unknown else country_codes()
        if not typed or code in known:
            return code
        by_name = {name.casefold(): code for code, name in country_choices()}
        if typed.casefold() in by_name:
            return by_name[typed.casefold()]
        near = get_close_matches(typed.casefold(), by_name, n=1, cutoff=0.6)
        if near:
            says = _("No country is called “%(typed)s”. Perhaps %(near)s?")
            raise ValidationError(says, params={"typed": typed, "near": country_name(by_name[near[0]])})
        raise ValidationError(
            _("No country is called “%(typed)s”. Choose a name from the list, or its three letters (ISO)."),
            params={"typed": typed},
        )


def text(label: Any, *, most: int, required: bool = True, **options: Any) -> forms.CharField:
    """One line."""
    return forms.CharField(
        label=label, max_length=most, required=required, error_messages={"required": REQUIRED}, **options
    )


def reasons(label: Any, *, most: int, **options: Any) -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": REQUIRED},
        **options,
    )


def choice(label: Any, choices: Iterable[tuple[Any, Any]], **options: Any) -> forms.ChoiceField:
    """One of a list."""
    return forms.ChoiceField(
        label=label, choices=list(choices), error_messages={"required": _("Choose one.")}, **options
    )


def say_faults(form: forms.BaseForm, bad: BadRecord, *, also: dict[str, str] | None = None) -> None:
    """Put what a service refused beside the fields; `also` renames fields of the record."""
    names = also or {}
    for fault in bad.faults:
        name = names.get(fault.field, fault.field)
        form.add_error(name if name in form.fields else None, fault.says())
