"""How a frozen assessment is sealed and opened."""

from __future__ import annotations

import json
import zlib
from typing import Any
from uuid import UUID

from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.people.case import Case
from asylon.rulebook.differences import Answers
from asylon.vault import Context, open_sealed, seal

Json = Any


def packed(case: Case, row: UUID, content: dict[str, Json]) -> bytes:
    """Seal what a frozen assessment holds: `situation`, and `answers` as `sort:id` to value."""
    # Compressed first: a situation repeats its words, and a person collects many assessments.
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return seal(case.key, zlib.compress(plain), context=_context(row))


def opened(case: Case, row: FrozenAssessment) -> dict[str, Json]:
    """What `packed` sealed.

    Raises: Broken.
    """
    content = open_sealed(case.key, bytes(row.sealed), context=_context(row.id))
    return dict(json.loads(zlib.decompress(content)))


def read_answers(written: dict[str, str]) -> Answers:
    """Kept answers by sort and id, as the rulebook compares them."""
    found: Answers = {}
    for name, value in written.items():
        sort, _, id_ = name.partition(":")
        found[sort, id_] = value
    return found


def _context(row: UUID) -> Context:
    return Context("assessments_frozenassessment", "sealed", row)
