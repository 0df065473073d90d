"""Notices to supervisors and the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from asylon.api.shapes.base import Out
from asylon.casework.access.counts import Cell, Counts
from asylon.casework.access.notices import Told
from asylon.casework.access.oversight import Filters, Verdict, Written

MOST_SEQ = 2**63 - 1
Word = Annotated[str, Field(max_length=40)]


class NoticeOut(Out):
    """One notice: a case opened in an emergency, or a question about one that is hidden."""

    id: UUID
    kind: str
    at: datetime
    person: UUID
    number: str
    about: UUID
    about_name: str
    about_office: str
    role: str
    reason: str
    until: datetime | None
    seen_at: datetime | None
    seen_by_name: str


class NoticesOut(Out):
    """The notices to the office, the newest first."""

    notices: list[NoticeOut]


class EntryOut(Out):
    """One entry of the journal: references and codes."""

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


class EntriesOut(Out):
    """Entries, the newest first. For the next page ask for those before the last one's `seq`."""

    entries: list[EntryOut]


class FindingOut(Out):
    """One trace of tampering, and the entry where it shows."""

    seq: int
    what: str


class VerdictOut(Out):
    """What a walk over the whole journal found."""

    whole: bool
    entries: int
    head: int
    heads: int
    findings: list[FindingOut]


class CellOut(Out):
    """How many people; `number` is null where there are too few to tell."""

    of: str
    day: date | None
    number: int | None


class CountsOut(Out):
    """People registered by the office, by day, by site and by how."""

    by_day: list[CellOut]
    by_site: list[CellOut]
    by_kind: list[CellOut]


class FiltersIn(Out):
    """What to look for in the journal; what is left out does not narrow."""

    act: Word = ""
    outcome: Word = ""
    role: Word = ""
    purpose: Word = ""
    actor: UUID | None = None
    office: UUID | None = None
    person: UUID | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    before_seq: Annotated[int, Field(ge=1, le=MOST_SEQ)] | None = None


def filters_of(given: FiltersIn) -> Filters:
    """Filters as casework takes them."""
    return Filters(**given.model_dump())


def notice_out(told: Told) -> NoticeOut:
    """A notice to send."""
    return NoticeOut(
        id=told.id,
        kind=told.kind,
        at=told.at,
        person=told.person,
        number=told.number,
        about=told.about,
        about_name=told.about_name,
        about_office=told.about_office,
        role=told.role,
        reason=told.reason,
        until=told.until,
        seen_at=told.seen_at,
        seen_by_name=told.seen_by_name,
    )


def entry_out(written: Written) -> EntryOut:
    """An entry to send."""
    return EntryOut(
        seq=written.seq,
        at=written.at,
        actor=written.actor,
        office=written.office,
        role=written.role,
        purpose=written.purpose,
        act=written.act,
        outcome=written.outcome,
        person=written.person,
        detail=written.detail,
    )


def verdict_out(verdict: Verdict) -> VerdictOut:
    """A verdict to send."""
    return VerdictOut(
        whole=verdict.whole,
        entries=verdict.entries,
        head=verdict.head,
        heads=verdict.heads,
        findings=[FindingOut(seq=each.seq, what=each.what) for each in verdict.findings],
    )


def counts_out(found: Counts) -> CountsOut:
    """Counts to send."""
    return CountsOut(
        by_day=_cells(found.by_day), by_site=_cells(found.by_site), by_kind=_cells(found.by_kind)
    )


def _cells(cells: Iterable[Cell]) -> list[CellOut]:
    return [CellOut(of=each.of, day=each.day, number=each.number) for each in cells]
