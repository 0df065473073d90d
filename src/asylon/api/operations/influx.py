"""Figures of an emergency, and the panel of the four characteristics that is worked out from them."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from asylon.api.bearer import acting
from asylon.api.shapes.base import Made
from asylon.api.shapes.influx import PanelOut, panel_out
from asylon.api.shapes.recorded_figures import (
    ArrivalsIn,
    ArrivalsOut,
    ArrivalsRecordedOut,
    CapacitiesIn,
    CapacitiesOut,
    ProceduresIn,
    WrittenOut,
    arrivals_row_out,
    capacity_row_out,
    procedures_row_out,
    recorded_out,
)
from asylon.responses.emergencies import recording, standing
from asylon.responses.emergencies.characteristics import seen_of
from asylon.responses.emergencies.standing import PAGE

router = Router()
Start = Annotated[int, Field(ge=0, le=1_000_000)]
Limit = Annotated[int, Field(ge=1, le=PAGE)]


@router.get("/responses/{uuid:emergency}/panel", response=PanelOut)
def read_panel(request: HttpRequest, emergency: UUID) -> PanelOut:
    """The four characteristics as they stand, with the days and splits behind them. No score, no switch."""
    visitor, now = acting(request)
    return panel_out(seen_of(visitor, emergency, now=now))


@router.get("/responses/{uuid:emergency}/arrivals", response=ArrivalsOut)
def list_arrivals(
    request: HttpRequest, emergency: UUID, start: Start = 0, limit: Limit = PAGE
) -> ArrivalsOut:
    """Rows of arrivals that stand, for whoever records: small numbers are among them."""
    visitor, now = acting(request)
    found = standing.arrivals_of(visitor, emergency, now=now, start=start, limit=limit)
    total = standing.how_many_arrivals(visitor, emergency, now=now)
    return ArrivalsOut(rows=[arrivals_row_out(each) for each in found], total=total)


@router.post("/responses/{uuid:emergency}/arrivals", response={201: ArrivalsRecordedOut})
def record_arrivals(request: HttpRequest, emergency: UUID, given: ArrivalsIn) -> Any:
    """Write down rows of arrivals. A row about the same as an older one supersedes it; both are kept."""
    visitor, now = acting(request)
    rows = [each.record() for each in given.rows]
    made = recording.record_arrivals(
        visitor, emergency, rows, source=given.source, invented=given.invented, now=now
    )
    return Status(201, recorded_out(made))


@router.get("/responses/{uuid:emergency}/capacities", response=CapacitiesOut)
def list_capacities(
    request: HttpRequest, emergency: UUID, start: Start = 0, limit: Limit = PAGE
) -> CapacitiesOut:
    """Reports of capacities and of procedures, the newest first; `start` and `limit` count in each list."""
    visitor, now = acting(request)
    rooms = standing.capacities_of(visitor, emergency, now=now, start=start, limit=limit)
    benches = standing.procedures_seen(visitor, emergency, now=now, start=start, limit=limit)
    of_rooms, of_benches = standing.how_many_reports(visitor, emergency, now=now)
    return CapacitiesOut(
        capacities=[capacity_row_out(each) for each in rooms],
        procedures=[procedures_row_out(each) for each in benches],
        total_capacities=of_rooms,
        total_procedures=of_benches,
    )


@router.post("/responses/{uuid:emergency}/capacities", response={201: WrittenOut})
def record_capacities(request: HttpRequest, emergency: UUID, given: CapacitiesIn) -> Any:
    """Write down reports of capacities."""
    visitor, now = acting(request)
    rows = [each.record() for each in given.rows]
    made = recording.record_capacity(
        visitor, emergency, rows, source=given.source, invented=given.invented, now=now
    )
    return Status(201, WrittenOut(rows=made))


@router.post("/responses/{uuid:emergency}/procedures", response={201: Made})
def record_procedures(request: HttpRequest, emergency: UUID, given: ProceduresIn) -> Any:
    """Write down what the individual procedures of one host can do."""
    visitor, now = acting(request)
    made = recording.record_procedures(
        visitor, emergency, given.record(), source=given.source, invented=given.invented, now=now
    )
    return Status(201, Made(id=made))
