"""The form for a new token."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.visitors import Purpose, purposes_of
from asylon.casework.staff.models import Role


class TokenForm(forms.Form):
    """What the token is for, in which role it acts, and until when."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=60,
        help_text=_("For example the name of the program that will use it."),
        error_messages={
            "required": _("Write what the token is for, so that you know later which one to end.")
        },
    )
    acts = forms.ChoiceField(
        label=_("It acts as"),
        error_messages={"required": _("Choose the role and the purpose that the program acts in.")},
    )
    until = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Give the last day on which the token counts."),
            "invalid": _("Write the day as year-month-day, for example 2027-03-31."),
        },
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        acts = self.fields["acts"]
        assert isinstance(acts, forms.ChoiceField)
        acts.choices = [
            (f"{role.value} {purpose.value}", _sentence(role, purpose))
            for role in roles
            for purpose in purposes_of(role)
        ]

    def clean_until(self) -> date:
        """A day to come, and not too far away."""
        last: date = self.cleaned_data["until"]
        most = self.today + timedelta(days=settings.TOKEN_LASTS_AT_MOST.days - 1)
        if last < self.today:
            raise forms.ValidationError(_("This day is over. Give today or a later day."))
        if last > most:
            raise forms.ValidationError(_("A token lasts at most a year. Give an earlier day."))
        return last

    def acts_as(self) -> tuple[Role, Purpose]:
        """The role and the purpose that were chosen."""
        role, purpose = self.cleaned_data["acts"].split()
        return Role(role), Purpose(purpose)


def _sentence(role: Role, purpose: Purpose) -> str:
    return gettext("%(role)s, for %(purpose)s") % {"role": role.label, "purpose": purpose.label}
