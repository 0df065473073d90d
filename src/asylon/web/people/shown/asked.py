"""The questions that still matter, remembered for a while: to find them is the slowest part of a page.

What is kept names no person: a hash of the situation under a key made when the process began, and the
ids of questions.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from asylon.rulebook import Assessment, Question, questions
from asylon.rulebook.situation import Given, Item

REMEMBERED = 1024
"""Some 20 kB each: as many as a large office opens in a day."""
_SALT = secrets.token_bytes(32)
_lock = Lock()
_found: OrderedDict[bytes, tuple[Waiting, ...]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that still matters, by the ids of what it asks and decides."""

    fact: str
    scope: str
    item: str
    state: str
    decides: tuple[str, ...]


def waiting(assessment: Assessment) -> tuple[Waiting, ...]:
    """The questions of an assessment in the order of asking."""
    key = _key(assessment)
    with _lock:
        if key in _found:
            _found.move_to_end(key)
            return _found[key]
    fresh = tuple(_waiting(each) for each in questions(assessment))
    with _lock:
        _found[key] = fresh
        while len(_found) > REMEMBERED:
            _found.popitem(last=False)
    return fresh


def _waiting(asked: Question) -> Waiting:
    worth = asked.decides or asked.helps
    decides = tuple(sorted(worth, key=worth.__getitem__, reverse=True))
    return Waiting(asked.fact.id, asked.fact.scope, asked.item, asked.state, decides)


def _key(assessment: Assessment) -> bytes:
    situation = assessment.situation
    content = (
        assessment.program.hash,
        situation.jurisdiction,
        situation.as_of.isoformat(),
        _written(situation.facts),
        [(scope, _listed(items)) for scope, items in sorted(situation.items.items())],
        [(scope, _written(facts)) for scope, facts in sorted(situation.unnamed.items())],
    )
    return hashlib.blake2b(repr(content).encode(), key=_SALT, digest_size=32).digest()


def _listed(items: Iterable[Item] | None) -> list[Any] | None:
    if items is None:
        return None
    return [(each.id, sorted(each.details.items()), _written(each.facts)) for each in items]


def _written(facts: Mapping[str, Given]) -> list[tuple[str, str]]:
    return sorted((name, repr(given)) for name, given in facts.items())
