"""The family of somebody, and who has business with her."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import Id, In, Out
from asylon.api.shapes.people import LineOut, line_out
from asylon.casework.access.family import Family, Relative
from asylon.casework.access.involving import Candidate, Involved
from asylon.casework.access.visitors import Purpose
from asylon.casework.staff.models import Role


class InvolveIn(In):
    """Business with a person: for an account, or for every account of an office, for one purpose."""

    purpose: Annotated[Purpose, Field(strict=False)]
    account: Id | None = None
    office: Id | None = None


class ReasonIn(In):
    """Why somebody must see what is closed to them, in one sentence."""

    reason: Annotated[str, Field(min_length=1, max_length=1000)]


class OpeningOut(Out):
    """An emergency opening, and until when it runs."""

    id: UUID
    person: UUID
    until: datetime


class InvolvedOut(Out):
    """Who has business with the person."""

    id: UUID
    account: UUID | None
    office: UUID | None
    name: str
    purpose: Purpose
    since: datetime


class InvolvementsOut(Out):
    """Everybody who has business with the person, the longest first."""

    involved: list[InvolvedOut]


class CandidateOut(Out):
    """A colleague, or a whole office, to whom business can be given."""

    id: UUID
    office: bool
    name: str
    roles: list[Role]


class CandidatesOut(Out):
    """The colleagues, then the offices, each by name."""

    candidates: list[CandidateOut]


class BelongingOut(Out):
    """A group that the person belongs to."""

    id: UUID
    group: UUID
    kind: str
    number: str
    title: str
    part: str
    since: date
    until: date | None
    version: int


class AbsentOut(Out):
    """Somebody who is not registered here, as the person who looks for them tells it."""

    name: str
    last_heard: str
    place: str


class RelativeOut(Out):
    """Somebody of the family. `kind` is what the person is to the other if `forward`, else the other way."""

    line: LineOut | None
    absent: AbsentOut | None
    part: str
    link: UUID | None
    link_version: int
    kind: str
    state: str
    forward: bool
    since: date | None
    until: date | None


class FamilyOut(Out):
    """Groups, relatives whom the visitor may know of, and how many more there are."""

    groups: list[BelongingOut]
    relatives: list[RelativeOut]
    """Somebody with several links comes once for each."""
    hidden: int


def family_out(family: Family) -> FamilyOut:
    """A family to send."""
    return FamilyOut(
        groups=[
            BelongingOut(
                id=each.id,
                group=each.group,
                kind=each.kind,
                number=each.number,
                title=each.title,
                part=each.part,
                since=each.since,
                until=each.until,
                version=each.version,
            )
            for each in family.groups
        ],
        relatives=[_relative(each) for each in family.relatives],
        hidden=family.hidden,
    )


def candidate_out(candidate: Candidate) -> CandidateOut:
    """Somebody to give business to, to send."""
    return CandidateOut(
        id=candidate.id, office=candidate.office, name=candidate.name, roles=list(candidate.roles)
    )


def involved_out(involved: Involved) -> InvolvedOut:
    """An involvement to send."""
    return InvolvedOut(
        id=involved.id,
        account=involved.account,
        office=involved.office,
        name=involved.name,
        purpose=involved.purpose,
        since=involved.since,
    )


def _relative(relative: Relative) -> RelativeOut:
    absent = relative.absent
    return RelativeOut(
        line=None if relative.line is None else line_out(relative.line),
        absent=None
        if absent is None
        else AbsentOut(name=absent.name, last_heard=absent.last_heard, place=absent.place),
        part=relative.part,
        link=relative.link,
        link_version=relative.link_version,
        kind=relative.kind,
        state=relative.state,
        forward=relative.forward,
        since=relative.since,
        until=relative.until,
    )
