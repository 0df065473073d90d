"""The forms of needs and pledges. What was typed stays; what cannot be taken is told beside its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from asylon.responses.pledges.faults import MOVEMENTS, BadPledge
from asylon.responses.pledges.kinds import DonorKind, Kind, Population, Sector, Step, UnitKind
from asylon.responses.pledges.reading import Part, ReadNeed, ReadPledge
from asylon.responses.pledges.records import NewMovement, NewNeed, NewPart, NewPledge, Terms
from asylon.sharing.coverage import BadAmount, Measure, Unit
from asylon.web.people.shown.days import day
from asylon.web.responses.emergencies.fields import CountryField, DayField, choice, reasons, text
from asylon.web.responses.pledges.amounts import AmountField, in_units, typed_amount, written

PARTS = 4
"""How many dated parts a new pledge has room for; more are added on its page."""
EVERYBODY = [("", _("Everybody")), *Population.choices]
MONEY = _("Three letters: EUR, USD.")
THINGS = _("For things only: tents, scholarships.")


class Measuring(forms.Form):
    """A form that says in which unit its amounts are."""

    unit = choice(_("Counted in"), UnitKind.choices, widget=forms.RadioSelect)
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False, help_text=MONEY)
    item = forms.CharField(label=_("What is counted"), max_length=60, required=False, help_text=THINGS)

    def clean_currency(self) -> str:
        """The currency in capital letters."""
        return str(self.cleaned_data["currency"]).strip().upper()

    @property
    def measure(self) -> Measure | None:
        """What the amounts count, None if that cannot be told."""
        unit = Unit(self.cleaned_data.get("unit") or Unit.PLACES)
        of = {Unit.MONEY: "currency", Unit.UNITS: "item"}.get(unit)
        try:
            return Measure(unit, self.cleaned_data.get(of, "") if of else "")
        except BadAmount:
            return None

    def read_amount(self, name: str) -> None:
        """Turn what was typed into minor units or a count."""
        typed, measure = self.cleaned_data.get(name), self.measure
        if not typed:
            return
        try:
            self.cleaned_data[name] = typed_amount(typed, measure or Measure(Unit.PLACES))
        except ValidationError as bad:
            self.add_error(name, bad)


class Versioned(forms.Form):
    """A form that says what was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def reread(self, seen: int) -> None:
        """Whoever sends it again has seen this."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["seen"] = str(seen)
        self.data = typed


class NeedForm(Versioned, Measuring):
    """A need."""

    sector = choice(_("Sector"), [("", "—"), *Sector.choices])
    district = text(_("District"), most=80, required=False, help_text=_("Empty for the whole country."))
    population = choice(_("For whom"), EVERYBODY, required=False)
    since = DayField(label=_("From"))
    until = DayField(label=_("Until, that day included"))
    amount = AmountField(label=_("How much"))
    source = text(_("Source"), most=200)
    invented = forms.BooleanField(label=_("The figure is invented, for practice"), required=False)

    def clean(self) -> dict[str, Any]:
        """The amount in its unit."""
        self.read_amount("amount")
        return self.cleaned_data

    def record(self, *, plan_item: UUID | None = None) -> NewNeed:
        """What was typed; `plan_item` is what the need stands for already."""
        said = self.cleaned_data
        return NewNeed(
            sector=Sector(said["sector"]),
            since=said["since"],
            until=said["until"],
            unit=UnitKind(said["unit"]),
            currency=said["currency"],
            item=said["item"],
            amount=said["amount"],
            source=said["source"],
            district=said["district"],
            population=Population(said["population"]) if said["population"] else None,
            plan_item=plan_item,
            invented=said["invented"],
        )

    @staticmethod
    def initial_of(need: ReadNeed) -> dict[str, Any]:
        """What stands now."""
        measure = need.amount.measure
        return {
            "seen": need.version,
            "sector": need.sector,
            "district": need.district,
            "population": need.population or "",
            "since": need.since,
            "until": need.until,
            "unit": measure.unit.value,
            "currency": measure.of if measure.unit is Unit.MONEY else "",
            "item": measure.of if measure.unit is Unit.UNITS else "",
            "amount": in_units(need.amount.value, measure),
            "source": need.source,
            "invented": need.invented,
        }


class TermsForm(Versioned):
    """Conditions, earmarks and a note."""

    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        choices=Sector.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: any."),
    )
    district = text(_("District"), most=80, required=False, help_text=_("Empty for any."))
    population = choice(_("For whom"), EVERYBODY, required=False)
    for_since = DayField(label=_("For needs from"), required=False)
    for_until = DayField(label=_("For needs until"), required=False)
    conditions = reasons(_("Conditions"), most=1000, required=False)
    conditions_met_on = DayField(label=_("Conditions met on"), required=False)
    note = reasons(_("Note"), most=1000, required=False)

    def terms(self) -> Terms:
        """What was typed."""
        said = self.cleaned_data
        return Terms(
            conditions=said["conditions"],
            conditions_met_on=said["conditions_met_on"],
            sectors=tuple(Sector(each) for each in said["sectors"]),
            district=said["district"],
            population=Population(said["population"]) if said["population"] else None,
            for_since=said["for_since"],
            for_until=said["for_until"],
            note=said["note"],
        )

    @staticmethod
    def initial_of(pledge: ReadPledge) -> dict[str, Any]:
        """What stands now."""
        mark = pledge.earmark
        return {
            "seen": pledge.version,
            "sectors": list(mark.sectors),
            "district": mark.district,
            "population": mark.population or "",
            "for_since": mark.since,
            "for_until": mark.until,
            "conditions": pledge.conditions,
            "conditions_met_on": pledge.conditions_met_on,
            "note": pledge.note,
        }


class PledgeForm(Measuring, TermsForm):
    """A new pledge with up to four dated parts."""

    donor_kind = choice(_("Who pledges"), DonorKind.choices, widget=forms.RadioSelect)
    donor_state = CountryField(label=_("State"), required=False)
    donor_name = text(_("Organisation or private donor"), most=120, required=False)
    kind = choice(_("What"), [("", "—"), *Kind.choices])
    announced_on = DayField(label=_("Announced on"))
    evidence = text(_("Where this can be read"), most=300)
    invented = forms.BooleanField(label=_("The pledge is invented, for practice"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for at in range(1, PARTS + 1):
            self.fields[f"since_{at}"] = DayField(label=_("Usable from"), required=at == 1)
            self.fields[f"until_{at}"] = DayField(label=_("Usable until"), required=at == 1)
            self.fields[f"amount_{at}"] = AmountField(label=_("How much"), required=at == 1)

    def clean(self) -> dict[str, Any]:
        """Amounts in their unit; a part is whole or empty."""
        for at in range(1, PARTS + 1):
            self.read_amount(f"amount_{at}")
            names = [f"{name}_{at}" for name in ("since", "until", "amount")]
            typed = [name for name in names if self.data.get(name)]
            for name in names:
                if typed and name not in typed and name not in self.errors:
                    self.add_error(name, _("Fill this in, or leave the whole part empty."))
        return self.cleaned_data

    @property
    def parts(self) -> list[list[forms.BoundField]]:
        """The fields of each part."""
        names = ("since", "until", "amount")
        return [[self[f"{name}_{at}"] for name in names] for at in range(1, PARTS + 1)]

    @property
    def rows(self) -> list[int]:
        """Which parts were filled in, by their number on the page."""
        return [at for at in range(1, PARTS + 1) if self.cleaned_data.get(f"amount_{at}") not in (None, "")]

    def record(self) -> NewPledge:
        """What was typed."""
        said = self.cleaned_data
        return NewPledge(
            donor_kind=DonorKind(said["donor_kind"]),
            donor_state=said["donor_state"],
            donor_name=said["donor_name"],
            kind=Kind(said["kind"]),
            unit=UnitKind(said["unit"]),
            currency=said["currency"],
            item=said["item"],
            parts=tuple(
                NewPart(since=said[f"since_{at}"], until=said[f"until_{at}"], amount=said[f"amount_{at}"])
                for at in self.rows
            ),
            announced_on=said["announced_on"],
            evidence=said["evidence"],
            terms=self.terms(),
            invented=said["invented"],
        )


class PartForm(Versioned):
    """A further dated part of a pledge."""

    since = DayField(label=_("Usable from"))
    until = DayField(label=_("Usable until"))
    amount = AmountField(label=_("How much"))
    on = DayField(label=_("Announced on"))
    evidence = text(_("Where this can be read"), most=300)

    def __init__(self, *args: Any, pledge: ReadPledge, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pledge = pledge

    def clean(self) -> dict[str, Any]:
        """The amount in the pledge's unit."""
        _read(self, self.pledge.measure)
        return self.cleaned_data

    def record(self) -> NewPart:
        """What was typed."""
        said = self.cleaned_data
        return NewPart(since=said["since"], until=said["until"], amount=said["amount"])


class MovementForm(Versioned):
    """One step of one part."""

    step = choice(_("What happened"), Step.choices, widget=forms.RadioSelect)
    amount = AmountField(
        label=_("How much"), required=False, help_text=_("Empty for Withdrawn: all that was not delivered.")
    )
    on = DayField(label=_("On which day"))
    evidence = text(_("Where this can be read"), most=300)

    def __init__(self, *args: Any, pledge: ReadPledge, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pledge = pledge
        named = [(str(part.id), part_name(part)) for part in pledge.parts]
        self.fields["tranche"] = choice(_("Which part"), named)
        if len(named) == 1:
            self.fields["tranche"].widget = forms.HiddenInput()
            self.fields["tranche"].initial = named[0][0]
        self.order_fields(["tranche", "step", "amount", "on", "evidence"])

    @property
    def part(self) -> Part:
        """The part that was chosen."""
        return next(each for each in self.pledge.parts if str(each.id) == self.cleaned_data["tranche"])

    def clean(self) -> dict[str, Any]:
        """The amount in the pledge's unit; for a withdrawal all that is left, if nothing was typed."""
        said = self.cleaned_data
        if said.get("amount"):
            _read(self, self.pledge.measure)
        elif said.get("step") == Step.WITHDRAWN and "tranche" in said:
            said["amount"] = self.part.stands.undelivered
        elif "amount" not in self.errors:
            self.add_error("amount", _("Fill this in."))
        return said

    def ask_whether_another(self) -> None:
        """Offer to say that this is a second movement like one that stands."""
        self.fields["another"] = forms.BooleanField(label=_("This is another one"), required=False)

    def record(self) -> NewMovement:
        """What was typed."""
        said = self.cleaned_data
        return NewMovement(
            tranche=UUID(said["tranche"]),
            step=Step(said["step"]),
            amount=said["amount"],
            on=said["on"],
            evidence=said["evidence"],
            another=self.data.get("another") == "on",
        )


def part_name(part: Part) -> str:
    """A part by its time."""
    return f"{day(part.since)} – {day(part.until)}"


def say_faults(form: forms.BaseForm, bad: BadPledge, *, measure: Measure | None = None) -> None:
    """Put what a service refused beside the fields; amounts in the pledge's own unit."""
    for fault in bad.faults:
        values = {}
        if measure is not None and fault.code in MOVEMENTS and "most" in fault.values:
            values["most"] = written(int(str(fault.values["most"])), measure)
        name = next((each for each in _names(form, fault.field, fault.row) if each in form.fields), None)
        form.add_error(name, fault.says(**values))


def _names(form: forms.BaseForm, field: str, row: int | None) -> Iterator[str]:
    """What a field of the record may be called in the form."""
    if isinstance(form, PledgeForm) and row is not None and row < len(form.rows):
        yield f"{field}_{form.rows[row]}"
    yield field


def _read(form: forms.Form, measure: Measure) -> None:
    typed = form.cleaned_data.get("amount")
    if typed:
        try:
            form.cleaned_data["amount"] = typed_amount(typed, measure)
        except ValidationError as bad:
            form.add_error("amount", bad)
