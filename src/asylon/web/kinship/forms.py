"""Forms of family links and of groups. What cannot be is said beside the field it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.belonging import LONGEST_TITLE
from asylon.casework.access.door import NotThere, Refused
from asylon.casework.access.kinship import LONGEST_NAME, LONGEST_WORDS, CannotBe, Tie
from asylon.casework.people.groups import AlreadyMember
from asylon.casework.people.links import AlreadyLinked
from asylon.casework.people.partial_dates import Precision
from asylon.casework.people.typed_dates import BadDate, DateFault, read_typed
from asylon.vault import Erased
from asylon.web.facts.partial import SAID
from asylon.web.identity.forms import STRANGE_SIGN, OneLine
from asylon.web.people.shown.kin import GROUPS, PARTS, STATES, WHAT_THE_OTHER_IS

LONGEST_NUMBER = 40
LONGEST_DATE = 40
CHOOSE = ("", _("Choose"))
NOT_A_DAY = _("Write the whole day, such as 3.11.2026.")
NOT_OPEN = _("Nothing of this number is open to you. Look at the number again.")
NOT_YET = _("This day has not come yet. Look at the year again.")
LONG_AGO = _("That is too long ago. Look at the year again.")
SAID_OF_DAYS = SAID | {DateFault.TOO_LONG_AGO: LONG_AGO}
CANNOT: Mapping[str, str | Promise] = {
    "self": _("This is the number of the person herself or himself."),
    "future": NOT_YET,
    "early": LONG_AGO,
    "before": _("It had not begun by then. Choose a later day."),
    "long": _("Make it shorter."),
    "sign": STRANGE_SIGN,
    "registered": _("Whoever this link leads to is registered already."),
}
KINDS: Mapping[str, str | Promise] = {
    "parent": WHAT_THE_OTHER_IS["parent", False],
    "parent_of": WHAT_THE_OTHER_IS["parent", True],
    "spouse": WHAT_THE_OTHER_IS["spouse", True],
    "sibling": WHAT_THE_OTHER_IS["sibling", True],
    "guardian": WHAT_THE_OTHER_IS["guardian", False],
    "guardian_of": WHAT_THE_OTHER_IS["guardian", True],
    "caregiver": WHAT_THE_OTHER_IS["caregiver", False],
    "caregiver_of": WHAT_THE_OTHER_IS["caregiver", True],
    "relative": WHAT_THE_OTHER_IS["relative", True],
}
"""What the other is to the person; with `_of` it is the person who is that to the other."""
FORMED = {kind: GROUPS[kind] for kind in ("family", "household", "travel")}


class DayField(forms.CharField):
    """A whole day, as one types it; gives a date, or None if nothing was typed."""

    def __init__(self, *, label: Any, required: bool = False, help_text: Any = "") -> None:
        widget = forms.TextInput(attrs={"class": "w6", "autocomplete": "off"})
        super().__init__(
            required=required,
            label=label,
            help_text=help_text,
            widget=widget,
            error_messages={"required": NOT_A_DAY},
        )
        # Django's own refusal of NUL would come before the one that says what to type.
        self.validators = []
        self.last_day = date.max

    def clean(self, value: Any) -> date | None:
        """The day that was typed.

        Raises: ValidationError with what to type instead.
        """
        typed = str(super().clean(value))
        if len(typed) > LONGEST_DATE:
            raise ValidationError(NOT_A_DAY)
        try:
            known = read_typed(typed, today=self.last_day)
        except BadDate as problem:
            raise ValidationError(SAID_OF_DAYS.get(problem.fault, NOT_A_DAY)) from problem
        if known.precision is Precision.UNKNOWN:
            if self.required:
                raise ValidationError(NOT_A_DAY)
            return None
        if known.precision is not Precision.EXACT:
            raise ValidationError(NOT_A_DAY)
        return known.earliest


def typed_day(day: date) -> str:
    """A day as one types it."""
    return f"{day.day}.{day.month}.{day.year}"


def _choice(label: Any, words: Mapping[str, str | Promise]) -> forms.ChoiceField:
    said = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
    return forms.ChoiceField(label=label, choices=lambda: _choices(words), error_messages=said)


def _choices(words: Mapping[str, str | Promise]) -> list[tuple[str, Any]]:
    return [CHOOSE, *((code, capfirst(str(word))) for code, word in words.items())]


def _number(label: Any) -> OneLine:
    field = OneLine(longest=LONGEST_NUMBER, label=label, dir="ltr")
    field.required, field.error_messages["required"] = True, _("Type the number.")
    return field


def _seen() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 2)


class KinForm(forms.Form):
    """A form whose faults may come from the door as well."""

    def __init__(self, data: Any = None, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.last_day = today

    def saves(self, save: Callable[[], object]) -> bool:
        """Whether it was taken; if not, the form says why.

        Raises: EditedMeanwhile; what the door answers about the person of the page.
        """
        if not self.is_valid():
            return False
        try:
            save()
        except CannotBe as fault:
            self._say("number" if fault.field == "other" else fault.field, CANNOT.get(fault.code, NOT_OPEN))
        except AlreadyLinked:
            self._say("kind", _("The two are linked in this way already, or the other way round."))
        except AlreadyMember:
            self._say("number", _("The person belongs to this group already."))
        except (NotThere, Refused, Erased):
            if "number" not in self.fields:
                raise
            self._say("number", NOT_OPEN)
        return not self.errors

    def _say(self, field: str, words: Any) -> None:
        self.add_error(field if field in self.fields else None, words)

    def read_again(self, version: int) -> None:
        """Saved once more, it goes over what stands on record by now."""
        self.data = {**dict(self.data.items()), "seen": str(version)}


class TieForm(KinForm):
    """What somebody is to the person, where they are, and since when."""

    kind = _choice(_("What the other is to this person"), KINDS)
    state = _choice(_("Where they are to each other"), STATES)
    since = DayField(label=_("Since"), help_text=_("A day such as 3.11.2026, if it is known."))

    @property
    def tie(self) -> Tie:
        """The link that was typed."""
        told = self.cleaned_data
        kind = str(told["kind"])
        return Tie(kind.removesuffix("_of"), told["state"], told["since"], forward=kind.endswith("_of"))


class LinkForm(TieForm):
    """A link to somebody who is registered."""

    number = _number(_("Registration number of the other person"))
    field_order = ("number", "kind", "state", "since")


class AbsentForm(TieForm):
    """A link to somebody who is not registered here, as the person tells it."""

    name = OneLine(longest=LONGEST_NAME, label=_("Name, if it is known"), dir="auto")
    last_heard = OneLine(longest=LONGEST_WORDS, label=_("Last heard of, and when"), dir="auto")
    place = OneLine(longest=LONGEST_WORDS, label=_("Where that was"), dir="auto")
    field_order = ("kind", "name", "last_heard", "place", "state", "since")


class StateForm(KinForm):
    """Where the two are to each other from now on."""

    seen = _seen()
    state = _choice(_("Where they are to each other"), STATES)


class FoundForm(KinForm):
    """Who it is that was looked for."""

    seen = _seen()
    number = _number(_("Their registration number"))


class EndForm(KinForm):
    """The last day."""

    seen = _seen()
    until = DayField(label=_("Last day"), required=True, help_text=_("A day such as 3.11.2026."))


class GroupForm(KinForm):
    """A group with the person as its first member."""

    kind = _choice(_("What holds the group together"), FORMED)
    title = OneLine(longest=LONGEST_TITLE, label=_("Place and date, if that helps; never a name"), dir="auto")
    part = _choice(_("The person’s part in it"), PARTS)
    since = DayField(label=_("Since"), required=True, help_text=_("A day such as 3.11.2026."))


class JoinForm(KinForm):
    """A group that the person belongs to from a day on."""

    number = _number(_("Number of the group"))
    part = _choice(_("The person’s part in it"), PARTS)
    since = DayField(label=_("Since"), required=True, help_text=_("A day such as 3.11.2026."))


class PartForm(KinForm):
    """The part that the person has in the group from now on."""

    seen = _seen()
    part = _choice(_("The person’s part in it"), PARTS)
