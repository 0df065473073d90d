"""What an auditor looks for in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.oversight import Filters
from asylon.casework.staff.models import Role

ANY = ("", _("Any"))
OUTCOMES = (ANY, ("done", _("Done")), ("refused", _("Refused")))
NOT_A_DAY = _("Choose a day, or leave it empty.")


class JournalForm(forms.Form):
    """Filters; everything may stay empty."""

    act = forms.ChoiceField(label=_("Act"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[ANY, *Role.choices], required=False)
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NOT_A_DAY},
    )
    until = forms.DateField(
        label=_("Until, that day included"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NOT_A_DAY},
    )
    actor = forms.UUIDField(required=False, widget=forms.HiddenInput)
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, acts: Mapping[str, str | Promise], **options: Any) -> None:
        """The acts in the words of the page."""
        super().__init__(*args, **options)
        named = sorted(((str(act), str(name)) for act, name in acts.items()), key=lambda pair: pair[1])
        self.fields["act"] = forms.ChoiceField(label=_("Act"), choices=[ANY, *named], required=False)

    def filters(self) -> Filters:
        """What to look for; what was not understood does not narrow."""
        said = self.cleaned_data
        since, until = said.get("since"), said.get("until")
        zone = timezone.get_current_timezone()
        return Filters(
            act=said.get("act") or "",
            outcome=said.get("outcome") or "",
            role=said.get("role") or "",
            actor=said.get("actor"),
            person=said.get("person"),
            since=datetime.combine(since, time.min, zone) if since else None,
            until=datetime.combine(until + timedelta(days=1), time.min, zone) if until else None,
            before_seq=said.get("before"),
        )
