"""Registering people by name: a family, one person, people rescued, people out of a counted group."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.registration.checks import BadForm
from asylon.casework.registration.events import DraftTaken, event_of
from asylon.casework.registration.forms import FamilyForm
from asylon.casework.registration.groups import individualise, see_group
from asylon.casework.registration.registered import Registered
from asylon.casework.spine import EditedMeanwhile
from asylon.web.people.through import through_the_door
from asylon.web.registration.choices import choices_for
from asylon.web.registration.family_page import FamilyPage
from asylon.web.registration.flows import FAMILY, NOBODY_WAITS, ONE, RESCUE, Flow
from asylon.web.registration.panel import Panel, panel_of
from asylon.web.visitors import visitor_of

SITE = "site"
"""Where the session remembers at which site somebody registers: it is the same all day."""


@require_http_methods(["GET", "POST"])
@through_the_door
def family(request: HttpRequest) -> HttpResponse:
    """Register a family in one flow."""
    return _page(request, FAMILY)


@require_http_methods(["GET", "POST"])
@through_the_door
def one(request: HttpRequest) -> HttpResponse:
    """Register somebody who came alone."""
    return _page(request, ONE)


@require_http_methods(["GET", "POST"])
@through_the_door
def rescue(request: HttpRequest) -> HttpResponse:
    """Register people who were rescued together."""
    return _page(request, RESCUE)


@require_http_methods(["GET", "POST"])
@through_the_door
def one_by_one(request: HttpRequest, group: UUID) -> HttpResponse:
    """Register people of a counted group by name."""
    seen = see_group(visitor_of(request), group, now=timezone.localtime())

    def take(visitor: Visitor, form: FamilyForm, _extra: Any, now: datetime) -> Registered:
        return individualise(visitor, group, form, now=now)

    flow = Flow(_("Register by name, out of a group"), NOBODY_WAITS, _("Save"), take, context={"group": seen})
    return _page(request, flow)


def _page(request: HttpRequest, flow: Flow) -> HttpResponse:
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.REGISTER, now=now)
    page = FamilyPage(
        today=now.date(),
        choices=choices_for(visitor),
        data=request.POST if request.method == "POST" else None,
        initial={"site": request.session.get(SITE, "")},
        one=flow.one,
        life_first=flow.life_first,
    )
    extra = flow.extra(request.POST if request.method == "POST" else None) if flow.extra else None
    if request.method != "POST":
        return _shown(request, flow, page, extra, Panel())
    if "remove" in request.POST:
        place = request.POST["remove"]
        without = int(place) if place.isdecimal() and len(place) < 4 else None
        return _again(request, flow, page.again(without=without), extra)
    match request.POST.get("do"):
        case "save":
            return _save(request, flow, page, extra, now)
        case "matches":
            return _again(request, flow, page.again(), extra, panel=panel_of(visitor, page, now=now))
        case do:
            return _again(request, flow, page.again(more=do == "more"), extra)


def _save(request: HttpRequest, flow: Flow, page: FamilyPage, extra: Any, now: datetime) -> HttpResponse:
    visitor = visitor_of(request)
    readable = page.is_valid() and (extra is None or extra.is_valid())
    if not readable:
        return _shown(request, flow, page, extra, panel_of(visitor, page, now=now))
    form = page.family()
    try:
        done = event_of(visitor, form.draft)  # otherwise they would be found as matches of themselves
        panel = Panel() if done else panel_of(visitor, page, now=now)
        if panel.new:
            return _shown(request, flow, page, extra, panel)
        done = done or flow.take(visitor, form, extra, now)
    except BadForm as problem:
        page.refuse(problem.faults, extra)
        return _shown(request, flow, page, extra, panel_of(visitor, page, now=now))
    except EditedMeanwhile:
        page.say(_("Somebody changed one of these records at this moment. Nothing was saved. Save again."))
        return _shown(request, flow, page, extra, panel_of(visitor, page, now=now))
    except DraftTaken:
        page.say(_("This form was sent by somebody else. Open a new one; nothing was saved."))
        return _shown(request, flow, page, extra, Panel())
    request.session[SITE] = str(form.site or "")
    return HttpResponseRedirect(reverse("registered", args=[done.registration]))


def _again(
    request: HttpRequest, flow: Flow, page: FamilyPage, extra: Any, panel: Panel | None = None
) -> HttpResponse:
    if extra is not None:
        extra = type(extra)(initial={bound.name: bound.value() for bound in extra})
    return _shown(request, flow, page, extra, panel or Panel())


def _shown(request: HttpRequest, flow: Flow, page: FamilyPage, extra: Any, panel: Panel) -> HttpResponse:
    given = {"flow": flow, "page": page, "extra": extra, "panel": panel, **flow.context}
    return render(request, "registration/family.html", given)
