"""Arrivals: a gap is not a zero, an estimate is dashed, many days become weeks, and the table keeps each."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.pictures import ArrivalDay, BadPicture, ForecastDay, Picture, arrivals
from tests.pictures.drawn import Drawn, of, shapes
from tests.pictures.examples import ARRIVALS, LTR

FIRST = date(2026, 11, 9)
BASE = 170


def draw(*persons: float | None, capacity: float | None = None, estimated: bool = False) -> Picture:
    days = [
        ArrivalDay(on=FIRST + timedelta(days=at), persons=one, capacity=capacity, estimated=estimated)
        for at, one in enumerate(persons)
    ]
    return arrivals(days, words=ARRIVALS, reader=LTR)


def bars(picture: Picture, css: str = "s-tint") -> list[Drawn]:
    return of(shapes(picture.svg), css)


def words(picture: Picture) -> list[str]:
    return [one.words for one in shapes(picture.svg) if one.tag == "text"]


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=62))
def test_bars_are_as_high_as_their_numbers(persons: list[int]) -> None:
    drawn = bars(draw(*persons))
    assert len(drawn) == len(persons)
    scale = max(bar.height for bar in drawn) / max(persons)
    heights = [one * scale for one in persons]
    assert all(bar.y2 == pytest.approx(BASE, abs=0.02) for bar in drawn)
    assert [bar.height for bar in drawn] == pytest.approx(heights, abs=0.03)


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=62))
def test_days_are_equally_far_apart_in_their_order(persons: list[int]) -> None:
    middles = [(bar.x1 + bar.x2) / 2 for bar in bars(draw(*persons))]
    steps = [after - before for before, after in pairwise(middles)]
    assert steps == pytest.approx([1000 / len(persons)] * len(steps), abs=0.1)


def test_a_day_that_is_not_known_is_a_hatched_gap_and_no_bar() -> None:
    picture = draw(100, None, 300)
    gaps = bars(picture, "p-gap")
    assert len(gaps) == 1
    assert gaps[0].height == 150
    assert gaps[0].x1 == pytest.approx(333.3, abs=0.1)
    assert len(bars(picture)) == 2
    assert of(shapes(picture.svg), "s-line", "line") == []  # that would say nobody
    assert "0" not in words(picture)
    assert picture.table.rows[1][1:] == ("not yet known", "", "", "not yet known")


def test_a_day_that_nobody_reported_is_not_known_either() -> None:
    days = [ArrivalDay(on=FIRST, persons=5), ArrivalDay(on=FIRST + timedelta(days=2), persons=7)]
    picture = arrivals(days, words=ARRIVALS, reader=LTR)
    assert len(bars(picture, "p-gap")) == 1
    assert [row[4] for row in picture.table.rows] == ["counted", "not yet known", "counted"]


def test_nobody_is_a_mark_on_the_line_with_a_zero_and_no_gap() -> None:
    picture = draw(100, 0, 300)
    assert bars(picture, "p-gap") == []
    assert [one.width for one in of(shapes(picture.svg), "s-line", "line")] == pytest.approx([246.7], abs=0.1)
    assert "0" in words(picture)
    assert picture.table.rows[1][1] == "0"
    assert picture.table.rows[1][4] == "counted"


def test_an_estimate_is_dashed_and_called_one() -> None:
    picture = draw(100, 200, estimated=True)
    assert len(bars(picture, "s-may")) == 2
    assert bars(picture) == []
    assert {row[4] for row in picture.table.rows} == {"estimated"}
    assert "estimated" in {entry.word for entry in picture.legend}


def test_the_line_of_capacity_lies_at_its_number_and_breaks_where_it_is_not_known() -> None:
    days = [
        ArrivalDay(on=FIRST + timedelta(days=at), persons=4000, capacity=capacity)
        for at, capacity in enumerate((2000, 2000, None, 1000))
    ]
    lines = of(shapes(arrivals(days, words=ARRIVALS, reader=LTR).svg), "s-line", "line")
    assert [(round(one.x1), round(one.x2), one.y1) for one in lines] == [(0, 500, 95), (750, 1000, 132.5)]


def test_over_or_under_is_said_with_its_sign() -> None:
    assert [row[3] for row in draw(2100, 2700, capacity=2400).table.rows] == ["−300", "+300"]


def test_what_is_expected_is_a_band_of_points_and_no_gap() -> None:
    day = FIRST + timedelta(days=1)
    picture = arrivals(
        [ArrivalDay(on=FIRST, persons=200)],
        words=ARRIVALS,
        reader=LTR,
        forecast=[ForecastDay(on=day, low=100, middle=150, high=200)],
    )
    (band,) = bars(picture, "p-none")
    assert (band.x1, band.x2, band.height) == (500, 1000, 75)
    assert bars(picture, "p-gap") == []
    assert picture.table.rows[1] == ("10 November 2026", "150", "", "", "expected", "100", "200")


def test_a_band_may_have_no_middle() -> None:
    day = FIRST + timedelta(days=1)
    picture = arrivals(
        [ArrivalDay(on=FIRST, persons=200)],
        words=ARRIVALS,
        reader=LTR,
        forecast=[ForecastDay(on=day, low=100, high=200)],
    )
    assert len(bars(picture, "p-none")) == 1
    assert picture.table.rows[1] == ("10 November 2026", "", "", "", "expected", "100", "200")
    assert picture.notes == (ARRIVALS.about_forecast,)


def test_a_band_far_above_what_is_known_is_cut_off_and_says_so() -> None:
    day = FIRST + timedelta(days=1)
    picture = arrivals(
        [ArrivalDay(on=FIRST, persons=200)],
        words=ARRIVALS,
        reader=LTR,
        forecast=[ForecastDay(on=day, low=100, middle=9_000, high=90_000)],
    )
    (bar,), (band,) = bars(picture), bars(picture, "p-none")
    assert band.height < 4 * bar.height
    assert picture.notes == (ARRIVALS.about_forecast, ARRIVALS.cut_off)
    assert picture.table.rows[1][-2:] == ("100", "90,000")


@pytest.mark.parametrize(("count", "drawn"), [(62, 62), (63, 9), (400, 58)])
def test_many_days_become_weeks_that_end_with_the_last_day(count: int, drawn: int) -> None:
    picture = draw(*range(1, count + 1))
    assert len(bars(picture)) == drawn
    assert len(picture.table.rows) == count
    assert (ARRIVALS.by_week in picture.notes) is (count > 62)


def test_the_last_week_is_whole_and_the_first_has_what_is_left() -> None:
    drawn = bars(draw(*([7000] * 3), *([700] * 70)))  # three days, then ten weeks
    assert len(drawn) == 11
    assert [round(bar.height / drawn[0].height, 2) for bar in drawn] == [1.0, *([0.1] * 10)]


def test_a_week_of_which_some_days_are_not_known_is_dashed_and_hatched() -> None:
    picture = draw(*([100] * 69), None)
    assert len(bars(picture, "p-dash")) == 1
    assert ARRIVALS.partly_known in {entry.word for entry in picture.legend}


def test_months_are_named_when_there_are_many_days() -> None:
    assert "Nov 2026" in words(draw(*([100] * 400)))
    assert "9 Nov" in words(draw(100, 100))


def test_no_days_draw_an_empty_frame() -> None:
    picture = arrivals([], words=ARRIVALS, reader=LTR)
    assert picture.table.rows == ()
    assert picture.legend == ()


def test_a_day_that_comes_twice_is_refused_with_its_place() -> None:
    day = ArrivalDay(on=FIRST, persons=1)
    with pytest.raises(BadPicture) as refused:
        arrivals([day, day], words=ARRIVALS, reader=LTR)
    assert (refused.value.code, refused.value.place) == ("day_twice", "days[1].on")


@pytest.mark.parametrize("persons", [-1, float("nan"), float("inf")])
def test_what_is_no_number_of_persons_is_refused(persons: float) -> None:
    with pytest.raises(BadPicture) as refused:
        draw(5, persons)
    assert (refused.value.code, refused.value.place) == ("not_an_amount", "days[1].persons")


def test_a_year_that_was_mistyped_is_refused_instead_of_drawn() -> None:
    day = ArrivalDay(on=FIRST, persons=1)
    with pytest.raises(BadPicture) as refused:
        arrivals([replace(day, on=date(1926, 11, 9)), day], words=ARRIVALS, reader=LTR)
    assert refused.value.code == "too_many_days"
