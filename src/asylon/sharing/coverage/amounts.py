"""Amounts that can only be added to their like: the same status, the same unit, the same currency.

What is announced, committed, delivered and reported are four things. A pledge of money that went through
all four would count four times in a sum of them, and places are no money. So each status is a type of its
own, and an amount carries what it measures: any other sum raises, and a type checker refuses the first kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar

MOST = 10**15
"""The largest amount: whole numbers up to here stay exact in the solver."""


class Unit(StrEnum):
    """What an amount counts."""

    MONEY = "money"
    """Minor units of a currency: cents, paras, fils."""
    PERSONS = "persons"
    """People who come to work: experts, standby staff."""
    PLACES = "places"
    """Places for refugees: one place, one person."""
    UNITS = "units"
    """Things of one named sort: tents, scholarships, changes of a law."""


class NotTheSame(TypeError):
    """Two amounts that must not be added, subtracted or compared.

    Attributes:
        code: `other_status` or `other_unit`.
    """

    def __init__(self, code: str, one: object, other: object) -> None:
        self.code = code
        super().__init__(f"{code}: {one!r} and {other!r} are different things and have no sum")


class BadAmount(ValueError):
    """A number that is no amount: below zero, too large, or not whole."""


@dataclass(frozen=True, slots=True, order=True)
class Measure:
    """A unit, and of what: the currency of money (ISO 4217), the sort of things; empty otherwise."""

    unit: Unit
    of: str = ""

    def __post_init__(self) -> None:
        if (self.unit in (Unit.MONEY, Unit.UNITS)) != bool(self.of):
            raise BadAmount(f"{self.unit.value} of {self.of!r}: money has a currency, units have a sort")


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number of something, at one status. Use one of the kinds below.

    Attributes:
        value: minor units of the currency, or a count; 0 or more.
    """

    value: int
    measure: Measure

    def __post_init__(self) -> None:
        if type(self.value) is not int or not 0 <= self.value <= MOST:
            raise BadAmount(f"{self.value!r} is no whole number from 0 to {MOST}")

    def __add__(self, other: Self) -> Self:
        self._must_be_like(other)
        return type(self)(self.value + other.value, self.measure)

    def __sub__(self, other: Self) -> Self:
        self._must_be_like(other)
        return type(self)(self.value - other.value, self.measure)

    def __lt__(self, other: Self) -> bool:
        self._must_be_like(other)
        return self.value < other.value

    def __le__(self, other: Self) -> bool:
        return not other < self

    def __bool__(self) -> bool:
        return self.value > 0

    def _must_be_like(self, other: object) -> None:
        if type(other) is not type(self):
            raise NotTheSame("other_status", self, other)
        if other.measure != self.measure:
            raise NotTheSame("other_unit", self, other)


class Needed(Amount):
    """So much is needed."""

    __slots__ = ()


class Announced(Amount):
    """So much was announced: said in public, with no duty yet."""

    __slots__ = ()


class Committed(Amount):
    """So much was committed: signed, or put into a budget."""

    __slots__ = ()


class Delivered(Amount):
    """So much was delivered: it arrived."""

    __slots__ = ()


class Reported(Amount):
    """So much was reported: whoever received it has accounted for it."""

    __slots__ = ()


A = TypeVar("A", bound=Amount)


def by_measure(amounts: Iterable[A]) -> dict[Measure, A]:
    """Sums, one for each unit, in the order of the units.

    Raises: NotTheSame if the amounts are of several statuses.
    """
    sums: dict[Measure, A] = {}
    first: A | None = None
    for each in amounts:
        first = each if first is None else first
        if type(each) is not type(first):
            raise NotTheSame("other_status", first, each)
        known = sums.get(each.measure)
        sums[each.measure] = each if known is None else known + each
    return {measure: sums[measure] for measure in sorted(sums)}
