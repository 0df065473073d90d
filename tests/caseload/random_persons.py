"""Random persons over the shipped rulebook, many at once and the same each time.

Each starts from somebody of the cast or of a vignette. Facts of every scope are taken away and added,
flat or in an item; lists are dropped, emptied, and given more items. Ages, dates and places
vary most, since facts are worked out from them.
"""

import copy
from random import Random
from typing import Any

from asylon.rulebook import Situation, receive
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS, PERSON
from tests.cast import Json
from tests.rulebook.situations import BASES, IDS, READ, codes_of, shipped

PLACES = ("receiving_country", "former_habitual_residence")
DATES = ("2009", "2016-02", "2024-11", "2025-11-30")


def random_persons(jurisdiction: str, count: int) -> list[Situation]:
    """So many persons of one State."""
    random = Random(jurisdiction)
    return [receive(random_person(random, jurisdiction), shipped()) for _ in range(count)]


def random_person(random: Random, jurisdiction: str) -> Json:
    """One person, as written."""
    found: Json = copy.deepcopy(random.choice(BASES))
    found |= {"situation": 1, "jurisdiction": jurisdiction, "as_of": "2026-11-22"}
    facts: Json = found.setdefault("facts", {})
    for name in random.sample(sorted(facts), min(len(facts), random.randint(0, 4))):
        del facts[name]
    facts |= _facts(random, PERSON, 10)
    if random.random() < 0.5:
        age = random.choice((0, 15, 16, 17, 18, 19, 30))
        facts["age_years"] = {"value": age, "margin": random.choice((0, 0, 1, 2))}
    for name in PLACES:
        if random.random() < 0.3:
            facts[name] = random.choice(IDS["destination"])
    for scope, members in LISTS.items():
        _change_list(random, found, scope, members)
    return found


def _change_list(random: Random, person: Json, scope: str, members: str) -> None:
    change = random.choice(("keep", "keep", "more", "more", "none", "unasked", "flat", "flat beside"))
    if change == "more":
        ids = random.sample(IDS[scope], random.randint(1, 3))
        person[members] = [_item(random, scope, id_) for id_ in ids]
    elif change == "none":
        person[members] = []
    elif change in ("unasked", "flat"):
        person.pop(members, None)
    if change.startswith("flat"):
        person["facts"] |= _facts(random, scope, 4)


def _item(random: Random, scope: str, id_: str) -> Json:
    item: Json = {"id": id_, "facts": _facts(random, scope, 8)}
    if scope == "episode":
        item |= {key: random.choice(DATES) for key in ("from", "to") if random.random() < 0.6}
    return item


def _facts(random: Random, scope: str, most: int) -> Json:
    chosen = random.sample(READ[scope], min(len(READ[scope]), random.randint(0, most)))
    return {fact.id: _value(random, fact) for fact in chosen}


def _value(random: Random, fact: FactEntry) -> Any:
    if random.random() < 0.2:
        return random.choice(("unknown", "declined", None))
    if fact.type == "tri":
        return random.random() < 0.6
    if fact.type == "number":
        return random.choice((0, 15, 17, 18, 30))
    if fact.type == "text":
        return "because of what I wrote"
    codes = codes_of(fact)
    return (
        random.choice(codes)
        if fact.type == "code"
        else random.sample(codes, random.randint(0, min(2, len(codes))))
    )
