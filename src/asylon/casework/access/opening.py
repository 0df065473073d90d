"""Opening in an emergency what is otherwise closed: with a reason, for half an hour, and not in secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import NotThere, must, standing_cases
from asylon.casework.access.kernel import Act
from asylon.casework.access.models import EmergencyOpening, Notice
from asylon.casework.access.notices import reason_place
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.spine import new_id
from asylon.vault import seal

LASTS = timedelta(minutes=30)
SHORTEST_REASON = 10
LONGEST_REASON = 1000


class ShortReason(Exception):
    """The reason has fewer than ten characters, or more than a thousand: say in one sentence why."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An emergency opening: whose case, and until when it is open."""

    id: UUID
    person: UUID
    until: datetime


def open_in_emergency(visitor: Visitor, person: UUID, *, reason: str, now: datetime) -> Opening:
    """Open somebody's case for half an hour. The supervisors of its office are told at once.

    Raises: Refused if the visitor's role never may, or wants a fresh second factor first; ShortReason;
    NotThere.
    """
    must(visitor, Act.OPEN_IN_EMERGENCY, now=now)
    told = " ".join(reason.split())
    if not SHORTEST_REASON <= len(told) <= LONGEST_REASON:
        raise ShortReason
    found = standing_cases(visitor, [person], now=now)
    if not found or found[0].erased:
        write(act=Act.OPEN_IN_EMERGENCY, visitor=visitor, person=person, outcome="refused", now=now)
        raise NotThere
    case, id_, until = found[0], new_id(), now + LASTS
    with transaction.atomic():
        EmergencyOpening.objects.create(
            id=id_,
            person_id=person,
            account_id=visitor.account,
            role=visitor.role.value,
            sealed_reason=seal(case.key, told.encode(), context=reason_place(id_)),
            at=now,
            until=until,
        )
        Notice.objects.create(
            kind=Notice.Kind.EMERGENCY_OPENING,
            office_id=case.row.office,
            person_id=person,
            opening_id=id_,
            about_id=visitor.account,
            at=now,
        )
        write(act=Act.OPEN_IN_EMERGENCY, visitor=visitor, person=person, detail={"opening": id_}, now=now)
    return Opening(id_, person, until)
