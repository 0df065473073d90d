"""Who may be registered already among the people of a form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from asylon.casework.access.matching import Match, Matches, find_matches
from asylon.casework.access.visitors import Visitor
from asylon.casework.people.signs import strange_sign
from asylon.casework.registration.checks import NAME_FIELDS
from asylon.casework.registration.forms import LONGEST_NAME, MOST_PEOPLE, NewPerson
from asylon.casework.registration.names import typed_identity

__all__ = ["Match", "Matches", "possible_matches"]


def possible_matches(visitor: Visitor, people: Sequence[NewPerson], *, now: datetime) -> Matches:
    """For each of these people, in order, who may be the same; nobody for whom too little was typed.

    Raises: Refused if the visitor registers nobody.
    """
    looked = [place for place, each in enumerate(people[:MOST_PEOPLE]) if _says_enough(each)]
    found = find_matches(visitor, [typed_identity(people[place]) for place in looked], now=now)
    by_place = dict(zip(looked, found.people, strict=True))
    return Matches(tuple(by_place.get(place, ()) for place in range(len(people))), found.ask)


def _says_enough(person: NewPerson) -> bool:
    """Whether a name was typed, and something beside it that can tell namesakes apart."""
    texts = [getattr(person, name) for name in NAME_FIELDS]
    if any(len(text) > LONGEST_NAME or strange_sign(text) for text in texts):
        return False
    known = sum(bool(text) for text in texts) + (person.born.earliest is not None)
    words = sum(len(text.split()) for text in texts)
    return any(texts) and (known > 1 or words > 1)
