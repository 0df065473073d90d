"""Notices for supervisors, the journal for auditors, counts for analysts."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from asylon.casework.access.counts import counts
from asylon.casework.access.notices import mark_seen, notices
from asylon.casework.access.oversight import PAGE, read_entries, verify_for
from asylon.casework.access.small_numbers import SMALLEST_TOLD
from asylon.web.oversight import shown
from asylon.web.oversight.acts import ACTS, DEEDS
from asylon.web.oversight.forms import JournalForm
from asylon.web.people.through import through_the_door
from asylon.web.visitors import visitor_of

PERIODS = (30, 90, 365)
"""Days that counts may go back."""


@require_safe
@through_the_door
def all_notices(request: HttpRequest) -> HttpResponse:
    """Who opened a case in an emergency, and who asked about one that is hidden."""
    also_seen = request.GET.get("seen") == "1"
    told = notices(visitor_of(request), now=timezone.localtime(), also_seen=also_seen)
    lines = [shown.notice_line(each) for each in told]
    return render(request, "oversight/notices.html", {"lines": lines, "also_seen": also_seen})


@require_POST
@through_the_door
def seen(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Say that a notice was seen."""
    mark_seen(visitor_of(request), notice, now=timezone.localtime())
    messages.success(request, _("Marked as seen. The notice is kept."))
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def journal(request: HttpRequest) -> HttpResponse:
    """The entries that fit, newest first; sent with POST, the whole journal is checked as well."""
    visitor, now = visitor_of(request), timezone.localtime()
    verdict = shown.checked(verify_for(visitor, now=now)) if request.method == "POST" else None
    form = JournalForm(request.GET or {}, acts={**ACTS, **DEEDS})
    form.is_valid()
    found = read_entries(visitor, form.filters(), now=now, limit=PAGE + 1)
    kept = {name: value for name, value in request.GET.items() if name != "before" and value}
    given = {
        "form": form,
        "lines": [shown.entry_line(each) for each in found[:PAGE]],
        "older": urlencode({**kept, "before": found[PAGE - 1].seq}) if len(found) > PAGE else "",
        "verdict": verdict,
        "narrowed": bool(kept),
    }
    return render(request, "oversight/journal.html", given)


@require_safe
@through_the_door
def all_counts(request: HttpRequest) -> HttpResponse:
    """How many people were registered; no number that points at somebody."""
    visitor, now = visitor_of(request), timezone.localtime()
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(each) for each in PERIODS} else PERIODS[0]
    found = counts(visitor, since=now - timedelta(days=days), now=now)
    given = {
        "tables": shown.tables(found),
        "days": days,
        "periods": PERIODS,
        "smallest": SMALLEST_TOLD,
        "office": visitor.office_name,
    }
    return render(request, "oversight/counts.html", given)
