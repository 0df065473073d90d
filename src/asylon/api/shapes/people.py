"""People as one visitor may see them: names, births, and where to ask about those who may not be seen."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import Day, Id, In, Language, Line, Out, Seen, Short, Tag
from asylon.casework.access.door import OpenCase
from asylon.casework.access.kernel import Act, Relation
from asylon.casework.access.kernel import Field as Part
from asylon.casework.access.matching import Match, Matches
from asylon.casework.access.mine import Line as PersonLine
from asylon.casework.access.search import Ask, Found, Hit
from asylon.casework.people.identity import Identity, Name
from asylon.casework.people.partial_dates import PartialDate, Precision

MOST_NAMES = 12
MOST_LANGUAGES = 12


class NameKind(StrEnum):
    """What sort of name this is."""

    MAIN = "main"
    OTHER = "other"
    WRITTEN = "written"
    DOCUMENT = "document"


class Sex(StrEnum):
    """As the person says; not said is an answer."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    NOT_SAID = "not_said"


class Words(In):
    """What to look for: a name in any script, a number, a date of birth, or several of them."""

    words: Annotated[str, Field(min_length=1, max_length=200)]


class BornIn(In):
    """A birth as the first and the last day that it may be; both empty if it is not known."""

    precision: Annotated[Precision, Field(strict=False)]
    earliest: Day | None = None
    latest: Day | None = None


Typed = Annotated[
    str, Field(max_length=40, description='As it is typed: "1987", "12/1990", "3.12.1990", "34", "4 months".')
]


class NameIn(In):
    """A name in one script. With `id` it changes the name that stands there."""

    id: Id | None = None
    kind: Annotated[NameKind, Field(strict=False)] = NameKind.MAIN
    given: Short = ""
    father: Short = ""
    family: Short = ""
    whole: Short = ""
    script: Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$", description="ISO 15924.")] = "Latn"
    language: Tag = ""
    machine_made: bool = False


class IdentityIn(In):
    """Who somebody is from now on. Names that are left out are taken away."""

    seen: Seen
    names: Annotated[list[NameIn], Field(max_length=MOST_NAMES)]
    sex: Annotated[Sex, Field(strict=False)]
    born: BornIn | Typed
    languages: Annotated[list[Language], Field(max_length=MOST_LANGUAGES)]
    wants_interpreter: bool | None
    telephone: Annotated[str, Field(max_length=40)] = ""
    marks: Line = ""


class VersionIn(In):
    """The version of the person's record that was read."""

    seen: Seen


class Age(Out):
    """The fewest and the most whole years that the person may have lived."""

    least: int
    most: int


class Born(Out):
    """A birth as the first and the last day that it may be."""

    precision: Precision
    earliest: date | None
    latest: date | None


class NameOut(Out):
    """A name in one script."""

    id: UUID | None
    kind: str
    script: str
    language: str
    given: str
    father: str
    family: str
    whole: str
    shown: str
    direction: str
    machine_made: bool


class IdentityOut(Out):
    """Who somebody is. `telephone` is null where it may not be seen."""

    names: list[NameOut]
    sex: str
    born: Born
    age: Age | None
    languages: list[str]
    wants_interpreter: bool | None
    telephone: str | None
    marks: str


class PersonOut(Out):
    """One record as the visitor stands to it: what may be done, which fields are open, who it is."""

    id: UUID
    number: str
    initials: str
    office: UUID
    office_name: str
    focal_point: str
    telephone: str
    jurisdiction: str
    closed: bool
    erased: bool
    version: int
    registered_at: datetime
    relation: list[str]
    opened_until: datetime | None
    """Until when the visitor's emergency opening runs."""
    may: list[Act]
    sees: list[Part]
    identity: IdentityOut | None
    """Null where it may not be seen."""


class LineOut(Out):
    """Somebody in a list. Names, age and sex are empty where they may not be seen."""

    person: UUID
    number: str
    initials: str
    names: list[NameOut]
    age: Age | None
    sex: str
    closed: bool
    erased: bool
    registered_at: datetime


class MineOut(Out):
    """The people that the visitor has business with, and how many there are."""

    people: list[LineOut]
    total: int


class HitOut(Out):
    """Somebody who was found."""

    person: UUID
    number: str
    initials: str
    names: list[NameOut]
    age: Age | None
    sex: str
    part: str
    closed: bool
    match: list[str]


class AskOut(Out):
    """A record may exist at an office: ask there. Neither how many nor who."""

    office: UUID
    office_name: str
    focal_point: str
    telephone: str


class FoundOut(Out):
    """What a search gave. `more` if there may be more than are shown."""

    hits: list[HitOut]
    ask: list[AskOut]
    more: bool


class EvidenceOut(Out):
    """What one field says about two records being one person."""

    field: str
    sign: str


class MatchOut(Out):
    """Somebody who may be the person that was typed. Nothing is decided here."""

    line: LineOut
    evidence: list[EvidenceOut]
    in_favour: list[str]
    against: list[str]
    to_settle: list[str]


class MatchesOut(Out):
    """For each person typed, in order, who may be the same; and where to ask about what is hidden."""

    people: list[list[MatchOut]]
    ask: list[AskOut]


def name_out(name: Name) -> NameOut:
    """A name to send."""
    return NameOut(
        id=name.id,
        kind=name.kind,
        script=name.script,
        language=name.language,
        given=name.given,
        father=name.father,
        family=name.family,
        whole=name.whole,
        shown=name.shown,
        direction=name.direction,
        machine_made=name.machine_made,
    )


def age_out(span: tuple[int, int] | None) -> Age | None:
    """An age to send."""
    return None if span is None else Age(least=span[0], most=span[1])


def born_out(born: PartialDate) -> Born:
    """A birth to send."""
    return Born(precision=born.precision, earliest=born.earliest, latest=born.latest)


def identity_out(identity: Identity, *, today: date, contact: bool) -> IdentityOut:
    """An identity to send, the telephone only to those who may see how to reach the person."""
    return IdentityOut(
        names=[name_out(name) for name in identity.names],
        sex=identity.sex,
        born=born_out(identity.born),
        age=age_out(identity.age_on(today)),
        languages=list(identity.languages),
        wants_interpreter=identity.wants_interpreter,
        telephone=identity.telephone if contact else None,
        marks=identity.marks,
    )


def person_out(case: OpenCase) -> PersonOut:
    """An open case to send: what the visitor may not see is not in it."""
    row, identity = case.row, None
    if case.sees(Part.IDENTITY) and not case.erased:
        identity = identity_out(case.identity, today=case.now.date(), contact=case.sees(Part.CONTACT))
    return PersonOut(
        id=case.person,
        number=case.number,
        initials="" if case.erased else case.identity.initials,
        office=row.office,
        office_name=row.office_name,
        focal_point=row.focal_point,
        telephone=row.telephone,
        jurisdiction=row.jurisdiction,
        closed=case.closed,
        erased=case.erased,
        version=case.version,
        registered_at=row.registered_at,
        relation=[each.name.lower() for each in Relation if each in case.relation and each.name],
        opened_until=case.glass_until,
        may=[act for act in Act if case.may(act)],
        sees=[field for field in Part if case.sees(field)],
        identity=identity,
    )


def line_out(line: PersonLine) -> LineOut:
    """A line to send."""
    return LineOut(
        person=line.person,
        number=line.number,
        initials=line.initials,
        names=[name_out(name) for name in line.names],
        age=age_out(line.age),
        sex=line.sex,
        closed=line.closed,
        erased=line.erased,
        registered_at=line.registered_at,
    )


def found_out(found: Found) -> FoundOut:
    """What a search gave, to send."""
    return FoundOut(
        hits=[_hit(hit) for hit in found.hits], ask=[_ask(each) for each in found.ask], more=found.more
    )


def matches_out(matches: Matches) -> MatchesOut:
    """Possible matches to send."""
    return MatchesOut(
        people=[[_match(each) for each in found] for found in matches.people],
        ask=[_ask(each) for each in matches.ask],
    )


def _hit(hit: Hit) -> HitOut:
    return HitOut(
        person=hit.person,
        number=hit.number,
        initials=hit.initials,
        names=[name_out(name) for name in hit.names],
        age=age_out(hit.age),
        sex=hit.sex,
        part=hit.part,
        closed=hit.closed,
        match=list(hit.match),
    )


def _ask(ask: Ask) -> AskOut:
    return AskOut(
        office=ask.office,
        office_name=ask.office_name,
        focal_point=ask.focal_point,
        telephone=ask.telephone,
    )


def _match(match: Match) -> MatchOut:
    return MatchOut(
        line=line_out(match.line),
        evidence=[EvidenceOut(field=each.field, sign=each.sign) for each in match.evidence],
        in_favour=list(match.in_favour),
        against=list(match.against),
        to_settle=list(match.to_settle),
    )
