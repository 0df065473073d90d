"""To which field of the access table a fact, or one of the small lists, belongs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

from asylon.casework.access.kernel import Field
from asylon.rulebook import load
from asylon.rulebook.entries import FactEntry

BY_TOPIC: Mapping[str, Field] = {
    "age_and_family": Field.AGE_AND_FAMILY,
    "armed_groups": Field.ARMED_GROUPS,
    "countries_and_fear": Field.COUNTRIES_AND_FEAR,
    "credibility": Field.CREDIBILITY,
    "exclusion_and_cessation": Field.EXCLUSION_AND_CESSATION,
    "exploitation": Field.EXPLOITATION,
    "harm": Field.HARM,
    "identification": Field.EXPLOITATION,
    "ilo_indicators": Field.EXPLOITATION,
    "journey": Field.JOURNEY,
    "mass_arrival": Field.MASS_ARRIVAL,
    "needs": Field.NEEDS,
    "procedure": Field.PROCEDURE,
    "return": Field.RETURN,
    "solutions": Field.SOLUTIONS,
}
"""The file of the rulebook in which a fact stands decides."""

BY_FACT: Mapping[str, Field] = {
    **dict.fromkeys(("nationalities", "nationality_known_none", "former_habitual_residence"), Field.IDENTITY),
    **dict.fromkeys(("asked_protection", "told_right_to_ask", "fears_return"), Field.REQUEST),
    **dict.fromkeys(("torture_survivor", "sgbv_survivor", "lgbtiq"), Field.INTIMATE_NEEDS),
}
"""Facts that are held otherwise than the topic they are asked under.

Where somebody is from is part of who they are. A request for protection must be heard, seen and passed on
by whoever meets the person first. Some needs are known to those who help, and to nobody at a desk.
"""

BY_LIST: Mapping[str, Field] = {
    "nationality": Field.IDENTITY,
    "episode": Field.EXPLOITATION,
    "leg": Field.JOURNEY,
    "destination": Field.RETURN,
}
"""The field of each small list, by its scope."""


def field_of(fact: FactEntry) -> Field:
    """The field that a fact belongs to; `UNSORTED`, which nobody sees, for a topic that is new."""
    if fact.id in BY_FACT:
        return BY_FACT[fact.id]
    return BY_TOPIC.get(PurePosixPath(fact.place.source.name).stem if fact.place else "", Field.UNSORTED)


def field_of_list(scope: str) -> Field:
    """The field of a small list; `UNSORTED` for a scope that is new."""
    return BY_LIST.get(scope, Field.UNSORTED)


def field_of_fact(fact: str) -> Field:
    """The field of a fact by its id; `UNSORTED` if the shipped rulebook knows none of this id."""
    return _fields().get(fact, Field.UNSORTED)


@cache
def _fields() -> Mapping[str, Field]:
    return {fact.id: field_of(fact) for fact in load().all_facts.values()}
