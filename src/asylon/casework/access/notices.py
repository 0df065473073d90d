"""What supervisors must know: who opened a case in an emergency, and who asked about one that is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asylon.casework.access.door import NotThere, OpenCase, may, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.models import EmergencyOpening, Notice
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.keys.services import data_keys
from asylon.vault import Context, open_sealed

PAGE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as a supervisor reads it."""

    id: UUID
    kind: str
    at: datetime
    person: UUID
    number: str
    about: UUID
    about_name: str
    """Who opened, or asked."""
    about_office: str
    role: str
    """The role in which it was opened; empty for a question."""
    reason: str
    """The reason given for the opening; empty for a question, and once the person was erased."""
    until: datetime | None
    seen_at: datetime | None
    seen_by_name: str


def notices(
    visitor: Visitor, *, now: datetime, also_seen: bool = False, start: int = 0, limit: int = PAGE
) -> list[Told]:
    """The notices to the visitor's office, the newest first; without `also_seen` only those nobody has seen.

    Raises: Refused.
    """
    must(visitor, Act.SEE_NOTICES, now=now)
    rows = Notice.objects.filter(office=visitor.office).select_related(
        "person", "opening", "about__office", "seen_by"
    )
    if not also_seen:
        rows = rows.filter(seen_at=None)
    page = list(rows.order_by("-at", "-id")[start : start + limit])
    held = data_keys({row.person_id for row in page}) if page else {}
    people = sorted({row.person_id for row in page})
    write(act=Act.SEE_NOTICES, visitor=visitor, detail={"people": people}, now=now)
    return [_told(row, held.get(row.person_id)) for row in page]


def unseen(visitor: Visitor, *, now: datetime) -> int:
    """How many notices to the visitor's office nobody has seen; 0 for whoever is not told of them."""
    if not may(visitor, Act.SEE_NOTICES, now=now):
        return 0
    return Notice.objects.filter(office=visitor.office, seen_at=None).count()


def mark_seen(visitor: Visitor, notice: UUID, *, now: datetime) -> None:
    """Say that a notice was seen. It stays; who saw it first stays with it.

    Raises: Refused; NotThere if it is none of the visitor's office.
    """
    must(visitor, Act.SEE_NOTICES, now=now)
    row = Notice.objects.filter(pk=notice, office=visitor.office).first()
    if row is None:
        write(act=Act.SEE_NOTICES, visitor=visitor, outcome="refused", detail={"notice": notice}, now=now)
        raise NotThere
    Notice.objects.filter(pk=notice, seen_at=None).update(seen_at=now, seen_by=visitor.account)
    write(act=Act.SEE_NOTICES, visitor=visitor, person=row.person_id, detail={"notice": notice}, now=now)


def tell_of_asking(visitor: Visitor, cases: Iterable[OpenCase], *, now: datetime) -> None:
    """Tell the offices of these cases that the visitor asked about them, unless one notice waits."""
    wanted = {case.person: case for case in cases}
    waiting = Notice.objects.filter(
        kind=Notice.Kind.ASKED_ABOUT, person__in=list(wanted), about=visitor.account, seen_at=None
    )
    known = set(waiting.values_list("person", flat=True))
    Notice.objects.bulk_create(
        Notice(
            kind=Notice.Kind.ASKED_ABOUT,
            office_id=case.row.office,
            person_id=person,
            about_id=visitor.account,
            at=now,
        )
        for person, case in wanted.items()
        if person not in known
    )


def reason_place(opening: UUID) -> Context:
    """Where the sealed reason of an opening belongs."""
    return Context("access_emergencyopening", "sealed_reason", opening)


def _told(row: Notice, key: bytes | None) -> Told:
    opening = row.opening
    return Told(
        id=row.pk,
        kind=row.kind,
        at=row.at,
        person=row.person_id,
        number=row.person.number,
        about=row.about_id,
        about_name=row.about.name,
        about_office=row.about.office.name,
        role=opening.role if opening else "",
        reason=_reason(opening, key) if opening else "",
        until=opening.until if opening else None,
        seen_at=row.seen_at,
        seen_by_name=row.seen_by.name if row.seen_by else "",
    )


def _reason(opening: EmergencyOpening, key: bytes | None) -> str:
    if key is None:
        return ""
    return open_sealed(key, bytes(opening.sealed_reason), context=reason_place(opening.pk)).decode()
