"""The list of emergencies, the page of one, and opening and correcting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.emergencies.characteristics import seen_of
from asylon.responses.emergencies.faults import BadRecord
from asylon.responses.emergencies.kinds import DeclarationKind
from asylon.responses.emergencies.selectors import (
    all_emergencies,
    declarations_of,
    the_emergency,
)
from asylon.responses.emergencies.services import KEEP, begin_emergency, edit_emergency
from asylon.responses.plans.selectors import emergency_plan
from asylon.responses.reviews.selectors import standing
from asylon.web.people.shown.days import day
from asylon.web.people.through import through_the_door
from asylon.web.responses.allowed import could
from asylon.web.responses.countries import country_choices, country_name, country_names
from asylon.web.responses.emergencies import indicators, shown
from asylon.web.responses.emergencies.fields import say_faults
from asylon.web.responses.emergencies.forms import EmergencyForm
from asylon.web.responses.emergencies.panels import panels_of
from asylon.web.responses.emergencies.pictures import NO_BAND, arrivals_picture, band_ahead
from asylon.web.responses.emergencies.urgent import MOST, orders
from asylon.web.responses.frame import response_frame
from asylon.web.responses.reviews.panel import orders as review_orders
from asylon.web.visitors import visitor_of

RECENT_DAYS = 42
"""Days of the picture on the first page; the page of arrivals has them all."""


@require_safe
@through_the_door
def emergencies(request: HttpRequest) -> HttpResponse:
    """Every emergency."""
    visitor, now = visitor_of(request), timezone.localtime()
    lines = [
        {
            "found": each,
            "hosts": country_names(each.hosts),
            "origins": country_names(each.origins),
            "began": day(each.began_on),
        }
        for each in all_emergencies(visitor, now=now)
    ]
    given = {"lines": lines, "may_begin": could(visitor, KEEP)}
    return render(request, "responses/emergencies/all.html", given)


@require_safe
@through_the_door
def emergency(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """One emergency: what is urgent, the four characteristics, arrivals against capacity, what follows."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    seen = seen_of(visitor, emergency, now=now)
    declared = declarations_of(visitor, emergency, now=now)
    running = declared[0] if declared and declared[0].kind is DeclarationKind.DECLARED else None
    planned = emergency_plan(visitor, emergency, now=now)
    ahead = NO_BAND if found.closed_on else band_ahead(seen, planned.forecast if planned else None)
    stands = standing(visitor, emergency, now=now)
    listed = (*orders(visitor, found, seen, running, today=now.date()), *review_orders(visitor, stands))
    given = {
        **response_frame(found, part="emergency"),
        "found": found,
        "seen": seen,
        "short": shown.short_sentences(found, seen),
        "orders": listed[:MOST],
        "cards": indicators.cards(seen.panel, few=seen.few),
        "declaration": shown.declaration(declared[0]) if declared else None,
        "running": running is not None,
        "duration": shown.duration(seen.duration),
        "picture": arrivals_picture(seen, most_days=RECENT_DAYS, ahead=ahead),
        "few": shown.few_words() if seen.few else "",
        "foot": shown.arrivals_foot(seen),
        "may": {
            "record": could(visitor, Act.RECORD_FIGURES),
            "declare": could(visitor, Act.DECLARE_INFLUX),
            "keep": could(visitor, KEEP),
        },
        **panels_of(visitor, found, planned, stands, now=now),
    }
    return render(request, "responses/emergencies/emergency.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def new_emergency(request: HttpRequest) -> HttpResponse:
    """Open an emergency."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, KEEP, now=now)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_emergency(visitor, form.record(), now=now)
        except BadRecord as bad:
            say_faults(form, bad, also=COUNTRY_FIELDS)
        else:
            messages.success(request, _("The emergency is opened. Nothing is declared by it."))
            return redirect("emergency", made)
    return render(request, "responses/emergencies/edit.html", _edit_page(form))


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def change_emergency(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Correct an emergency, or close it."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, KEEP, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = EmergencyForm(request.POST or None, found=found, initial=EmergencyForm.initial_of(found))
    meanwhile = False
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            edit_emergency(visitor, emergency, form.record(), seen=seen, now=now)
        except BadRecord as bad:
            _say_faults(form, bad, hosts=found.hosts)
        except EditedMeanwhile:
            meanwhile = True
            typed = request.POST.copy()
            typed["seen"] = str(the_emergency(visitor, emergency, now=now).version)
            form.data = typed
        else:
            messages.success(request, _("It is changed."))
            return redirect("emergency", emergency)
    given = {**_edit_page(form), "found": found, "meanwhile": meanwhile}
    return render(request, "responses/emergencies/edit.html", given)


COUNTRY_FIELDS = {"hosts": "host_1", "origins": "origin_1"}


def _say_faults(form: EmergencyForm, bad: BadRecord, *, hosts: Sequence[str]) -> None:
    """A host that must stay is named beside the field in which it stood."""
    others = []
    for fault in bad.faults:
        code = str(fault.values.get("found"))
        if fault.code == "host_has_figures" and code in hosts:
            says = replace(fault, values={"found": country_name(code)}).says()
            form.add_error(f"host_{hosts.index(code) + 1}", says)
        else:
            others.append(fault)
    say_faults(form, BadRecord(others), also=COUNTRY_FIELDS)


def _edit_page(form: EmergencyForm) -> dict[str, Any]:
    return {"form": form, "countries": country_choices()}
