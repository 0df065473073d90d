"""Reading: the ledger, one pledge, needs, what is covered, and the ledger as a file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asylon.casework.access.kernel import Act
from asylon.responses.emergencies.selectors import the_emergency
from asylon.responses.pledges.exports import FILE_ENDINGS, MEDIA_TYPES, Format, ledger_file
from asylon.responses.pledges.kinds import Kind
from asylon.responses.pledges.reading import STATUSES, Filters, promised
from asylon.responses.pledges.selectors import needs_of, one_pledge, pledges_of
from asylon.responses.pledges.waiting import delivery_times
from asylon.web.people.through import through_the_door
from asylon.web.responses.allowed import could
from asylon.web.responses.frame import response_frame
from asylon.web.responses.pledges import covering, shown
from asylon.web.responses.pledges.pictures import promised_table
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def ledger(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Every pledge, with announced, committed, delivered and reported in columns of their own."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    every = pledges_of(visitor, emergency, now=now)
    filters = Filters(**{name: request.GET.get(name, "") for name in ("kind", "donor", "status")})
    totals = promised(needs_of(visitor, emergency, now=now), every)
    times = delivery_times(every, began_on=found.began_on, today=now.date())
    donors = {each.donor.key: shown.donor_name(each.donor) for each in every}
    given = {
        **response_frame(found, part="pledges"),
        "at": "pledges",
        "lines": [shown.line(each) for each in every if filters.takes(each)],
        "any": bool(every),
        "filters": filters,
        "kinds": Kind.choices,
        "donors": sorted(donors.items(), key=lambda pair: pair[1]),
        "statuses": [(key, shown.STATUS_NAMES[key]) for key in STATUSES],
        "table": promised_table(totals),
        "short": shown.said_of_money((row.measure, row.needed.value, row.delivered.value) for row in totals),
        "waits": shown.wait_lines(times),
        "first": shown.first_lines(times),
        "times": times,
        "forms": [(form.value, FILE_ENDINGS[form].upper()) for form in Format],
        "may_keep": could(visitor, Act.KEEP_PLEDGES),
    }
    return render(request, "responses/pledges/ledger.html", given)


@require_safe
@through_the_door
def pledge(request: HttpRequest, pledge: UUID) -> HttpResponse:
    """One pledge with everything that happened to it."""
    visitor, now = visitor_of(request), timezone.localtime()
    row = one_pledge(visitor, pledge, now=now)
    found = the_emergency(visitor, row.emergency, now=now)
    given = {
        **response_frame(found, part="pledges"),
        "at": "pledges",
        "pledge": row,
        "line": shown.line(row),
        "parts": [shown.part_line(part, row.measure) for part in row.parts],
        "earmark": shown.earmark(row),
        "movements": [shown.movement_line(each, row) for each in reversed(row.movements)],
        "may_keep": could(visitor, Act.KEEP_PLEDGES),
    }
    return render(request, "responses/pledges/pledge.html", given)


@require_safe
@through_the_door
def needs(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """What is needed, by sector and time."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    given = {
        **response_frame(found, part="pledges"),
        "at": "needs",
        "lines": [shown.need_line(each) for each in needs_of(visitor, emergency, now=now)],
        "may_keep": could(visitor, Act.KEEP_PLEDGES),
    }
    return render(request, "responses/pledges/needs.html", given)


@require_safe
@through_the_door
def coverage(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """What the pledges cover, at each status apart; gaps and what is earmarked beyond need in words."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    status = request.GET.get("status", "")
    if status not in covering.STATUSES:
        status = "announced"
    pledges = pledges_of(visitor, emergency, now=now)
    in_money = request.GET.get("places") == "money"
    given = {
        **response_frame(found, part="pledges"),
        "at": "coverage",
        "status": status,
        "statuses": covering.STATUSES.items(),
        "status_name": covering.STATUSES[status],
        "sections": covering.sections(needs_of(visitor, emergency, now=now), pledges, status=status),
        "may_ask_money": covering.places_in_money(pledges) is not None,
        "in_money": covering.places_in_money(pledges) if in_money else None,
    }
    return render(request, "responses/pledges/coverage.html", given)


@require_safe
@through_the_door
def export(request: HttpRequest, emergency: UUID, form: str) -> HttpResponse:
    """The ledger as a file."""
    visitor, now = visitor_of(request), timezone.localtime()
    if form not in set(Format):
        raise Http404
    wanted = Format(form)
    text = ledger_file(visitor, emergency, form=wanted, now=now)
    answer = HttpResponse(text, content_type=MEDIA_TYPES[wanted])
    name = f"pledges-{now:%Y-%m-%d}.{FILE_ENDINGS[wanted]}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
