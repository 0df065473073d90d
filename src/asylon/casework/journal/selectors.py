"""Reads entries of the journal. Who may is asked in `access.oversight`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from asylon.casework.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as an auditor reads it: references and codes."""

    seq: int
    at: datetime
    actor: UUID | None
    office: UUID | None
    role: str
    purpose: str
    act: str
    outcome: str
    person: UUID | None
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for; None or empty does not narrow. `until` is not included any more."""

    act: str = ""
    outcome: str = ""
    role: str = ""
    purpose: str = ""
    actor: UUID | None = None
    office: UUID | None = None
    person: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    before_seq: int | None = None
    """For the next page: entries older than this one."""


def entries(filters: Filters, *, limit: int) -> list[Written]:
    """The entries that fit, the newest first."""
    exact = {
        name: value
        for name in ("act", "outcome", "role", "purpose", "actor", "office")
        if (value := getattr(filters, name))
    }
    rows = Entry.objects.filter(**exact)
    if filters.person is not None:
        # Lists and searches name the people they showed in the detail of one entry.
        rows = rows.filter(Q(person=filters.person) | Q(detail__icontains=str(filters.person)))
    if filters.since is not None:
        rows = rows.filter(at__gte=filters.since)
    if filters.until is not None:
        rows = rows.filter(at__lt=filters.until)
    if filters.before_seq is not None:
        rows = rows.filter(seq__lt=filters.before_seq)
    return [_written(row) for row in rows.order_by("-seq")[:limit]]


def _written(row: Entry) -> Written:
    return Written(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        office=row.office,
        role=row.role,
        purpose=row.purpose,
        act=row.act,
        outcome=row.outcome,
        person=row.person,
        detail=dict(row.detail),
    )
