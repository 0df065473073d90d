"""Erasing a person: the key goes first, and with it everything that was ever sealed under it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from asylon.casework.access.door import open_person
from asylon.casework.access.kernel import Act
from asylon.casework.access.models import Involvement
from asylon.casework.access.standing import running
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.keys.services import erase
from asylon.casework.people.models import Person, SearchKey
from asylon.casework.spine import EditedMeanwhile


def erase_person(visitor: Visitor, person: UUID, *, seen: int, now: datetime) -> None:
    """Erase somebody for good. What was sealed is noise from now on, in every backup too.

    The key goes before anything is noted: if the power fails in between, the person is erased and doing
    it again notes it. The other way round a person could stand as erased and still be readable.
    Raises: EditedMeanwhile if the record changed after the visitor looked; NotThere; Refused.
    """
    case = open_person(visitor, person, act=Act.ERASE_PERSON, now=now)
    if case.version != seen:
        raise EditedMeanwhile
    erase(case.person)
    with transaction.atomic():
        SearchKey.objects.filter(person=case.person).delete()
        Involvement.objects.filter(running(now=now), person=case.person).update(until=now)
        Person.objects.filter(pk=case.person, erased_at=None).update(erased_at=now, version=F("version") + 1)
        write(act=Act.ERASE_PERSON, visitor=visitor, person=case.person, now=now)
