"""What the pages of links and of groups share: opening, one form alone, several forms on one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from asylon.casework.access.door import OpenCase
from asylon.casework.spine import EditedMeanwhile
from asylon.web.kinship.forms import KinForm
from asylon.web.people.views import called

Save = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done on a page: its form, and what saving does."""

    form: KinForm
    save: Save
    heading: str
    button: str


def sent_to(request: HttpRequest, do: str = "") -> QueryDict | None:
    """What was sent to one of the forms of a page; None if nothing was, or to another one."""
    meant = request.method == "POST" and request.POST.get("do", "") == do
    return request.POST if meant else None


def one_form(
    request: HttpRequest, case: OpenCase, form: KinForm, save: Save, *, title: str, why: str
) -> HttpResponse:
    """A page with one form, saved if it was sent."""
    if request.method == "POST" and form.saves(save):
        return back(request, case)
    given = {"person": case.person, "called": called(case), "form": form, "title": title, "why": why}
    return render(request, "kinship/add.html", given, status=422 if form.is_bound else 200)


def several_forms(
    request: HttpRequest,
    case: OpenCase,
    deeds: Mapping[str, Deed],
    stands: Callable[[], tuple[int, Any]],
    **given: Any,
) -> HttpResponse:
    """A page with a form for each deed; the one that was sent is done.

    `stands` reads the version and the line of what is changed, as it is by now.
    """
    sent = next((deed for deed in deeds.values() if deed.form.is_bound), None)
    status = 422 if request.method == "POST" else 200
    try:
        if sent is not None and sent.form.saves(sent.save):
            return back(request, case)
    except EditedMeanwhile:
        status = 409
    version, line = stands()
    if sent is not None and status == 409:
        sent.form.read_again(version)
    given |= {
        "person": case.person,
        "called": called(case),
        "deeds": deeds,
        "sent": sent.form if sent else None,
        "line": line,
        "meanwhile": status == 409,
    }
    return render(request, "kinship/change.html", given, status=status)


def back(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """To the family, saved."""
    messages.success(request, _("Saved."))
    return redirect("kin", person=case.person)


def stands_already(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """To the family: the same absent relative was written down before."""
    messages.warning(
        request,
        _(
            "This relative stands here already, and nothing was written. "
            "If you mean somebody else, write what tells the two apart into the name."
        ),
    )
    return redirect("kin", person=case.person)


def has_ended(request: HttpRequest, case: OpenCase) -> HttpResponse:
    """To the family: what was to be changed has ended."""
    messages.warning(request, _("This has ended meanwhile. Nothing was changed."))
    return redirect("kin", person=case.person)
