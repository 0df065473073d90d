"""Forms of reviews."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from asylon.responses.money import is_currency, typed_minor
from asylon.responses.plans.arrangements import ARRANGEMENTS
from asylon.responses.plans.faults import SENTENCES, BadEntry
from asylon.responses.plans.keeping import MemberEntry
from asylon.responses.plans.words import MONEY, MOVEMENTS, PARTY_KINDS, UNITS
from asylon.responses.reviews.actuals import FigureEntry
from asylon.responses.reviews.changes import ChangeEntry
from asylon.responses.reviews.services import CallEntry, HoldEntry
from asylon.responses.reviews.words import SORTS, currency_of
from asylon.web.responses.countries import country_name
from asylon.web.responses.emergencies.fields import CountField, CountryField, DayField, choice, reasons, text
from asylon.web.responses.plans.forms import NOTHING, Kept, amount

NEW = "new"
MORE_PRESENT = 3
"""Rows for bodies that come without being members."""


class CallForm(Kept):
    """When a review meets, and the marks of its rules."""

    on = DayField(label=_("Day of the meeting"))
    called_by = text(_("Called by"), most=120, help_text=_("A body and its desk, never a person’s name."))
    capacity_over = CountField(label=_("Capacity in use proposes something above, per cent"), initial=85)
    delivery_under = CountField(label=_("Delivery proposes something below, per cent"), initial=70)
    marks_because = text(
        _("Why other marks than 85 and 70"),
        most=400,
        required=False,
        help_text=_("Empty for the usual ones."),
    )

    def entry(self) -> CallEntry:
        """What was typed."""
        return CallEntry(**{each.name: self.cleaned_data[each.name] for each in fields(CallEntry)})


class FigureForm(Kept):
    """A figure that is written by hand."""

    sort = choice(_("What is held against the plan"), SORTS, widget=forms.RadioSelect)
    of = text(_("Of what"), most=80, required=False, help_text=_("A sector, a currency, a sort of places."))
    unit = text(_("Counted in"), most=60, required=False)
    least = amount(_("Forecast, at least"), help_text=_("For arrivals only."))
    planned = amount(
        _("What the plan counts on"),
        help_text=_("The capacity, the upper end of the forecast, or the need."),
    )
    actual = amount(_("What is so"), help_text=_("Empty if it is not known."))
    as_of = DayField(label=_("As of"))
    source = text(_("Source"), most=200)
    invented = forms.BooleanField(label=_("The figure is invented, for practice"), required=False)

    def clean(self) -> dict[str, Any]:
        """What is counted as it is, and money in minor units."""
        said = super().clean() or self.cleaned_data
        currency = currency_of(said.get("of", ""), unit=said.get("unit", ""))
        if currency is not None and not is_currency(currency):
            self.add_error("unit", str(SENTENCES["currency"]))
        for name in ("least", "planned", "actual"):
            said[name] = self.amount_of(name, unit="" if currency is None else MONEY, currency=currency or "")
        return said

    def entry(self) -> FigureEntry:
        """What was typed."""
        return FigureEntry(**{each.name: self.cleaned_data[each.name] for each in fields(FigureEntry)})


class DecideForm(Kept):
    """What is decided about a proposal, why, and what changes if it is accepted."""

    decision = choice(
        _("Decision"),
        (("accept", _("Accept, as an amendment")), ("decline", _("Decline"))),
        widget=forms.RadioSelect,
    )
    reasons = reasons(_("Reasons"), most=1000)
    item = choice(_("What changes"), [], required=False)
    code = choice(_("Arrangement of a new item"), [], required=False)
    movement = choice(
        _("How people move on"),
        MOVEMENTS,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only for humanitarian transfer and evacuation (j9)."),
    )
    what = text(_("What is done"), most=200, required=False)
    actor = text(_("Who answers for it"), most=120, required=False)
    need_amount = amount(_("How much is needed from now on"))
    need_unit = choice(_("Counted in"), [NOTHING, *UNITS], required=False)
    cost = forms.CharField(label=_("Cost"), required=False, max_length=24)
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    from_on = DayField(label=_("From"), required=False)
    until_on = DayField(label=_("Until"), required=False)
    named: Mapping[str, str] = MappingProxyType({"thread": "item", "change": "item", "cost_minor": "cost"})

    def __init__(
        self,
        *args: Any,
        items: Iterable[tuple[str, str]] = (),
        counted: Mapping[str, tuple[str, str]] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.counted = counted or {}
        """The unit of each item's need, and its currency: what stays empty stays as it is."""
        codes = [(each.code, f"{each.code} · {each.name}") for each in ARRANGEMENTS.values()]
        self._choose("item", [*items, (NEW, _("A new item"))])
        self._choose("code", [NOTHING, *codes])

    def clean(self) -> dict[str, Any]:
        """The cost, and a need in money, in minor units."""
        said = super().clean() or self.cleaned_data
        said["currency"] = str(said.get("currency", "")).upper()
        unit, currency = self.counted.get(said.get("item", ""), ("", ""))
        unit, currency = said.get("need_unit") or unit, said["currency"] or currency
        said["need_amount"] = self.amount_of("need_amount", unit=unit, currency=currency)
        typed = said.get("cost") or ""
        said["cost_minor"] = typed_minor(typed, currency=currency) if typed else None
        if typed and said["cost_minor"] is None:
            self.add_error("cost", str(SENTENCES["money"]))
        return said

    @property
    def accepts(self) -> bool:
        """Whether the proposal is accepted."""
        return self.cleaned_data.get("decision") == "accept"

    def change(self) -> ChangeEntry | None:
        """What changes; None if it is declined or nothing is said."""
        said = self.cleaned_data
        if not self.accepts or not said.get("item"):
            return None
        new = said["item"] == NEW
        told = {
            name: said[name] or None
            for name in (
                *("what", "actor", "need_unit", "currency"),
                *("from_on", "until_on", "cost_minor", "movement"),
            )
        }
        return ChangeEntry(
            thread=None if new else UUID(said["item"]),
            code=said["code"] if new else "",
            need_amount=said["need_amount"],
            **told,
        )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class HoldForm(Kept):
    """Who was there, what came out, and when the next review is."""

    conclusion = reasons(_("What came out"), most=4000)
    next_on = DayField(label=_("Next review on"))

    def __init__(self, *args: Any, members: Iterable[Any] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.members = list(members)
        self.fields["members"] = forms.MultipleChoiceField(
            label=_("Members of the review who were there"),
            choices=[(str(at), each.name) for at, each in enumerate(self.members)],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        for at in range(MORE_PRESENT):
            self.fields[f"kind_{at}"] = choice(_("Also there"), [NOTHING, *PARTY_KINDS], required=False)
            self.fields[f"country_{at}"] = CountryField(label=_("Country"), required=False)
            self.fields[f"name_{at}"] = text(_("Body, and its desk"), most=120, required=False)

    def entry(self) -> HoldEntry:
        """What was typed."""
        said = self.cleaned_data
        present = [_member(self.members[int(at)]) for at in said["members"]]
        for at in range(MORE_PRESENT):
            country, name = said[f"country_{at}"], said[f"name_{at}"]
            if said[f"kind_{at}"] and (name or country):
                present.append(MemberEntry(said[f"kind_{at}"], name or country_name(country), country))
        return HoldEntry(present=tuple(present), conclusion=said["conclusion"], next_on=said["next_on"])

    def refuse(self, bad: BadEntry) -> None:
        """Put what the service refused beside the fields."""
        for fault in bad.faults:
            if re.match(r"proposals\.", fault.field):
                continue
            name = "members" if fault.field == "present" else fault.field
            self.add_error(name if name in self.fields else None, fault.says())
        if any(fault.code == "undecided" for fault in bad.faults):
            self.add_error(
                None, _("Decide on every proposal first. The open ones stand on the review’s page.")
            )


def _member(row: Any) -> MemberEntry:
    return MemberEntry(kind=row.kind, name=row.name, iso3=row.iso3, voice=row.voice)
