"""The form of an identity: one piece a name, then birth, sex, telephone, and what helps to recognise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.people.identity import Identity, Name
from asylon.casework.people.partial_dates import PartialDate, Precision
from asylon.casework.people.signs import strange_sign
from asylon.casework.registration.scripts import script_of
from asylon.web.registration.births import read_birth
from asylon.web.registration.fields import QUIET, SEXES

MOST_NAMES = 12
LONGEST = {"given": 80, "father": 80, "family": 80, "whole": 200, "telephone": 40, "marks": 200}
PARTS = ("given", "father", "family", "whole")
KINDS = (
    ("main", _("As the person gives it")),
    ("other", _("Another name")),
    ("written", _("The same, in another script")),
    ("document", _("As a document writes it")),
)
INTERPRETER = (("", _("Not known")), ("yes", _("Yes")), ("no", _("No")))
STRANGE_SIGN = _("There is a sign in it that cannot be seen or is not written in names.")
WANTED = {"yes": True, "no": False}


class OneLine(forms.CharField):
    """A line that a name, a number or a mark is written on."""

    def __init__(self, *, longest: int, label: Any, **attrs: str) -> None:
        widget = forms.TextInput(attrs={**QUIET, **attrs})
        super().__init__(required=False, label=label, widget=widget)
        self.longest = longest
        # Django's own refusal of NUL would come before the check that says what is wrong.
        self.validators = []

    def clean(self, value: Any) -> str:
        """The line without blanks around it.

        Raises: ValidationError.
        """
        typed = str(super().clean(value))
        if len(typed) > self.longest:
            raise forms.ValidationError(_("Make it shorter."))
        if strange_sign(typed.replace("+", "")):
            raise forms.ValidationError(
                _("There is a sign in it that cannot be seen or is not written in names.")
            )
        return typed


class NameForm(forms.Form):
    """A name in one script. All of it empty takes the name away."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("What sort of name"), choices=KINDS)
    given = OneLine(longest=LONGEST["given"], label=_("Given name"), dir="auto")
    father = OneLine(longest=LONGEST["father"], label=_("Father’s name"), dir="auto")
    family = OneLine(longest=LONGEST["family"], label=_("Family name"), dir="auto")
    whole = OneLine(longest=LONGEST["whole"], label=_("Or the whole name in one line"), dir="auto")

    def name(self, before: Sequence[Name]) -> Name | None:
        """The name that was typed; None if nothing was."""
        typed = {part: self.cleaned_data[part] for part in PARTS}
        if not any(typed.values()):
            return None
        stood = next((name for name in before if name.id == self.cleaned_data["id"]), None)
        named = replace(stood or Name(), kind=self.cleaned_data["kind"], **typed)
        if stood is not None and all(getattr(stood, part) == text for part, text in typed.items()):
            return named
        # Typed by somebody: in the script that it was typed in, and no longer made by machine.
        return replace(named, script=script_of(named.shown), machine_made=False)


class IdentityForm(forms.Form):
    """Birth, sex, and the rest of who somebody is."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 2)
    born = forms.CharField(
        label=_("Born"),
        required=False,
        help_text=_("1987, 12/1990, 3.12.1990, an age such as 34, or ? if it is not known."),
        widget=forms.TextInput(attrs=QUIET),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=SEXES, widget=forms.RadioSelect)
    interpreter = forms.ChoiceField(
        label=_("Wants an interpreter"), choices=INTERPRETER, required=False, widget=forms.RadioSelect
    )
    telephone = OneLine(longest=LONGEST["telephone"], label=_("Telephone"), dir="ltr")
    marks = OneLine(longest=LONGEST["marks"], label=_("What helps to recognise the person"))

    def __init__(self, *args: Any, identity: Identity, contact: bool, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.identity, self.today = identity, today
        self.fields["born"].validators = []
        if not contact:
            del self.fields["telephone"]

    def clean_born(self) -> PartialDate:
        """The birth; the one on record if what stood there was left as it was."""
        typed = str(self.cleaned_data["born"]).strip()
        standing = self.identity.born
        return standing if typed == as_typed(standing) else read_birth(typed, today=self.today)


class SentIdentity:
    """All pieces of the form together."""

    def __init__(self, data: Any, *, identity: Identity, version: int, contact: bool, today: date) -> None:
        self.before = identity
        self.rest = IdentityForm(
            data, initial=_initial(identity, version), identity=identity, contact=contact, today=today
        )
        self.names = [
            NameForm(data, prefix=f"n{place}", initial=initial)
            for place, initial in enumerate(_names(identity) if data is None else _sent(data))
        ]

    @property
    def forms(self) -> list[forms.Form]:
        """Every piece, for the summary of what is wrong."""
        return [*self.names, self.rest]

    def is_valid(self) -> bool:
        """Whether every piece can be taken. All are looked at, so that all messages come at once."""
        faulty = [form for form in self.forms if not form.is_valid()]
        return not faulty

    def read_again(self, version: int) -> None:
        """Saved once more, it goes over what stands on record by now."""
        self.rest.data = {**dict(self.rest.data.items()), "seen": str(version)}

    @property
    def identity(self) -> Identity:
        """Who the person is from now on."""
        told = self.rest.cleaned_data
        typed = [name for form in self.names if (name := form.name(self.before.names)) is not None]
        return replace(
            self.before,
            names=tuple(_each_once(typed)),
            born=told["born"],
            sex=told["sex"],
            wants_interpreter=WANTED.get(told["interpreter"]),
            telephone=told.get("telephone", self.before.telephone),
            marks=told["marks"],
        )


def as_typed(born: PartialDate) -> str:
    """A birth as somebody would type it; a span as its years, which is left as it stands."""
    if born.earliest is None or born.latest is None:
        return ""
    if born.precision is Precision.EXACT:
        return f"{born.earliest.day}.{born.earliest.month}.{born.earliest.year}"
    if born.precision is Precision.MONTH:
        return f"{born.earliest.month}/{born.earliest.year}"
    if born.precision is Precision.YEAR:
        return str(born.earliest.year)
    return gettext("between %(first)s and %(last)s") % {
        "first": born.earliest.year,
        "last": born.latest.year,
    }


def _initial(identity: Identity, version: int) -> dict[str, Any]:
    wants = {True: "yes", False: "no", None: ""}
    return {
        "seen": version,
        "born": as_typed(identity.born),
        "sex": identity.sex,
        "interpreter": wants[identity.wants_interpreter],
        "telephone": identity.telephone,
        "marks": identity.marks,
    }


def _names(identity: Identity) -> Iterator[dict[str, Any]]:
    for name in identity.names:
        yield {"id": name.id, "kind": name.kind, **{part: getattr(name, part) for part in PARTS}}
    if len(identity.names) < MOST_NAMES:
        yield {"kind": "other" if identity.names else "main"}


def _sent(data: Any) -> Iterator[dict[str, Any]]:
    for place in range(MOST_NAMES):
        if f"n{place}-kind" in data:
            yield {}


def _each_once(names: Sequence[Name]) -> Iterator[Name]:
    """The same row twice would be written twice: the second becomes a name of its own."""
    taken: set[UUID] = set()
    for name in names:
        yield replace(name, id=None, version=0) if name.id in taken else name
        if name.id is not None:
            taken.add(name.id)
