"""Whether individual procedures cope: applications against decisions, and the backlog that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

AHEAD_WEEKS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What the individual procedures of one host can do. None is not known."""

    host: str
    on: date
    waiting: int | None = None
    new_a_week: int | None = None
    decisions_a_week: int | None = None
    interviewers: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedures:
    """The benches of all hosts together; a number is None as soon as one host's is not known.

    Attributes:
        oldest: the oldest of the reports that it rests on.
    """

    hosts: int
    oldest: date
    newest: date
    waiting: int | None
    new_a_week: int | None
    decisions_a_week: int | None
    interviewers: int | None
    source: str

    @property
    def weeks_to_decide(self) -> float | None:
        """Weeks to decide all who wait now, if nobody else came. Infinite where nothing is decided."""
        if self.waiting is None or self.decisions_a_week is None:
            return None
        if self.waiting == 0:
            return 0.0
        return self.waiting / self.decisions_a_week if self.decisions_a_week else float("inf")

    @property
    def grows_a_week(self) -> int | None:
        """By how many the backlog grows each week; below zero it shrinks."""
        if self.new_a_week is None or self.decisions_a_week is None:
            return None
        return self.new_a_week - self.decisions_a_week

    @property
    def weeks_to_clear(self) -> float | None:
        """Weeks until nobody waits, with those who come meanwhile. Infinite if that never happens."""
        if self.waiting is None or self.grows_a_week is None:
            return None
        if self.waiting == 0 and self.grows_a_week <= 0:
            return 0.0
        return self.waiting / -self.grows_a_week if self.grows_a_week < 0 else float("inf")

    @property
    def covered_percent(self) -> float | None:
        """Decisions for a hundred new applications; None if either is not known or nobody applies."""
        if not self.new_a_week or self.decisions_a_week is None:
            return None
        return 100 * self.decisions_a_week / self.new_a_week

    def backlog_in(self, weeks: int = AHEAD_WEEKS) -> int | None:
        """Who waits after some weeks, if both paces stay; never below nobody."""
        if self.waiting is None or self.grows_a_week is None:
            return None
        return max(0, self.waiting + weeks * self.grows_a_week)


def procedures_of(benches: Iterable[Bench], *, as_of: date) -> Procedures | None:
    """The newest report of each host up to a day, added up; None if there is none."""
    newest: dict[str, Bench] = {}
    for each in benches:
        if each.on <= as_of and (each.host not in newest or each.on >= newest[each.host].on):
            newest[each.host] = each
    found = list(newest.values())
    if not found:
        return None

    def together(name: str) -> int | None:
        numbers = [getattr(each, name) for each in found]
        return None if None in numbers else sum(numbers)

    return Procedures(
        hosts=len(found),
        oldest=min(each.on for each in found),
        newest=max(each.on for each in found),
        waiting=together("waiting"),
        new_a_week=together("new_a_week"),
        decisions_a_week=together("decisions_a_week"),
        interviewers=together("interviewers"),
        source=" · ".join(dict.fromkeys(each.source for each in found if each.source)),
    )
