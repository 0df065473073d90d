"""Small lines: from zero to their own top, broken where a value is not known, a dot on the last one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.pictures import BadPicture, Picture, Trend, line_cell, small_lines
from tests.pictures.drawn import of, shapes
from tests.pictures.examples import LTR, SMALL_LINES


def draw(*values: float | None, last: str = "") -> Picture:
    moments = [str(at) for at in range(len(values))]
    return small_lines(
        [Trend(label="Beds", values=values, last=last)], moments=moments, words=SMALL_LINES, reader=LTR
    )


@given(st.lists(st.none() | st.integers(0, 1000), min_size=1, max_size=40))
def test_the_line_has_a_piece_for_every_run_of_known_values(values: list[int | None]) -> None:
    runs = "".join("x" if value is not None else " " for value in values).split()
    drawn = shapes(draw(*values).svg)
    assert len(of(drawn, "p-trend", "path")) == sum(len(run) > 1 for run in runs)
    assert len(of(drawn, "s-run", "circle")) == sum(len(run) == 1 for run in runs)
    assert len(of(drawn, "s-done", "circle")) == bool(runs)


def test_heights_are_as_the_values_from_zero() -> None:
    (line,) = of(shapes(draw(50, 100).svg), "p-trend", "path")
    (base,) = of(shapes(draw(50, 100).svg), "s-grid", "line")
    assert base.y1 - line.y1 == 2 * (base.y1 - line.y2)


def test_the_last_value_is_written_even_where_it_is_not_known() -> None:
    def said(picture: Picture) -> set[str]:
        return {one.words for one in shapes(picture.svg)}

    assert "1,200" in said(draw(1, 1200))
    assert "91 %" in said(draw(1, 2, last="91 %"))
    assert "not yet known" in said(draw(1, None))


def test_the_table_has_every_moment() -> None:
    assert draw(1, None, 3).table.rows == (("0", "1"), ("1", "not yet known"), ("2", "3"))


def test_a_line_of_another_length_than_its_moments_is_refused() -> None:
    with pytest.raises(BadPicture) as refused:
        small_lines([Trend(label="Beds", values=(1, 2))], moments=["one"], words=SMALL_LINES, reader=LTR)
    assert (refused.value.code, refused.value.place) == ("lengths_differ", "trends[0].values")


def test_a_cell_is_silent_to_screen_readers() -> None:
    assert 'aria-hidden="true"' in line_cell([1, None, 2], direction="rtl")
