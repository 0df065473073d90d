"""Reading registrations back: by the draft of the form, or by their own id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from asylon.casework.access.door import NotThere, open_many
from asylon.casework.access.kernel import Act
from asylon.casework.access.mine import Line, line_of
from asylon.casework.access.visitors import Visitor
from asylon.casework.people.models import Group, Registration
from asylon.casework.people.models import Registered as Row
from asylon.casework.registration.registered import Registered, RegisteredPerson


class DraftTaken(Exception):
    """The draft belongs to a registration of somebody else: a form was copied between accounts."""


def event_of(visitor: Visitor, draft: UUID) -> Registered | None:
    """The registration that a form led to, if it was sent before.

    Raises: DraftTaken if it was sent by somebody else.
    """
    found = _read(Registration.objects.filter(draft=draft))
    if found is None:
        return None
    event, by = found
    if by != visitor.account:
        raise DraftTaken
    return event


def registered(visitor: Visitor, registration: UUID) -> Registered:
    """A registration that the visitor made.

    Raises: NotThere for one of anybody else, and for one that is not there.
    """
    found = _read(Registration.objects.filter(pk=registration, by=visitor.account, office=visitor.office))
    if found is None:
        raise NotThere
    return found[0]


def who_is_in(visitor: Visitor, event: Registered, *, now: datetime) -> dict[UUID, Line]:
    """The people of a registration as the visitor may see them now."""
    people = [person.id for person in event.people]
    return {case.person: line_of(case) for case in open_many(visitor, people, act=Act.SEE_PAGE, now=now)}


def _read(events: QuerySet[Registration]) -> tuple[Registered, UUID] | None:
    event = events.select_related("group").first()
    if event is None:
        return None
    rows = Row.objects.filter(registration=event).order_by("id").select_related("person")
    people = tuple(
        RegisteredPerson(row.person_id, row.person.number, known_before=row.person.registered_at < event.at)
        for row in rows
    )
    counted = event.group if event.kind == Registration.Kind.FROM_GROUP else None
    group = _family_of(people, event.at) if counted else event.group
    return (
        Registered(
            registration=event.pk,
            kind=event.kind,
            group=group.pk if group else None,
            group_number=group.number if group else "",
            people=people,
            counted=dict(event.counted),
            at=event.at,
            again=True,
            counted_group=counted.pk if counted else None,
        ),
        event.by_id,
    )


def _family_of(people: Sequence[RegisteredPerson], at: datetime) -> Group | None:
    """The family that was made of people out of a counted group."""
    if len(people) < 2:
        return None
    made = Group.objects.filter(kind=Group.Kind.FAMILY, formed_at=at, memberships__person=people[0].id)
    return made.first()
