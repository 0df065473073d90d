"""Emergencies of populations: opening and correcting them, and what persons decide about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from asylon.api.bearer import acting
from asylon.api.described import FRESH
from asylon.api.shapes.base import Done, Made
from asylon.api.shapes.emergencies import (
    CauseIn,
    CausesOut,
    DecisionsOut,
    DeclarationIn,
    EmergenciesOut,
    EmergencyEditIn,
    EmergencyIn,
    EmergencyOut,
    EndOfDeclarationIn,
    MarkIn,
    StageIn,
    cause_out,
    declaration_out,
    emergency_out,
    mark_out,
    stage_out,
)
from asylon.responses.emergencies import selectors, services

router = Router()


@router.get("/responses", response=EmergenciesOut)
def list_emergencies(request: HttpRequest) -> EmergenciesOut:
    """Every emergency, those that run first."""
    visitor, now = acting(request)
    return EmergenciesOut(
        emergencies=[emergency_out(each) for each in selectors.all_emergencies(visitor, now=now)]
    )


@router.post("/responses", response={201: Made})
def begin_emergency(request: HttpRequest, given: EmergencyIn) -> Any:
    """Open an emergency. Nothing is declared by it."""
    visitor, now = acting(request)
    return Status(201, Made(id=services.begin_emergency(visitor, given.record(), now=now)))


@router.get("/responses/{uuid:emergency}", response=EmergencyOut)
def read_emergency(request: HttpRequest, emergency: UUID) -> EmergencyOut:
    """One emergency."""
    visitor, now = acting(request)
    return emergency_out(selectors.the_emergency(visitor, emergency, now=now))


@router.put("/responses/{uuid:emergency}", response=Done)
def edit_emergency(request: HttpRequest, emergency: UUID, given: EmergencyEditIn) -> Done:
    """Correct an emergency that was read at version `seen`, or close it."""
    visitor, now = acting(request)
    version = services.edit_emergency(visitor, emergency, given.record(), seen=given.seen, now=now)
    return Done(version=version)


@router.get("/responses/{uuid:emergency}/decisions", response=DecisionsOut)
def list_decisions(request: HttpRequest, emergency: UUID) -> DecisionsOut:
    """Declarations, stages and marks: what persons decided, with reasons, the newest first."""
    visitor, now = acting(request)
    return DecisionsOut(
        declarations=[
            declaration_out(each) for each in selectors.declarations_of(visitor, emergency, now=now)
        ],
        stages=[stage_out(each) for each in selectors.stages_of(visitor, emergency, now=now)],
        marks=[mark_out(each) for each in selectors.marks_of(visitor, emergency, now=now)],
    )


@router.post("/responses/{uuid:emergency}/stages", response={201: Made})
def reach_stage(request: HttpRequest, emergency: UUID, given: StageIn) -> Any:
    """Say that the situation reached a stage."""
    visitor, now = acting(request)
    return Status(201, Made(id=services.reach_stage(visitor, emergency, given.record(), now=now)))


@router.post("/responses/{uuid:emergency}/marks", response={201: Made})
def set_mark(request: HttpRequest, emergency: UUID, given: MarkIn) -> Any:
    """Set a mark for an indicator, or take it away. Passing it decides nothing."""
    visitor, now = acting(request)
    return Status(201, Made(id=services.set_threshold(visitor, emergency, given.record(), now=now)))


@router.post("/responses/{uuid:emergency}/declarations", response={201: Made}, openapi_extra=FRESH)
def declare_influx(request: HttpRequest, emergency: UUID, given: DeclarationIn) -> Any:
    """Write down that a named person declares a mass influx. Wants a fresh code.

    Nobody's admission or protection waits for it, and it closes no individual claim.
    """
    visitor, now = acting(request)
    return Status(201, Made(id=services.declare(visitor, emergency, given.record_declared(), now=now)))


@router.post("/responses/{uuid:emergency}/declarations/end", response={201: Made}, openapi_extra=FRESH)
def end_declaration(request: HttpRequest, emergency: UUID, given: EndOfDeclarationIn) -> Any:
    """Write down that a named person ends the declaration that runs. Wants a fresh code."""
    visitor, now = acting(request)
    return Status(201, Made(id=services.end_declaration(visitor, emergency, given.record(), now=now)))


@router.get("/responses/{uuid:emergency}/causes", response=CausesOut)
def list_causes(request: HttpRequest, emergency: UUID) -> CausesOut:
    """Root causes, warnings, and what is done about them."""
    visitor, now = acting(request)
    return CausesOut(causes=[cause_out(each) for each in selectors.causes_of(visitor, emergency, now=now)])


@router.post("/responses/{uuid:emergency}/causes", response={201: Made})
def note_cause(request: HttpRequest, emergency: UUID, given: CauseIn) -> Any:
    """Write down a cause, a warning, or what is done about it."""
    visitor, now = acting(request)
    return Status(201, Made(id=services.note_cause(visitor, emergency, given.record(), now=now)))
