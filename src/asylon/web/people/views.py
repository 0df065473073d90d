"""A person's page on the screen and on paper, its explanations, and opening it in an emergency."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asylon.casework.access.door import OpenCase, must
from asylon.casework.access.family import open_with_family
from asylon.casework.access.kernel import Act
from asylon.casework.access.opening import ShortReason, open_in_emergency
from asylon.rulebook import BadSituation
from asylon.web.people.forms import EmergencyForm
from asylon.web.people.shown.days import clock
from asylon.web.people.shown.explained import explained
from asylon.web.people.shown.page import person_page
from asylon.web.people.shown.past import past
from asylon.web.people.shown.seen import see, seen_of
from asylon.web.people.through import through_the_door
from asylon.web.signin.step_up import needs_step_up
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person's page; with `?print=1` the working copy for paper, which is another act."""
    now = timezone.localtime()
    on_paper = request.GET.get("print") == "1"
    act = Act.PRINT_PAGE if on_paper else Act.SEE_PAGE
    case, family = open_with_family(visitor_of(request), person, act=act, now=now)
    if case.erased:
        return render(request, "people/erased.html", {"number": case.number, "erased_at": case.row.erased_at})
    shown = person_page(seen_of(case, now=now), family)
    given = {"page": shown, "person": person, "form": EmergencyForm(), "now": now}
    return render(request, "people/paper.html" if on_paper else "people/person.html", given)


@require_safe
@through_the_door
def why(request: HttpRequest, person: UUID, goal: str) -> HttpResponse:
    """Why one thing is so: in place, or as a page of its own where there is no script."""
    seen = see(visitor_of(request), person, act=Act.SEE_PAGE, now=timezone.localtime())
    try:
        found = explained(seen, goal)
    except BadSituation:
        raise Http404 from None
    in_place = request.headers.get("HX-Request") == "true"
    given = {"found": found, "person": person, "called": called(seen.case), "in_place": in_place}
    return render(request, "people/explained.html" if in_place else "people/why.html", given)


@require_safe
@through_the_door
def history(request: HttpRequest, person: UUID) -> HttpResponse:
    """How what the rulebook says changed: in place, or as a page of its own."""
    seen = see(visitor_of(request), person, act=Act.SEE_PAGE, now=timezone.localtime())
    given = {"steps": past(seen), "person": person, "called": called(seen.case)}
    in_place = request.headers.get("HX-Request") == "true"
    return render(request, "people/steps.html" if in_place else "people/history.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_step_up
@through_the_door
def emergency(request: HttpRequest, person: UUID) -> HttpResponse:
    """Open what is closed for half an hour, with a reason; the office's supervisors are told."""
    must(visitor_of(request), Act.OPEN_IN_EMERGENCY, now=timezone.localtime())
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            opening = open_in_emergency(visitor_of(request), person, reason=reason, now=timezone.localtime())
        except ShortReason:
            form.say_too_short()
        else:
            until = clock(opening.until)
            messages.success(request, _("Opened until %(time)s. The office has been told.") % {"time": until})
            return redirect("person", person=person)
    return render(request, "people/emergency.html", {"form": form, "person": person})


def called(case: OpenCase) -> str:
    """Initials for titles and ways back: enough to recognise, too little to read over a shoulder."""
    return case.identity.initials or case.number
