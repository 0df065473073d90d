"""The forms of administration. Each edit carries the version that was read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from asylon.casework.offices.models import Office, Service
from asylon.casework.offices.selectors import offices
from asylon.casework.offices.zones import UTC, zone_names
from asylon.casework.staff.models import Account, Role, plain_work_name
from asylon.rulebook import load


class RolesField(forms.MultipleChoiceField):
    """Several roles, ticked."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> tuple[Role, ...]:
        """The roles that were ticked."""
        return tuple(Role(one) for one in super().clean(value))


class AccountForm(forms.Form):
    """Who somebody is here."""

    name = forms.CharField(
        label=_("Name"), max_length=80, error_messages={"required": _("Write the name of the colleague.")}
    )
    office = forms.ChoiceField(label=_("Office"), error_messages={"required": _("Choose the office.")})
    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(office.pk): office for office in offices()}
        _choose(self, "office", [(key, office.name) for key, office in self.known.items()])

    @property
    def the_office(self) -> Office:
        """The office that was chosen."""
        return self.known[self.cleaned_data["office"]]


class NewAccountForm(AccountForm):
    """Somebody who starts to work here."""

    username = forms.RegexField(
        r"^\s*[\w][\w.\-]{1,58}[\w]\s*$",
        label=_("Work name"),
        strip=True,
        max_length=60,
        help_text=_("What they sign in with: letters, digits, dots and hyphens, for example m.ilic."),
        error_messages={
            "required": _("Choose a work name."),
            "invalid": _("Use letters, digits, dots and hyphens only, at least three characters."),
        },
    )
    roles = RolesField(
        label=_("Roles"),
        choices=Role.choices,
        error_messages={"required": _("Tick at least one role; without a role nothing opens.")},
    )
    field_order = ("username", "name", "office", "roles", "language")

    def clean_username(self) -> str:
        """The work name as it is stored, if nobody has it."""
        name = plain_work_name(self.cleaned_data["username"])
        if Account.objects.filter(username=name).exists():
            self.taken()
        return name

    def taken(self) -> None:
        """Say that somebody has this work name already."""
        self.add_error("username", _("Somebody has this work name already. Choose another one."))


class Versioned(forms.Form):
    """A form that says which version was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def reread(self, version: int) -> None:
        """Whoever sends it again has seen this version."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["seen"] = str(version)
        self.data = typed


class EditAccountForm(Versioned, AccountForm):
    """Changes about somebody who works here."""


class RoleForm(forms.Form):
    """One role to give or to end."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", "—"), *Role.choices],
        error_messages={"required": _("Choose a role.")},
    )


class SeenForm(forms.Form):
    """A button that says which version it was pressed on."""

    seen = forms.IntegerField()


class PlaceForm(Versioned):
    """What offices, sites and services have in common."""

    @property
    def changes(self) -> dict[str, Any]:
        """What was typed, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class OfficeForm(PlaceForm):
    """An office."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=12,
        help_text=_("Registration numbers begin with it."),
        error_messages={
            "required": _("Give a short code; registration numbers begin with it."),
            "invalid": _("Use Latin letters, digits and hyphens only."),
        },
    )
    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Write the name.")})
    kind = forms.ChoiceField(
        label=_("What it is for"),
        choices=[("", "—"), *Office.Kind.choices],
        error_messages={"required": _("Choose what the office is for.")},
    )
    jurisdiction = forms.ChoiceField(
        label=_("Whose law applies"), error_messages={"required": _("Choose whose law applies.")}
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("The clock by which its days begin and end. Not chosen: that of the law, if it has one."),
        error_messages={"invalid_choice": _("Choose one of the time zones.")},
    )
    focal_point = forms.CharField(
        label=_("Whom to ask"),
        max_length=120,
        help_text=_("A desk or a number, never a person's name. Others are sent there."),
        error_messages={"required": _("Write which desk to ask about records that may not be opened.")},
    )
    telephone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "jurisdiction", [(code, code) for code in load().jurisdictions])
        has = self.initial.get("time_zone") or UTC
        _choose(self, "time_zone", [(name, name) for name in sorted({*zone_names(), has})])


class SiteForm(PlaceForm):
    """A place where people are received."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Write the name.")})
    place = forms.CharField(label=_("Where it is"), max_length=120, required=False)


class ServiceForm(PlaceForm):
    """Help that can be called on."""

    kind = forms.ChoiceField(
        label=_("What it helps with"),
        choices=[("", "—"), *Service.Kind.choices],
        error_messages={"required": _("Choose what the service helps with.")},
    )
    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Write the name.")})
    contact = forms.CharField(label=_("How to reach it"), max_length=120, required=False)


def _choose(form: forms.BaseForm, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", "—"), *choices]
