"""From promise to delivery: what has not come is waiting, and does not count as no days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.sharing.coverage import Wait, waits


def test_the_middle_of_what_has_all_come_is_the_median() -> None:
    found = waits([Wait(10, True), Wait(20, True), Wait(90, True)])
    assert (found.middle, found.came, found.waiting, found.longest_waiting) == (20, 3, 0, None)


def test_what_still_waits_moves_the_middle_up_and_never_down() -> None:
    came = [Wait(10, True), Wait(20, True)]
    assert waits(came).middle == 10
    assert waits([*came, Wait(300, False)]).middle == 20
    assert waits([*came, *[Wait(300, False)] * 3]).middle is None


def test_whoever_waits_for_a_shorter_time_than_others_took_counts_while_it_waits() -> None:
    """By hand: four at risk at 10, two at 30: 3/4, then 3/4 of 1/2."""
    found = waits([Wait(10, True), Wait(15, False), Wait(30, True), Wait(40, False)])
    assert found.middle == 30
    assert (found.came, found.waiting, found.longest_waiting) == (2, 2, 40)


def test_nothing_promised_has_no_middle() -> None:
    assert waits([]).middle is None


def test_nothing_comes_before_it_was_promised() -> None:
    with pytest.raises(ValueError, match="-1 days"):
        Wait(-1, True)


@given(st.lists(st.integers(0, 50), min_size=1), st.lists(st.integers(0, 50)))
def test_more_waiting_never_makes_it_look_quicker(came: list[int], waiting: list[int]) -> None:
    few = waits(Wait(days, True) for days in came).middle
    many = waits([*(Wait(days, True) for days in came), *(Wait(days, False) for days in waiting)]).middle
    assert few is not None
    assert many is None or many >= min(came)
    if all(days >= max(came) for days in waiting):
        assert many is None or many >= few
