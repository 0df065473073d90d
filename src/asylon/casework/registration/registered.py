"""What comes back from a registration: numbers and ids, never an identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """Somebody who was registered. `known_before` if the record was there and the person was put to it."""

    id: UUID
    number: str
    known_before: bool = False


@dataclass(frozen=True, slots=True)
class Registered:
    """A registration that stands. `again` if it stood before: the same form was sent twice."""

    registration: UUID
    kind: str
    group: UUID | None
    group_number: str
    people: tuple[RegisteredPerson, ...]
    counted: dict[str, int]
    at: datetime
    again: bool = False
    counted_group: UUID | None = None
    """The counted group that they come out of."""

    @property
    def has_family_paper(self) -> bool:
        """Whether one certificate can name them all."""
        return self.group is not None and len(self.people) > 1
