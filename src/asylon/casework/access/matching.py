"""May somebody be registered already? Evidence field by field, before a new record is made.

It never decides and never merges. Codes are put into words where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from asylon.casework.access.door import OpenCase, must, standing_cases
from asylon.casework.access.kernel import Act, Field
from asylon.casework.access.mine import Line, line_of
from asylon.casework.access.search import Ask, ask_about
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.people.identity import Identity
from asylon.casework.people.likeness import (
    Evidence,
    Sign,
    all_names,
    best_name,
    births_alike,
    evidence,
    is_ordinary,
    sexes_alike,
)
from asylon.casework.people.lookup import candidates
from asylon.casework.people.name_forms import Word, words_of
from asylon.casework.people.name_keys import Reader
from asylon.casework.people.partial_dates import Precision
from asylon.casework.people.queries import Query

SHOWN = 5
"""Possible matches for each person typed."""
POSSIBLE, STRONG = 0.8, 0.92


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who may be the person that is being registered."""

    line: Line
    evidence: tuple[Evidence, ...]
    in_favour: tuple[str, ...]
    """Codes: same_name, near_name, same_birth, same_telephone, …"""
    against: tuple[str, ...]
    to_settle: tuple[str, ...]
    """What would settle it, as codes: ask_born, ask_father, ask_telephone, ask_relatives …"""


@dataclass(frozen=True, slots=True)
class Matches:
    """For each person typed, in order, who may be the same; and where to ask about what is hidden."""

    people: tuple[tuple[Match, ...], ...]
    ask: tuple[Ask, ...]

    @property
    def none(self) -> bool:
        """Whether nobody like these was found."""
        return not self.ask and not any(self.people)


def find_matches(visitor: Visitor, typed: Sequence[Identity], *, now: datetime) -> Matches:
    """Who of those on record may be one of the people typed. Journalled, without their names.

    Raises: Refused if the visitor registers nobody.
    """
    must(visitor, Act.REGISTER, now=now)
    found: list[tuple[Match, ...]] = []
    strong: list[OpenCase] = []
    for identity in typed:
        rated = _rated(visitor, identity, now=now)
        seen = [case for _, case in rated if case.may(Act.SEE_PAGE) and case.sees(Field.IDENTITY)]
        found.append(tuple(_match(identity, case) for case in seen[:SHOWN]))
        strong += [case for rate, case in rated if rate >= STRONG and _telling(identity)]
    ask = ask_about(visitor, strong, now=now)
    people = sorted({match.line.person for matches in found for match in matches})
    detail = {"matches": len(people), "asked": len(ask), "people": people}
    write(act=Act.SEARCH, visitor=visitor, detail=detail, now=now)
    return Matches(tuple(found), ask)


def _rated(visitor: Visitor, typed: Identity, *, now: datetime) -> list[tuple[float, OpenCase]]:
    ids, _ = candidates(_query(typed).keys())
    cases = standing_cases(visitor, ids, now=now)
    read = cache(words_of)  # candidates share names; forgotten with this search
    sought = [all_names([name]) for name in typed.names]
    rated = [(_rate(typed, sought, case.identity, read), case) for case in cases if not case.erased]
    possible = [each for each in rated if each[0] >= POSSIBLE]
    return sorted(possible, key=lambda each: (each[0], each[1].person), reverse=True)


def _query(typed: Identity) -> Query:
    # A day of birth alone brings in people of every name: only the name is looked up, and its years.
    return Query(all_names(typed.names), typed.born, "")


def _rate(typed: Identity, sought: Sequence[tuple[Word, ...]], known: Identity, read: Reader) -> float:
    names = max((best_name(words, known, read=read) for words in sought), default=0.0)
    birth = births_alike(typed.born, known.born)
    weight = 0.02 if birth is Sign.SAME and is_ordinary(known.born) else _BY_BIRTH[birth]
    sex = -0.15 if sexes_alike(typed.sex, known.sex) is Sign.DIFFERS else 0.0
    return max(0.0, min(1.0, names + weight + sex))


_BY_BIRTH = {Sign.SAME: 0.12, Sign.NEAR: 0.04, Sign.DIFFERS: -0.2, Sign.UNKNOWN: 0.0}


def _telling(typed: Identity) -> bool:
    """Whether what was typed says enough to ask another office about somebody."""
    words = all_names(typed.names)
    return len(words) > 1 or (bool(words) and typed.born.precision in (Precision.EXACT, Precision.MONTH))


def _match(typed: Identity, case: OpenCase) -> Match:
    seen = tuple(each for each in evidence(typed, case.identity) if _may_show(each, case))
    return Match(
        line=line_of(case),
        evidence=seen,
        in_favour=tuple(f"{each.sign}_{each.field}" for each in seen if each.sign in (Sign.SAME, Sign.NEAR)),
        against=tuple(f"differs_{each.field}" for each in seen if each.sign is Sign.DIFFERS),
        to_settle=_to_settle(seen, ordinary=is_ordinary(case.identity.born)),
    )


def _may_show(each: Evidence, case: OpenCase) -> bool:
    # Whether a telephone is the same says what the telephone is.
    return case.sees(Field.CONTACT if each.field == "telephone" else Field.IDENTITY)


def _to_settle(seen: Iterable[Evidence], *, ordinary: bool) -> tuple[str, ...]:
    signs = {each.field: each.sign for each in seen}
    asked = [f"ask_{name}" for name in _ASKED if signs.get(name) is Sign.UNKNOWN]
    if ordinary and "ask_born" not in asked:
        asked.append("ask_born")
    return (*asked, "ask_relatives", "look_at_document")


_ASKED = ("father", "born", "telephone")
