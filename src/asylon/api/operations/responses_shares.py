"""Shares: scenarios worked out and kept, who carries what, why a State has its number."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field

from asylon.api.bearer import acting
from asylon.api.refusals import BadRequest
from asylon.api.shapes.base import Made
from asylon.api.shapes.shares import (
    BesideOut,
    BurdensOut,
    ScenarioIn,
    ScenarioOut,
    ScenariosOut,
    WhyOut,
    beside_out,
    burdens_out,
    line_out,
    scenario_out,
    why_out,
)
from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.responses.reviews.burdens import MOST_WEIGHT, burdens_of
from asylon.responses.shares.carrying import who_carries
from asylon.responses.shares.selectors import all_scenarios, scenarios_of, the_scenario
from asylon.responses.shares.services import work_out
from asylon.sharing import preset, read_key, waterfall
from asylon.sharing.index import Burden
from asylon.sharing.scenarios import side_by_side

router = Router()
Weight = Annotated[int, Field(ge=0, le=MOST_WEIGHT)]


@router.get("/responses/{uuid:emergency}/shares", response=ScenariosOut)
def list_scenarios(request: HttpRequest, emergency: UUID) -> ScenariosOut:
    """Every scenario of an emergency, the oldest first."""
    visitor, now = acting(request)
    return ScenariosOut(scenarios=[line_out(each) for each in scenarios_of(visitor, emergency, now=now)])


@router.post("/responses/{uuid:emergency}/shares", response={201: Made})
def work_out_scenario(request: HttpRequest, emergency: UUID, given: ScenarioIn) -> Any:
    """Work a scenario out with public figures, and keep it as it stands. It decides nothing about anybody."""
    visitor, now = acting(request)
    must(visitor, Act.WORK_OUT_SHARES, now=now)
    if bool(given.preset) == bool(given.key):
        raise BadRequest(
            "preset", "one_key", _("Name a key that ships, or send the text of one; one of the two.")
        )
    key = preset(given.preset) if given.preset else read_key(given.key, where="key")
    return Status(201, Made(id=work_out(visitor, emergency, given.record(key), now=now)))


@router.get("/responses/{uuid:emergency}/shares/beside", response=BesideOut)
def read_side_by_side(request: HttpRequest, emergency: UUID) -> BesideOut:
    """All scenarios side by side; an emergency without one gives empty lists."""
    visitor, now = acting(request)
    found = all_scenarios(visitor, emergency, now=now)
    if not found:
        return BesideOut(scenarios=[], totals=[], moved=[], lines=[])
    return beside_out(side_by_side({str(each.id): each.sharing for each in found}))


@router.get("/responses/{uuid:emergency}/shares/{uuid:scenario}", response=ScenarioOut)
def read_scenario(request: HttpRequest, emergency: UUID, scenario: UUID) -> ScenarioOut:
    """One scenario: who carries what, how firm that is, and every step."""
    visitor, now = acting(request)
    seen = the_scenario(visitor, emergency, scenario, now=now)
    return scenario_out(seen, who_carries(seen))


@router.get("/responses/{uuid:emergency}/shares/{uuid:scenario}/burdens", response=BurdensOut)
def read_burdens(
    request: HttpRequest,
    emergency: UUID,
    scenario: UUID,
    people: Weight = 1,
    money: Weight = 1,
    places: Weight = 1,
) -> BurdensOut:
    """People hosted, money and places delivered under one scenario, apart and with these weights together."""
    visitor, now = acting(request)
    weights = {Burden.PEOPLE: people, Burden.MONEY: money, Burden.PLACES: places}
    return burdens_out(burdens_of(visitor, emergency, scenario, weights=weights, now=now))


@router.get("/responses/{uuid:emergency}/shares/{uuid:scenario}/why/{state}", response=WhyOut)
def explain_share(request: HttpRequest, emergency: UUID, scenario: UUID, state: str) -> WhyOut:
    """Why one State has its number, step by step."""
    visitor, now = acting(request)
    sharing = the_scenario(visitor, emergency, scenario, now=now).sharing
    if state not in sharing.persons:
        raise NotThere
    return why_out(waterfall(sharing, state))
