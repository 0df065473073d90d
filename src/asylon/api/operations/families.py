"""Who belongs to somebody, and who has business with her."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status

from asylon.api.bearer import acting
from asylon.api.refusals import BadRequest
from asylon.api.shapes.base import Done, Made
from asylon.api.shapes.families import (
    CandidatesOut,
    FamilyOut,
    InvolveIn,
    InvolvementsOut,
    candidate_out,
    family_out,
    involved_out,
)
from asylon.casework.access.door import open_person
from asylon.casework.access.family import family_of
from asylon.casework.access.involving import candidates, end_involvement, involve, involvements_of
from asylon.casework.access.kernel import Act

router = Router()


@router.get("/people/{uuid:person}/family", response=FamilyOut)
def read_family(request: HttpRequest, person: UUID) -> FamilyOut:
    """The groups that the person belongs to, and the relatives whom the visitor may know of."""
    visitor, now = acting(request)
    return family_out(family_of(open_person(visitor, person, act=Act.SEE_PAGE, now=now)))


@router.get("/people/{uuid:person}/involvements", response=InvolvementsOut)
def list_involvements(request: HttpRequest, person: UUID) -> InvolvementsOut:
    """Who has business with the person, for those who may give it."""
    visitor, now = acting(request)
    case = open_person(visitor, person, act=Act.INVOLVE, now=now)
    return InvolvementsOut(involved=[involved_out(each) for each in involvements_of(case)])


@router.get("/people/{uuid:person}/involvements/candidates", response=CandidatesOut)
def list_candidates(request: HttpRequest, person: UUID) -> CandidatesOut:
    """To whom business can be given: colleagues who work with people, and offices."""
    visitor, now = acting(request)
    case = open_person(visitor, person, act=Act.INVOLVE, now=now)
    return CandidatesOut(candidates=[candidate_out(each) for each in candidates(case)])


@router.post("/people/{uuid:person}/involvements", response={201: Made})
def add_involvement(request: HttpRequest, person: UUID, given: InvolveIn) -> Any:
    """Give an account, or a whole office, business with the person for one purpose."""
    visitor, now = acting(request)
    if (given.account is None) == (given.office is None):
        raise BadRequest("account", "one_of", _("Name either an account or an office."))
    id_ = involve(visitor, person, purpose=given.purpose, account=given.account, office=given.office, now=now)
    return Status(201, Made(id=id_))


@router.post("/people/{uuid:person}/involvements/{uuid:involvement}/end", response=Done)
def finish_involvement(request: HttpRequest, person: UUID, involvement: UUID) -> Done:
    """End business with the person now; the very next request knows."""
    visitor, now = acting(request)
    end_involvement(visitor, person, involvement, now=now)
    return Done()
