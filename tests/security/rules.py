"""What an address needs, in the words of the access kernel; and a row of the table of addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from asylon.casework.access.kernel import Act, Field


class About(StrEnum):
    """What an address is about, and so what its refusal may tell."""

    EVERYBODY = "everybody"
    """Open to whoever comes, signed in or not."""
    VISITOR = "visitor"
    """Any visitor: themselves, or nothing that is kept from anybody."""
    CONFIRMING = "confirming"
    """Showing the second factor again."""
    NOBODY = "nobody"
    """An act that concerns no person in particular: 403 where it is not allowed."""
    PERSON = "person"
    """A person: 404 where her page may not be seen, 403 where only this act is not allowed."""
    ANY_PERSON = "any person"
    """An act on a person to whom the visitor need not stand in any way yet: an emergency."""
    COUNTED_GROUP = "counted group"
    """A counted group: 404 in other offices."""
    FAMILY_PAPER = "family paper"
    """A family: 404 unless the visitor may do it with somebody in it, in their own office."""
    MADE_BY_ONESELF = "made by oneself"
    """What the visitor made: 404 for everybody else."""
    SOMEBODY_ELSES = "somebody else's"
    """A thing of another account: 404, always."""
    NOTICE = "notice"
    """A notice to an office: 404 in other offices."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What somebody needs who goes there."""

    about: About
    act: Act | None = None
    sees: Field | None = None
    """A field that must be seen as well."""
    adds: Field | None = None
    """A field to which the visitor must be allowed to add."""
    unseen_is_absent: bool = False
    """Whether a field that may not be seen is answered with 404, as if it were not there."""
    fresh: bool = False
    """A page that wants a fresh second factor of everybody, whatever the act."""
    looking: bool = False
    """Only looks: what wants a fresh second factor when changing, does not want it here."""


@dataclass(frozen=True, slots=True)
class Row:
    """One address and method: what it needs, and what is sent to it by whoever may."""

    name: str
    method: str
    needs: Needs
    at: Mapping[str, Any] = field(default_factory=dict)
    """Parts of the address; a text that begins with $ is looked up in the made-up office."""
    ask: Mapping[str, Any] = field(default_factory=dict)
    """Behind the question mark."""
    send: Mapping[str, Any] | None = None
    """What is sent. $-texts are looked up."""
    code: str = ""
    """What tells two rows of one address apart."""

    @property
    def called(self) -> str:
        """A name for messages."""
        return f"{self.method} {self.name}{self.code and f' ({self.code})'}"


EVERYBODY = Needs(About.EVERYBODY)
VISITOR = Needs(About.VISITOR)
VISITOR_FRESH = Needs(About.VISITOR, fresh=True)


def nobody(act: Act, **more: Any) -> Needs:
    """An act about nobody in particular."""
    return Needs(About.NOBODY, act, **more)


def person(act: Act, **more: Any) -> Needs:
    """An act about a person."""
    return Needs(About.PERSON, act, **more)
