"""Sheets of figures: rows of a form that a keyboard goes through, of which empty ones do not count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from asylon.responses.emergencies.faults import BadRecord
from asylon.responses.emergencies.kinds import AgeBand, HowKnown, Sector, Sex, Unit
from asylon.responses.emergencies.records import UNKNOWN_ORIGIN, NewArrivals, NewCapacity
from asylon.web.responses.countries import country_name
from asylon.web.responses.emergencies.fields import CountField, CountryField, DayField, choice, text

ROWS, MORE, MOST = 6, 6, 200
"""Rows of an empty sheet, rows that are added at a time, and how many there can be."""
_SEX = [
    (Sex.NOT_KNOWN, _("Not known")),
    (Sex.FEMALE, Sex.FEMALE.label),
    (Sex.MALE, Sex.MALE.label),
    (Sex.OTHER, Sex.OTHER.label),
]
_AGE = [
    (AgeBand.NOT_KNOWN, _("Not known")),
    *[each for each in AgeBand.choices if each[0] != AgeBand.NOT_KNOWN],
]


class SheetForm(forms.Form):
    """What holds for all rows of a sheet."""

    source = text(_("Source"), most=200, help_text=_("Who counted, and where it is written."))


class ArrivalsSheetForm(SheetForm):
    """What holds for all rows of arrivals."""

    def __init__(self, *args: Any, hosts: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        listed = [(code, country_name(code)) for code in hosts]
        self.fields["host"] = choice(_("Country of asylum"), listed, initial=listed[0][0] if listed else "")


class SheetRow(forms.Form):
    """A row of a sheet. It counts as soon as anything in it was typed, ticked or chosen."""

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields in which something stands; what was not sent at all does not count."""
        return [name for name in super().changed_data if self.add_prefix(name) in self.data]


class ArrivalsRow(SheetRow):
    """People who arrived on a day at a place. An empty day or place means: as in the row above."""

    on = DayField(label=_("Day"), required=False)
    place = text(_("Place or crossing"), most=120, required=False)
    persons = CountField(label=_("People"), required=False)
    unknown = forms.BooleanField(label=_("People came, how many is not known"), required=False)
    sex = choice(_("Sex"), _SEX, required=False, initial=Sex.NOT_KNOWN)
    age = choice(_("Age"), _AGE, required=False, initial=AgeBand.NOT_KNOWN)
    origin = CountryField(label=_("From"), required=False, unknown=True)
    how = choice(_("How known"), HowKnown.choices, required=False, initial=HowKnown.COUNTED)
    again = forms.BooleanField(label=_("Counted at another border before"), required=False)

    def clean(self) -> dict[str, Any]:
        """Zero is not unknown: a row says a number, or that it is not known.

        Adds an error where it says neither, or both.
        """
        said = super().clean() or self.cleaned_data
        persons = said.get("persons")
        if "persons" in said and persons is None and not said.get("unknown"):
            self.add_error("persons", _("Write how many, 0 for nobody, or tick that it is not known."))
        if persons is not None and said.get("unknown"):
            self.add_error("persons", _("A number stands here and also that it is not known. Keep one."))
        return said


class CapacityRow(SheetRow):
    """What a sector can take in a district."""

    on = DayField(label=_("Day"), required=False)
    sector = choice(_("Sector"), [("", "—"), *Sector.choices], required=False)
    district = text(_("District"), most=120, required=False, help_text="")
    unit = choice(_("Counted in"), Unit.choices, required=False, initial=Unit.PERSONS)
    capacity = CountField(label=_("Room for"), required=False)
    in_use = CountField(label=_("In use"), required=False)

    def clean(self) -> dict[str, Any]:
        """A row names its sector.

        Adds an error where it does not.
        """
        said = super().clean() or self.cleaned_data
        if "sector" in said and not said["sector"]:
            self.add_error("sector", _("Choose the sector."))
        return said


ArrivalsRows = formset_factory(ArrivalsRow, extra=ROWS, max_num=MOST, absolute_max=MOST)
CapacityRows = formset_factory(CapacityRow, extra=ROWS, max_num=MOST, absolute_max=MOST)
Rows: TypeAlias = "BaseFormSet[Any]"


def with_more_rows(sent: QueryDict) -> QueryDict:
    """The same data with room for more rows; nothing that was typed is lost."""
    data = sent.copy()
    asked = data.get("form-TOTAL_FORMS", "")
    total = int(asked) if asked.isdecimal() else ROWS
    data["form-TOTAL_FORMS"] = str(min(MOST, total + MORE))
    return data


def filled(rows: Rows) -> list[tuple[int, forms.Form]]:
    """The rows in which something stands, with their places on the page."""
    return [(at, row) for at, row in enumerate(rows.forms) if row.has_changed()]


def arrivals_in(rows: Rows, *, host: str) -> list[NewArrivals]:
    """The rows as records. An empty day or place is that of the row above; in the first row it is missing."""
    found = []
    day: date | None = None
    place = ""
    for _at, row in filled(rows):
        said = row.cleaned_data
        day, place = said["on"] or day, said["place"] or place
        if day is None:
            row.add_error("on", _("Write the day in the first row."))
            continue
        found.append(
            NewArrivals(
                on=day,
                place=place,
                host=host,
                origin=said["origin"] or UNKNOWN_ORIGIN,
                persons=None if said["unknown"] else said["persons"],
                sex=Sex(said["sex"] or Sex.NOT_KNOWN),
                age=AgeBand(said["age"] or AgeBand.NOT_KNOWN),
                how=HowKnown(said["how"] or HowKnown.COUNTED),
                first_crossing=not said["again"],
            )
        )
    return found


def capacities_in(rows: Rows) -> list[NewCapacity]:
    """The rows as records; an empty day is that of the row above."""
    found = []
    day: date | None = None
    for _at, row in filled(rows):
        said = row.cleaned_data
        day = said["on"] or day
        if day is None:
            row.add_error("on", _("Write the day in the first row."))
            continue
        found.append(
            NewCapacity(
                on=day,
                sector=Sector(said["sector"]),
                district=said["district"],
                unit=Unit(said["unit"] or Unit.PERSONS),
                capacity=said["capacity"],
                in_use=said["in_use"],
            )
        )
    return found


def say_row_faults(sheet: forms.Form, rows: Rows, bad: BadRecord) -> None:
    """Put what a service refused beside the field of its row."""
    places = [row for _at, row in filled(rows)]
    for fault in bad.faults:
        form = sheet if fault.row is None else places[fault.row]
        form.add_error(fault.field if fault.field in form.fields else None, fault.says())
