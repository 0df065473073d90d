"""Opening in an emergency what is otherwise closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from asylon.api.bearer import acting
from asylon.api.described import FRESH
from asylon.api.shapes.families import OpeningOut, ReasonIn
from asylon.casework.access.opening import open_in_emergency

router = Router()


@router.post("/people/{uuid:person}/emergency-openings", response={201: OpeningOut}, openapi_extra=FRESH)
def open_case_in_emergency(request: HttpRequest, person: UUID, given: ReasonIn) -> Any:
    """Open somebody's case for half an hour; the supervisors are told at once. Wants a fresh code."""
    visitor, now = acting(request)
    opening = open_in_emergency(visitor, person, reason=given.reason, now=now)
    return Status(201, OpeningOut(id=opening.id, person=opening.person, until=opening.until))
