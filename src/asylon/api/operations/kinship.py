"""Saying who belongs to whom: links between people, people who are looked for, groups."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from asylon.api.bearer import acting
from asylon.api.shapes.base import Done, Made
from asylon.api.shapes.kinship import (
    AbsentIn,
    EndIn,
    FormIn,
    FoundIn,
    JoinIn,
    LinkIn,
    LookedForOut,
    PartIn,
    StateIn,
)
from asylon.casework.access import belonging, kinship
from asylon.casework.access.kinship import Tie
from asylon.casework.people.links import Absent

router = Router()


@router.post("/people/{uuid:person}/links", response={201: Made})
def link_people(request: HttpRequest, person: UUID, given: LinkIn) -> Any:
    """Say what the person and somebody who is registered are to each other: a parent, a guardian."""
    visitor, now = acting(request)
    id_ = kinship.link_people(visitor, person, given.other, _tie(given), now=now)
    return Status(201, Made(id=id_))


@router.post("/people/{uuid:person}/links/absent", response={201: LookedForOut})
def look_for(request: HttpRequest, person: UUID, given: AbsentIn) -> Any:
    """Say who of the family is not registered here, and may be looked for. Said twice, it is one link."""
    visitor, now = acting(request)
    whom = Absent(given.name.strip(), given.last_heard.strip(), given.place.strip())
    made = kinship.look_for(visitor, person, whom, _tie(given), now=now)
    return Status(201, LookedForOut(id=made.link, again=made.again))


@router.post("/people/{uuid:person}/links/{uuid:link}/state", response=Done)
def change_link(request: HttpRequest, person: UUID, link: UUID, given: StateIn) -> Done:
    """Say anew where the two are to each other: separated, being looked for, together."""
    visitor, now = acting(request)
    state = given.state.value
    return Done(version=kinship.change_state(visitor, person, link, seen=given.seen, state=state, now=now))


@router.post("/people/{uuid:person}/links/{uuid:link}/found", response=Done)
def say_found(request: HttpRequest, person: UUID, link: UUID, given: FoundIn) -> Done:
    """Say that somebody who was looked for is registered now."""
    visitor, now = acting(request)
    return Done(version=kinship.say_found(visitor, person, link, given.other, seen=given.seen, now=now))


@router.post("/people/{uuid:person}/links/{uuid:link}/end", response=Done)
def end_link(request: HttpRequest, person: UUID, link: UUID, given: EndIn) -> Done:
    """End a link on a day, a guardianship for instance. It stays on record."""
    visitor, now = acting(request)
    return Done(version=kinship.end_link(visitor, person, link, seen=given.seen, until=given.until, now=now))


@router.post("/people/{uuid:person}/groups", response={201: Made})
def form_group(request: HttpRequest, person: UUID, given: FormIn) -> Any:
    """Form a family, a household or a group of travellers with the person as its first member."""
    visitor, now = acting(request)
    id_ = belonging.form_around(
        visitor,
        person,
        kind=given.kind.value,
        title=given.title,
        part=given.part.value,
        since=given.since,
        now=now,
    )
    return Status(201, Made(id=id_))


@router.post("/people/{uuid:person}/memberships", response={201: Made})
def join_group(request: HttpRequest, person: UUID, given: JoinIn) -> Any:
    """Put the person into a group, somebody in which the visitor sees, from a day on."""
    visitor, now = acting(request)
    id_ = belonging.join_group(
        visitor, person, given.group, part=given.part.value, since=given.since, now=now
    )
    return Status(201, Made(id=id_))


@router.post("/people/{uuid:person}/memberships/{uuid:membership}/part", response=Done)
def change_part(request: HttpRequest, person: UUID, membership: UUID, given: PartIn) -> Done:
    """Say anew which part the person has in a group."""
    visitor, now = acting(request)
    part = given.part.value
    return Done(
        version=belonging.change_part(visitor, person, membership, seen=given.seen, part=part, now=now)
    )


@router.post("/people/{uuid:person}/memberships/{uuid:membership}/end", response=Done)
def leave_group(request: HttpRequest, person: UUID, membership: UUID, given: EndIn) -> Done:
    """End a membership on a day. It stays on record."""
    visitor, now = acting(request)
    until = given.until
    return Done(
        version=belonging.leave_group(visitor, person, membership, seen=given.seen, until=until, now=now)
    )


def _tie(given: LinkIn | AbsentIn) -> Tie:
    return Tie(given.kind.value, given.state.value, given.since, given.forward)
