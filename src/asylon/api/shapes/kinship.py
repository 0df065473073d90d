"""What is said of a family: links, people who are looked for, groups."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import Day, Id, In, Line, Out, Seen
from asylon.casework.access.kinship import LONGEST_NAME


class LinkKind(StrEnum):
    """What one is to the other."""

    PARENT = "parent"
    SPOUSE = "spouse"
    SIBLING = "sibling"
    GUARDIAN = "guardian"
    CAREGIVER = "caregiver"
    RELATIVE = "relative"


class LinkState(StrEnum):
    """Where they are to each other now."""

    TOGETHER = "together"
    SEPARATED = "separated"
    TRACING = "tracing"
    FOUND = "found"
    DIED = "died"
    UNKNOWN = "unknown"


class GroupPart(StrEnum):
    """The part that somebody has in a group."""

    HEAD = "head"
    SPOUSE = "spouse"
    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    OTHER_RELATIVE = "other_relative"
    NOT_RELATED = "not_related"
    MEMBER = "member"


class FormedKind(StrEnum):
    """A group that is formed around a person."""

    FAMILY = "family"
    HOUSEHOLD = "household"
    TRAVEL = "travel"


Kind = Annotated[LinkKind, Field(strict=False)]
State = Annotated[LinkState, Field(strict=False)]
Part = Annotated[GroupPart, Field(strict=False)]
Forward = Annotated[
    bool, Field(description="Whether `kind` says what the person is to the other, or the other way round.")
]


class LinkIn(In):
    """A link to somebody who is registered."""

    other: Id
    kind: Kind
    forward: Forward = True
    state: State = LinkState.TOGETHER
    since: Day | None = None


class AbsentIn(In):
    """A link to somebody who is not registered here, as the person tells it."""

    kind: Kind
    forward: Forward = True
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    last_heard: Line = ""
    place: Line = ""
    state: State = LinkState.TRACING
    since: Day | None = None


class LookedForOut(Out):
    """The link to somebody absent. `again` if it stood before: then nothing was written."""

    id: UUID
    again: bool


class StateIn(In):
    """Where the two are to each other now."""

    seen: Seen
    state: State


class FoundIn(In):
    """Who it is that was looked for."""

    seen: Seen
    other: Id


class EndIn(In):
    """The last day."""

    seen: Seen
    until: Day


class FormIn(In):
    """A group with the person as its first member. The title is a place and a date, never a name."""

    kind: Annotated[FormedKind, Field(strict=False)]
    title: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    part: Part = GroupPart.HEAD
    since: Day


class JoinIn(In):
    """A group that the person belongs to from a day on."""

    group: Id
    part: Part
    since: Day


class PartIn(In):
    """The part that the person has in the group from now on."""

    seen: Seen
    part: Part
