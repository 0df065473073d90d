"""Amounts of another status, unit or currency have no sum: the types make it impossible.

The lines that say `type: ignore` are the proof for the type checker: it runs over the tests as well, and
would complain about an exception that is not needed.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from asylon.sharing.coverage import (
    EU_POOL_2026,
    Amount,
    Announced,
    BadAmount,
    Committed,
    Delivered,
    Equivalence,
    Measure,
    Needed,
    NotTheSame,
    Reported,
    Unit,
    by_measure,
    in_money,
)
from tests.sharing.coverage.offered import EUR, PLACES, USD

STATUSES: tuple[type[Amount], ...] = (Needed, Announced, Committed, Delivered, Reported)
SORTS = (EUR, USD, PLACES, Measure(Unit.PERSONS), Measure(Unit.UNITS, "tents"), Measure(Unit.UNITS, "beds"))


@pytest.mark.parametrize("status", STATUSES)
def test_the_like_are_added_and_taken_away(status: type[Amount]) -> None:
    assert status(3, EUR) + status(4, EUR) == status(7, EUR)
    assert status(4, EUR) - status(3, EUR) == status(1, EUR)
    assert status(3, EUR) < status(4, EUR) <= status(4, EUR)


@pytest.mark.parametrize(("one", "other"), list(permutations(STATUSES, 2)))
def test_two_statuses_have_no_sum(one: type[Amount], other: type[Amount]) -> None:
    for act in ("__add__", "__sub__", "__lt__", "__le__"):
        with pytest.raises(NotTheSame, match="other_status"):
            getattr(one(1, EUR), act)(other(1, EUR))


@pytest.mark.parametrize(("one", "other"), list(permutations(SORTS, 2)))
def test_two_units_or_currencies_have_no_sum(one: Measure, other: Measure) -> None:
    for act in ("__add__", "__sub__", "__lt__", "__le__"):
        with pytest.raises(NotTheSame, match="other_unit"):
            getattr(Announced(1, one), act)(Announced(1, other))


def test_the_type_checker_refuses_them_too() -> None:
    with pytest.raises(NotTheSame):
        Announced(1, EUR) + Committed(1, EUR)  # type: ignore[operator]
    with pytest.raises(NotTheSame):
        Committed(1, EUR) + Delivered(1, EUR)  # type: ignore[operator]
    with pytest.raises(TypeError):
        sum([Announced(1, EUR), Announced(1, EUR)])  # type: ignore[list-item]
    with pytest.raises(NotTheSame):
        Announced(1, EUR) + 1  # type: ignore[operator]


def test_sums_come_one_for_each_unit_and_of_one_status_only() -> None:
    found = by_measure([Announced(1, EUR), Announced(5, PLACES), Announced(2, EUR)])
    assert found == {EUR: Announced(3, EUR), PLACES: Announced(5, PLACES)}
    with pytest.raises(NotTheSame):
        by_measure([Announced(1, EUR), Delivered(1, PLACES)])


@pytest.mark.parametrize("value", [-1, 10**15 + 1, 1.0, True, "1"])
def test_an_amount_is_a_whole_number_from_0_up(value: object) -> None:
    with pytest.raises(BadAmount):
        Announced(value, EUR)  # type: ignore[arg-type]


def test_nothing_can_be_taken_away_that_is_not_there() -> None:
    with pytest.raises(BadAmount):
        Announced(1, EUR) - Announced(2, EUR)


@pytest.mark.parametrize("bad", [(Unit.MONEY, ""), (Unit.PLACES, "EUR"), (Unit.UNITS, "")])
def test_money_has_a_currency_and_places_have_none(bad: tuple[Unit, str]) -> None:
    with pytest.raises(BadAmount):
        Measure(*bad)


class TestEquivalence:
    """cooperation.md: 21,000 persons or EUR 420 million in the pool for 2026."""

    def test_the_pool_of_2026_in_money(self) -> None:
        found = in_money(Announced(21_000, PLACES), by=EU_POOL_2026)
        assert found.minor == 420_000_000_00
        assert (found.by.currency, found.by.source) == ("EUR", "Council Implementing Decision (EU) 2025/2642")

    def test_it_says_that_no_lawyer_has_checked_it(self) -> None:
        assert EU_POOL_2026.checked is False

    def test_what_comes_out_is_no_amount_and_has_no_sum_with_one(self) -> None:
        found = in_money(Announced(1, PLACES), by=EU_POOL_2026)
        with pytest.raises(TypeError):
            Announced(1, EUR) + found  # type: ignore[operator]
        with pytest.raises(TypeError):
            found + found  # type: ignore[operator]

    def test_it_is_never_applied_without_being_named(self) -> None:
        with pytest.raises(TypeError):
            in_money(Announced(1, PLACES))  # type: ignore[call-arg]

    def test_only_places_have_one_and_it_has_a_source(self) -> None:
        with pytest.raises(BadAmount):
            in_money(Announced(1, Measure(Unit.PERSONS)), by=EU_POOL_2026)
        with pytest.raises(BadAmount):
            Equivalence(minor=1, currency="EUR", source="", checked=True)
