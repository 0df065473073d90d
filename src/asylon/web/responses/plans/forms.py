"""Forms of consultations and plans. Each edit carries the version that was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from asylon.responses.money import typed_minor, written_major
from asylon.responses.plans.arrangements import ARRANGEMENTS, MOVEMENT, PARTS
from asylon.responses.plans.checklists import SaidOf
from asylon.responses.plans.faults import SENTENCES, BadEntry
from asylon.responses.plans.items import ItemEntry
from asylon.responses.plans.keeping import FrameEntry, MemberEntry, PlanEntry, StandbyEntry
from asylon.responses.plans.words import (
    MEASURES,
    MONEY,
    MOVEMENTS,
    PARTY_KINDS,
    SECTORS,
    STATES,
    UNITS,
    VOICES,
)
from asylon.web.responses.countries import country_name
from asylon.web.responses.emergencies.fields import CountField, CountryField, DayField, choice, reasons, text

NOTHING = ("", "—")
WHY = _("The plan was adopted before, so the change is logged with its reason.")


def amount(label: Any, **options: Any) -> forms.CharField:
    """A count, or money as people write it: which of the two, the form says when it is cleaned."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=24, widget=widget, **options)


def typed_amount(kept: int | None, *, unit: str, currency: str) -> int | str | None:
    """An amount that is kept, as somebody would type it."""
    return written_major(kept, currency=currency) if kept is not None and unit == MONEY else kept


class Kept(forms.Form):
    """A form that says which version was read, and takes faults beside its fields."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def read(self) -> int:
        """The version that was read; 0, which no row has, if none was sent."""
        return int(self.cleaned_data.get("seen") or 0)

    def reread(self, version: int) -> None:
        """Whoever sends it again has seen this version."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["seen"] = str(version)
        self.data = typed

    def refuse(self, bad: BadEntry) -> None:
        """Put what a service refused beside the fields."""
        for fault in bad.faults:
            name = self.named.get(fault.field, fault.field)
            self.add_error(name if name in self.fields else None, fault.says())

    def amount_of(self, name: str, *, unit: str, currency: str) -> int | None:
        """What was typed: a count, or money in minor units. None if nothing was typed, or something wrong."""
        typed = self.cleaned_data.get(name) or ""
        if typed and unit == MONEY:
            minor = typed_minor(typed, currency=currency)
            if minor is None:
                self.add_error(name, str(SENTENCES["money"]))
            return minor
        try:
            count: int | None = CountField(required=False).clean(typed)
        except forms.ValidationError as wrong:
            self.add_error(name, wrong)
            return None
        return count

    named: Mapping[str, str] = MappingProxyType({})
    """Fields of a service that have another name here."""


class WhyForm(Kept):
    """A change of a draft; once the plan was adopted, with its reason."""

    def __init__(self, *args: Any, logged: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if logged:
            self.fields["why"] = text(_("Why it is changed"), most=1000, required=False, help_text=WHY)

    @property
    def because(self) -> str:
        """The reason; empty where none is asked for."""
        return str(self.cleaned_data.get("why", ""))


class PlanForm(Kept):
    """What a plan is for."""

    name = text(_("Name of the plan"), most=160)
    scenario = reasons(
        _("Scenario"),
        most=4000,
        required=False,
        help_text=_("What is expected and in which case: how many people, from where, how fast."),
    )
    host = CountryField(label=_("Country that may receive people"), required=False)
    consultation = choice(_("Consultation that it comes from"), [], required=False)
    invented = forms.BooleanField(label=_("The figures are invented, for practice"), required=False)

    def __init__(
        self,
        *args: Any,
        consultations: Iterable[tuple[str, str]] = (),
        prepares: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        consulted = self.fields["consultation"]
        assert isinstance(consulted, forms.ChoiceField)
        consulted.choices = [NOTHING, *consultations]
        if prepares:
            del self.fields["consultation"]
        else:
            del self.fields["host"]

    def entry(self, emergency: UUID | None) -> PlanEntry:
        """What was typed."""
        said = self.cleaned_data
        consulted = said.get("consultation")
        return PlanEntry(
            name=said["name"],
            emergency=emergency,
            consultation=UUID(consulted) if consulted else None,
            scenario=said["scenario"],
            host=said.get("host", ""),
            invented=said["invented"],
        )


class ItemForm(WhyForm):
    """An item of a plan. Money is typed as people write it."""

    code = choice(_("Arrangement"), [])
    what = text(_("What is done"), most=200)
    actor = text(_("Who answers for it"), most=120, required=False)
    sector = choice(_("Sector"), [NOTHING, *SECTORS], required=False)
    need = text(_("What is needed"), most=400, required=False)
    need_amount = amount(_("How much is needed"))
    need_unit = choice(_("Counted in"), [NOTHING, *UNITS], required=False)
    cost = forms.CharField(
        label=_("Cost"),
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    currency = forms.CharField(
        label=_("Currency"),
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"class": "w6", "autocomplete": "off"}),
        help_text=_("Three letters, for example EUR."),
    )
    from_on = DayField(label=_("From"), required=False)
    until_on = DayField(label=_("Until"), required=False)
    movement = choice(
        _("How people move on"),
        MOVEMENTS,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only for humanitarian transfer and evacuation (j9)."),
    )
    moves_children = choice(
        _("Are children among them?"), SaidOf.choices, required=False, widget=forms.RadioSelect
    )
    receiving = text(
        _("Countries that receive"),
        most=200,
        required=False,
        help_text=_("Codes of three letters (ISO 3166-1), with commas."),
    )
    named: Mapping[str, str] = MappingProxyType({"cost_minor": "cost"})

    def __init__(self, *args: Any, code: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.settled = ""
        chosen = self.fields["code"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = _arrangements()
        if code:
            # The arrangement of an item stays; another one is another item.
            del self.fields["code"]
            self.settled = code
            if code != MOVEMENT:
                for name in ("movement", "moves_children", "receiving"):
                    del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The cost, and a need in money, in minor units."""
        said = super().clean() or self.cleaned_data
        said["currency"] = str(said.get("currency", "")).upper()
        said["need_amount"] = self.amount_of(
            "need_amount", unit=said.get("need_unit", ""), currency=said["currency"]
        )
        typed = said.get("cost") or ""
        said["cost_minor"] = typed_minor(typed, currency=said["currency"]) if typed else None
        if typed and said["cost_minor"] is None:
            self.add_error("cost", str(SENTENCES["money"]))
        return said

    def entry(self) -> ItemEntry:
        """What was typed."""
        said = {**self.cleaned_data}
        said.setdefault("code", self.settled)
        if said["code"] != MOVEMENT:
            said |= {"movement": "", "moves_children": "", "receiving": ""}
        said["receiving"] = str(said.get("receiving", "")).upper()
        return ItemEntry(**{each.name: said[each.name] for each in fields(ItemEntry)})

    @staticmethod
    def initial_of(row: Any) -> dict[str, Any]:
        """What stands now."""
        told = {each.name: getattr(row, each.name) for each in fields(ItemEntry)}
        cost = written_major(row.cost_minor, currency=row.currency) if row.cost_minor is not None else ""
        need = typed_amount(row.need_amount, unit=row.need_unit, currency=row.currency)
        return told | {"seen": row.version, "cost": cost, "need_amount": need}


class FrameForm(WhyForm):
    """The next review, and the forecast that a version is made for."""

    review_on = DayField(label=_("Next review on"), required=False)
    forecast_low = CountField(label=_("People a day, at least"), required=False)
    forecast_high = CountField(label=_("People a day, at most"), required=False)
    forecast_source = text(_("Source of the forecast"), most=200, required=False)

    def entry(self) -> FrameEntry:
        """What was typed."""
        return FrameEntry(**{each.name: self.cleaned_data[each.name] for each in fields(FrameEntry)})


class MemberForm(WhyForm):
    """A body that comes to the review, or sits at the table of a consultation."""

    kind = choice(_("Who"), [NOTHING, *PARTY_KINDS])
    country = CountryField(label=_("Country"), required=False, help_text=_("For a State."))
    name = text(
        _("Body, and its desk"),
        most=120,
        required=False,
        help_text=_("Never a person’s name. Of a State the country is enough."),
    )
    voice = choice(_("Speaks above all for"), [NOTHING, *VOICES], required=False)
    named: Mapping[str, str] = MappingProxyType({"iso3": "country"})

    def entry(self) -> MemberEntry:
        """Who was typed."""
        said = self.cleaned_data
        name = said["name"] or (country_name(said["country"]) if said["country"] else "")
        return MemberEntry(kind=said["kind"], name=name, iso3=said["country"], voice=said["voice"])


class TriggerForm(Kept):
    """What makes a prepared plan start."""

    measure = choice(_("What is measured"), [NOTHING, *MEASURES])
    at_least = CountField(label=_("At least"), required=False)
    then = text(_("What happens then"), most=400)


class StandbyForm(Kept):
    """What stands ready."""

    what = text(_("What stands ready"), most=200)
    held_by = text(_("Who holds it"), most=120)
    amount = CountField(label=_("How much"))
    unit = text(_("Counted in"), most=40)
    release_days = CountField(label=_("Days until it is there"))

    def entry(self) -> StandbyEntry:
        """What was typed."""
        return StandbyEntry(**{each.name: self.cleaned_data[each.name] for each in fields(StandbyEntry)})


class ProgressForm(Kept):
    """How far an item is."""

    state = choice(_("How far it is"), STATES, widget=forms.RadioSelect)
    reached = amount(_("How much of the need is met"))
    words = text(_("In words"), most=400, required=False)

    def __init__(self, *args: Any, unit: str, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unit, self.currency = unit, currency

    def clean(self) -> dict[str, Any]:
        """What is met in the unit of the need; money in minor units."""
        said = super().clean() or self.cleaned_data
        said["reached"] = self.amount_of("reached", unit=self.unit, currency=self.currency)
        return said


class AnswerForm(Kept):
    """An answer to one line of a checklist."""

    asked = forms.CharField(widget=forms.HiddenInput, max_length=24)
    said = choice(_("Answer"), SaidOf.choices, widget=forms.RadioSelect)
    words = text(_("What was asked and found, by whom"), most=1000, required=False)


class AdoptForm(Kept):
    """Why a version is adopted."""

    reasons = reasons(_("Reasons"), most=2000)


def _arrangements() -> list[tuple[Any, Any]]:
    return [
        (
            name,
            [
                (each.code, f"{each.code} · {each.name}")
                for each in ARRANGEMENTS.values()
                if each.part is part
            ],
        )
        for part, name in PARTS.items()
    ]


__all__ = [
    "AdoptForm",
    "AnswerForm",
    "FrameForm",
    "ItemForm",
    "Kept",
    "MemberForm",
    "PlanForm",
    "ProgressForm",
    "StandbyForm",
    "TriggerForm",
    "amount",
    "typed_amount",
]
