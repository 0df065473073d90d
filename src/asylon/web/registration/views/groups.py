"""Choosing what to register, counted groups, and what stands after saving."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from asylon.casework.registration.checks import BadForm
from asylon.casework.registration.events import DraftTaken, who_is_in
from asylon.casework.registration.events import registered as read_registered
from asylon.casework.registration.forms import MOST_COUNTED, GroupForm
from asylon.casework.registration.groups import open_groups, register_group, see_group
from asylon.web.people.through import through_the_door
from asylon.web.registration.choices import choices_for
from asylon.web.registration.fields import FreeText
from asylon.web.registration.sentences import COUNT, sentence
from asylon.web.visitors import visitor_of

COUNTS = (
    ("women", _("Women")),
    ("men", _("Men")),
    ("girls", _("Girls")),
    ("boys", _("Boys")),
    ("not_known", _("Not known")),
)


class CountForm(forms.Form):
    """A group by its count."""

    def __init__(self, *, sites: Any, **options: Any) -> None:
        super().__init__(**options)
        self.fields["draft"] = forms.UUIDField(widget=forms.HiddenInput)
        self.fields["place"] = FreeText(
            label=_("Place"), help_text=_("Where they are, and when they came. No names of people.")
        )
        for name, label in COUNTS:
            self.fields[name] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=MOST_COUNTED,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w6", "autocomplete": "off"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), COUNT),
            )
        self.fields["site"] = forms.ChoiceField(
            label=_("Site"), choices=[("", _("Not at a site")), *sites], required=False
        )

    def counts(self) -> list[forms.BoundField]:
        """The five fields of the count."""
        return [self[name] for name, _label in COUNTS]

    def group(self) -> GroupForm:
        """What was counted."""
        said = self.cleaned_data
        counted = {name: said.get(name) or 0 for name, _label in COUNTS}
        site = said.get("site")
        return GroupForm(
            place=said["place"], draft=said["draft"], site=UUID(site) if site else None, **counted
        )


@require_GET
@through_the_door
def choose(request: HttpRequest) -> HttpResponse:
    """What to register, each in one sentence; and the groups that wait to be registered by name."""
    groups = open_groups(visitor_of(request), now=timezone.localtime())
    waiting = [group for group in groups if group.left]
    return render(request, "registration/choose.html", {"groups": waiting})


@require_http_methods(["GET", "POST"])
@through_the_door
def count(request: HttpRequest) -> HttpResponse:
    """Register a group by its count."""
    visitor, now = visitor_of(request), timezone.localtime()
    open_groups(visitor, now=now, limit=1)  # refuses whoever registers nobody
    sites = choices_for(visitor)["sites"]
    if request.method != "POST":
        return render(request, "registration/count.html", {"form": _blank(sites)})
    form = CountForm(sites=sites, data=request.POST)
    if form.is_valid():
        try:
            done = register_group(visitor, form.group(), now=now)
            return HttpResponseRedirect(reverse("group", args=[done.group]))
        except BadForm as problem:
            for fault in problem.faults:
                form.add_error(fault.field, str(sentence(fault)))
        except DraftTaken:
            form.add_error(
                None, str(_("This form was sent by somebody else. Open a new one; nothing was saved."))
            )
    return render(request, "registration/count.html", {"form": form})


def _blank(sites: Any) -> CountForm:
    return CountForm(sites=sites, initial={"draft": uuid4()})


@require_GET
@through_the_door
def group(request: HttpRequest, group: UUID) -> HttpResponse:
    """A counted group: how many, how many by name, how many are left."""
    seen = see_group(visitor_of(request), group, now=timezone.localtime())
    rows = [(label, seen.counted.get(name, 0)) for name, label in COUNTS]
    return render(request, "registration/group.html", {"group": seen, "rows": rows})


@require_GET
@through_the_door
def registered(request: HttpRequest, registration: UUID) -> HttpResponse:
    """What stands after saving: numbers, papers, and where to go on."""
    visitor = visitor_of(request)
    done = read_registered(visitor, registration)
    seen = who_is_in(visitor, done, now=timezone.localtime())
    people = [(person, seen.get(person.id)) for person in done.people]
    return render(request, "registration/registered.html", {"done": done, "people": people})
