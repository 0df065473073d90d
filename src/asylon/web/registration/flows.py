"""The ways to register people by name: what each is called, and which service of casework takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.visitors import Visitor
from asylon.casework.registration.forms import FamilyForm, RescueForm, Said
from asylon.casework.registration.registered import Registered
from asylon.casework.registration.rescues import register_rescue
from asylon.casework.registration.services import register_family, register_one
from asylon.web.registration.fields import ANSWERS, FreeText

Text = str | Promise


class RescueFields(forms.Form):
    """What was seen of a rescue."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, prefix="rescue", **options)
        self.fields["place"] = FreeText(
            label=_("Place"), help_text=_("Where they were found, and when. No names of people.")
        )
        for name, label in (
            ("at_sea", _("Were they found in danger at sea?")),
            ("ashore", _("Have they been put ashore in a place of safety?")),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label, choices=ANSWERS, required=False, widget=forms.RadioSelect
            )


Take = Callable[[Visitor, FamilyForm, forms.Form | None, datetime], Registered]


@dataclass(frozen=True, slots=True)
class Flow:
    """One way to register people by name."""

    title: Text
    intro: Text
    save: Text
    take: Take
    one: bool = False
    life_first: bool = False
    extra: type[forms.Form] | None = None
    context: dict[str, Any] = field(default_factory=dict)


def _family(visitor: Visitor, form: FamilyForm, _extra: forms.Form | None, now: datetime) -> Registered:
    return register_family(visitor, form, now=now)


def _one(visitor: Visitor, form: FamilyForm, _extra: forms.Form | None, now: datetime) -> Registered:
    return register_one(visitor, form, now=now)


def _rescue(visitor: Visitor, form: FamilyForm, extra: forms.Form | None, now: datetime) -> Registered:
    said = extra.cleaned_data if extra is not None else {}
    rescue = RescueForm(
        place=said.get("place", ""),
        people_here=form,
        at_sea=Said(said.get("at_sea", "")),
        ashore=Said(said.get("ashore", "")),
    )
    return register_rescue(visitor, rescue, now=now)


NOBODY_WAITS = _(
    "Names, who belongs together, and what is needed today. Everything else can wait. "
    "Nobody waits outside for this form."
)
FAMILY = Flow(_("Register a family"), NOBODY_WAITS, _("Save the family"), _family)
ONE = Flow(
    _("Register one person"),
    _("Somebody who came alone. Everything that is not known may stay empty."),
    _("Save"),
    _one,
    one=True,
)
RESCUE = Flow(
    _("Register people rescued"),
    _("Life first: who is here, and who needs help. Nobody is asked about papers or reasons now."),
    _("Save"),
    _rescue,
    life_first=True,
    extra=RescueFields,
)
