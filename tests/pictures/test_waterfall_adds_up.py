"""A waterfall: each bar begins where the one before ended, and the last number is the sum."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.pictures import BadPicture, Level, Picture, Step, waterfall
from tests.pictures.drawn import Drawn, shapes
from tests.pictures.examples import LTR, WATERFALL

amounts = st.integers(-5000, 5000)


def draw(start: int, *changes: int) -> Picture:
    return waterfall(
        [Step(label=f"step {at}", change=change) for at, change in enumerate(changes)],
        start=Level(label="start", value=start),
        end=Level(label="end", value=start + sum(changes)),
        words=WATERFALL,
        reader=LTR,
    )


def bars(picture: Picture) -> list[Drawn]:
    return [one for one in shapes(picture.svg) if one.tag == "rect"]


@given(st.integers(1, 9000), st.lists(amounts, max_size=8))
def test_bars_are_as_long_as_their_changes(start: int, changes: list[int]) -> None:
    first, *steps, last = bars(draw(start, *changes))
    heights = list(accumulate(changes, initial=start))
    unit = 1000 / (max(0, *heights) - min(0, *heights))
    assert first.width == pytest.approx(start * unit, abs=0.02)
    assert [one.width for one in steps] == pytest.approx([abs(one) * unit for one in changes], abs=0.02)
    assert last.width == pytest.approx(abs(start + sum(changes)) * unit, abs=0.02)


@given(st.integers(1, 9000), st.lists(amounts, min_size=1, max_size=8))
def test_each_bar_begins_where_the_one_before_ended(start: int, changes: list[int]) -> None:
    first, *steps, last = bars(draw(start, *changes))
    at = first.x2
    for one, change in zip(steps, changes, strict=True):
        assert (one.x1 if change >= 0 else one.x2) == pytest.approx(at, abs=0.1)
        at = one.x2 if change >= 0 else one.x1
    assert at == pytest.approx(last.x2 if start + sum(changes) >= 0 else last.x1, abs=0.1)


def test_more_is_full_and_less_is_hatched_and_both_carry_their_sign() -> None:
    picture = draw(100, 20, -50)
    assert [one.css for one in bars(picture)] == ["s-tint", "s-run", "p-edge", "s-tint"]
    said = [one.words for one in shapes(picture.svg) if one.tag == "text"]
    assert {"100", "+20", "−50", "70"} <= set(said)


def test_the_table_runs_along() -> None:
    assert draw(100, 20, -50).table.rows == (
        ("start", "", "100"),
        ("step 0", "+20", "120"),
        ("step 1", "−50", "70"),
        ("end", "", "70"),
    )


def test_an_end_that_the_steps_do_not_give_is_refused() -> None:
    with pytest.raises(BadPicture) as refused:
        waterfall(
            [Step(label="one", change=1)],
            start=Level(label="start", value=1),
            end=Level(label="end", value=3),
            words=WATERFALL,
            reader=LTR,
        )
    assert (refused.value.code, refused.value.place) == ("does_not_add_up", "end.value")
    assert refused.value.values == {"found": 3, "steps_give": 2}


def test_fractions_that_differ_only_by_rounding_are_taken() -> None:
    steps = [Step(label=str(at), change=0.1) for at in range(10)]
    start, end = Level(label="start", value=0.0), Level(label="end", value=1.0)
    assert waterfall(steps, start=start, end=end, words=WATERFALL, reader=LTR).table.rows[-1][2] == "1"
