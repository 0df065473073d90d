"""Putting a case into the closed caseload, where a search by others does not even find it, and back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import open_person
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.people.models import Person
from asylon.casework.spine import write_edit


def close_case(visitor: Visitor, person: UUID, *, seen: int, now: datetime) -> int:
    """Close a case to everybody who has no business with the person; gives the new version.

    Raises: EditedMeanwhile; NotThere; Refused.
    """
    return _set(visitor, person, True, seen=seen, now=now)


def reopen_case(visitor: Visitor, person: UUID, *, seen: int, now: datetime) -> int:
    """Take a case out of the closed caseload; gives the new version.

    Raises: EditedMeanwhile; NotThere; Refused.
    """
    return _set(visitor, person, False, seen=seen, now=now)


def _set(visitor: Visitor, person: UUID, closed: bool, *, seen: int, now: datetime) -> int:
    case = open_person(visitor, person, act=Act.CLOSE_CASE, now=now)
    with transaction.atomic():
        write_edit(Person(pk=case.person), seen=seen, closed=closed)
        write(
            act=Act.CLOSE_CASE,
            visitor=visitor,
            person=case.person,
            detail={"now": "closed" if closed else "open"},
            now=now,
        )
    return seen + 1
