"""The index: bars as long as what is carried, one line at 1.0, a whisker where an interval is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.pictures import BadPicture, Carrier, Picture, bar_cell, bar_scale, index_bars
from tests.pictures.drawn import of, shapes
from tests.pictures.examples import INDEX, LTR

carriers = st.builds(
    Carrier, name=st.just("State"), carried=st.integers(0, 10**6), fair=st.integers(1, 10**6)
)


def draw(*states: Carrier) -> Picture:
    return index_bars(states, words=INDEX, reader=LTR)


@given(st.lists(carriers, min_size=1, max_size=12))
def test_bars_are_as_long_as_the_index_and_the_line_is_at_one(states: list[Carrier]) -> None:
    drawn = shapes(draw(*states).svg)
    indices = [one.carried / one.fair for one in states]
    unit = 1000 / max(1, *indices)
    lines = of(drawn, "s-line", "line")
    assert [line.x1 for line in lines] == pytest.approx([unit] * len(states), abs=0.02)
    assert [bar.width for bar in of(drawn, "s-tint")] == pytest.approx(
        [index * unit for index in indices], abs=0.02
    )


def test_the_host_is_bold_and_its_ratio_stands_at_the_end() -> None:
    picture = draw(Carrier(name="Velmara", carried=31570, fair=9100, marked=True))
    said = {one.words: one for one in shapes(picture.svg) if one.tag == "text"}
    assert "strong" in said["Velmara"].css
    assert said["3.5"].anchor == "end"


def test_the_whisker_reaches_from_the_lowest_to_the_highest_index() -> None:
    picture = draw(Carrier(name="A", carried=200, fair=100, low=1, high=4))
    whisker = max(of(shapes(picture.svg), "p-whisker", "line"), key=lambda one: one.width)
    assert (whisker.x1, whisker.x2) == (250, 1000)
    assert INDEX.interval in {entry.word for entry in picture.legend}
    assert picture.table.rows == (("A", "200", "100", "2.0", "1.0", "4.0"),)


def test_without_an_interval_there_is_no_whisker_and_no_word_for_one() -> None:
    picture = draw(Carrier(name="A", carried=200, fair=100))
    assert of(shapes(picture.svg), "p-whisker", "line") == []
    assert INDEX.interval not in {entry.word for entry in picture.legend}


def test_without_a_fair_share_there_is_no_index_and_that_is_said() -> None:
    picture = draw(Carrier(name="A", carried=200, fair=0))
    assert of(shapes(picture.svg), "s-tint") == []
    assert picture.table.rows[0][3] == "no fair share"
    assert "no fair share" in {one.words for one in shapes(picture.svg)}


@given(st.lists(carriers, min_size=1, max_size=12))
def test_the_bars_of_a_column_share_one_scale(states: list[Carrier]) -> None:
    scale = bar_scale(states)
    for one in states:
        drawn = shapes(f'<svg xmlns="http://www.w3.org/2000/svg" {bar_cell(one, scale=scale)[5:]}')
        assert drawn[0].width == pytest.approx(1000 * one.carried / scale, abs=0.02)
        assert drawn[1].x1 == pytest.approx(1000 * one.fair / scale, abs=0.02)


def test_without_a_fair_share_a_cell_has_no_line() -> None:
    assert "<line" not in bar_cell(Carrier(name="A", carried=5, fair=0), scale=10)
    assert "<line" in bar_cell(Carrier(name="A", carried=5, fair=1), scale=10)


def test_a_bar_that_is_longer_than_its_column_is_refused() -> None:
    with pytest.raises(BadPicture) as refused:
        bar_cell(Carrier(name="A", carried=50, fair=10, low=1, high=8), scale=50)
    assert refused.value.code == "beyond_the_scale"
    assert refused.value.values == {"found": 50, "needed": 80}


@pytest.mark.parametrize(
    ("low", "high", "code"), [(1, None, "half_an_interval"), (3, 2, "interval_upside_down")]
)
def test_an_interval_that_cannot_be_is_refused(low: float, high: float | None, code: str) -> None:
    with pytest.raises(BadPicture) as refused:
        draw(Carrier(name="A", carried=2, fair=1, low=low, high=high))
    assert (refused.value.code, refused.value.place) == (code, "carriers[0]")


def test_a_negative_burden_is_refused() -> None:
    with pytest.raises(BadPicture) as refused:
        draw(Carrier(name="A", carried=-1, fair=1))
    assert refused.value.place == "carriers[0].carried"
