"""Finding people, reading who they are, and changing it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from asylon.api.bearer import acting
from asylon.api.described import FRESH
from asylon.api.reading import born_of, names_of, written
from asylon.api.refusals import Stands
from asylon.api.shapes.base import Done
from asylon.api.shapes.people import (
    FoundOut,
    IdentityIn,
    MineOut,
    PersonOut,
    VersionIn,
    Words,
    found_out,
    line_out,
    person_out,
)
from asylon.casework.access.closing import close_case, reopen_case
from asylon.casework.access.door import Refused, open_person
from asylon.casework.access.editing import edit_identity
from asylon.casework.access.erasing import erase_person
from asylon.casework.access.kernel import Act, Why
from asylon.casework.access.kernel import Field as Part
from asylon.casework.access.mine import PAGE, how_many_are_mine, my_people
from asylon.casework.access.search import find_people
from asylon.casework.people.identity import Identity
from asylon.casework.spine import EditedMeanwhile

router = Router()
Start = Annotated[int, Field(ge=0, le=1_000_000)]
Limit = Annotated[int, Field(ge=1, le=PAGE)]


@router.post("/people/search", response=FoundOut)
def search(request: HttpRequest, sought: Words) -> FoundOut:
    """Find people by name in any script, number or date of birth. In the body: addresses get into logs."""
    visitor, now = acting(request)
    return found_out(find_people(visitor, sought.words, now=now))


@router.get("/people/mine", response=MineOut)
def list_mine(request: HttpRequest, start: Start = 0, limit: Limit = PAGE) -> MineOut:
    """The people that the visitor has business with, the newest business first."""
    visitor, now = acting(request)
    people = my_people(visitor, now=now, start=start, limit=limit)
    return MineOut(people=[line_out(each) for each in people], total=how_many_are_mine(visitor, now=now))


@router.get("/people/{uuid:person}", response=PersonOut)
def read_person(request: HttpRequest, person: UUID) -> PersonOut:
    """Who somebody is, as far as the visitor may see it, and what may be done."""
    visitor, now = acting(request)
    return person_out(open_person(visitor, person, act=Act.SEE_PAGE, now=now))


@router.put("/people/{uuid:person}/identity", response=Done)
def change_identity(request: HttpRequest, person: UUID, wanted: IdentityIn) -> Done:
    """Put another identity on record over the one that was read at version `seen`."""
    visitor, now = acting(request)
    case = open_person(visitor, person, act=Act.EDIT_PERSON, now=now)
    if not case.sees(Part.IDENTITY):
        raise Refused(Why.SEALED_FIELD)
    identity = Identity(
        names=names_of(wanted.names, known=[name.id for name in case.identity.names]),
        sex=wanted.sex.value,
        born=born_of(wanted.born, place="born", today=now.date()),
        languages=tuple(wanted.languages),
        wants_interpreter=wanted.wants_interpreter,
        telephone=written(wanted.telephone, place="telephone", also="+"),
        marks=written(wanted.marks, place="marks"),
    )
    try:
        return Done(version=edit_identity(visitor, person, identity, seen=wanted.seen, now=now))
    except EditedMeanwhile as meanwhile:
        stands = person_out(open_person(visitor, person, act=Act.SEE_PAGE, now=now))
        raise Stands(stands.model_dump(mode="json")) from meanwhile


@router.post("/people/{uuid:person}/close", response=Done)
def close_person(request: HttpRequest, person: UUID, given: VersionIn) -> Done:
    """Put the case into the closed caseload, where a search by others does not even find it."""
    visitor, now = acting(request)
    return Done(version=close_case(visitor, person, seen=given.seen, now=now))


@router.post("/people/{uuid:person}/reopen", response=Done)
def reopen_person(request: HttpRequest, person: UUID, given: VersionIn) -> Done:
    """Take the case out of the closed caseload."""
    visitor, now = acting(request)
    return Done(version=reopen_case(visitor, person, seen=given.seen, now=now))


@router.post("/people/{uuid:person}/erase", response=Done, openapi_extra=FRESH)
def erase(request: HttpRequest, person: UUID, given: VersionIn) -> Done:
    """Erase somebody for good, in every backup too. Wants a fresh code."""
    visitor, now = acting(request)
    erase_person(visitor, person, seen=given.seen, now=now)
    return Done()
