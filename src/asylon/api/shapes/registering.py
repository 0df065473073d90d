"""Registrations: what is said when people arrive, and the numbers that come back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import Field

from asylon.api.reading import born_of
from asylon.api.refusals import BadRequest
from asylon.api.shapes.base import Country, Id, In, Language, Out, Short
from asylon.api.shapes.people import MOST_LANGUAGES, BornIn, Sex, Typed
from asylon.casework.registration.forms import (
    LONGEST_PLACE,
    MOST_COUNTED,
    MOST_PEOPLE,
    FamilyForm,
    GroupForm,
    Judged,
    Need,
    NewPerson,
    Part,
    RescueForm,
    Said,
    Verdict,
)
from asylon.casework.registration.groups import GroupSeen
from asylon.casework.registration.registered import Registered

MOST_NATIONALITIES = 10
MOST_JUDGED = 100

Answered = Annotated[Said, Field(strict=False)]
Number = Annotated[int, Field(ge=0, le=MOST_COUNTED)]
Place = Annotated[str, Field(min_length=1, max_length=LONGEST_PLACE)]


class NewPersonIn(In):
    """Somebody who is to be registered. Any of it may be left out, but not all of it."""

    given: Short = ""
    father: Short = ""
    family: Short = ""
    written: Short = ""
    born: BornIn | Typed = ""
    sex: Annotated[Sex, Field(strict=False)] = Sex.NOT_SAID
    part: Annotated[Part, Field(strict=False)] = Part.NOT_KNOWN
    needs: Annotated[
        list[Annotated[Need, Field(strict=False)]], Field(max_length=len(Need), default_factory=list)
    ]


class JudgedIn(In):
    """A record that may be of the same person, and what the caller says of it."""

    record: Id
    verdict: Annotated[Verdict, Field(strict=False)]
    place: Annotated[int, Field(ge=0, lt=MOST_PEOPLE)] = 0


class LookIn(In):
    """People who are about to be registered."""

    people: Annotated[list[NewPersonIn], Field(min_length=1, max_length=MOST_PEOPLE)]


class FamilyIn(LookIn):
    """One or more people who are registered together. The first is the one who answers.

    `draft` is made by the caller: the same form sent twice is registered once.
    """

    draft: Id
    site: Id | None = None
    needed: Answered = Said.NOT_ASKED
    afraid: Answered = Said.NOT_ASKED
    adult_here: Answered = Said.NOT_ASKED
    languages: Annotated[list[Language], Field(max_length=MOST_LANGUAGES, default_factory=list)]
    wants_interpreter: bool | None = None
    nationalities: Annotated[list[Country], Field(max_length=MOST_NATIONALITIES, default_factory=list)]
    no_nationality: bool = False
    judged: Annotated[list[JudgedIn], Field(max_length=MOST_JUDGED, default_factory=list)]


class GroupIn(In):
    """A group that is counted before anybody in it is registered by name."""

    draft: Id
    place: Place
    women: Number = 0
    men: Number = 0
    girls: Number = 0
    boys: Number = 0
    not_known: Number = 0
    site: Id | None = None


class RescueIn(FamilyIn):
    """People who were rescued together."""

    place: Place
    at_sea: Answered = Said.NOT_ASKED
    ashore: Answered = Said.NOT_ASKED


class RegisteredPersonOut(Out):
    """Somebody who was registered. `known_before` if a record was there that was added to."""

    id: UUID
    number: str
    known_before: bool


class RegisteredOut(Out):
    """A registration that stands: numbers and ids, never an identity. `again` if it stood before."""

    registration: UUID
    kind: str
    group: UUID | None
    group_number: str
    people: list[RegisteredPersonOut]
    counted: dict[str, int]
    at: datetime
    again: bool


class GroupOut(Out):
    """A counted group: counts, never who is in it."""

    id: UUID
    number: str
    kind: str
    title: str
    formed_at: datetime
    counted: dict[str, int]
    total: int
    by_name: int
    left: int
    beyond: int


class GroupsOut(Out):
    """The newest counted groups of the visitor's office."""

    groups: list[GroupOut]


def people_of(given: LookIn, *, today: date) -> tuple[NewPerson, ...]:
    """The people of a form.

    Raises: BadRequest for a birth that cannot be read.
    """
    return tuple(
        NewPerson(
            given=each.given.strip(),
            father=each.father.strip(),
            family=each.family.strip(),
            written=each.written.strip(),
            born=born_of(each.born, place=f"people[{number}].born", today=today),
            sex=each.sex.value,
            part=Part.HEAD if number == 0 and each.part is Part.NOT_KNOWN else each.part,
            needs=frozenset(each.needs),
        )
        for number, each in enumerate(given.people)
    )


def family_of(given: FamilyIn, *, today: date) -> FamilyForm:
    """A family as casework takes it. The first person is the head, whatever stands there.

    Raises: BadRequest.
    """
    if any(each.place >= len(given.people) for each in given.judged):
        raise BadRequest("judged", "place", _("A match is judged of a person who is not in the form."))
    return FamilyForm(
        people=people_of(given, today=today),
        draft=given.draft,
        site=given.site,
        needed=given.needed,
        afraid=given.afraid,
        adult_here=given.adult_here,
        languages=tuple(tag for tag in given.languages if tag),
        wants_interpreter=given.wants_interpreter,
        nationalities=tuple(dict.fromkeys(given.nationalities)),
        no_nationality=given.no_nationality,
        judged=tuple(Judged(each.record, each.verdict, each.place) for each in given.judged),
    )


def group_of(given: GroupIn) -> GroupForm:
    """A counted group as casework takes it."""
    return GroupForm(
        place=given.place,
        women=given.women,
        men=given.men,
        girls=given.girls,
        boys=given.boys,
        not_known=given.not_known,
        draft=given.draft,
        site=given.site,
    )


def rescue_of(given: RescueIn, *, today: date) -> RescueForm:
    """A rescue as casework takes it.

    Raises: BadRequest.
    """
    return RescueForm(
        place=given.place, people_here=family_of(given, today=today), at_sea=given.at_sea, ashore=given.ashore
    )


def registered_out(registered: Registered) -> RegisteredOut:
    """A registration to send."""
    return RegisteredOut(
        registration=registered.registration,
        kind=registered.kind,
        group=registered.group,
        group_number=registered.group_number,
        people=[
            RegisteredPersonOut(id=each.id, number=each.number, known_before=each.known_before)
            for each in registered.people
        ],
        counted=registered.counted,
        at=registered.at,
        again=registered.again,
    )


def group_out(group: GroupSeen) -> GroupOut:
    """A group to send."""
    return GroupOut(
        id=group.id,
        number=group.number,
        kind=group.kind,
        title=group.title,
        formed_at=group.formed_at,
        counted=dict(group.counted),
        total=group.total,
        by_name=group.by_name,
        left=group.left,
        beyond=group.beyond,
    )


class CodeIn(In):
    """The code behind the square on a certificate: the last part of its address."""

    code: Annotated[str, Field(min_length=1, max_length=80)]


class CheckedOut(Out):
    """Which office made a certificate, and whether it still counts. Never whose it is."""

    office: str
    telephone: str
    in_force: bool
