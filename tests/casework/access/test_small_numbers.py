"""No small number of people is told, and none can be worked out from a whole that is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.access.small_numbers import SMALLEST_TOLD, hidden_places, is_small


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ((), set()),
        ((20, 11, 0), set()),
        ((500, 1, 1), {0, 1, 2}),
        ((500, 40, 1, 1), {1, 2, 3}),
        ((500, 40, 3), {1, 2}),
        ((20, 6, 5), {1, 2}),
        ((20, 5, 4, 0), {0, 1, 2}),
        ((7, 0), {0}),
        ((1, 1), {0, 1}),
    ],
)
def test_the_next_smallest_go_until_those_hidden_are_eleven_together(
    sizes: tuple[int, ...], hidden: set[int]
) -> None:
    assert hidden_places(sizes) == hidden


@given(sizes=st.lists(st.integers(0, 60), max_size=8))
def test_a_small_whole_hides_its_whole_table(sizes: list[int]) -> None:
    if is_small(sum(sizes)):
        assert hidden_places(sizes) == {place for place, size in enumerate(sizes) if size}


@given(sizes=st.lists(st.integers(0, 60), max_size=8))
def test_what_is_left_of_the_whole_is_never_a_small_number_unless_all_is_hidden(sizes: list[int]) -> None:
    hidden = hidden_places(sizes)
    told = {place for place, size in enumerate(sizes) if size > 0} - hidden
    assert all(sizes[place] >= SMALLEST_TOLD for place in told)
    assert all(sizes[place] > 0 for place in hidden)
    if hidden and told:
        assert len(hidden) > 1
        assert sum(sizes[place] for place in hidden) >= SMALLEST_TOLD
        assert max(sizes[place] for place in hidden) <= min(sizes[place] for place in told)
