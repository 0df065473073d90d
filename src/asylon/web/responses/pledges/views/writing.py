"""Writing: needs, pledges, their parts, terms and movements. Who was slower is told what stands now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.emergencies.selectors import Situation, the_emergency
from asylon.responses.pledges import services
from asylon.responses.pledges.faults import BadPledge
from asylon.responses.pledges.reading import ReadPledge
from asylon.responses.pledges.selectors import one_need, one_pledge
from asylon.web.people.through import through_the_door
from asylon.web.responses.countries import country_choices
from asylon.web.responses.frame import response_frame
from asylon.web.responses.pledges import shown
from asylon.web.responses.pledges.forms import (
    MovementForm,
    NeedForm,
    PartForm,
    PledgeForm,
    TermsForm,
    say_faults,
)
from asylon.web.visitors import visitor_of

writing = require_http_methods(["GET", "HEAD", "POST"])


@writing
@through_the_door
def new_need(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Write down what is needed."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLEDGES, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_need(visitor, emergency, given=form.record(), now=now)
        except BadPledge as bad:
            say_faults(form, bad)
        else:
            messages.success(request, _("The need is written down."))
            return redirect("needs", emergency)
    return _page(request, found, "need", form, title=_("A new need"))


@writing
@through_the_door
def edit_need(request: HttpRequest, need: UUID) -> HttpResponse:
    """Correct a need."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLEDGES, now=now)
    row = one_need(visitor, need, now=now)
    found = the_emergency(visitor, row.emergency, now=now)
    form = NeedForm(request.POST or None, initial=NeedForm.initial_of(row))
    meanwhile: list[str] = []
    if request.method == "POST" and form.is_valid():
        seen, given = form.cleaned_data["seen"] or 0, form.record(plan_item=row.plan_item)
        try:
            services.edit_need(visitor, need, seen=seen, given=given, now=now)
        except BadPledge as bad:
            say_faults(form, bad)
        except EditedMeanwhile:
            now_stands = one_need(visitor, need, now=now)
            line = shown.need_line(now_stands)
            meanwhile = [
                " · ".join(filter(None, (line.sector, line.whom, line.when, line.amount, line.source)))
            ]
            form.reread(now_stands.version)
        else:
            messages.success(request, _("The need is changed."))
            return redirect("needs", row.emergency)
    return _page(request, found, "need", form, title=_("Change a need"), meanwhile=meanwhile)


@writing
@through_the_door
def new_pledge(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Write down a pledge that was announced."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLEDGES, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = PledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.announce(visitor, emergency, given=form.record(), now=now)
        except BadPledge as bad:
            say_faults(form, bad)
        else:
            messages.success(request, _("The pledge is written down as announced."))
            return redirect("pledge", made.pk)
    countries = country_choices()
    return _page(request, found, "new_pledge", form, title=_("A new pledge"), countries=countries)


@writing
@through_the_door
def move(request: HttpRequest, pledge: UUID) -> HttpResponse:
    """Write down what happened to a pledge."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLEDGES, now=now)
    row = one_pledge(visitor, pledge, now=now)
    form = MovementForm(request.POST or None, pledge=row, initial={"seen": row.last})
    meanwhile: list[str] = []
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            services.move(visitor, pledge, seen=seen, given=form.record(), now=now)
        except BadPledge as bad:
            if any(fault.code == "twice" for fault in bad.faults):
                form.ask_whether_another()
            say_faults(form, bad, measure=row.measure)
        except EditedMeanwhile:
            row, meanwhile = _added_since(request, pledge, seen)
            form.reread(row.last)
        else:
            messages.success(request, _("It is written down. What stood before is kept."))
            return redirect("pledge", pledge)
    return _pledge_page(request, row, form, title=_("What happened?"), meanwhile=meanwhile)


@writing
@through_the_door
def add_part(request: HttpRequest, pledge: UUID) -> HttpResponse:
    """Announce a further dated part."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLEDGES, now=now)
    row = one_pledge(visitor, pledge, now=now)
    form = PartForm(request.POST or None, pledge=row, initial={"seen": row.last})
    meanwhile: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.add_part(
                visitor,
                pledge,
                seen=said["seen"] or 0,
                given=form.record(),
                on=said["on"],
                evidence=said["evidence"],
                now=now,
            )
        except BadPledge as bad:
            say_faults(form, bad)
        except EditedMeanwhile:
            row, meanwhile = _added_since(request, pledge, said["seen"] or 0)
            form.reread(row.last)
        else:
            messages.success(request, _("The part is written down as announced."))
            return redirect("pledge", pledge)
    return _pledge_page(request, row, form, title=_("A further part"), meanwhile=meanwhile)


@writing
@through_the_door
def edit_terms(request: HttpRequest, pledge: UUID) -> HttpResponse:
    """Correct conditions, earmarks and the note."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.KEEP_PLEDGES, now=now)
    row = one_pledge(visitor, pledge, now=now)
    form = TermsForm(request.POST or None, initial=TermsForm.initial_of(row))
    meanwhile: list[str] = []
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            services.edit_terms(visitor, pledge, seen=seen, given=form.terms(), now=now)
        except BadPledge as bad:
            say_faults(form, bad)
        except EditedMeanwhile:
            row = one_pledge(visitor, pledge, now=now)
            meanwhile = [f"{name}: {value}" for name, value in shown.earmark(row)]
            meanwhile += [text for text in (row.conditions, row.note) if text]
            form.reread(row.version)
        else:
            messages.success(request, _("The terms are changed."))
            return redirect("pledge", pledge)
    return _pledge_page(request, row, form, title=_("Conditions and earmarks"), meanwhile=meanwhile)


def _added_since(request: HttpRequest, pledge: UUID, seen: int) -> tuple[ReadPledge, list[str]]:
    """The pledge as it stands, and what was added after the last number that was seen."""
    row = one_pledge(visitor_of(request), pledge, now=timezone.localtime())
    lines = [shown.movement_line(each, row) for each in row.movements if each.number > seen]
    return row, [" · ".join((line.step, line.amount, line.on, line.evidence, line.by)) for line in lines]


def _pledge_page(
    request: HttpRequest, row: ReadPledge, form: Any, *, title: str, meanwhile: list[str]
) -> HttpResponse:
    found = the_emergency(visitor_of(request), row.emergency, now=timezone.localtime())
    line = shown.line(row)
    parts = [shown.part_line(part, row.measure) for part in row.parts]
    more = {
        "pledge": row,
        "line": line,
        "parts": parts,
        "meanwhile": meanwhile,
        "is_terms": isinstance(form, TermsForm),
    }
    return _page(request, found, "change_pledge", form, title=title, **more)


def _page(
    request: HttpRequest, found: Situation, template: str, form: Any, *, title: str, **more: Any
) -> HttpResponse:
    given = {**response_frame(found, part="pledges"), "form": form, "title": title, **more}
    return render(request, f"responses/pledges/{template}.html", given)
