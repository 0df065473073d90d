"""What is needed and what is on offer, and which offer may serve which need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic

from asylon.sharing.coverage.amounts import A, Needed


class Reason(StrEnum):
    """Why something of an offer serves nothing."""

    CONDITION = "condition"
    """Its condition is not met yet."""
    UNIT = "unit"
    """Nothing is needed in this unit or currency."""
    SECTOR = "sector"
    """Nothing is needed in the sectors that it is earmarked for."""
    DISTRICT = "district"
    """Nothing is needed in its district."""
    POPULATION = "population"
    """Nothing is needed for the people that it is earmarked for."""
    PERIOD = "period"
    """It can be used only before or after there is need."""
    OVER_EARMARKED = "over_earmarked"
    """The needs that it may serve are covered, while others in the same unit are not."""
    BEYOND_NEED = "beyond_need"
    """Every need in this unit is covered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """So much is needed for a sector in a period, perhaps of one district or for some of the people.

    Attributes:
        id: what flows refer to.
        district: empty for the whole country.
        population: empty for everybody.
        since, until: first and last day.
    """

    id: str
    amount: Needed
    sector: str
    since: date
    until: date
    district: str = ""
    population: str = ""

    @property
    def signature(self) -> tuple[object, ...]:
        """Everything but the id: needs with the same signature are alike."""
        return (
            self.since,
            self.until,
            self.sector,
            self.district,
            self.population,
            self.amount.measure,
            self.amount.value,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Generic[A]):
    """What of one pledge stands at one status, when it can be used, and what it is earmarked for.

    Attributes:
        id: what flows refer to.
        sectors: those that it may serve; empty for any.
        district, population: empty for any.
        since, until: first and last day on which it can be used.
        for_since, for_until: the period of need that it is earmarked for; None for any.
        condition_met: false while a condition is open.
    """

    id: str
    amount: A
    since: date
    until: date
    sectors: frozenset[str] = frozenset()
    district: str = ""
    population: str = ""
    for_since: date | None = None
    for_until: date | None = None
    condition_met: bool = True

    @property
    def looseness(self) -> int:
        """How many of the four earmarks (sector, district, population, period) are left open: 0 to 4."""
        period = self.for_since is not None or self.for_until is not None
        return (not self.sectors) + (not self.district) + (not self.population) + (not period)

    @property
    def signature(self) -> tuple[object, ...]:
        """Everything but the id, the most tightly earmarked first, then whatever ends sooner."""
        return (
            self.looseness,
            self.until,
            self.since,
            tuple(sorted(self.sectors)),
            self.district,
            self.population,
            self.for_since or date.min,
            self.for_until or date.max,
            self.amount.measure,
            self.amount.value,
        )


Test = Callable[[Offer[A], Need], bool]


def same_unit(offer: Offer[A], need: Need) -> bool:
    """Whether both count the same, in the same currency."""
    return offer.amount.measure == need.amount.measure


def in_sector(offer: Offer[A], need: Need) -> bool:
    """Whether the earmark allows the sector."""
    return not offer.sectors or need.sector in offer.sectors


def in_district(offer: Offer[A], need: Need) -> bool:
    """Whether the earmark allows the district.

    A need of the whole country does not say how much of it falls on one district, so an offer for one
    district does not serve it.
    """
    return not offer.district or offer.district == need.district


def for_people(offer: Offer[A], need: Need) -> bool:
    """Whether the earmark allows the people; for a need of everybody as for one of the whole country."""
    return not offer.population or offer.population == need.population


def in_period(offer: Offer[A], need: Need) -> bool:
    """Whether there is a day of need on which the offer can be used, inside the period of its earmark."""
    first = max(offer.since, need.since, offer.for_since or date.min)
    last = min(offer.until, need.until, offer.for_until or date.max)
    return first <= last


TESTS: Sequence[tuple[Reason, Callable[..., bool]]] = (
    (Reason.UNIT, same_unit),
    (Reason.SECTOR, in_sector),
    (Reason.DISTRICT, in_district),
    (Reason.POPULATION, for_people),
    (Reason.PERIOD, in_period),
)
"""In the order in which a reason is looked for."""


def eligible(offer: Offer[A], need: Need) -> bool:
    """Whether an offer may serve a need."""
    return offer.condition_met and all(test(offer, need) for _reason, test in TESTS)


def why_not(offer: Offer[A], needs: Sequence[Need]) -> Reason | None:
    """Why an offer may serve none of these needs: the first test that none is left after; None if it may."""
    if not offer.condition_met:
        return Reason.CONDITION
    left = [need for need in needs if need.amount.value > 0]
    for reason, test in TESTS:
        left = [need for need in left if test(offer, need)]
        if not left:
            return reason
    return None
