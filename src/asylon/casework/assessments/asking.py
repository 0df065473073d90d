"""What the rulebook asks next, remembered for a while: working it out is the slowest part of a page.

What is remembered goes by a hash of the situation, under a key made when the process began, and says which
questions are open: no answer and no identity is in it. Items are in it by their names in their lists.
"""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

from asylon.casework.assessments.services import Assessed
from asylon.rulebook import Question, questions

MOST = 256
"""Situations. Some 30 kB each at the most."""

_SALT = secrets.token_bytes(32)
_lock = Lock()
_known: OrderedDict[bytes, tuple[Question, ...]] = OrderedDict()


def next_questions(assessed: Assessed) -> tuple[Question, ...]:
    """Every question that still matters, in the order of asking. Only to be read."""
    name = _name(assessed)
    with _lock:
        if name in _known:
            _known.move_to_end(name)
            return _known[name]
    found = tuple(questions(assessed.assessment))
    with _lock:
        _known[name] = found
        while len(_known) > MOST:
            _known.popitem(last=False)
    return found


def _name(assessed: Assessed) -> bytes:
    written = json.dumps(assessed.situation, sort_keys=True, separators=(",", ":"))
    content = f"{assessed.assessment.program.hash}|{written}".encode()
    return blake2b(content, key=_SALT, digest_size=32).digest()
