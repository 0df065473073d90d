"""What those see who watch over the others: notices, the journal, and counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from asylon.api.bearer import acting
from asylon.api.shapes.base import Done
from asylon.api.shapes.oversight import (
    CountsOut,
    EntriesOut,
    FiltersIn,
    NoticesOut,
    VerdictOut,
    counts_out,
    entry_out,
    filters_of,
    notice_out,
    verdict_out,
)
from asylon.casework.access import notices
from asylon.casework.access.counts import counts
from asylon.casework.access.oversight import PAGE, read_entries, verify_for

router = Router()
Start = Annotated[int, Field(ge=0, le=1_000_000)]
Limit = Annotated[int, Field(ge=1, le=PAGE)]
Days = Annotated[int, Field(ge=1, le=366)]


@router.get("/notices", response=NoticesOut)
def list_notices(
    request: HttpRequest,
    also_seen: bool = False,
    start: Start = 0,
    limit: Limit = PAGE,
) -> NoticesOut:
    """The notices to the visitor's office, the newest first; with `also_seen` those that were seen, too."""
    visitor, now = acting(request)
    told = notices.notices(visitor, now=now, also_seen=also_seen, start=start, limit=limit)
    return NoticesOut(notices=[notice_out(each) for each in told])


@router.post("/notices/{uuid:notice}/seen", response=Done)
def mark_notice_seen(request: HttpRequest, notice: UUID) -> Done:
    """Say that a notice was seen. It stays, with who saw it first."""
    visitor, now = acting(request)
    notices.mark_seen(visitor, notice, now=now)
    return Done()


@router.get("/journal", response=EntriesOut)
def list_journal(request: HttpRequest, filters: Query[FiltersIn], limit: Limit = PAGE) -> EntriesOut:
    """Entries of the journal, the newest first. That they were read is itself an entry."""
    visitor, now = acting(request)
    found = read_entries(visitor, filters_of(filters), now=now, limit=limit)
    return EntriesOut(entries=[entry_out(each) for each in found])


@router.post("/journal/verify", response=VerdictOut)
def verify_journal(request: HttpRequest) -> VerdictOut:
    """Walk over the whole journal and say whether anything was changed, taken out, put in or cut off."""
    visitor, now = acting(request)
    return verdict_out(verify_for(visitor, now=now))


@router.get("/counts", response=CountsOut)
def read_counts(request: HttpRequest, days: Days = 30) -> CountsOut:
    """How many people the visitor's office registered in the last days. Small numbers are not told."""
    visitor, now = acting(request)
    return counts_out(counts(visitor, since=now - timedelta(days=days), now=now))
