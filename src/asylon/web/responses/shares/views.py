"""The pages of shares: scenarios side by side, one in full, why a State has its number, the map, files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.figures import BadFigures
from asylon.responses.emergencies.selectors import the_emergency
from asylon.responses.reviews.burdens import EQUAL, burdens_of
from asylon.responses.shares.carrying import after_plan, who_carries
from asylon.responses.shares.faults_of_keys import key_fault_says
from asylon.responses.shares.records import NameTaken, ScenarioSeen
from asylon.responses.shares.selectors import all_scenarios, the_scenario
from asylon.responses.shares.services import work_out
from asylon.sharing import BadSharing, Sharing, waterfall
from asylon.sharing.monotonicity import order_of
from asylon.sharing.scenarios import side_by_side
from asylon.web.people.through import through_the_door
from asylon.web.responses.allowed import could
from asylon.web.responses.frame import response_frame
from asylon.web.responses.reader import number
from asylon.web.responses.shares import shown
from asylon.web.responses.shares.forms import STATED_EQUAL, ScenarioForm, WeightsForm
from asylon.web.responses.shares.pictures import carry_map, why_picture
from asylon.web.responses.shares.step_words import step_said, step_title
from asylon.web.responses.shares.tables import csv_of
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def all_shares(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Every scenario, and all of them side by side."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    scenarios = all_scenarios(visitor, emergency, now=now)
    given: dict[str, Any] = {
        **response_frame(found, part="shares"),
        "scenarios": [{"seen": each, "total": number(each.sharing.total)} for each in scenarios],
        "may": {"work_out": could(visitor, Act.WORK_OUT_SHARES)},
        "everybody": "all" in request.GET,
        "first": shown.FIRST,
    }
    if scenarios:
        beside = side_by_side({str(each.id): each.sharing for each in scenarios})
        names = _names(each.sharing for each in scenarios)
        given["beside"] = shown.side_rows(beside, names, everybody="all" in request.GET)
        given["count"] = len(beside.lines)
        given["columns"] = [
            {"name": each.name, "id": each.id, "moved": number(round(moved))}
            for each, moved in zip(scenarios, beside.moved, strict=True)
        ]
    return render(request, "responses/shares/all.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def new_scenario(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Work a scenario out."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.WORK_OUT_SHARES, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = ScenarioForm(request.POST or None, initial={"key": "population_and_gdp", "measure": "refugees"})
    if request.method == "POST" and form.is_valid():
        try:
            made = work_out(visitor, emergency, form.record(), now=now)
        except NameTaken:
            form.add_error("name", _("Another scenario is called so already. Choose another name."))
        except (BadSharing, BadFigures) as wrong:
            for fault in wrong.faults[:10]:
                form.add_error("states" if form.cleaned_data["states"] else "key", key_fault_says(fault))
        else:
            messages.success(
                request, _("Worked out. It is kept as it stands; figures that change make a new one.")
            )
            return redirect("share_scenario", emergency=emergency, scenario=made)
    status = 422 if form.is_bound else 200
    return render(
        request,
        "responses/shares/new.html",
        {**response_frame(found, part="shares"), "form": form},
        status=status,
    )


@require_safe
@through_the_door
def one_scenario(request: HttpRequest, emergency: UUID, scenario: UUID) -> HttpResponse:
    """Who carries what under one scenario, how firm it is, and what its key gets wrong."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    seen = the_scenario(visitor, emergency, scenario, now=now)
    carries, everybody = who_carries(seen), "all" in request.GET
    order = order_of(seen.sharing)
    change = after_plan(seen, hosts=found.hosts)
    given = {
        **response_frame(found, part="shares"),
        **_about(seen),
        "rows": shown.carry_rows(seen, carries, hosts=found.hosts, everybody=everybody),
        "everybody": everybody,
        "count": len(carries.rows),
        "gini": shown.coefficient(carries.gini),
        "gini_after": shown.coefficient(change.after) if change else "",
        "left_out": list(shown.left_out(seen.sharing)),
        "firm": shown.firm_rows(seen, everybody=everybody),
        "flaws": shown.flaw_rows(seen.sharing, order),
        "flaw_words": shown.flaw_words(order),
        "remainders": ", ".join(
            shown.state_name(seen.sharing, code) for code in seen.sharing.remainders[:40]
        ),
        "method": shown.METHODS[seen.sharing.key.method],
        "open": number(seen.sharing.open) if seen.sharing.open else "",
    }
    return render(request, "responses/shares/scenario.html", given)


@require_safe
@through_the_door
def why(request: HttpRequest, emergency: UUID, scenario: UUID, state: str) -> HttpResponse:
    """Why one State has its number."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    seen = the_scenario(visitor, emergency, scenario, now=now)
    if state not in seen.sharing.persons:
        raise Http404
    steps, name = waterfall(seen.sharing, state), shown.state_name(seen.sharing, state)
    figures = seen.sharing.indicators.figures[state]
    given = {
        **response_frame(found, part="shares"),
        **_about(seen),
        "state": name,
        "persons": number(steps.end),
        "picture": why_picture(steps, name=name),
        "steps": [(step_title(each), step_said(each)) for each in seen.sharing.steps],
        "figures": [
            (indicator, number(float(each.value)), each.year or "", each.source)
            for indicator, each in figures.items()
        ],
    }
    return render(request, "responses/shares/why.html", given)


@require_safe
@through_the_door
def burdens(request: HttpRequest, emergency: UUID, scenario: UUID) -> HttpResponse:
    """People, money and places apart, and combined with weights that the reader states."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    seen = the_scenario(visitor, emergency, scenario, now=now)
    form = WeightsForm(request.GET if "people" in request.GET else None, initial=STATED_EQUAL)
    told = form.weights() if form.is_bound and form.is_valid() else EQUAL
    together = burdens_of(visitor, emergency, scenario, weights=told, now=now)
    everybody = "all" in request.GET
    given = {
        **response_frame(found, part="shares"),
        **_about(seen),
        "form": form,
        "rows": shown.burden_rows(seen.sharing, together, hosts=found.hosts, everybody=everybody),
        "everybody": everybody,
        "count": len(together.rows),
        "currency": together.currency,
        "others": ", ".join(together.other_currencies),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "responses/shares/burdens.html", given, status=status)


@require_safe
@through_the_door
def on_the_map(request: HttpRequest, emergency: UUID, scenario: UUID) -> HttpResponse:
    """Who carries what, on the map of the world."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = the_emergency(visitor, emergency, now=now)
    seen = the_scenario(visitor, emergency, scenario, now=now)
    picture = carry_map(seen, who_carries(seen), hosts=found.hosts)
    given = {**response_frame(found, part="shares"), **_about(seen), "picture": picture}
    return render(request, "responses/shares/map.html", given)


@require_safe
@through_the_door
def as_csv(request: HttpRequest, emergency: UUID, scenario: UUID) -> HttpResponse:
    """One scenario as a table."""
    seen = the_scenario(visitor_of(request), emergency, scenario, now=timezone.localtime())
    answer = HttpResponse(csv_of(seen, who_carries(seen)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="shares-{seen.id}.csv"'
    return answer


@require_safe
@through_the_door
def as_data(request: HttpRequest, emergency: UUID, scenario: UUID) -> HttpResponse:
    """One scenario as `asylon apportion --format json` gives it, with every step."""
    seen = the_scenario(visitor_of(request), emergency, scenario, now=timezone.localtime())
    return JsonResponse({**seen.stored, "attributions": list(seen.attributions), "invented": seen.invented})


def _about(seen: ScenarioSeen) -> dict[str, Any]:
    key = seen.sharing.key
    return {
        "scenario": seen,
        "key": key,
        "total": number(seen.sharing.total),
        "carried_year": seen.carried.year,
        "attributions": seen.attributions,
    }


def _names(sharings: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    sharing: Sharing
    for sharing in sharings:
        found |= {code: shown.state_name(sharing, code) for code in sharing.persons if code not in found}
    return found
