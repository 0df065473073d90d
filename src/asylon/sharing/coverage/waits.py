"""How long it takes from a promise to what comes of it. What has not come is still waiting, and never 0.

The middle is that of Kaplan and Meier: the day by which half have come, where those still waiting count
as waiting for as long as they have waited so far. A mean or a median of the finished ones alone would
look better the more is late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Wait:
    """How many days, and whether it came at the end of them."""

    days: int
    came: bool

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError(f"{self.days} days: nothing comes before it was promised")


@dataclass(frozen=True, slots=True)
class Waits:
    """Many waits together.

    Attributes:
        came: how many have come.
        waiting: how many are still waiting.
        middle: days by which half have come; None while fewer than half have.
        longest_waiting: days of the longest that is still waiting; None if none is.
    """

    came: int
    waiting: int
    middle: int | None
    longest_waiting: int | None


def waits(found: Iterable[Wait]) -> Waits:
    """The figures of many waits."""
    every = sorted(found, key=lambda wait: wait.days)
    still = [wait.days for wait in every if not wait.came]
    return Waits(
        came=len(every) - len(still),
        waiting=len(still),
        middle=_middle(every),
        longest_waiting=max(still, default=None),
    )


def _middle(every: Sequence[Wait]) -> int | None:
    left = Fraction(1)
    for days in sorted({wait.days for wait in every if wait.came}):
        at_risk = sum(wait.days >= days for wait in every)
        came = sum(wait.came and wait.days == days for wait in every)
        left *= Fraction(at_risk - came, at_risk)
        if left <= Fraction(1, 2):
            return days
    return None
