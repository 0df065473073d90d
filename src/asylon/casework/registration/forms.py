"""What is said when people are registered, before anything is stored: names, births, parts, what is needed.

Everything may stay unknown. An answer that was not given is empty, and is recorded nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from asylon.casework.people.partial_dates import UNKNOWN, PartialDate

MOST_PEOPLE = 30
"""More people than these are no family in one flow: the group is counted first."""
LONGEST_NAME = 80
LONGEST_PLACE = 60
MOST_COUNTED = 100_000


class Said(StrEnum):
    """What somebody answered to a question; not asked is an answer that is not there."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_ASKED = ""


class Part(StrEnum):
    """The part somebody has in the family, seen from the first person."""

    HEAD = "head"
    SPOUSE = "spouse"
    PARTNER = "partner"
    CHILD = "child"
    CHILD_OF_HEAD = "child_of_head"
    """Of the first person only: not of the wife, husband or partner who is here too."""
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    OTHER_RELATIVE = "other_relative"
    NOT_RELATED = "not_related"
    NOT_KNOWN = "member"


class Need(StrEnum):
    """What somebody needs today, by the fact that records it."""

    DOCTOR = "needs_urgent_medical"
    DANGER = "immediate_danger"
    BABY = "pregnant"
    DISABILITY = "disability"
    ALONE_WITH_CHILDREN = "single_parent"


class Verdict(StrEnum):
    """What the officer says of a record that may be about the same person. None is the default."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_TELL = "cannot_tell"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who is to be registered. Any of it may be empty, but not all of it."""

    given: str = ""
    father: str = ""
    family: str = ""
    written: str = ""
    """The whole name in another script."""
    born: PartialDate = UNKNOWN
    sex: str = "not_said"
    part: Part = Part.NOT_KNOWN
    needs: frozenset[Need] = frozenset()

    @property
    def nothing_known(self) -> bool:
        """Whether nothing at all was said that would tell this person from nobody."""
        named = self.given or self.father or self.family or self.written
        told = self.part not in (Part.HEAD, Part.NOT_KNOWN) or self.needs
        return not (named or told or self.born != UNKNOWN or self.sex != "not_said")


@dataclass(frozen=True, slots=True)
class Judged:
    """A record that was shown as a possible match of a person of the form, and what was said of it."""

    record: UUID
    verdict: Verdict
    place: int = 0
    """Which person of the form it was compared with, from 0."""


@dataclass(frozen=True, slots=True)
class FamilyForm:
    """One or more people who are registered together. The first is the one who answers."""

    people: tuple[NewPerson, ...]
    draft: UUID
    """Made by whoever fills the form: the same form sent twice is registered once."""
    site: UUID | None = None
    needed: Said = Said.NOT_ASKED
    """Whether anybody needs anything today: yes is said person by person, in `needs`."""
    afraid: Said = Said.NOT_ASKED
    """Whether anybody is afraid to go back."""
    adult_here: Said = Said.NOT_ASKED
    """Where only children may stand in the form: whether an adult who is responsible for them is here."""
    languages: tuple[str, ...] = ()
    wants_interpreter: bool | None = None
    nationalities: tuple[str, ...] = ()
    no_nationality: bool = False
    judged: tuple[Judged, ...] = field(default=())

    def of_those_here(self) -> FamilyForm:
        """The same, without people of whom nothing was said. The first stays: the others are seen from it."""
        kept = [place for place, each in enumerate(self.people) if place == 0 or not each.nothing_known]
        judged = (replace(each, place=kept.index(each.place)) for each in self.judged if each.place in kept)
        return replace(self, people=tuple(self.people[place] for place in kept), judged=tuple(judged))


@dataclass(frozen=True, slots=True)
class GroupForm:
    """A group that is counted before anybody in it is registered by name."""

    place: str
    women: int
    men: int
    girls: int
    boys: int
    not_known: int
    draft: UUID
    site: UUID | None = None

    @property
    def counted(self) -> dict[str, int]:
        """How many of each, as the registration keeps it."""
        return {
            "women": self.women,
            "men": self.men,
            "girls": self.girls,
            "boys": self.boys,
            "not_known": self.not_known,
        }

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.counted.values())


@dataclass(frozen=True, slots=True)
class RescueForm:
    """People who were rescued together."""

    place: str
    people_here: FamilyForm
    at_sea: Said = Said.NOT_ASKED
    ashore: Said = Said.NOT_ASKED
    """Whether they have been put ashore in a place of safety."""
