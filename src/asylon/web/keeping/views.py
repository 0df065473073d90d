"""Giving and ending business with a person, the closed caseload, and erasing."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asylon.casework.access.closing import close_case, reopen_case
from asylon.casework.access.door import NotThere, OpenCase, Refused, open_person
from asylon.casework.access.erasing import erase_person
from asylon.casework.access.involving import (
    AlreadyInvolved,
    NobodyToInvolve,
    candidates,
    end_involvement,
    given_purposes,
    involve,
    involvements_of,
)
from asylon.casework.access.kernel import Act, Why
from asylon.casework.access.visitors import Purpose
from asylon.casework.spine import EditedMeanwhile
from asylon.web.keeping.forms import EraseForm, GiveForm, SeenForm
from asylon.web.people.through import through_the_door
from asylon.web.people.views import called
from asylon.web.signin.step_up import needs_step_up
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def keep(request: HttpRequest, person: UUID) -> HttpResponse:
    """Who has business with the person, and what else is decided about the case as a whole."""
    case = open_person(visitor_of(request), person, act=Act.INVOLVE, now=timezone.localtime())
    return _page(request, case)


@require_POST
@through_the_door
def give(request: HttpRequest, person: UUID) -> HttpResponse:
    """Give a colleague or an office business with the person."""
    visitor, now = visitor_of(request), timezone.localtime()
    case = open_person(visitor, person, act=Act.INVOLVE, now=now)
    form = _give_form(case, request)
    if form.is_valid():
        purpose = Purpose(form.cleaned_data["purpose"])
        try:
            involve(visitor, person, purpose=purpose, now=now, **form.taken)
        except NobodyToInvolve:
            form.say_cannot()
        except AlreadyInvolved:
            form.say_has()
        else:
            messages.success(request, _("Given. They can open the case from now on."))
            return redirect("keep", person=person)
    return _page(request, case, give=form)


@require_POST
@through_the_door
def end(request: HttpRequest, person: UUID, involvement: UUID) -> HttpResponse:
    """End business with the person."""
    end_involvement(visitor_of(request), person, involvement, now=timezone.localtime())
    messages.success(request, _("Ended. It holds from the next request on."))
    return _back(request, person)


@require_POST
@through_the_door
def close(request: HttpRequest, person: UUID) -> HttpResponse:
    """Put the case into the closed caseload."""
    return _turn(request, person, close_case, _("Closed. Others do not even find it in a search."))


@require_POST
@through_the_door
def reopen(request: HttpRequest, person: UUID) -> HttpResponse:
    """Take the case out of the closed caseload."""
    return _turn(request, person, reopen_case, _("Open again to whoever works here."))


@require_POST
@needs_step_up
@through_the_door
def erase(request: HttpRequest, person: UUID) -> HttpResponse:
    """Erase the person, once the number was typed again."""
    visitor, now = visitor_of(request), timezone.localtime()
    case = open_person(visitor, person, act=Act.ERASE_PERSON, now=now)
    if case.erased:
        return redirect("person", person=person)
    form = EraseForm(request.POST, wanted=case.number, seen=case.version)
    if not form.is_valid():
        return _page(request, case, erase=form)
    try:
        erase_person(visitor, person, seen=form.cleaned_data["seen"], now=now)
    except EditedMeanwhile:
        return _page(request, case, meanwhile=True)
    messages.success(request, _("Erased. Number and dates are left, and nothing else."))
    return redirect("person", person=person)


def _turn(request: HttpRequest, person: UUID, turn: Callable[..., int], said: str) -> HttpResponse:
    visitor, now, form = visitor_of(request), timezone.localtime(), SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    try:
        turn(visitor, person, seen=seen, now=now)
    except EditedMeanwhile:
        case = open_person(visitor, person, act=Act.INVOLVE, now=now)
        return _page(request, case, meanwhile=True)
    messages.success(request, said)
    return _back(request, person)


def _back(request: HttpRequest, person: UUID) -> HttpResponse:
    """Back to the page, or to My day if one has just ended one's own business."""
    try:
        open_person(visitor_of(request), person, act=Act.INVOLVE, now=timezone.localtime())
    except (NotThere, Refused):
        return redirect("day")
    return redirect("keep", person=person)


def _page(
    request: HttpRequest,
    case: OpenCase,
    *,
    give: GiveForm | None = None,
    erase: EraseForm | None = None,
    meanwhile: bool = False,
) -> HttpResponse:
    if case.erased:
        return redirect("person", person=case.person)
    given = {
        "person": case.person,
        "called": called(case),
        "case": case,
        "involved": involvements_of(case),
        "give": give or _give_form(case, None),
        "seen": SeenForm(initial={"seen": case.version}),
        "may_close": case.may(Act.CLOSE_CASE),
        "erase": (erase or EraseForm(wanted=case.number, seen=case.version)) if _may_erase(case) else None,
        "meanwhile": meanwhile,
    }
    faulty = any(form is not None and form.errors for form in (give, erase))
    return render(request, "keeping/keep.html", given, status=409 if meanwhile else 422 if faulty else 200)


def _give_form(case: OpenCase, request: HttpRequest | None) -> GiveForm:
    data = request.POST if request else None
    return GiveForm(data, candidates=candidates(case), purposes=given_purposes())


def _may_erase(case: OpenCase) -> bool:
    return case.why(Act.ERASE_PERSON) in (Why.IN_THE_TABLE, Why.STEP_UP)
