"""A plan in time: its items as bars, its reviews as marks, and today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from asylon.pictures.drawing import Box, Dot, Drawing, Line, Shape, Text
from asylon.pictures.inks import DONE, DUE, GRID, MAY, REVIEW, RUN, TINT, TODAY
from asylon.pictures.picture import Column, LegendEntry, Picture, Words, checked_name, picture
from asylon.pictures.plan_spans import Piece, Span, State, pieces, span_of
from asylon.pictures.reader import Reader
from asylon.pictures.rows import BAR, GAP, apart, kept_inside, stacked
from asylon.pictures.svg import swatch

AXIS = 60
"""Height of the months, today and the marks of reviews, in pixels."""
HEIGHT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One item of a plan.

    Attributes:
        label: what is done, with who does it if the page wants that.
        start: the first day; None is not settled, and then there is no bar.
        end: the last day; None has no end yet, and the bar runs to the end edge.
        state: planned bars are dashed, running ones full, done ones outlined with a mark at the end.
    """

    label: str
    start: date | None
    end: date | None
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineReview:
    """A day on which the parties look at the plan; `held` if it is over."""

    label: str
    on: date
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineWords(Words):
    """Words of the plan in time.

    Attributes:
        item, start, end, state: headings of the table.
        planned, running, done: the states; also the legend.
        review, review_held, today: legend, and the state of a review in the table.
        no_end, not_settled: said in the table where a day is missing.
    """

    item: str
    start: str
    end: str
    state: str
    planned: str
    running: str
    done: str
    review: str
    review_held: str
    today: str
    no_end: str
    not_settled: str


def timeline(
    items: Sequence[TimelineItem],
    *,
    today: date,
    words: TimelineWords,
    reader: Reader,
    reviews: Sequence[TimelineReview] = (),
    name: str = "timeline",
) -> Picture:
    """The whole plan as one picture, from the first to the last day that is named in it.

    Raises: BadPicture `ends_before_it_starts`.
    """
    checked_name(name)
    span = span_of(items, reviews, today)
    names = [(item.label, words.not_settled if item.start is None else "") for item in items]
    rows = list(stacked(names, y=AXIS, marked=(False for _ in items)))
    bottom = rows[-1].bar + BAR if rows else AXIS
    shapes: list[Shape] = [Line(span.at(month), 0, span.at(month), 18, GRID) for month in span.months]
    for item, row in zip(items, rows, strict=True):
        shapes += _row(item, row.bar, span, today, reviews)
    shapes.append(Line(span.at(today), AXIS - 22, span.at(today), AXIS - 4, TODAY))
    shapes += axis(span, today, words, reader, lines=(14, 34))
    shapes += (Dot(span.at(one.on), AXIS - 13, 5, DONE if one.held else DUE) for one in reviews)
    shapes += (text for row in rows for text in row.shapes)
    return picture(
        Drawing(name, bottom + GAP, tuple(shapes), reader.direction),
        words=words,
        columns=tuple(Column(head) for head in (words.item, words.start, words.end, words.state)),
        rows=(
            *(_item_row(item, words, reader) for item in items),
            *(_review_row(one, words, reader) for one in reviews),
        ),
        legend=timeline_legend(words, name=name, reader=reader, reviews=bool(reviews)),
    )


def _row(
    item: TimelineItem, y: float, span: Span, today: date, reviews: Sequence[TimelineReview]
) -> Iterator[Shape]:
    """A bar between short lines: drawn through, they would cross out the words above it."""
    yield from (Line(span.at(month), y, span.at(month), y + BAR, GRID) for month in span.months)
    yield from (Line(span.at(one.on), y, span.at(one.on), y + BAR, REVIEW) for one in reviews)
    yield from (_box(piece, y=y + (BAR - HEIGHT) / 2) for piece in pieces(item, span, today))
    if item.state == "done" and item.start is not None:
        yield Dot(span.after(item.end or max(today, item.start)), y + BAR / 2, 5, DONE)
    yield Line(span.at(today), y, span.at(today), y + BAR, TODAY)


def _box(piece: Piece, *, y: float) -> Box:
    return Box(piece.start, y, piece.end - piece.start, HEIGHT, piece.ink)


def axis(
    span: Span, today: date, words: TimelineWords, reader: Reader, *, lines: tuple[float, float]
) -> Iterator[Text]:
    """The names of the months that have room, and today under them, on two lines."""
    months = [(span.at(month), reader.month(month)) for month in span.months]
    for place, anchor, label in apart(months, anchor="start"):
        yield Text(place, lines[0], label, anchor=anchor, px=4)
    place, anchor = kept_inside(span.at(today), words.today)
    yield Text(place, lines[1], words.today, anchor=anchor, tone="strong", halo=True)


def _item_row(item: TimelineItem, words: TimelineWords, reader: Reader) -> tuple[str, ...]:
    state = {"planned": words.planned, "running": words.running, "done": words.done}[item.state]
    start = words.not_settled if item.start is None else reader.day(item.start)
    end = (
        (words.not_settled if item.start is None else words.no_end)
        if item.end is None
        else reader.day(item.end)
    )
    return item.label, start, end, state


def _review_row(one: TimelineReview, words: TimelineWords, reader: Reader) -> tuple[str, ...]:
    day = reader.day(one.on)
    return one.label, day, day, words.review_held if one.held else words.review


def timeline_legend(
    words: TimelineWords, *, name: str, reader: Reader, reviews: bool
) -> tuple[LegendEntry, ...]:
    """What bars, marks and lines mean."""
    entries = [
        LegendEntry(swatch(MAY, name=f"{name}-k1", form="bar"), words.planned),
        LegendEntry(swatch(RUN, name=f"{name}-k2", form="bar"), words.running),
        LegendEntry(swatch(TINT, name=f"{name}-k3", form="ended", direction=reader.direction), words.done),
        LegendEntry(swatch(TODAY, name=f"{name}-k4", form="rule"), words.today),
    ]
    if reviews:
        entries += [
            LegendEntry(swatch(DUE, name=f"{name}-k5", form="dot"), words.review),
            LegendEntry(swatch(DONE, name=f"{name}-k6", form="dot"), words.review_held),
        ]
    return tuple(entries)
