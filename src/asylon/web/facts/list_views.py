"""The page of one small list: what stands in it, add, take out, nothing, not known."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from asylon.casework.access.door import open_person
from asylon.casework.access.fields import field_of_list
from asylon.casework.access.kernel import Act
from asylon.casework.facts.items import BadItem, NotEmpty, UnknownItem
from asylon.casework.facts.selectors import record_of
from asylon.casework.interviews.recording import list_item, list_said, unlist_item
from asylon.casework.spine import EditedMeanwhile
from asylon.rulebook import load
from asylon.web.facts.item_form import ItemForm
from asylon.web.facts.lists import LISTS, SAID_OF, Names, small_list
from asylon.web.facts.page import called, case_page, item_in
from asylon.web.people.shown.said import Tongue
from asylon.web.visitors import visitor_of

INTERVIEW = "interview"
"""What `?from=` says when the page belongs to an interview that is going on."""


@require_http_methods(["GET", "HEAD", "POST"])
@case_page
def fact_list(request: HttpRequest, person: UUID, scope: str) -> HttpResponse:
    """One list. A POST adds to it."""
    now = timezone.localtime()
    if scope not in LISTS:
        raise Http404
    form = item_form(scope, request.POST if request.method == "POST" else None, now=now)
    if request.method == "POST" and form.is_valid():
        details = {name: text for name, text in form.cleaned_data.items() if text}
        try:
            list_item(visitor_of(request), person, scope, details, rulebook=load(), now=now)
        except BadItem as problem:
            form.say(problem)
        except EditedMeanwhile:
            messages.warning(
                request, _("Somebody else changed this list meanwhile. Look at it, then save again.")
            )
        else:
            return _back(request, person, scope)
    status = 422 if form.is_bound and form.errors else 409 if form.is_bound else 200
    return _page(request, person, scope, form, now=now, status=status)


@require_POST
@case_page
def withdraw(request: HttpRequest, person: UUID, scope: str) -> HttpResponse:
    """Take something out of a list; it stays on record."""
    item, seen = item_in(request.POST.get("item", "")), request.POST.get("seen", "")
    if scope not in LISTS or item is None or not seen.isdecimal() or len(seen) > 9:
        raise Http404
    try:
        unlist_item(
            visitor_of(request),
            person,
            scope,
            item,
            seen=int(seen),
            rulebook=load(),
            now=timezone.localtime(),
        )
    except EditedMeanwhile:
        messages.warning(request, _("Somebody else changed this list meanwhile. Look at it again."))
    except UnknownItem:
        messages.warning(request, _("This was taken out of the list already."))
    return _back(request, person, scope)


@require_POST
@case_page
def said(request: HttpRequest, person: UUID, scope: str) -> HttpResponse:
    """Say of a whole list that there is nothing, or that it is not known."""
    what = request.POST.get("said", "")
    if scope not in LISTS or what not in SAID_OF:
        raise Http404
    try:
        list_said(visitor_of(request), person, scope, what, rulebook=load(), now=timezone.localtime())
    except NotEmpty:
        messages.warning(request, _("Something stands in this list. Take it out first if it is wrong."))
        return _back(request, person, scope)
    if _in_interview(request):
        return redirect("interview", person=person)
    return _back(request, person, scope)


def item_form(scope: str, data: object, *, now: datetime) -> ItemForm:
    """The form for one more thing in a list."""
    language = get_language() or "en"
    return ItemForm(data, scope=scope, rulebook=load(), language=language, today=now.date())


def _page(
    request: HttpRequest, person: UUID, scope: str, form: ItemForm, *, now: datetime, status: int
) -> HttpResponse:
    case = open_person(visitor_of(request), person, act=Act.SEE_PAGE, now=now)
    case.must_see_list(scope)
    record = record_of(case.case)
    given = {
        "person": person,
        "called": called(case),
        "list": small_list(record, scope, Names(record, Tongue(load()))),
        "form": form,
        "may_add": case.adds_to(field_of_list(scope)),
        "in_interview": _in_interview(request),
    }
    return render(request, "facts/list.html", given, status=status)


def _in_interview(request: HttpRequest) -> bool:
    return request.GET.get("from") == INTERVIEW


def _back(request: HttpRequest, person: UUID, scope: str) -> HttpResponse:
    if _in_interview(request):
        return redirect("interview_list", person=person, scope=scope)
    return redirect(reverse("fact_list", kwargs={"person": person, "scope": scope}))
