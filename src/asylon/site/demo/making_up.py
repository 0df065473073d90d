"""Makes up more people: names of many origins and scripts, families of many shapes, stories of many kinds.

The same seed gives the same people. Nothing here is a statistic; only variety is aimed at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

Json = Any

NAMES = Path(__file__).parent / "names.yaml"
DAYS = 180
"""Over how many days before today the made-up people arrived."""
STORIES: dict[str, dict[str, Json]] = {
    "nobody asked yet": {},
    "flees fighting": {
        "afraid": "yes",
        "facts": {"outside_country": True},
        "of_nationality": {"fled_generalised_events": True, "indiscriminate_violence_level": "high"},
    },
    "persecuted": {
        "afraid": "yes",
        "facts": {"outside_country": True},
        "of_nationality": {
            "harm_serious": True,
            "harm_realistic": True,
            "ground_political": True,
            "nexus": True,
        },
    },
    "works without pay": {
        "facts": {"outside_country": True, "labour_rights_violated": True},
        "episodes": [
            {
                "from": "-7 months",
                "facts": {
                    "act_harbour": True,
                    "means_abuse_vulnerability": "unknown",
                    "purpose_labour": True,
                    "papers_held_by_other": True,
                },
            }
        ],
    },
    "looks for work": {
        "afraid": "no",
        "facts": {"outside_country": True, "economic_motive": True, "asked_protection": False},
    },
    "says little": {"afraid": "declined", "facts": {"outside_country": True, "sgbv_survivor": "declined"}},
}
SHAPES = ("alone", "alone", "alone", "couple", "parent", "family", "family", "child")


@dataclass(frozen=True, slots=True)
class Origin:
    """A country and how people there are called: each name in its own script and in Latin letters."""

    country: str
    languages: list[str]
    female: list[list[str]]
    male: list[list[str]]
    family: list[list[str]]


def make_up(people: int, *, seed: int) -> list[dict[str, Json]]:
    """Families with about so many people in all: exactly so many, the last family being cut to fit."""
    chance = Random(seed)
    origins = [Origin(**each) for each in yaml.safe_load(NAMES.read_text("utf-8"))]
    families = []
    while people > 0:
        family = _family(chance, chance.choice(origins))
        family["people"] = family["people"][:people]
        people -= len(family["people"])
        families.append(family)
    return families


def _family(chance: Random, origin: Origin) -> dict[str, Json]:
    shape, surname = chance.choice(SHAPES), chance.choice(origin.family)
    story = STORIES["nobody asked yet" if shape == "child" else chance.choice(list(STORIES))]
    members = list(_members(chance, origin, shape, surname))
    first = members[0]
    first.update({name: story[name] for name in ("facts", "episodes") if name in story})
    if "of_nationality" in story:
        first["of_nationality"] = {origin.country: story["of_nationality"]}
    family: dict[str, Json] = {
        "office": chance.choice(["rc", "rc", "rc", "ac"]),
        "days_ago": chance.randrange(1, DAYS),
        "languages": origin.languages,
        "nationalities": [origin.country],
        "interpreter": chance.random() < 0.6,
        "people": members,
    }
    if "afraid" in story:
        family["afraid"] = story["afraid"]
    if shape == "child":
        family["adult_here"] = chance.choice(["no", "unknown"])
    return family


def _members(chance: Random, origin: Origin, shape: str, surname: list[str]) -> Iterator[dict[str, Json]]:
    if shape == "child":
        yield _person(chance, origin, surname, age=chance.randrange(12, 18))
        return
    sex = "female" if shape == "parent" else chance.choice(["female", "male"])
    age = chance.randrange(22, 60)
    yield _person(chance, origin, surname, age=age, sex=sex)
    if shape in ("couple", "family"):
        other = "male" if sex == "female" else "female"
        yield {**_person(chance, origin, surname, age=max(19, age - 3), sex=other), "part": "spouse"}
    if shape in ("parent", "family"):
        oldest = min(17, age - 18)
        for _ in range(chance.randrange(1, 4)):
            yield {**_person(chance, origin, surname, age=chance.randrange(1, oldest + 1)), "part": "child"}


def _person(
    chance: Random, origin: Origin, surname: list[str], *, age: int, sex: str = ""
) -> dict[str, Json]:
    sex = sex or chance.choice(["female", "male"])
    given = chance.choice(origin.female if sex == "female" else origin.male)
    person = {
        "given": given[0],
        "family": surname[0],
        "sex": sex,
        "born": chance.choice([f"{age}", f"about {age}", f"{age} years"]),
    }
    if len(given) > 1:
        person["written"] = f"{given[1]} {surname[-1]}"
    return person
