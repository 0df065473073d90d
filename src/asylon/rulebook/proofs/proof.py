"""What a proof is: its statement, whether it holds, and otherwise a situation that shows why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A situation, as `asylon explain` takes it, in which a statement fails.

    `explain` is the id to explain. `beside` is the same person with something else recorded, where
    the statement compares the two.
    """

    situation: dict[str, Any]
    explain: str
    shows: str
    beside: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One statement about the compiled rulebook of a State and a date, for all assignments of facts.

    `bound` is how many items a list may have; `covers` names every State and date with the same
    expressions, for which this one proof stands. `subject` names what a statement fails for.
    """

    name: str
    statement: str
    jurisdiction: str
    as_of: date
    holds: bool
    bound: int
    seconds: float
    covers: tuple[str, ...]
    subject: str = ""
    found: str = ""
    counterexample: Counterexample | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Where a statement fails: for what, in which words, and with which situation if one shows it."""

    subject: str
    found: str
    counterexample: Counterexample | None = None
