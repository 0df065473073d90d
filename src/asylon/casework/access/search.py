"""Finding people by name in any script, number or date of birth, without saying more than may be known.

Whoever may not be opened is opened and compared like everybody else, so that the time taken tells
nothing; they are then left out. A strong match among them gives at most a desk to ask at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from asylon.casework.access.door import OpenCase, may, must, standing_cases
from asylon.casework.access.kernel import Act, Field
from asylon.casework.access.notices import tell_of_asking
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.people.identity import Identity, Name
from asylon.casework.people.likeness import Sign, best_name, births_alike
from asylon.casework.people.lookup import candidates
from asylon.casework.people.memberships import parts_of
from asylon.casework.people.name_forms import words_of
from asylon.casework.people.name_keys import Reader, number_key
from asylon.casework.people.queries import Query, read_query

SHOWN = 20
"""Hits at most."""
WEAK, STRONG = 0.78, 0.92
"""From where somebody is shown; from where a hidden record is worth a question to its office."""
THE_NUMBER = 2.0


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody whom the visitor may see, and what of her. Names are empty where they may not be seen."""

    person: UUID
    number: str
    initials: str
    names: tuple[Name, ...]
    age: tuple[int, int] | None
    sex: str
    part: str
    """The part in the family, empty if there is none."""
    closed: bool
    match: tuple[str, ...]
    """What was found to fit: number, name, born."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A record may exist at an office: ask there. Neither how many nor who."""

    office: UUID
    office_name: str
    focal_point: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave."""

    hits: tuple[Hit, ...]
    ask: tuple[Ask, ...]
    more: bool
    """Whether there may be more than are shown: type more of the name, or a date of birth."""


def find_people(visitor: Visitor, words: str, *, now: datetime) -> Found:
    """Find people by what somebody typed. Journalled, without the words.

    Raises: Refused if the visitor has no business looking for people.
    """
    must(visitor, Act.SEARCH, now=now)
    query = read_query(words, today=now.date())
    ids, crowded = candidates(query.keys())
    cases = standing_cases(visitor, ids, now=now)
    read = cache(words_of)  # candidates share names; forgotten with this search
    rated = [(_rate(query, case, read), case) for case in cases if not case.erased]
    rated.sort(key=lambda each: (each[0], each[1].person), reverse=True)
    seen = [case for rate, case in rated if rate >= WEAK and case.may(Act.SEE_PAGE)]
    strong = [case for rate, case in rated if rate >= STRONG and _telling(query, case)]
    shown = seen[:SHOWN]
    hits = _hits(shown, query, now=now)
    ask = ask_about(visitor, strong, now=now)
    write(
        act=Act.SEARCH,
        visitor=visitor,
        detail={"hits": len(hits), "asked": len(ask), "people": [hit.person for hit in hits]},
        now=now,
    )
    return Found(hits, ask, crowded or len(seen) > SHOWN)


def ask_about(visitor: Visitor, cases: Iterable[OpenCase], *, now: datetime) -> tuple[Ask, ...]:
    """Where to ask about those of these cases that the visitor may not see; their offices are told.

    One answer an office, however many records it has.
    """
    hidden = [case for case in cases if not case.may(Act.SEE_PAGE)]
    if not hidden or not may(visitor, Act.BE_TOLD_WHOM_TO_ASK, now=now):
        return ()
    tell_of_asking(visitor, hidden, now=now)
    by_office = {
        case.row.office: Ask(case.row.office, case.row.office_name, case.row.focal_point, case.row.telephone)
        for case in hidden
    }
    return tuple(sorted(by_office.values(), key=lambda each: each.office_name))


def _rate(query: Query, case: OpenCase, read: Reader) -> float:
    """How well somebody fits a query, from 0 to 1, and above for the very number."""
    identity = case.identity
    if query.number and query.number == number_key(case.number):
        return THE_NUMBER
    birth = births_alike(query.born, identity.born)
    if not query.words:
        return {Sign.SAME: 1.0, Sign.NEAR: WEAK}.get(birth, 0.0)
    names = best_name(query.words, identity, read=read)
    return max(0.0, min(1.0, names + _BY_BIRTH[birth])) if names >= WEAK - 0.1 else 0.0


_BY_BIRTH = {Sign.SAME: 0.1, Sign.NEAR: 0.05, Sign.DIFFERS: -0.3, Sign.UNKNOWN: 0.0}


def _telling(query: Query, case: OpenCase) -> bool:
    """Whether what was typed says enough to ask another office about somebody."""
    if query.number == number_key(case.number):
        return True
    return len(query.words) > 1 or (bool(query.words) and bool(query.born.years))


def _hits(cases: Sequence[OpenCase], query: Query, *, now: datetime) -> tuple[Hit, ...]:
    parts = parts_of([case.person for case in cases], today=now.date()) if cases else {}
    return tuple(_hit(case, query, parts.get(case.person, ""), now=now) for case in cases)


def _hit(case: OpenCase, query: Query, part: str, *, now: datetime) -> Hit:
    identity = case.identity
    named = case.sees(Field.IDENTITY)
    return Hit(
        person=case.person,
        number=case.number,
        initials=identity.initials,
        names=identity.names if named else (),
        age=identity.age_on(now.date()) if named else None,
        sex=identity.sex if named else "",
        part=part if case.sees(Field.FAMILY) else "",
        closed=case.closed,
        match=_fitting(query, identity, case.number),
    )


def _fitting(query: Query, identity: Identity, number: str) -> tuple[str, ...]:
    found = []
    if query.number and query.number == number_key(number):
        found.append("number")
    if query.words:
        found.append("name")
    if births_alike(query.born, identity.born) in (Sign.SAME, Sign.NEAR):
        found.append("born")
    return tuple(found)
