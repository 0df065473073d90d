"""Announced, committed, delivered: one inside the other on one scale a row, never end to end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.pictures import BadPicture, Picture, Promise, promised, promised_cell, promised_legend
from tests.pictures.drawn import of, shapes
from tests.pictures.examples import LTR, PROMISED

amounts = st.integers(1, 10**6)


def draw(*rows: Promise) -> Picture:
    return promised(rows, words=PROMISED, reader=LTR)


@given(amounts, amounts, amounts, amounts)
def test_all_three_start_at_the_edge_and_are_as_long_as_their_numbers(
    need: int, announced: int, committed: int, delivered: int
) -> None:
    one = Promise(what="Tents", need=need, announced=announced, committed=committed, delivered=delivered)
    drawn = shapes(draw(one).svg)
    unit = 985 / max(need, announced, committed, delivered)
    assert of(drawn, "s-line", "line")[0].x1 == pytest.approx(need * unit, abs=0.02)
    for css, amount in (("s-may", announced), ("s-tint", committed), ("s-run", delivered)):
        (bar,) = of(drawn, css)
        assert bar.x1 == 0
        assert bar.width == pytest.approx(amount * unit, abs=0.02)


def test_each_row_has_its_own_scale() -> None:
    money = Promise(what="Money", need=84, announced=42, committed=42, delivered=21)
    places = Promise(what="Places", need=8400, announced=4200, committed=4200, delivered=2100)
    announced = of(shapes(draw(money, places).svg), "s-may")
    assert announced[0].width == announced[1].width


def test_the_three_differ_in_border_and_height() -> None:
    one = Promise(what="Tents", need=4, announced=3, committed=2, delivered=1)
    drawn = shapes(draw(one).svg)
    heights = [of(drawn, css)[0].height for css in ("s-may", "s-tint", "s-run")]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3


def test_what_is_not_known_has_no_bar_and_is_no_zero() -> None:
    picture = draw(Promise(what="Teachers", need=None, announced=40, committed=None, delivered=0))
    drawn = shapes(picture.svg)
    assert of(drawn, "s-line", "line") == []
    assert of(drawn, "s-tint") == []
    assert picture.table.rows == (("Teachers", "not yet known", "40", "not yet known", "0"),)


def test_nothing_known_at_all_still_has_its_row() -> None:
    picture = draw(Promise(what="Advice", need=None, announced=None, committed=None, delivered=None))
    assert picture.table.rows[0][0] == "Advice"
    assert "not yet known" in {one.words for one in shapes(picture.svg)}


def test_a_cell_of_a_table_is_the_same_bar_and_silent_to_screen_readers() -> None:
    one = Promise(what="Tents", need=4, announced=3, committed=2, delivered=1)
    cell = promised_cell(one)
    assert 'aria-hidden="true"' in cell
    assert cell.count("<rect") == 3
    assert [entry.word for entry in promised_legend(PROMISED)] == [
        "Announced",
        "Committed",
        "Delivered",
        "Need",
    ]


def test_less_than_nothing_cannot_be_promised() -> None:
    with pytest.raises(BadPicture) as refused:
        draw(Promise(what="Tents", need=4, announced=-3, committed=0, delivered=0))
    assert refused.value.place == "promises[0].announced"
