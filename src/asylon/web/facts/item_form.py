"""The form of one thing in a small list: a nationality, an episode, a part of the journey, a destination."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asylon.casework.facts.items import LONGEST_NOTE, BadItem
from asylon.rulebook import Rulebook
from asylon.web.facts.choices import countries
from asylon.web.facts.faults import say_faults
from asylon.web.facts.partial import PartialDateField

DATE_HINT = _("For example 2026, 11/2026 or 3.11.2026. Leave empty what is not known.")
TWICE = _("This stands in the list already.")
SOMETHING = _("Choose or write at least one thing.")
PLACES: dict[str, dict[str, Any]] = {
    "nationality": {"id": _("Country")},
    "episode": {"country": _("In which country")},
    "leg": {"from": _("From which country"), "to": _("To which country")},
    "destination": {"id": _("Country")},
}
DATES: dict[str, dict[str, Any]] = {
    "nationality": {},
    "episode": {"from": _("From when"), "to": _("Until when")},
    "leg": {"on": _("When")},
    "destination": {},
}


class ItemForm(forms.Form):
    """One thing for a list. Countries are chosen by name, dates may be partial, the note is short."""

    def __init__(
        self, data: Any = None, *, scope: str, rulebook: Rulebook, language: str, today: date
    ) -> None:
        """Make the fields of this list."""
        super().__init__(data, auto_id="item-%s")
        offered = [("", _("Choose a country")), *countries(rulebook, language)]
        for name, label in PLACES[scope].items():
            self.fields[name] = forms.ChoiceField(
                required=False,
                label=label,
                choices=offered,
                error_messages={"invalid_choice": _("Choose a country from the list.")},
            )
        for name, label in DATES[scope].items():
            self.fields[name] = PartialDateField(today=today, label=label, help_text=DATE_HINT)
        if scope in ("episode", "leg"):
            attrs = {"maxlength": str(LONGEST_NOTE), "dir": "auto", "autocomplete": "off"}
            self.fields["note"] = forms.CharField(
                required=False,
                label=_("A few words to tell it from others"),
                help_text=_("Without names of other people. Sealed like everything else."),
                widget=forms.TextInput(attrs=attrs),
            )
        self.main = next(iter(PLACES[scope]))

    def clean(self) -> dict[str, Any]:
        """Refuse a form in which nothing stands."""
        given = dict(self.cleaned_data)
        if not self.errors and not any(given.values()):
            self.add_error(self.main, SOMETHING)
        return given

    def say(self, problem: BadItem) -> None:
        """Put what the rulebook does not take beside its field."""
        if problem.twice:
            self.add_error(self.main, TWICE)
        say_faults(self, problem.faults, fields={name: name for name in self.fields}, main=self.main)
