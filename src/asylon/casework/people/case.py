"""A case that the door has opened: whose it is, the key to it, and who is at work on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Case:
    """Handed out by `access` alone; whoever holds one may read and write this person's rows."""

    person: UUID
    key: bytes = field(repr=False)
    jurisdiction: str
    account: UUID
    role: str
