"""Pieces that are fetched while somebody types: possible matches, and how a birth was understood."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asylon.casework.people.partial_dates import UNKNOWN
from asylon.web.people.through import through_the_door
from asylon.web.registration.births import echo, read_birth
from asylon.web.registration.choices import Choices
from asylon.web.registration.family_page import FamilyPage
from asylon.web.registration.fields import ADULT
from asylon.web.registration.panel import panel_of
from asylon.web.visitors import visitor_of

NOTHING_TO_CHOOSE: Choices = {"sites": (), "countries": (), "languages": ()}


@require_POST
@through_the_door
def matches(request: HttpRequest) -> HttpResponse:
    """Who may be registered already among those typed so far."""
    now = timezone.localtime()
    page = FamilyPage(today=now.date(), choices=NOTHING_TO_CHOOSE, data=request.POST)
    panel = panel_of(visitor_of(request), page, now=now)
    return render(request, "registration/matches.html", {"panel": panel, "fetched": True})


@require_POST
def birth(request: HttpRequest) -> HttpResponse:
    """How a birth was understood that is being typed; what is wrong with it is said when the form is sent."""
    today = timezone.localtime().date()
    typed = next((value for name, value in request.POST.items() if name.endswith("-born")), "")
    try:
        born = read_birth(str(typed), today=today)
    except ValidationError:
        born = UNKNOWN
    ages = born.age_on(today)
    said = {"echo": echo(born, today=today), "may_be_child": ages is not None and ages[0] < ADULT}
    return render(request, "registration/birth.html", said)
