"""The form of a consultation: who convened it, a row for each party and each option."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asylon.responses.plans.consulting import ConsultationEntry, OptionEntry, PartyEntry
from asylon.responses.plans.faults import BadEntry
from asylon.responses.plans.selectors import ConsultationSeen
from asylon.responses.plans.words import BASES, FINDINGS, PARTY_KINDS, VOICES
from asylon.web.responses.countries import country_name
from asylon.web.responses.emergencies.fields import CountryField, DayField, choice, reasons, text
from asylon.web.responses.plans.forms import NOTHING, Kept

PARTIES, OPTIONS = 8, 4
"""Rows of an empty form; one that is full gets two more."""
MORE = 2
MOST = 60


class PartyForm(forms.Form):
    """Somebody at the table. A row without a choice and without a name is none."""

    kind = choice(_("Who"), [NOTHING, *PARTY_KINDS], required=False)
    country = CountryField(label=_("Country"), required=False)
    name = text(_("Body, and its desk"), most=120, required=False)
    voice = choice(_("Speaks above all for"), [NOTHING, *VOICES], required=False)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(self.cleaned_data.get(name) for name in ("kind", "country", "name"))

    def entry(self) -> PartyEntry:
        """Who was typed."""
        said = self.cleaned_data
        name = said["name"] or (country_name(said["country"]) if said["country"] else "")
        return PartyEntry(kind=said["kind"], name=name, iso3=said["country"], voice=said["voice"])


class OptionForm(forms.Form):
    """Something that was examined."""

    words = text(_("What was examined"), most=400, required=False)
    finding = choice(_("What was made of it"), FINDINGS, required=False)
    reasons = text(_("Why"), most=1000, required=False)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(self.cleaned_data.get(name) for name in ("words", "reasons"))

    def entry(self) -> OptionEntry:
        """What was typed."""
        said = self.cleaned_data
        return OptionEntry(words=said["words"], finding=said["finding"] or "open", reasons=said["reasons"])


class ConsultationForm(Kept):
    """A consultation as a whole, with its rows."""

    basis = choice(_("Convened by the High Commissioner"), BASES, widget=forms.RadioSelect)
    asked_by = CountryField(
        label=_("Country that asked"), required=False, help_text=_("A country that is exposed to the influx.")
    )
    convened_on = DayField(label=_("Convened on"))
    held_on = DayField(label=_("Held on"), required=False)
    place = text(_("Place"), most=120, required=False)
    outcome = reasons(_("What came out"), most=4000, required=False)

    def __init__(self, *args: Any, seen_now: ConsultationSeen | None = None, **options: Any) -> None:
        if seen_now is not None:
            options["initial"] = _initial(seen_now)
        super().__init__(*args, **options)
        self.parties = _rows(PartyForm, "party", PARTIES, self.data, _party_initials(seen_now))
        self.options = _rows(OptionForm, "option", OPTIONS, self.data, _option_initials(seen_now))

    def is_valid(self) -> bool:
        """Whether every field of every row could be read."""
        readable = [form.is_valid() for form in (*self.parties, *self.options)]
        return super().is_valid() and all(readable)

    def entry(self) -> ConsultationEntry:
        """What was typed."""
        said = self.cleaned_data
        return ConsultationEntry(
            basis=said["basis"],
            convened_on=said["convened_on"],
            asked_by=said["asked_by"],
            held_on=said["held_on"],
            place=said["place"],
            outcome=said["outcome"],
            parties=tuple(form.entry() for form in self._kept(self.parties)),
            options=tuple(form.entry() for form in self._kept(self.options)),
        )

    def refuse(self, bad: BadEntry) -> None:
        """Put what the service refused beside the fields of the right rows."""
        for fault in bad.faults:
            if fault.code == "asked_elsewhere":
                named = {"found": country_name(str(fault.values["found"]))}
                self.add_error("asked_by", replace(fault, values=named).says())
                continue
            found = re.fullmatch(r"(parties|options)\[(\d+)\]\.(\w+)", fault.field)
            if found is None:
                self.add_error(fault.field if fault.field in self.fields else None, fault.says())
                continue
            form = self._kept(getattr(self, found[1]))[int(found[2])]
            name = "country" if found[3] == "iso3" else found[3]
            form.add_error(name if name in form.fields else None, fault.says())

    @staticmethod
    def _kept(forms: list[Any]) -> list[Any]:
        return [form for form in forms if not form.empty]


def _rows(
    kind: type[forms.Form], prefix: str, fewest: int, data: Any, initials: list[dict[str, Any]]
) -> list[forms.Form]:
    sent = [int(found[1]) for name in data if (found := re.match(rf"{prefix}(\d{{1,2}})-", name))]
    count = max([fewest, len(initials) + MORE, *(at + 1 for at in sent)])
    return [
        kind(data or None, prefix=f"{prefix}{at}", initial=initials[at] if at < len(initials) else {})
        for at in range(min(count, MOST))
    ]


def _initial(seen: ConsultationSeen) -> dict[str, Any]:
    row = seen.row
    names = ("basis", "convened_on", "held_on", "place", "outcome")
    asked = country_name(row.asked_by) if row.asked_by else ""
    return {name: getattr(row, name) for name in names} | {"seen": row.version, "asked_by": asked}


def _party_initials(seen: ConsultationSeen | None) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.kind,
            "country": country_name(each.iso3) if each.iso3 else "",
            "name": each.name,
            "voice": each.voice,
        }
        for each in (seen.parties if seen else ())
    ]


def _option_initials(seen: ConsultationSeen | None) -> list[dict[str, Any]]:
    return [
        {"words": each.words, "finding": each.finding, "reasons": each.reasons}
        for each in (seen.options if seen else ())
    ]
