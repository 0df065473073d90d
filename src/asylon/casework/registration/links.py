"""How the people of one form belong together, from the parts that were said. Pure; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asylon.casework.people.models import FamilyLink
from asylon.casework.registration.forms import Part

Kind = FamilyLink.Kind


@dataclass(frozen=True, slots=True)
class Link:
    """What the person at place `one` of a form is to the person at place `other`."""

    one: int
    other: int
    kind: Kind


def links_between(parts: Sequence[Part]) -> tuple[Link, ...]:
    """The links that follow from the parts; the first part is that of the one whom they are seen from.

    A daughter or son is linked to the wife, husband or partner as well, unless it was said that she or he
    is of the first person only, or there is more than one of them. Guardians and people who are separated
    are not concluded from anything: they are said later.
    """
    return tuple(_links(parts))


def _links(parts: Sequence[Part]) -> Iterator[Link]:
    spouses = [place for place, part in enumerate(parts) if part in (Part.SPOUSE, Part.PARTNER)]
    for place, part in enumerate(parts):
        if place == 0:
            continue
        match part:
            case Part.SPOUSE | Part.PARTNER:
                yield Link(0, place, Kind.SPOUSE)
            case Part.CHILD | Part.CHILD_OF_HEAD:
                yield Link(0, place, Kind.PARENT)
                if part is Part.CHILD and len(spouses) == 1:
                    yield Link(spouses[0], place, Kind.PARENT)
            case Part.PARENT:
                yield Link(place, 0, Kind.PARENT)
            case Part.SIBLING:
                yield Link(place, 0, Kind.SIBLING)
            case Part.GRANDPARENT | Part.OTHER_RELATIVE:
                yield Link(place, 0, Kind.RELATIVE)
            case _:
                continue
