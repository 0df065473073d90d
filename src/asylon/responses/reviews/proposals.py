"""Plan against fact: what a review finds, and which amendments that suggests. Pure; knows no framework.

Three rules, each with a mark that people set and that is recorded with the review. A rule proposes; it
decides nothing. What is not known is found to be not known, and proposes nothing.
Source of the marks: the usual ones of this product, 85 % and 70 %; Conclusion 100 (n) names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What is held against the plan."""

    CAPACITY = "capacity"
    ARRIVALS = "arrivals"
    DELIVERY = "delivery"


class Verdict(StrEnum):
    """How a fact stands to its mark."""

    WITHIN = "within"
    OVER = "over"
    UNDER = "under"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Marks:
    """Whole per cent. Capacity in use above the first, or delivery below the second, proposes something."""

    capacity_over: int = 85
    delivery_under: int = 70

    def __post_init__(self) -> None:
        for name in ("capacity_over", "delivery_under"):
            if not 1 <= getattr(self, name) <= 100:
                raise ValueError(f"{name} is a whole number from 1 to 100, not {getattr(self, name)!r}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure beside what the plan counts on; None is not known, 0 is none.

    Attributes:
        of: what it is about: a sector, a currency, a sort of places; empty for all.
        planned: the capacity there is, the upper end of the forecast, or what is needed.
        actual: what is in use, who arrives a day, or what was delivered; in the same unit.
        least: the lower end of the forecast, for arrivals only.
    """

    sort: Sort
    of: str
    planned: int | None
    actual: int | None
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact against its mark. `percent` is rounded down, None where there is none to tell."""

    fact: Fact
    verdict: Verdict
    mark: int | None
    percent: int | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """An amendment that the rules suggest.

    Attributes:
        code: `capacity_over`, `arrivals_above`, `arrivals_below` or `delivery_under`.
        arrangement: the code of the arrangement that it would belong to, such as `j4`.
        amount: by how much, in the unit of the fact: what is missing to come back to the mark.
    """

    code: str
    finding: Finding
    arrangement: str
    amount: int


OF_CAPACITY = {"registration": "j5", "security": "j8", "education": "l8", "protection": "l4"}
OF_DELIVERY = {"places": "m3", "persons": "j8", "units": "j4"}


def find(facts: Iterable[Fact], marks: Marks) -> tuple[Finding, ...]:
    """Every fact against its mark, in the order given."""
    return tuple(_finding(fact, marks) for fact in facts)


def propose(facts: Iterable[Fact], marks: Marks) -> tuple[Proposed, ...]:
    """The amendments that facts outside their marks suggest, in the order of the facts."""
    return tuple(proposed for finding in find(facts, marks) for proposed in _proposed(finding))


def _finding(fact: Fact, marks: Marks) -> Finding:
    if fact.sort is Sort.ARRIVALS:
        return Finding(fact, _of_arrivals(fact), None, None)
    mark = marks.capacity_over if fact.sort is Sort.CAPACITY else marks.delivery_under
    if fact.planned is None or fact.actual is None or (fact.planned == 0 and fact.actual == 0):
        return Finding(fact, Verdict.NOT_KNOWN, mark, None)
    percent = fact.actual * 100 // fact.planned if fact.planned else None
    # In whole numbers: exactly at the mark is still within it.
    if fact.sort is Sort.CAPACITY:
        over = fact.actual * 100 > mark * fact.planned
        return Finding(fact, Verdict.OVER if over else Verdict.WITHIN, mark, percent)
    under = fact.actual * 100 < mark * fact.planned
    return Finding(fact, Verdict.UNDER if under else Verdict.WITHIN, mark, percent)


def _of_arrivals(fact: Fact) -> Verdict:
    if fact.actual is None or fact.planned is None or fact.least is None:
        return Verdict.NOT_KNOWN
    if fact.actual > fact.planned:
        return Verdict.OVER
    return Verdict.UNDER if fact.actual < fact.least else Verdict.WITHIN


def _proposed(finding: Finding) -> Iterator[Proposed]:
    fact, mark = finding.fact, finding.mark
    if finding.verdict in (Verdict.WITHIN, Verdict.NOT_KNOWN):
        return
    planned, actual, least = fact.planned or 0, fact.actual or 0, fact.least or 0
    if fact.sort is Sort.CAPACITY and mark:
        room = -(-actual * 100 // mark)
        yield Proposed("capacity_over", finding, OF_CAPACITY.get(fact.of, "j4"), room - planned)
    elif fact.sort is Sort.DELIVERY and mark:
        due = -(-planned * mark // 100)
        yield Proposed("delivery_under", finding, _delivering(fact.of), due - actual)
    elif finding.verdict is Verdict.OVER:
        yield Proposed("arrivals_above", finding, "l2", actual - planned)
    else:
        yield Proposed("arrivals_below", finding, "l2", least - actual)


def _delivering(of: str) -> str:
    """The arrangement under which more would be delivered: that of the item, else by what is counted."""
    return of if re.fullmatch(r"[jlmc][1-9]", of) else OF_DELIVERY.get(of, "j1")
