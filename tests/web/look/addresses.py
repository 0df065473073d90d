"""Addresses of the tests of the look: a page with every component, and pages that fail."""

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from asylon.casework.access.visitors import Purpose, Visitor
from asylon.casework.staff.models import Role
from asylon.web.templatetags.look import icon_names

NOBODY_SAID = [("female", "Female"), ("male", "Male"), ("other", "Other, or not said")]


class Registration(forms.Form):
    given = forms.CharField(label="Given name", help_text="In any script.", required=False)
    sex = forms.ChoiceField(choices=NOBODY_SAID, widget=forms.RadioSelect, label="Sex")
    day = forms.IntegerField(required=False, max_value=31, widget=forms.TextInput)
    month = forms.IntegerField(
        required=False,
        max_value=12,
        widget=forms.TextInput,
        error_messages={"max_value": "There is no such month. Leave it empty if it is not known."},
    )
    year = forms.CharField(required=False)
    needs = forms.MultipleChoiceField(
        choices=[("doctor", "Doctor"), ("danger", "In danger"), ("none", "None of these")],
        widget=forms.CheckboxSelectMultiple,
        label="Needed today",
        help_text="For anybody in the family.",
        required=False,
    )
    country = forms.ChoiceField(choices=[("", "Not known"), ("a", "Country A")], required=False)
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), label="Her own words", required=False)
    agreed = forms.BooleanField(label="She has agreed", required=False)


class Member(forms.Form):
    heading: ClassVar[str] = "Mina"
    name = forms.CharField(error_messages={"required": "Write a name, or “not known”."})


Members = forms.formset_factory(Member, extra=0)
TYPED = {
    "given": "Mina",
    "month": "14",
    "year": "2017",
    "m-TOTAL_FORMS": "1",
    "m-INITIAL_FORMS": "1",
    "m-0-name": "",
}
CHOICES = [
    {"value": "yes", "text": "Yes", "other": "نعم"},
    {"value": "no", "text": "No", "other": "لا", "checked": True},
    {"value": "unknown", "text": "Not known", "other": "لا أعرف"},
    {"value": "declined", "text": "Does not want to say", "other": "لا أريد أن أقول"},
]


def amina() -> Visitor:
    """Holds the case; may also supervise."""
    return Visitor(
        account=uuid4(),
        name="Amina K.",
        office=uuid4(),
        office_name="Office by the river",
        role=Role.PROTECTION_CASEWORKER,
        purpose=Purpose.ASSISTANCE,
        language="en",
        roles=(Role.PROTECTION_CASEWORKER, Role.SUPERVISOR),
    )


def specimen(request: HttpRequest) -> HttpResponse:
    request.visitor = amina()  # type: ignore[attr-defined]  # the middleware puts it there
    messages.success(request, "Saved. The slip is ready.")
    messages.error(request, "The printer did not answer. Nothing is lost.")
    wrong = request.GET.get("wrong")
    given: dict[str, Any] = {
        "form": Registration(TYPED if wrong else None),
        "members": Members(TYPED if wrong else None, prefix="m", initial=[{"name": "Mina"}]),
        "choices": CHOICES,
        "icons": sorted(icon_names()),
        "page": Paginator(range(100), 10).page(2),
    }
    return render(request, "specimen.html", given)


def sign_in(request: HttpRequest) -> HttpResponse:
    return render(request, "sign_in.html", {"form": Registration(TYPED)})


def cover(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><html lang='en'><title>-</title><h1>Cover</h1></html>")


def lock(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><html lang='en'><title>-</title><h1>Locked</h1></html>")


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def break_down(request: HttpRequest) -> HttpResponse:
    raise ArithmeticError


urlpatterns = [
    path("people/", specimen),
    path("sign-in/", sign_in),
    path("cover/", cover),
    path("lock/", lock),
    path("refused/", refuse),
    path("broken/", break_down),
]
