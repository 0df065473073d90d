"""What follows if the growth goes on: a band that is honest about level, slope and single days."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.foresight.influx import Ahead, Band, Day, ahead_of, rate_of
from asylon.foresight.influx.student import share_below, t_975
from tests.foresight.influx.series import days_of, last_of, series

RISING = [round(1_000 * 2 ** (at / 7)) for at in range(14)]


def ahead(days: list[Day]) -> Ahead | None:
    return ahead_of(days, until=last_of(days))


def known(days: list[Day]) -> Ahead:
    return ahead(days) or pytest.fail("nothing can be told")


class TestByHand:
    def test_what_doubles_in_a_week_has_doubled_after_a_week(self) -> None:
        found = known(days_of(RISING))
        assert found.days[6].persons == pytest.approx(2 * RISING[-1], rel=1e-3)
        assert found.in_all.persons == pytest.approx(sum(each.persons for each in found.days))

    def test_the_days_are_those_after_the_last_one(self) -> None:
        days = days_of(RISING)
        found = known(days)
        assert [each.on for each in found.days] == [last_of(days) + timedelta(days=at) for at in range(1, 15)]

    def test_days_that_are_alike_do_not_make_the_next_one_sure(self) -> None:
        first = known(days_of([400] * 14)).days[0]
        assert first.persons == pytest.approx(400)
        assert first.low < 400 - 2 * math.sqrt(400)
        assert first.high > 400 + 2 * math.sqrt(400)

    def test_days_that_scatter_more_have_a_wider_band(self) -> None:
        calm = known(days_of([400, 410, 390, 405, 395, 400, 400] * 2)).days[0]
        wild = known(days_of([400, 700, 100, 650, 150, 400, 400] * 2)).days[0]
        assert wild.high - wild.low > 3 * (calm.high - calm.low)

    def test_chances_agree_with_the_band(self) -> None:
        found = known(days_of(RISING))
        assert found.chance_above(found.in_all.persons) == pytest.approx(50, abs=1)
        assert found.chance_above(found.in_all.high) == pytest.approx(2.5, abs=0.01)
        assert found.chance_above(found.in_all.low) == pytest.approx(97.5, abs=0.01)
        assert found.chance_above(0) == pytest.approx(100, abs=0.01)

    def test_days_before_a_report_do_not_count_again(self) -> None:
        days = days_of(RISING)
        found = known(days)
        later = last_of(days) + timedelta(days=4)
        whole, rest = found.chance_above(50_000), found.chance_above(50_000, after=later)
        assert whole is not None
        assert rest is not None
        assert rest < whole
        assert found.chance_above(50_000, after=later + timedelta(days=10)) is None


class TestWhatCannotBeTold:
    @pytest.mark.parametrize("numbers", [[5, 6, 7, 8], [0] * 14, [None] * 14, [0, 0, 0, 0, 0, 0, 0, 40]])
    def test_where_there_is_no_rate_nothing_is_said(self, numbers: list[int | None]) -> None:
        assert ahead(days_of(numbers)) is None

    def test_a_band_that_reaches_all_people_who_live_is_not_said(self) -> None:
        assert rate_of(days_of([1, 7, 50, 350, 2_400]), until=last_of(days_of([1] * 5))) is not None
        assert ahead(days_of([1, 7, 50, 350, 2_400])) is None


class TestForAllSeries:
    @given(days=series())
    def test_it_tells_nothing_unless_there_is_a_rate_and_what_it_tells_is_finite(
        self, days: list[Day]
    ) -> None:
        found = ahead(days)
        if rate_of(days, until=last_of(days)) is None:
            assert found is None
        bands: list[Band] = [*found.days, found.in_all] if found else []
        for each in bands:
            assert 0 <= each.low <= each.persons <= each.high < math.inf

    @given(days=series(), times=st.integers(2, 50))
    def test_if_every_number_is_multiplied_so_is_what_is_expected(self, days: list[Day], times: int) -> None:
        more = [
            replace(each, persons=None if each.persons is None else each.persons * times) for each in days
        ]
        here, there = ahead(days), ahead(more)
        if here and there:
            assert there.in_all.persons == pytest.approx(here.in_all.persons * times, rel=1e-6)

    @given(days=series(least=14))
    def test_the_band_widens_with_the_horizon(self, days: list[Day]) -> None:
        """In people while they rise, and beside what is expected while they fall."""
        found = ahead(days)
        for one, other in pairwise(found.days) if found else ():
            if found and found.fit.slope >= 0:
                assert other.high - other.low >= (one.high - one.low) * (1 - 1e-9)
            elif other.persons > 1e-6:
                assert other.high / other.persons >= one.high / one.persons * (1 - 1e-9)

    @given(days=series(), persons=st.integers(0, 10**6), more=st.integers(0, 10**6))
    def test_more_places_never_make_it_likelier_that_they_are_passed(
        self, days: list[Day], persons: int, more: int
    ) -> None:
        found = ahead(days)
        if found:
            chance, less = found.chance_above(persons), found.chance_above(persons + more)
            assert chance is not None
            assert less is not None
            assert 0 <= less <= chance + 1e-9 <= 100 + 1e-6


class TestCoverage:
    """How often what then comes lies in the band, over simulated days. The seed is fixed."""

    @pytest.mark.parametrize(
        ("level", "growth", "dispersion"),
        [(50, 0.0, 1.0), (300, 0.05, 1.0), (500, -0.08, 10.0), (400, 0.1, 30.0), (20, 0.0, 8.0)],
    )
    def test_near_95_of_100(self, level: float, growth: float, dispersion: float) -> None:
        chance, inside = Random(20261122), {"first": 0, "last": 0, "in all": 0}
        told = 0
        for _ in range(400):
            numbers = list(simulated(chance, level, growth, dispersion))
            found = ahead(days_of(numbers[:14]))
            if found is None:
                continue
            told += 1
            come = numbers[14:]
            inside["first"] += found.days[0].low <= come[0] <= found.days[0].high
            inside["last"] += found.days[-1].low <= come[-1] <= found.days[-1].high
            inside["in all"] += found.in_all.low <= sum(come) <= found.in_all.high
        assert told > 390
        for share in inside.values():
            assert 0.90 <= share / told <= 0.99


class TestStudent:
    @pytest.mark.parametrize("freedom", range(1, 31))
    def test_the_quantile_and_the_share_below_it_agree(self, freedom: int) -> None:
        assert share_below(t_975(freedom), freedom=freedom) == pytest.approx(0.975, abs=5e-5)
        assert share_below(-t_975(freedom), freedom=freedom) == pytest.approx(0.025, abs=5e-5)
        assert share_below(0, freedom=freedom) == 0.5


def simulated(chance: Random, level: float, growth: float, dispersion: float) -> Iterator[int]:
    """28 made-up days: Poisson counts, or counts whose variance is the dispersion times their mean."""
    for at in range(28):
        mean = level * math.exp(growth * (at - 13))
        if dispersion > 1:
            mean = chance.gammavariate(mean / (dispersion - 1), dispersion - 1)
        yield poisson(chance, mean)


def poisson(chance: Random, mean: float) -> int:
    if mean > 200:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count
