"""Forms of keeping a case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.involving import Candidate
from asylon.casework.access.visitors import Purpose

CHOOSE = ("", _("Choose"))
ACCOUNT, OFFICE = "account", "office"


class GiveForm(forms.Form):
    """Whom to give business with the person, and what for."""

    who = forms.ChoiceField(
        label=_("Who"),
        error_messages={
            "required": _("Choose a colleague or an office."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    purpose = forms.ChoiceField(
        label=_("What for"),
        error_messages={"required": _("Choose what for."), "invalid_choice": _("Choose one of these.")},
    )

    def __init__(
        self, data: Any = None, *, candidates: Iterable[Candidate], purposes: Iterable[Purpose]
    ) -> None:
        super().__init__(data)
        known = [(f"{OFFICE if each.office else ACCOUNT}:{each.id}", each.shown) for each in candidates]
        for name, choices in (("who", known), ("purpose", [(each.value, each.label) for each in purposes])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [CHOOSE, *choices]

    @property
    def taken(self) -> dict[str, UUID]:
        """The account or the office that was chosen, by name."""
        kind, id_ = self.cleaned_data["who"].split(":")
        return {kind: UUID(id_)}

    def say_cannot(self) -> None:
        """Say beside the field that these two do not go together."""
        self.add_error("purpose", _("They hold no role that works for this. Choose something else."))

    def say_has(self) -> None:
        """Say beside the field that there is nothing left to give."""
        self.add_error("who", _("They have business with the person for this already."))


class EraseForm(forms.Form):
    """The number of the person, typed again: nobody is erased by a slip."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 2)
    number = forms.CharField(
        label=_("Type the registration number again"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the number that stands on top of this page.")},
    )

    def __init__(self, data: Any = None, *, wanted: str, seen: int) -> None:
        super().__init__(data, initial={"seen": seen})
        self.wanted = wanted

    def clean_number(self) -> str:
        """The number, if it is this person's."""
        typed = str(self.cleaned_data["number"]).strip()
        if typed.casefold() != self.wanted.casefold():
            raise forms.ValidationError(
                _("This is another number. Type the one that stands on top of this page.")
            )
        return typed


class SeenForm(forms.Form):
    """The version that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 2)
