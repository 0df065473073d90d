"""What one place counts for in money: a parameter shown with its source, and never hidden in a sum."""

from __future__ import annotations

from dataclasses import dataclass

from asylon.sharing.coverage.amounts import Amount, BadAmount, Measure, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalence:
    """So much money stands for one place.

    Attributes:
        minor: minor units of the currency for one place.
        currency: ISO 4217.
        source: the text that says so.
        checked: whether a lawyer has checked it.
    """

    minor: int
    currency: str
    source: str
    checked: bool

    def __post_init__(self) -> None:
        if self.minor < 1 or not self.source:
            raise BadAmount("an equivalence needs an amount above 0 and the source that says so")


@dataclass(frozen=True, slots=True)
class Equivalent:
    """What places would be in money. No amount: it can be shown beside money and not be added to it.

    Attributes:
        minor: minor units of the currency.
        places: the places that it stands for.
        by: the parameter that was applied.
    """

    minor: int
    places: Amount
    by: Equivalence


EU_POOL_2026 = Equivalence(
    minor=2_000_000,
    currency="EUR",
    source="Council Implementing Decision (EU) 2025/2642",
    checked=False,
)
"""EUR 20,000: the Solidarity Pool for 2026 has 21,000 persons or EUR 420 million."""


def in_money(places: Amount, *, by: Equivalence) -> Equivalent:
    """What so many places would be in money, under a parameter that the caller must name.

    Raises: BadAmount if the amount is not of places.
    """
    if places.measure != Measure(Unit.PLACES):
        raise BadAmount(f"{places.measure.unit.value} are no places; only places have an equivalent in money")
    return Equivalent(places.value * by.minor, places, by)
