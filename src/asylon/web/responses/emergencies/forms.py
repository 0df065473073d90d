"""Forms about an emergency as a whole: its frame, stages, marks, declarations, causes, procedures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asylon.responses.emergencies.kinds import CauseKind, Characteristic, Indicator, Sector, Stage
from asylon.responses.emergencies.records import (
    EndOfDeclaration,
    NewCause,
    NewDeclaration,
    NewEmergency,
    NewProcedures,
    NewStage,
    NewThreshold,
)
from asylon.responses.emergencies.selectors import Situation
from asylon.web.responses.countries import country_name
from asylon.web.responses.emergencies.fields import CountField, CountryField, DayField, choice, reasons, text

HOSTS, ORIGINS = 4, 6
"""How many countries a form has room for at least."""
ROOM = (HOSTS, ORIGINS)


class EmergencyForm(forms.Form):
    """An emergency. Countries are typed by name, one in each field."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, found: Situation | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        # Never fewer fields than there are countries: saving would take the others away.
        self.room = (
            (max(HOSTS, len(found.hosts) + 1), max(ORIGINS, len(found.origins) + 1)) if found else ROOM
        )
        self.fields["name"] = text(
            _("Name"),
            most=120,
            help_text=_("Of a time and a place, not of a people: “Northern crossings, autumn 2026”."),
        )
        self.fields["began_on"] = DayField(label=_("Began on"))
        self.fields["closed_on"] = DayField(label=_("Closed on"), required=False)
        for number in range(1, self.room[0] + 1):
            self.fields[f"host_{number}"] = CountryField(label=_("Country of asylum"), required=number == 1)
        for number in range(1, self.room[1] + 1):
            self.fields[f"origin_{number}"] = CountryField(label=_("Country of origin"), required=False)
        self.fields["summary"] = reasons(_("In a few sentences"), most=2000, required=False)
        self.fields["invented"] = forms.BooleanField(
            label=_("The figures are invented, for practice"), required=False
        )

    @property
    def hosts(self) -> list[forms.BoundField]:
        """The fields of hosts."""
        return [self[f"host_{number}"] for number in range(1, self.room[0] + 1)]

    @property
    def origins(self) -> list[forms.BoundField]:
        """The fields of origins."""
        return [self[f"origin_{number}"] for number in range(1, self.room[1] + 1)]

    def record(self) -> NewEmergency:
        """What was typed."""
        said = self.cleaned_data
        return NewEmergency(
            name=said["name"],
            began_on=said["began_on"],
            closed_on=said["closed_on"],
            summary=said["summary"],
            hosts=[said[field.name] for field in self.hosts if said[field.name]],
            origins=[said[field.name] for field in self.origins if said[field.name]],
            invented=said["invented"],
        )

    @staticmethod
    def initial_of(found: Situation) -> dict[str, Any]:
        """What stands now."""
        return {
            "seen": found.version,
            "name": found.name,
            "began_on": found.began_on,
            "closed_on": found.closed_on,
            "summary": found.summary,
            "invented": found.invented,
            **{f"host_{at}": country_name(code) for at, code in enumerate(found.hosts, 1)},
            **{f"origin_{at}": country_name(code) for at, code in enumerate(found.origins, 1)},
        }


class StageForm(forms.Form):
    """That a situation reached a stage."""

    stage = choice(_("Stage"), Stage.choices, widget=forms.RadioSelect)
    since = DayField(label=_("Since"))
    reasons = reasons(_("Reasons"), most=2000)

    def record(self) -> NewStage:
        """What was typed."""
        said = self.cleaned_data
        return NewStage(stage=Stage(said["stage"]), since=said["since"], reasons=said["reasons"])


class ThresholdForm(forms.Form):
    """A mark for an indicator."""

    indicator = choice(_("Indicator"), Indicator.choices)
    sector = choice(
        _("Sector"),
        [("", _("Every sector without a mark of its own")), *Sector.choices],
        required=False,
        help_text=_("For capacities only."),
    )
    mark = forms.DecimalField(
        label=_("Mark"),
        required=False,
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Empty takes the mark away. Passing a mark decides nothing."),
        error_messages={"invalid": _("Write a number, for example 85.")},
    )
    reasons = reasons(_("Reasons"), most=2000)

    def record(self) -> NewThreshold:
        """What was typed."""
        said = self.cleaned_data
        return NewThreshold(
            indicator=Indicator(said["indicator"]),
            sector=Sector(said["sector"]) if said["sector"] else None,
            mark=said["mark"],
            reasons=said["reasons"],
        )


class WhoForm(forms.Form):
    """Who declares or ends, and why."""

    on = DayField(label=_("Day"))
    declared_by = text(_("Name of whoever decides"), most=120)
    function = text(_("Function"), most=120)
    reasons = reasons(_("Reasons"), most=4000)


class DeclareForm(WhoForm):
    """That a named person declares a mass influx."""

    characteristics = forms.MultipleChoiceField(
        label=_("Which of the four characteristics, some or all"),
        choices=Characteristic.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one of the four characteristics: some or all.")},
    )
    look_again_on = DayField(label=_("Looked at again on"))
    group_recognition = forms.TypedChoiceField(
        label=_("Does it open recognition as a group?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        help_text=_("It closes no individual claim either way."),
        error_messages={"required": _("Choose one.")},
    )
    field_order = (
        "characteristics",
        "reasons",
        "declared_by",
        "function",
        "on",
        "look_again_on",
        "group_recognition",
    )

    def record(self) -> NewDeclaration:
        """What was typed."""
        said = self.cleaned_data
        return NewDeclaration(
            on=said["on"],
            declared_by=said["declared_by"],
            function=said["function"],
            reasons=said["reasons"],
            look_again_on=said["look_again_on"],
            characteristics=frozenset(Characteristic(each) for each in said["characteristics"]),
            group_recognition=said["group_recognition"],
        )


class EndForm(WhoForm):
    """That a named person ends a declaration."""

    field_order = ("reasons", "declared_by", "function", "on")

    def record(self) -> EndOfDeclaration:
        """What was typed."""
        return EndOfDeclaration(**self.cleaned_data)


class CauseForm(forms.Form):
    """A cause, a warning, or what is done about it."""

    kind = choice(_("What it is"), CauseKind.choices, widget=forms.RadioSelect)
    on = DayField(label=_("Day"))
    country = CountryField(
        label=_("Country"), required=False, help_text=_("Empty where it concerns several.")
    )
    said = reasons(_("What is so"), most=4000)
    source = text(_("Source"), most=200)

    def record(self) -> NewCause:
        """What was typed."""
        return NewCause(**{**self.cleaned_data, "kind": CauseKind(self.cleaned_data["kind"])})


class ProceduresForm(forms.Form):
    """What individual procedures of one host can do."""

    def __init__(self, *args: Any, hosts: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"] = DayField(label=_("Day"))
        self.fields["host"] = choice(_("Country of asylum"), [(code, country_name(code)) for code in hosts])
        for name, label in (
            ("waiting", _("Applications that wait")),
            ("new_a_week", _("New applications in a week")),
            ("decisions_a_week", _("Decisions in a week")),
            ("interviewers", _("Interviewers at work")),
        ):
            self.fields[name] = CountField(label=label, required=False)
        self.fields["source"] = text(_("Source"), most=200)

    def record(self) -> NewProcedures:
        """What was typed, without its source."""
        return NewProcedures(**{name: said for name, said in self.cleaned_data.items() if name != "source"})
