"""X100-a-ii: when arrivals began to surge, told from the days before and never from days not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from asylon.foresight.influx import Day, Surge, surges_of
from tests.foresight.influx.series import FIRST, days_of, last_of, series

QUIET = [20, 22, 18, 21, 19, 20, 23, 17, 20, 21]


def surges(days: list[Day]) -> tuple[Surge, ...]:
    return surges_of(days, until=last_of(days))


class TestByHand:
    def test_the_first_day_out_of_the_ordinary(self) -> None:
        (found,) = surges(days_of([*QUIET, 22, 90, 140, 200]))
        assert found.began == FIRST + timedelta(days=11)
        assert found.ended is None
        assert 18 < found.baseline < 22

    def test_a_surge_lasts_although_the_week_before_it_is_high_by_then(self) -> None:
        (found,) = surges(days_of([*QUIET, *[150] * 40]))
        assert found.ended is None

    def test_it_ends_when_a_week_is_back_under_the_mark(self) -> None:
        (found,) = surges(days_of([*QUIET, 150, 150, *[10] * 12]))
        assert found.ended is not None
        assert found.ended > found.began

    def test_a_steady_trickle_raises_no_alarm(self) -> None:
        assert surges(days_of([0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 3, 1, 0, 2])) == ()

    def test_without_a_baseline_nothing_is_said(self) -> None:
        assert surges(days_of([10, 400, 900])) == ()
        assert surges(days_of([*[None] * 10, 400, 900])) == ()

    def test_nobody_before_is_a_baseline_too(self) -> None:
        (found,) = surges(days_of([*[0] * 10, 40]))
        assert (found.baseline, found.mark) == (0, 3)


class TestForAllSeries:
    @given(days=series(), shift=st.integers(-4_000, 4_000))
    def test_it_does_not_matter_when_it_happens(self, days: list[Day], shift: int) -> None:
        by = timedelta(days=shift)
        moved = surges([replace(each, on=each.on + by) for each in days])
        back = [replace(each, began=each.began - by, ended=each.ended and each.ended - by) for each in moved]
        assert tuple(back) == surges(days)

    @given(days=series())
    def test_a_day_that_is_not_known_is_a_day_that_is_missing(self, days: list[Day]) -> None:
        left = [each for each in days if each.persons is not None]
        assert surges_of(left, until=last_of(days)) == surges(days)

    @given(days=series(least=12), times=st.integers(2, 20))
    def test_a_larger_crisis_is_never_seen_later(self, days: list[Day], times: int) -> None:
        more = [
            replace(each, persons=None if each.persons is None else each.persons * times) for each in days
        ]
        here, there = surges(days), surges(more)
        if here:
            assert there
            assert there[0].began <= here[0].began

    @given(days=series())
    def test_what_comes_later_changes_no_beginning(self, days: list[Day]) -> None:
        whole = {each.began for each in surges(days)}
        half = days[: len(days) // 2]
        assert {each.began for each in surges(half)} == {on for on in whole if on <= last_of(half)}

    @given(days=series())
    def test_only_the_last_one_can_last(self, days: list[Day]) -> None:
        found = surges(days)
        assert all(each.ended is not None for each in found[:-1])
        assert all(each.ended is None or each.ended > each.began for each in found)
