"""Forms of the person's page and the search."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.opening import LONGEST_REASON, SHORTEST_REASON

TELL_MORE = _("Say in a sentence what is at stake, so that others can understand it later.")
LONGEST_SEARCH = 200


class EmergencyForm(forms.Form):
    """The reason for opening a closed case."""

    reason = forms.CharField(
        label=_("Why is this needed now?"),
        help_text=_("For example: the doctor must know before treatment."),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        error_messages={
            "required": TELL_MORE,
            "min_length": TELL_MORE,
            "max_length": _("The reason is longer than a thousand letters. Say it in fewer."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def say_too_short(self) -> None:
        """Say beside the field that the reason was too short to be one."""
        self.add_error("reason", str(TELL_MORE))
