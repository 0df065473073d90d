"""Needs, pledges and their movements, what is covered, how long it takes, and the ledger as a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from asylon.api.bearer import acting
from asylon.api.refusals import Stands
from asylon.api.shapes.base import Done, Made
from asylon.api.shapes.pledges import (
    FileCode,
    MovementIn,
    NeedEditIn,
    NeedIn,
    PartAddIn,
    PledgeIn,
    TermsEditIn,
)
from asylon.api.shapes.pledges_seen import (
    CoveragesOut,
    DeliveryTimesOut,
    LedgerFileOut,
    NeedsOut,
    PledgeOut,
    PledgesOut,
    coverages_out,
    need_out,
    pledge_out,
    times_out,
)
from asylon.casework.access.visitors import Visitor
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.emergencies.selectors import the_emergency
from asylon.responses.pledges import services
from asylon.responses.pledges.covered import coverages
from asylon.responses.pledges.exports import MEDIA_TYPES, Format, ledger_file
from asylon.responses.pledges.reading import Filters
from asylon.responses.pledges.selectors import needs_of, one_need, one_pledge, pledges_of
from asylon.responses.pledges.waiting import delivery_times

router = Router()
PAGE = 50
Word = Annotated[str, Field(max_length=120)]
Start = Annotated[int, Field(ge=0, le=1_000_000)]
Limit = Annotated[int, Field(ge=1, le=PAGE)]


@router.get("/responses/{uuid:emergency}/needs", response=NeedsOut)
def list_needs(request: HttpRequest, emergency: UUID) -> NeedsOut:
    """What is needed, by sector and time."""
    visitor, now = acting(request)
    return NeedsOut(needs=[need_out(each) for each in needs_of(visitor, emergency, now=now)])


@router.post("/responses/{uuid:emergency}/needs", response={201: Made})
def add_need(request: HttpRequest, emergency: UUID, given: NeedIn) -> Any:
    """Write down what is needed."""
    visitor, now = acting(request)
    made = services.add_need(visitor, emergency, given=given.record(), now=now)
    return Status(201, Made(id=made.pk))


@router.put("/responses/needs/{uuid:need}", response=Done)
def edit_need(request: HttpRequest, need: UUID, given: NeedEditIn) -> Done:
    """Correct a need that was read at version `seen`."""
    visitor, now = acting(request)
    try:
        row = services.edit_need(visitor, need, seen=given.seen, given=given.record(), now=now)
    except EditedMeanwhile as slower:
        stands = need_out(one_need(visitor, need, now=now))
        raise Stands({"need": stands.model_dump(mode="json")}) from slower
    return Done(version=row.version)


@router.get("/responses/{uuid:emergency}/pledges", response=PledgesOut)
def list_pledges(
    request: HttpRequest,
    emergency: UUID,
    kind: Word = "",
    donor: Word = "",
    status: Word = "",
    start: Start = 0,
    limit: Limit = PAGE,
) -> PledgesOut:
    """Pledges with their movements; by kind, donor (a State's code, or a name) and status.

    `status` is one of announced, committed, delivered, reported, or waiting: not all delivered.
    """
    visitor, now = acting(request)
    filters = Filters(kind=kind, donor=donor, status=status)
    found = pledges_of(visitor, emergency, now=now, filters=filters)
    page = found[start : start + limit]
    return PledgesOut(pledges=[pledge_out(each) for each in page], total=len(found))


@router.post("/responses/{uuid:emergency}/pledges", response={201: Made})
def announce_pledge(request: HttpRequest, emergency: UUID, given: PledgeIn) -> Any:
    """Write down a pledge with the announcement of each of its parts."""
    visitor, now = acting(request)
    made = services.announce(visitor, emergency, given=given.record(), now=now)
    return Status(201, Made(id=made.pk))


@router.get("/responses/pledges/{uuid:pledge}", response=PledgeOut)
def read_pledge(request: HttpRequest, pledge: UUID) -> PledgeOut:
    """One pledge with everything that happened to it."""
    visitor, now = acting(request)
    return pledge_out(one_pledge(visitor, pledge, now=now))


@router.put("/responses/pledges/{uuid:pledge}/terms", response=Done)
def edit_pledge_terms(request: HttpRequest, pledge: UUID, given: TermsEditIn) -> Done:
    """Correct conditions, earmarks and the note of a pledge that was read at version `seen`."""
    visitor, now = acting(request)
    with told_what_stands(visitor, pledge, now=now):
        row = services.edit_terms(visitor, pledge, seen=given.seen, given=given.terms(), now=now)
    return Done(version=row.version)


@router.post("/responses/pledges/{uuid:pledge}/parts", response={201: Made})
def add_pledge_part(request: HttpRequest, pledge: UUID, given: PartAddIn) -> Any:
    """Announce a further dated part."""
    visitor, now = acting(request)
    with told_what_stands(visitor, pledge, now=now):
        made = services.add_part(
            visitor,
            pledge,
            seen=given.seen,
            given=given.record(),
            on=given.on,
            evidence=given.evidence,
            now=now,
        )
    return Status(201, Made(id=made.pk))


@router.post("/responses/pledges/{uuid:pledge}/movements", response={201: Made})
def move_pledge(request: HttpRequest, pledge: UUID, given: MovementIn) -> Any:
    """Write down one step. Whoever read an older state is told what stands now, and nothing is written."""
    visitor, now = acting(request)
    with told_what_stands(visitor, pledge, now=now):
        made = services.move(visitor, pledge, seen=given.seen, given=given.record(), now=now)
    return Status(201, Made(id=made.pk))


@router.get("/responses/{uuid:emergency}/coverage", response=CoveragesOut)
def read_coverage(request: HttpRequest, emergency: UUID) -> CoveragesOut:
    """Which needs the pledges can serve, at each status apart. A calculation: it binds no donor."""
    visitor, now = acting(request)
    found = coverages(needs_of(visitor, emergency, now=now), pledges_of(visitor, emergency, now=now))
    return coverages_out(found)


@router.get("/responses/{uuid:emergency}/delivery-times", response=DeliveryTimesOut)
def read_delivery_times(request: HttpRequest, emergency: UUID) -> DeliveryTimesOut:
    """How long it takes from pledge to delivery. What has not come is waiting, and not 0 days."""
    visitor, now = acting(request)
    began_on = the_emergency(visitor, emergency, now=now).began_on
    pledges = pledges_of(visitor, emergency, now=now)
    return times_out(delivery_times(pledges, began_on=began_on, today=now.date()))


@router.get("/responses/{uuid:emergency}/ledger", response=LedgerFileOut)
def read_ledger_file(request: HttpRequest, emergency: UUID, form: FileCode = FileCode.CSV) -> LedgerFileOut:
    """The ledger as the text of a file: a table, transactions in the style of IATI, or JSON. Journalled."""
    visitor, now = acting(request)
    wanted = Format(form)
    text = ledger_file(visitor, emergency, form=wanted, now=now)
    return LedgerFileOut(media_type=MEDIA_TYPES[wanted], text=text)


@contextmanager
def told_what_stands(visitor: Visitor, pledge: UUID, *, now: datetime) -> Iterator[None]:
    """Tell whoever was slower what stands now.

    Raises: Stands.
    """
    try:
        yield
    except EditedMeanwhile as slower:
        stands = pledge_out(one_pledge(visitor, pledge, now=now))
        raise Stands({"pledge": stands.model_dump(mode="json")}) from slower
