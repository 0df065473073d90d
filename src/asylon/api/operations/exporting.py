"""Taking somebody's record along: the one act by which much of it leaves the office at once."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from asylon.api.bearer import acting
from asylon.api.described import FRESH
from asylon.api.history import history_out
from asylon.api.operations.assessments import MOST_STEPS, masked_out
from asylon.api.seen import record_out, see
from asylon.api.shapes.exporting import ExportOut
from asylon.api.shapes.families import family_out
from asylon.api.shapes.people import person_out
from asylon.casework.access.door import open_person
from asylon.casework.access.family import family_of
from asylon.casework.access.kernel import Act
from asylon.rulebook import load

router = Router()


@router.post("/people/{uuid:person}/export", response=ExportOut, openapi_extra=FRESH)
def export_person(request: HttpRequest, person: UUID) -> ExportOut:
    """All that the visitor may see of somebody, in one document. Wants a fresh code.

    What the person told in her own words is not part of it.
    """
    visitor, now = acting(request)
    case = open_person(visitor, person, act=Act.EXPORT, now=now)
    rulebook = load()
    return ExportOut(
        at=now,
        person=person_out(case),
        family=family_out(family_of(case)),
        record=record_out(case, past=True),
        assessment=masked_out(see(case, rulebook=rulebook, now=now)),
        assessments=history_out(case, rulebook=rulebook, most=MOST_STEPS),
    )
