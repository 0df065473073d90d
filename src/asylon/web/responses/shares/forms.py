"""The form of a scenario. What was typed stays; what is wrong with a key stands beside its field."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asylon.responses.reviews.burdens import EQUAL, MOST_WEIGHT
from asylon.responses.shares.faults_of_keys import key_fault_says
from asylon.responses.shares.records import LONGEST_NAME, LONGEST_REASONS, NewScenario
from asylon.sharing import BadSharing, Key, preset, presets, read_key
from asylon.sharing.index import Burden

OWN = "own"
LARGEST_TOTAL = 100_000_000
LONGEST_KEY = 20_000
MEASURES = (
    ("refugees", _("Refugees")),
    ("asylum_seekers", _("People who asked for asylum")),
    ("oip", _("Other people in need of international protection")),
)


class ScenarioForm(forms.Form):
    """A key, a number of people, and the States that are asked."""

    name = forms.CharField(
        label=_("Name of the scenario"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give the scenario a name that others will understand.")},
    )
    key = forms.ChoiceField(label=_("Key"), error_messages={"required": _("Choose a key.")})
    key_text = forms.CharField(
        label=_("Your own key"),
        help_text=_("Only with “A key of your own”. The text of a key file; the reference shows how."),
        required=False,
        max_length=LONGEST_KEY,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "dir": "ltr"}),
    )
    total = forms.IntegerField(
        label=_("People to share"),
        min_value=1,
        max_value=LARGEST_TOTAL,
        error_messages={
            "required": _("Write how many people are to be shared."),
            "invalid": _("Write a whole number of people."),
            "min_value": _("Write a whole number of people, 1 or more."),
            "max_value": _("That is more people than were ever displaced. Look at the number again."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    states = forms.CharField(
        label=_("States that are asked"),
        help_text=_(
            "Codes of three letters (ISO) with blanks between. Empty: every State that has the figures."
        ),
        required=False,
        max_length=2_000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    measure = forms.ChoiceField(label=_("What States carry already"), choices=MEASURES)
    reasons = forms.CharField(
        label=_("What it is to show"),
        required=False,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["key"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((each.id, each.title) for each in presets()), (OWN, _("A key of your own"))]

    def clean_states(self) -> tuple[str, ...]:
        """The codes, each once."""
        return (
            tuple(dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["states"].strip().upper())))
            if (self.cleaned_data["states"].strip())
            else ()
        )

    def clean(self) -> dict[str, Any]:
        """Read the key that was chosen or written."""
        given = super().clean() or {}
        if given.get("key") != OWN:
            return given
        if not given.get("key_text"):
            self.add_error("key_text", _("Write the key here, or choose one that ships."))
            return given
        try:
            given["own_key"] = read_key(given["key_text"], where="key")
        except BadSharing as wrong:
            for fault in wrong.faults[:10]:
                self.add_error("key_text", key_fault_says(fault))
        return given

    def the_key(self) -> Key:
        """The key that was chosen or written."""
        given = self.cleaned_data
        return given["own_key"] if given["key"] == OWN else preset(given["key"])

    def record(self) -> NewScenario:
        """What was filled in."""
        given = self.cleaned_data
        return NewScenario(
            name=given["name"],
            reasons=given["reasons"],
            key=self.the_key(),
            total=given["total"],
            states=given["states"],
            measure=given["measure"],
        )


STATED_EQUAL = {burden.value: weight for burden, weight in EQUAL.items()}


class WeightsForm(forms.Form):
    """How much each burden counts; the weights are stated on the page and in its address."""

    people = forms.IntegerField(label=_("Weight of people hosted"), min_value=0, max_value=MOST_WEIGHT)
    money = forms.IntegerField(label=_("Weight of money"), min_value=0, max_value=MOST_WEIGHT)
    places = forms.IntegerField(label=_("Weight of places"), min_value=0, max_value=MOST_WEIGHT)

    def clean(self) -> dict[str, Any]:
        """At least one of them counts."""
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            self.add_error("people", _("Give at least one of the three a weight above 0."))
        return given

    def weights(self) -> dict[Burden, int]:
        """The weights that were stated."""
        return {burden: self.cleaned_data[burden.value] for burden in Burden}
