"""A plan in time: bars between their days; what is not settled is dashed or absent; reviews and today."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.pictures import BadPicture, Picture, TimelineItem, TimelineReview, lanes, timeline
from tests.pictures.drawn import of, shapes
from tests.pictures.examples import ITEMS, LTR, REVIEWS, RTL, TIMELINE, TODAY

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
RUNNING = TimelineItem(label="A", start=date(2026, 11, 10), end=date(2026, 11, 19), state="running")


def draw(*items: TimelineItem, reviews: tuple[TimelineReview, ...] = ()) -> Picture:
    return timeline(items, today=TODAY, words=TIMELINE, reader=LTR, reviews=reviews)


@given(st.lists(st.tuples(days, st.integers(1, 500)), min_size=2, max_size=8))
def test_bars_are_as_long_as_their_days(spans: list[tuple[date, int]]) -> None:
    items = [replace(RUNNING, start=start, end=start + timedelta(days=length - 1)) for start, length in spans]
    bars = of(shapes(draw(*items).svg, width=10**6), "s-run")
    longest = max(length for _, length in spans)
    unit = max(bar.width for bar in bars) / longest
    assert [bar.width for bar in bars] == pytest.approx([unit * length for _, length in spans], abs=30)
    first = min(start for start, _ in spans)
    last = max((start - first).days for start, _ in spans)
    zero, far = min(bar.x1 for bar in bars), max(bar.x1 for bar in bars)
    places = [zero + (far - zero) * (start - first).days / (last or 1) for start, _ in spans]
    assert [bar.x1 for bar in bars] == pytest.approx(places, abs=30)


def test_what_runs_without_an_end_is_full_until_today_and_dashed_to_the_edge() -> None:
    drawn = shapes(draw(replace(RUNNING, end=None)).svg)
    (full,), (open_,) = of(drawn, "s-run"), of(drawn, "s-may")
    assert full.x2 == pytest.approx(open_.x1, abs=0.02)
    assert open_.x2 == pytest.approx(1000)


def test_planned_is_dashed_and_done_ends_in_a_full_dot() -> None:
    drawn = shapes(draw(replace(RUNNING, state="planned"), replace(RUNNING, state="done")).svg)
    assert len(of(drawn, "s-may")) == 1
    (bar,), (dot,) = of(drawn, "s-tint"), of(drawn, "s-done", "circle")
    assert (dot.x1 + dot.x2) / 2 == pytest.approx(bar.x2, abs=0.02)


def test_what_is_not_settled_has_words_and_no_bar() -> None:
    picture = draw(replace(RUNNING, start=None, end=None, state="planned"))
    assert [one for one in shapes(picture.svg) if one.tag == "rect"] == []
    assert picture.table.rows == (("A", "not settled", "not settled", "planned"),)
    assert "not settled" in {one.words for one in shapes(picture.svg)}


def test_reviews_are_rings_and_those_held_are_full() -> None:
    picture = draw(RUNNING, reviews=REVIEWS)
    drawn = shapes(picture.svg)
    assert len(of(drawn, "s-due", "circle")) == 2
    assert len(of(drawn, "s-done", "circle")) == 1
    assert [row[3] for row in picture.table.rows[1:]] == ["review held", "review", "review"]


def test_today_is_a_line_with_its_word() -> None:
    drawn = shapes(draw(RUNNING).svg)
    assert of(drawn, "s-today", "line")
    assert "today" in {one.words for one in drawn}


def test_a_plan_of_ten_years_names_few_months() -> None:
    picture = draw(replace(RUNNING, end=date(2036, 11, 19)))
    months = [one for one in shapes(picture.svg) if one.tag == "text" and re.search(r"20\d\d", one.words)]
    assert 1 <= len(months) <= 4


def test_an_item_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadPicture) as refused:
        draw(RUNNING, replace(RUNNING, end=date(2026, 11, 1)))
    assert (refused.value.code, refused.value.place) == ("ends_before_it_starts", "items[1].end")


def test_a_plan_without_items_shows_its_months_and_today() -> None:
    picture = draw()
    assert picture.table.rows == ()
    assert "today" in {one.words for one in shapes(picture.svg)}


def test_lanes_have_one_bar_an_item_at_the_same_days_as_the_picture() -> None:
    parts = lanes(ITEMS, today=TODAY, words=TIMELINE, reader=LTR, reviews=REVIEWS)
    assert len(parts.bars) == len(ITEMS)
    whole = timeline(ITEMS, today=TODAY, words=TIMELINE, reader=LTR, reviews=REVIEWS).svg
    for bar in parts.bars:
        for x in re.findall(r'<rect [^>]*x="([\d.]+%)" y="50%"', bar):
            assert f'x="{x}"' in whole


def test_lanes_from_the_right_are_mirrored() -> None:
    there, back = (
        lanes(ITEMS, today=TODAY, words=TIMELINE, reader=reader, reviews=REVIEWS).bars[0]
        for reader in (LTR, RTL)
    )
    bar = re.compile(r'<rect [^>]*x="([\d.]+)%"[^>]*width="([\d.]+)%"')
    (x, width), (mirrored, same) = bar.findall(there)[0], bar.findall(back)[0]
    assert width == same
    assert float(x) + float(width) + float(mirrored) == pytest.approx(100, abs=0.01)


def test_lanes_are_silent_to_screen_readers_because_the_row_has_the_words() -> None:
    parts = lanes(ITEMS, today=TODAY, words=TIMELINE, reader=LTR)
    assert all('aria-hidden="true"' in svg for svg in (parts.axis, *parts.bars))
