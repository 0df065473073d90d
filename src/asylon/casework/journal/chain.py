"""What an entry of the journal says, and the seal that chains it to the one before. Pure.

The seal is an HMAC under a key that is not in the database: whoever can write to the tables, and even
take the triggers away, still cannot make a chain that holds.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

Detail = dict[str, Any]

FIRST = bytes(32)
"""What the first entry has as the hash of the one before."""

_CODE = re.compile(r"[a-z0-9_.:\-]{0,80}\Z")


class NotACode(ValueError):
    """A detail of an entry that is no code, number, yes or no, or list of these: it might be a name."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"the detail {key!r} of a journal entry may hold only codes (a-z, 0-9, _ . : -), whole numbers, "
            "yes or no, ids, and lists of these; people's words and names stay out of the journal"
        )
        self.key = key


@dataclass(frozen=True, slots=True)
class Said:
    """Everything in an entry that the seal covers."""

    seq: int
    at: datetime
    actor: UUID | None
    office: UUID | None
    role: str
    purpose: str
    act: str
    outcome: str
    person: UUID | None
    detail: Detail
    before: bytes


def seal_of(said: Said, *, key: bytes) -> bytes:
    """The seal of an entry: HMAC-SHA256 over its canonical JSON, the seal before included."""
    content = {
        "seq": said.seq,
        "at": said.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": _text(said.actor),
        "office": _text(said.office),
        "role": said.role,
        "purpose": said.purpose,
        "act": said.act,
        "outcome": said.outcome,
        "person": _text(said.person),
        "detail": said.detail,
        "before": said.before.hex(),
    }
    written = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hmac.digest(key, written.encode(), hashlib.sha256)


def checked(detail: Detail) -> Detail:
    """The detail of an entry with ids as text.

    Raises: NotACode.
    """
    return {key: _checked(key, value) for key, value in detail.items()}


def _checked(key: str, value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str) and _CODE.match(value):
        return str(value)
    if isinstance(value, list | tuple):
        return [_checked(key, each) for each in value]
    raise NotACode(key)


def _text(id_: UUID | None) -> str | None:
    return None if id_ is None else str(id_)
