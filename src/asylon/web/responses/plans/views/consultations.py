"""Consultations: the list, a new one, one of them, and writing it anew."""

from __future__ import annotations

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
from asylon.responses.plans.consulting import change_consultation, convene
from asylon.responses.plans.faults import BadEntry
from asylon.responses.plans.selectors import consultation as find_consultation
from asylon.responses.plans.selectors import consultations as list_consultations
from asylon.web.people.through import through_the_door
from asylon.web.responses.countries import country_choices
from asylon.web.responses.plans.around import around
from asylon.web.responses.plans.consultation_form import ConsultationForm
from asylon.web.responses.plans.words import consultation_line
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def consultations(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The consultations on an emergency."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = list_consultations(visitor, emergency, now=now)
    given = around(visitor, emergency, part="plans", now=now)
    return render(
        request,
        "responses/plans/consultations.html",
        given | {"lines": [consultation_line(each) for each in found], "emergency": emergency},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def new_consultation(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Record a consultation."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.CONSULT, now=now)
    given = around(visitor, emergency, part="plans", now=now)
    form = ConsultationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = convene(visitor, emergency, form.entry(), now=now)
        except BadEntry as bad:
            form.refuse(bad)
        else:
            messages.success(request, _("The consultation is written down."))
            return redirect("consultation", made.pk)
    given |= {"form": form, "title": _("A new consultation"), "countries": country_choices()}
    return render(request, "responses/plans/consultation_form.html", given)


@require_safe
@through_the_door
def consultation(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """One consultation: who, what was examined, what came out."""
    visitor, now = visitor_of(request), timezone.localtime()
    seen = find_consultation(visitor, consultation, now=now)
    given = around(visitor, seen.row.emergency_id, part="plans", now=now)
    given |= {"seen": seen, "line": consultation_line(seen)}
    return render(request, "responses/plans/consultation.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def edit_consultation(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """Write a consultation anew."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.CONSULT, now=now)
    seen = find_consultation(visitor, consultation, now=now)
    given = around(visitor, seen.row.emergency_id, part="plans", now=now)
    form = ConsultationForm(request.POST or None, seen_now=seen)
    if request.method == "POST" and form.is_valid():
        try:
            change_consultation(visitor, consultation, form.entry(), seen=form.read, now=now)
        except BadEntry as bad:
            form.refuse(bad)
        except EditedMeanwhile:
            seen = find_consultation(visitor, consultation, now=now)
            form.reread(seen.row.version)
            given["meanwhile"] = consultation_line(seen)
        else:
            messages.success(request, _("The consultation is changed."))
            return redirect("consultation", consultation)
    given |= {"form": form, "title": _("Change the consultation"), "countries": country_choices()}
    return render(request, "responses/plans/consultation_form.html", given)
