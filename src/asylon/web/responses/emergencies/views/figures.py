"""Arrivals and capacities: what is on record, and the sheets to write them down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.small_numbers import SMALLEST_TOLD
from asylon.casework.access.visitors import Visitor
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.emergencies.characteristics import seen_of
from asylon.responses.emergencies.faults import BadRecord
from asylon.responses.emergencies.recording import (
    Recorded,
    record_arrivals,
    record_capacity,
    record_procedures,
)
from asylon.responses.emergencies.selectors import Situation, the_emergency
from asylon.responses.emergencies.standing import arrivals_of, capacities_of, procedures_seen
from asylon.web.people.through import through_the_door
from asylon.web.responses.allowed import could
from asylon.web.responses.countries import country_choices
from asylon.web.responses.emergencies import shown, tables
from asylon.web.responses.emergencies.fields import say_faults
from asylon.web.responses.emergencies.forms import ProceduresForm
from asylon.web.responses.emergencies.pictures import arrivals_picture
from asylon.web.responses.emergencies.rows import (
    ArrivalsRows,
    ArrivalsSheetForm,
    CapacityRows,
    Rows,
    SheetForm,
    arrivals_in,
    capacities_in,
    say_row_faults,
    with_more_rows,
)
from asylon.web.responses.frame import response_frame
from asylon.web.visitors import visitor_of

NEWEST = 200
"""Rows that a page lists; older ones are in the picture's table and in the interface for programs."""


@require_safe
@through_the_door
def arrivals(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Who arrived: by day, split, and row by row as it was written down."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    seen = seen_of(visitor, emergency, now=now)
    may_record = could(visitor, Act.RECORD_FIGURES)
    rows = arrivals_of(visitor, emergency, now=now, limit=NEWEST) if may_record else []
    given = {
        **response_frame(found, part="arrivals"),
        "seen": seen,
        "picture": arrivals_picture(seen),
        "few": shown.few_words() if seen.few else "",
        "foot": shown.arrivals_foot(seen),
        "splits": shown.splits(seen.splits),
        "smallest": SMALLEST_TOLD,
        "rows": tables.arrivals_rows(rows),
        "newest": NEWEST,
        "may_record": may_record,
    }
    return render(request, "responses/emergencies/arrivals.html", given)


@require_safe
@through_the_door
def capacity(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """What can be taken in, sector by sector, and what individual procedures can do."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    seen = seen_of(visitor, emergency, now=now)
    given = {
        **response_frame(found, part="capacity"),
        "rooms": tables.rooms(seen.panel),
        "procedures": tables.procedures(seen.panel),
        "reports": tables.capacity_rows(capacities_of(visitor, emergency, now=now, limit=NEWEST)),
        "benches": tables.procedures_rows(procedures_seen(visitor, emergency, now=now, limit=NEWEST)),
        "may_record": could(visitor, Act.RECORD_FIGURES),
    }
    return render(request, "responses/emergencies/capacity.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def write_arrivals(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Write down arrivals, several rows at once."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.RECORD_FIGURES, now=now)
    found = the_emergency(visitor, emergency, now=now)

    def save(sheet: Any, rows: Rows) -> str:
        said = sheet.cleaned_data
        records = arrivals_in(rows, host=said["host"])
        if any(row.errors for row in rows.forms):
            return ""
        made = record_arrivals(visitor, emergency, records, source=said["source"], now=now)
        return said_of(made)

    data = _data(request)
    sheet = ArrivalsSheetForm(data, hosts=found.hosts)
    rows = ArrivalsRows(data)
    return _sheet(request, found, "arrivals", sheet, rows, save)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def write_capacity(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Write down capacities, several rows at once."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.RECORD_FIGURES, now=now)
    found = the_emergency(visitor, emergency, now=now)

    def save(sheet: Any, rows: Rows) -> str:
        records = capacities_in(rows)
        if any(row.errors for row in rows.forms):
            return ""
        made = record_capacity(visitor, emergency, records, source=sheet.cleaned_data["source"], now=now)
        return ngettext("%(n)s capacity is written down.", "%(n)s capacities are written down.", made) % {
            "n": made
        }

    data = _data(request)
    return _sheet(request, found, "capacity", SheetForm(data), CapacityRows(data), save)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def write_procedures(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Write down what individual procedures can do."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.RECORD_FIGURES, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = ProceduresForm(request.POST or None, hosts=found.hosts)
    sent = request.method == "POST" and form.is_valid()
    if sent and _recorded_procedures(visitor, emergency, form, now=now):
        messages.success(request, _("It is written down. Older reports are kept."))
        return redirect("capacity", emergency)
    given = {
        **response_frame(found, part="capacity"),
        "title": _("Record individual procedures"),
        "lead": _("What is not known stays empty. Zero means none."),
        "form": form,
        "back": "capacity",
    }
    return render(request, "responses/emergencies/form.html", given)


def _recorded_procedures(visitor: Visitor, emergency: UUID, form: ProceduresForm, *, now: datetime) -> bool:
    try:
        record_procedures(visitor, emergency, form.record(), source=form.cleaned_data["source"], now=now)
    except BadRecord as bad:
        say_faults(form, bad)
        return False
    return True


def _data(request: HttpRequest) -> Any:
    """What was sent; None for a sheet that nobody has sent yet, more rows where somebody asked for them."""
    if request.method != "POST":
        return None
    return with_more_rows(request.POST) if request.POST.get("do") == "more" else request.POST


def _sheet(
    request: HttpRequest,
    found: Situation,
    what: str,
    sheet: Any,
    rows: Rows,
    save: Callable[[Any, Rows], str],
) -> HttpResponse:
    problem = ""
    if request.method == "POST" and request.POST.get("do") != "more" and sheet.is_valid() and rows.is_valid():
        try:
            said = save(sheet, rows)
        except BadRecord as bad:
            say_row_faults(sheet, rows, bad)
        except EditedMeanwhile:
            problem = _(
                "Somebody corrected one of these rows at this moment. Look at the page, then save again."
            )
        else:
            if said:
                messages.success(request, said)
                return redirect(what, found.id)
    more = request.POST.get("do") == "more"
    given = {
        **response_frame(found, part=what),
        "what": what,
        "sheet": sheet,
        "rows": rows,
        "problem": problem,
        "more": more,
        "countries": country_choices() if what == "arrivals" else (),
    }
    return render(request, f"responses/emergencies/record_{what}.html", given)


def said_of(made: Recorded) -> str:
    """What came of rows, in a sentence."""
    if made.new + made.replaced == 0:
        return _("All of this stands on record already. Nothing was written.")
    said = ngettext("%(n)s row is written down.", "%(n)s rows are written down.", made.new + made.replaced)
    told = said % {"n": made.new + made.replaced}
    if made.replaced:
        older = ngettext(
            "%(n)s of them corrects an older figure, which is kept.",
            "%(n)s of them correct older figures, which are kept.",
            made.replaced,
        )
        return f"{told} {older % {'n': made.replaced}}"
    return told
