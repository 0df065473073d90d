"""What the person tells, in her own words: sealed under her key, appended, and read by few."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from asylon.casework.access.door import OpenCase, open_person
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.facts.answers import readable
from asylon.casework.interviews.models import Interview, Narrative
from asylon.casework.spine import new_id
from asylon.vault import Context, open_sealed, seal

LONGEST = 100_000
"""Characters of one account: some forty pages."""


class BadAccount(Exception):
    """There is nothing in it, or it is too long, or it holds broken characters."""


@dataclass(frozen=True, slots=True)
class Told:
    """One account, opened."""

    id: UUID
    at: datetime
    by: UUID
    language: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Accounts:
    """Every account of a person, newest first, and the case that was opened for it."""

    case: OpenCase
    told: tuple[Told, ...]


def tell(visitor: Visitor, person: UUID, text: str, *, language: str, now: datetime) -> UUID:
    """Keep what the person tells.

    Raises: BadAccount, NotThere, Refused.
    """
    case = open_person(visitor, person, act=Act.WRITE_ACCOUNT, now=now)
    if not text.strip() or len(text) > LONGEST or not readable(text):
        raise BadAccount
    id_ = new_id()
    Narrative.objects.create(
        id=id_,
        person_id=person,
        interview=Interview.objects.filter(person_id=person).exclude(state=Interview.State.ENDED).first(),
        language=language,
        sealed=seal(case.key, text.encode(), context=_context(id_)),
        by_id=visitor.account,
        at=now,
    )
    return id_


def read_accounts(visitor: Visitor, person: UUID, *, now: datetime) -> Accounts:
    """What the person told.

    Raises: NotThere; Refused, also where a closed case wants a fresh second factor.
    """
    case = open_person(visitor, person, act=Act.READ_ACCOUNT, now=now)
    rows = Narrative.objects.filter(person_id=person).order_by("-id")
    return Accounts(case, tuple(_open(case, row) for row in rows))


def _open(case: OpenCase, row: Narrative) -> Told:
    text = open_sealed(case.key, bytes(row.sealed), context=_context(row.id)).decode()
    return Told(row.id, row.at, row.by_id, row.language, text)


def _context(row: UUID) -> Context:
    return Context("interviews_narrative", "sealed", row)
