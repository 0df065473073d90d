"""One person's situation: what is given, checked against the facts of a rulebook.

The shape is the public contract, version 1. Unknown, declined and not asked all reason as unknown;
the record keeps them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from asylon.logic.truth import Truth
from asylon.rulebook.dates import PartialDate
from asylon.rulebook.scopes import LISTS

BASELINE = "INT"
"""The jurisdiction of nobody in particular: only what binds everywhere."""

BASES = ("documented", "observed", "stated", "inferred")
"""On what a fact rests, the strongest first."""

Value = Truth | str | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A recorded fact. `state` is known, unknown or declined; `value` is None unless known."""

    value: Value
    state: str = "known"
    basis: str = ""
    on: PartialDate | None = None
    by: str = ""
    note: str = ""
    margin: float = 0

    @property
    def known(self) -> bool:
        """Whether there is an answer to reason with."""
        return self.state == "known"


@dataclass(frozen=True, slots=True)
class Item:
    """One nationality, episode, leg or destination; `details` are the country and dates that it has."""

    id: str
    facts: Mapping[str, Given]
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """A person's facts and lists; a list that is None was not asked about, an empty one means none."""

    jurisdiction: str
    as_of: date
    facts: Mapping[str, Given]
    items: Mapping[str, tuple[Item, ...] | None]
    unnamed: Mapping[str, Mapping[str, Given]]
    id: str = ""

    def given(self, fact: str, scope: str, item: str) -> Given | None:
        """What was recorded for a fact, of the person or of a named or unnamed item."""
        if scope not in LISTS:
            return self.facts.get(fact)
        if not item:
            return self.unnamed[scope].get(fact)
        for each in self.items[scope] or ():
            if each.id == item:
                return each.facts.get(fact)
        return None
