"""Made-up people as rows, sealed as the product seals them, without a query for each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from asylon.casework.facts.stored import seal_fact, slot_of
from asylon.casework.keys.services import ring
from asylon.casework.people.case import Case
from asylon.casework.people.identity import Identity, Name, seal_name, seal_person
from asylon.casework.people.name_keys import keys_of
from asylon.casework.people.partial_dates import on_day
from asylon.casework.people.registering import blind_keys
from asylon.casework.spine import new_id
from asylon.vault import new_data_key

SYLLABLES = [
    "ma",
    "ra",
    "li",
    "na",
    "yu",
    "su",
    "fa",
    "ti",
    "mo",
    "ha",
    "re",
    "da",
    "be",
    "go",
    "ka",
    "le",
    "no",
    "pe",
    "sa",
    "ta",
    "vi",
    "zo",
    "ab",
    "el",
    "is",
    "um",
]
"""Names are put together from these: some 17,000 of two and three syllables, the short ones common."""

FACTS: tuple[tuple[str, Any], ...] = (
    ("asked_protection", True),
    ("outside_country", True),
    ("needs_urgent_medical", False),
    ("immediate_danger", False),
)

Row = tuple[Any, ...]

COLUMNS = {
    "people_person": "id version office_id number closed sealed registered_at registered_by_id erased_at",
    "people_personname": "id version person_id kind script language sealed machine_made",
    "people_searchkey": "key person_id",
    "facts_fact": "id person_id item_id slot sealed basis sensitivity by_id role at supersedes_id",
    "people_group": "id version office_id number kind title formed_at",
    "people_membership": "id version group_id person_id part since until",
    "people_familylink": "id version person_id other_id sealed kind state since until",
    "keys_personkey": "person wrapped office_key",
}
"""The tables that are filled, and their columns in the order of the rows."""

PARTS = ("head", "spouse", "child", "child", "")
"""People come in fives: a family of four, and somebody alone."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where and by whom everybody is registered."""

    office: UUID
    code: str
    account: UUID
    jurisdiction: str


def rows(desk: Desk, first: int, how_many: int, *, seed: int) -> Iterator[tuple[str, Row]]:
    """The rows of people, by table; the same for the same seed but for keys and ids."""
    chance = random.Random(f"{seed}/{first}")
    began = datetime(2025, 1, 1, tzinfo=UTC)
    family: list[UUID] = []
    for number in range(first, first + how_many):
        id_, at = new_id(), began + timedelta(seconds=30 * number)
        yield from _person(desk, id_, number, chance, at=at)
        family.append(id_)
        if len(family) == len(PARTS):
            yield from _family(desk, family, number, at=at)
            family = []


def name_of(chance: random.Random) -> str:
    """A name; short ones come up again and again, as real ones do."""
    syllables = chance.choices((2, 3), weights=(2, 3))[0]
    return "".join(chance.choices(SYLLABLES, k=syllables)).capitalize()


def _family(desk: Desk, people: list[UUID], number: int, *, at: datetime) -> Iterator[tuple[str, Row]]:
    group, since = new_id(), at.date()
    yield "people_group", (group, 1, desk.office, f"{desk.code.upper()}-G-{number:06d}", "family", "", at)
    for id_, part in zip(people, PARTS, strict=True):
        if part:
            yield "people_membership", (new_id(), 1, group, id_, part, since, None)
        if part == "child":
            yield (
                "people_familylink",
                (new_id(), 1, people[0], id_, None, "parent", "together", since, None),
            )


def _person(
    desk: Desk, id_: UUID, number: int, chance: random.Random, *, at: datetime
) -> Iterator[tuple[str, Row]]:
    key, index = new_data_key(), ring()
    wrapped = index.wrap(key, person=id_)
    yield "keys_personkey", (id_, wrapped.sealed, wrapped.version)
    name = Name(given=name_of(chance), father=name_of(chance), family=name_of(chance))
    sex = chance.choice(("female", "male"))
    born = on_day(date(1940, 1, 1) + timedelta(days=chance.randrange(31_000)))
    who = Identity(names=(name,), sex=sex, born=born, languages=("ar",))
    written = f"{desk.code.upper()}-25-{number:06d}"
    sealed = seal_person(key, id_, who)
    yield "people_person", (id_, 1, desk.office, written, False, sealed, at, desk.account, None)
    row = new_id()
    yield "people_personname", (row, 1, id_, "main", "Latn", "", seal_name(key, row, name), False)
    for word in dict.fromkeys(blind_keys(keys_of(who.names, born=born, sex=sex, number=written))):
        yield "people_searchkey", (word, id_)
    case = Case(id_, key, desk.jurisdiction, desk.account, "protection_caseworker")
    for fact, value in FACTS:
        row = new_id()
        content = seal_fact(case, row, {"fact": fact, "value": value})
        slot = slot_of(case, None, fact)
        yield "facts_fact", (row, id_, None, slot, content, "stated", 1, desk.account, case.role, at, None)
