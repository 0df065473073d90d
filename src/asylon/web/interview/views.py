"""The pages of an interview: begin, one step, put off, pause, go on, end, in danger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asylon.casework.access.door import OpenCase
from asylon.casework.facts.answers import BadAnswer
from asylon.casework.facts.items import UnknownItem
from asylon.casework.interviews import services
from asylon.casework.interviews.services import NoInterview
from asylon.casework.interviews.sittings import Place, Sitting
from asylon.casework.interviews.steps import AskFact, AskList
from asylon.casework.spine import EditedMeanwhile
from asylon.rulebook import load
from asylon.web.facts.answer_form import AnswerForm
from asylon.web.facts.choices import other_language
from asylon.web.facts.list_views import item_form
from asylon.web.facts.lists import Names, small_list
from asylon.web.facts.page import called, case_page, item_in
from asylon.web.facts.shown import FactTable
from asylon.web.interview.begin_form import BeginForm
from asylon.web.interview.shown import answer_form, sent_form, shown
from asylon.web.people.shown.said import Tongue
from asylon.web.visitors import visitor_of

PAUSE = "pause"
"""What the button says that keeps the answer and stops here."""


@require_safe
@case_page
def interview(request: HttpRequest, person: UUID) -> HttpResponse:
    """The next step of the interview that is going on, or how to begin one."""
    now = timezone.localtime()
    try:
        sitting = services.sitting(visitor_of(request), person, rulebook=load(), now=now)
    except NoInterview as none:
        return _begin_page(request, none.case, BeginForm(speaks=none.case.identity.languages))
    if sitting.paused:
        return _render(request, "interview/paused.html", sitting)
    return _step_page(request, sitting, now=now)


@require_safe
@case_page
def question(request: HttpRequest, person: UUID, fact: str) -> HttpResponse:
    """One question picked by hand, to look back at its answer."""
    now, place = timezone.localtime(), (item_in(request.GET.get("item", "")), fact)
    try:
        sitting = services.sitting(visitor_of(request), person, rulebook=load(), now=now, chosen=place)
    except NoInterview:
        return redirect("interview", person=person)
    return _step_page(request, sitting, now=now)


@require_safe
@case_page
def one_list(request: HttpRequest, person: UUID, scope: str) -> HttpResponse:
    """One small list in the course of an interview, to add more to it or go on."""
    now = timezone.localtime()
    try:
        sitting = services.sitting(visitor_of(request), person, rulebook=load(), now=now, chosen=scope)
    except NoInterview:
        return redirect("interview", person=person)
    return _step_page(request, sitting, now=now)


@require_POST
@case_page
def begin(request: HttpRequest, person: UUID) -> HttpResponse:
    """Begin an interview."""
    now, form = timezone.localtime(), BeginForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.begin(
                visitor_of(request),
                person,
                language=given["language"],
                interpreter=given["interpreter"],
                alone=form.alone_said,
                now=now,
            )
        except EditedMeanwhile:
            messages.warning(
                request, _("Somebody else has just begun this interview. This is where it stands.")
            )
        return redirect("interview", person=person)
    try:
        services.sitting(visitor_of(request), person, rulebook=load(), now=now)
    except NoInterview as none:
        return _begin_page(request, none.case, form, status=422)
    return redirect("interview", person=person)


@require_POST
@case_page
def answer(request: HttpRequest, person: UUID) -> HttpResponse:
    """Keep one answer and go to the next step; or pause, with what was answered kept."""
    now, visitor = timezone.localtime(), visitor_of(request)
    place = _place(request)
    form = sent_form(place, request.POST, rulebook=load(), page=_page(), today=now.date())
    status, pausing = 422, request.POST.get("then") == PAUSE
    if pausing and form.untouched:
        return _pause(request, person)
    try:
        if form.is_valid():
            services.answer(visitor, person, form.answer(), rulebook=load(), now=now)
            return _pause(request, person) if pausing else redirect("interview", person=person)
    except NoInterview:
        return redirect("interview", person=person)
    except BadAnswer as problem:
        form.say(problem)
    except UnknownItem:
        raise Http404 from None
    except EditedMeanwhile:
        status = 409
    return _again(request, person, place, form, now=now, status=status)


@require_POST
@case_page
def put_off(request: HttpRequest, person: UUID) -> HttpResponse:
    """Leave a question or a list for another time."""
    what: Place | str = request.POST.get("scope", "") or _place(request)
    visitor = visitor_of(request)
    return _do(
        request,
        person,
        lambda now: services.put_off(visitor, person, what, rulebook=load(), now=now),
    )


@require_POST
@case_page
def take_up(request: HttpRequest, person: UUID) -> HttpResponse:
    """Ask what was put off after all."""
    return _do(request, person, lambda now: services.take_up(visitor_of(request), person, now=now))


@require_POST
@case_page
def pause(request: HttpRequest, person: UUID) -> HttpResponse:
    """Stop here; everything is kept."""
    return _pause(request, person)


@require_POST
@case_page
def go_on(request: HttpRequest, person: UUID) -> HttpResponse:
    """Go on after a pause."""
    return _do(request, person, lambda now: services.go_on(visitor_of(request), person, now=now))


@require_POST
@case_page
def end(request: HttpRequest, person: UUID) -> HttpResponse:
    """End the interview and go to the person's page."""
    return _do(request, person, lambda now: services.end(visitor_of(request), person, now=now), then="person")


@require_POST
@case_page
def in_danger(request: HttpRequest, person: UUID) -> HttpResponse:
    """The person is in danger now: record it, and show what must be done at once."""
    visitor = visitor_of(request)
    return _do(
        request,
        person,
        lambda now: services.say_in_danger(visitor, person, rulebook=load(), now=now),
        then="person",
    )


def _pause(request: HttpRequest, person: UUID) -> HttpResponse:
    return _do(request, person, lambda now: services.pause(visitor_of(request), person, now=now))


def _do(
    request: HttpRequest, person: UUID, act: Callable[[datetime], object], *, then: str = "interview"
) -> HttpResponse:
    try:
        act(timezone.localtime())
    except NoInterview:
        messages.info(request, _("This interview has ended already."))
    except EditedMeanwhile:
        messages.warning(request, _("Somebody else is at work on this interview. This is where it stands."))
    return redirect(then, person=person)


def _again(
    request: HttpRequest, person: UUID, place: Place, form: AnswerForm, *, now: datetime, status: int
) -> HttpResponse:
    """The same question with what was typed, and beside it what is wrong or who was quicker."""
    try:
        sitting = services.sitting(visitor_of(request), person, rulebook=load(), now=now, chosen=place)
    except NoInterview:
        return redirect("interview", person=person)
    form.other = other_language(load(), sitting.language, page=_page())
    if status == 409:
        form.reread(sitting.standing)
    return _question_page(request, sitting, form, status=status)


def _place(request: HttpRequest) -> Place:
    return item_in(request.POST.get("item", "")), request.POST.get("fact", "")


def _step_page(request: HttpRequest, sitting: Sitting, *, now: datetime) -> HttpResponse:
    if isinstance(sitting.step, AskFact):
        form = answer_form(sitting, rulebook=load(), page=_page(), today=now.date())
        return _question_page(request, sitting, form)
    if isinstance(sitting.step, AskList):
        scope = sitting.step.scope
        names = Names(sitting.record, Tongue(load(), _page()))
        given: dict[str, Any] = {
            "list": small_list(sitting.record, scope, names),
            "form": item_form(scope, None, now=now),
            "may_add": True,
            "in_interview": True,
        }
        return _render(request, "interview/list.html", sitting, **given)
    return _render(request, "interview/end.html", sitting)


def _question_page(
    request: HttpRequest, sitting: Sitting, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    meanwhile = None
    if status == 409 and sitting.standing is not None:
        table = FactTable(sitting.case, sitting.record, rulebook=load(), tongue=form.tongue)
        meanwhile = table.past(sitting.standing)
    return _render(request, "interview/question.html", sitting, status=status, form=form, meanwhile=meanwhile)


def _begin_page(request: HttpRequest, case: OpenCase, form: BeginForm, *, status: int = 200) -> HttpResponse:
    given = {"form": form, "person": case.person, "called": called(case)}
    return render(request, "interview/begin.html", given, status=status)


def _render(
    request: HttpRequest, template: str, sitting: Sitting, *, status: int = 200, **given: Any
) -> HttpResponse:
    shared = {
        "person": sitting.case.person,
        "called": called(sitting.case),
        "sitting": sitting,
        "shown": shown(sitting, rulebook=load(), page=_page()),
    }
    return render(request, template, {**shared, **given}, status=status)


def _page() -> str:
    return get_language() or "en"
