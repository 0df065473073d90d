"""Changing who somebody is on record: names, birth, sex, telephone. Never over somebody else's change."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import OpenCase, open_person
from asylon.casework.access.kernel import Act, Field
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.people.identity import Identity
from asylon.casework.people.registering import change_identity


def edit_identity(visitor: Visitor, person: UUID, identity: Identity, *, seen: int, now: datetime) -> int:
    """Put another identity on record over the one that was read at version `seen`; gives the new version.

    Names that carry the id of a row change it, names without are added, names that are gone are taken
    away. What the visitor may not see stays as it is.
    Raises: EditedMeanwhile; NotThere; Refused; Erased.
    """
    case = open_person(visitor, person, act=Act.EDIT_PERSON, now=now)
    wanted = identity if case.adds_to(Field.CONTACT) else replace(identity, telephone=case.identity.telephone)
    with transaction.atomic():
        change_identity(case.key, case.person, case.identity, wanted, number=case.number, seen=seen)
        write(
            act=Act.EDIT_PERSON,
            visitor=visitor,
            person=case.person,
            detail={"changed": _changed(case, wanted)},
            now=now,
        )
    return seen + 1


def _changed(case: OpenCase, wanted: Identity) -> list[str]:
    names = (field.name for field in fields(Identity))
    return [name for name in names if getattr(case.identity, name) != getattr(wanted, name)]
