"""X100-a-ii: the rate of arrival and the time in which it doubles, with zeros, gaps and honest doubt."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.foresight.influx import BadDays, Day, Rate, Trend, rate_of
from asylon.foresight.influx.days import checked
from tests.foresight.influx.series import FIRST, days_of, last_of, series


def rate(days: list[Day]) -> Rate | None:
    return rate_of(days, until=last_of(days))


class TestByHand:
    def test_a_number_that_doubles_every_four_days(self) -> None:
        found = rate(days_of([round(1_000 * 2 ** (at / 4)) for at in range(14)]))
        assert found is not None
        assert found.doubling_days == pytest.approx(4, rel=1e-3)
        assert found.percent_a_week == pytest.approx(100 * (2 ** (7 / 4) - 1), rel=1e-3)
        assert found.trend is Trend.RISING

    def test_the_same_backwards_falls_and_never_doubles(self) -> None:
        found = rate(days_of([round(1_000 * 2 ** (-at / 4)) for at in range(14)]))
        assert found is not None
        assert (found.trend, found.doubling_days) == (Trend.FALLING, None)

    def test_a_level_number_has_no_trend(self) -> None:
        found = rate(days_of([250] * 14))
        assert found is not None
        assert found.a_day == 0
        assert found.trend is Trend.NOT_CLEAR

    def test_scattered_days_say_not_clear_rather_than_rising(self) -> None:
        found = rate(days_of([10, 90, 20, 80, 15, 95, 25, 85, 10, 90, 30, 80, 20, 95]))
        assert found is not None
        assert found.trend is Trend.NOT_CLEAR
        assert found.low < 0 < found.high

    def test_it_looks_back_fourteen_days_and_no_further(self) -> None:
        level = [250] * 14
        assert rate(days_of([9_000, 1, 7_000, *level])) == replace(
            rate(days_of(level)) or pytest.fail("no rate"), until=FIRST + timedelta(days=16)
        )


class TestWhatCannotBeTold:
    @pytest.mark.parametrize(
        "numbers",
        [
            [5, 6, 7, 8],
            [5, None, None, None, 6, None, 7, None, 8],
            [0] * 14,
            [None] * 14,
            [0, 0, 0, 0, 0, 0, 0, 40],
            [40, 0, 0, 0, 0, 0],
        ],
    )
    def test_too_few_days_nobody_or_all_at_one_edge(self, numbers: list[int | None]) -> None:
        assert rate(days_of(numbers)) is None

    def test_days_out_of_order_or_below_zero_are_refused(self) -> None:
        with pytest.raises(BadDays, match="not_in_order"):
            checked(reversed(days_of([1, 2])))
        with pytest.raises(BadDays, match="below_zero"):
            checked(days_of([-1]))


class TestForAllSeries:
    @given(days=series(), shift=st.integers(-4_000, 4_000))
    def test_it_does_not_matter_when_it_happens(self, days: list[Day], shift: int) -> None:
        by = timedelta(days=shift)
        moved = [replace(each, on=each.on + by) for each in days]
        here, there = rate(days), rate(moved)
        assert (here is None) == (there is None)
        if here and there:
            assert replace(there, until=here.until) == here

    @given(days=series(), times=st.integers(2, 50))
    def test_it_does_not_matter_in_what_people_are_counted(self, days: list[Day], times: int) -> None:
        more = [
            replace(each, persons=None if each.persons is None else each.persons * times) for each in days
        ]
        here, there = rate(days), rate(more)
        assert (here is None) == (there is None)
        if here and there:
            assert there.a_day == pytest.approx(here.a_day, abs=1e-6)
            assert there.high - there.low == pytest.approx(here.high - here.low, rel=1e-4, abs=1e-6)

    @given(days=series())
    def test_a_day_that_is_not_known_is_a_day_that_is_missing(self, days: list[Day]) -> None:
        left = [each for each in days if each.persons is not None]
        assert rate_of(left, until=last_of(days)) == rate(days)

    @given(days=series(least=14))
    def test_backwards_the_slope_has_the_other_sign(self, days: list[Day]) -> None:
        recent = days[-14:]
        turned = days_of([each.persons for each in reversed(recent)], first=recent[0].on)
        here, there = rate(recent), rate(turned)
        assert (here is None) == (there is None)
        if here and there:
            assert there.a_day == pytest.approx(-here.a_day, abs=1e-6)

    @given(days=series())
    def test_what_it_says_is_finite_and_inside_its_interval(self, days: list[Day]) -> None:
        found = rate(days)
        if found:
            assert found.low <= found.a_day <= found.high
            assert all(map(math.isfinite, (found.low, found.high)))
            assert found.doubling_days is None or found.doubling_days > 0
