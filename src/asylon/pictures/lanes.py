"""A plan in time as rows of a page: the page sets the words, this draws the bars between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from asylon.pictures.drawing import Dot, Drawing, Shape
from asylon.pictures.inks import DONE, DUE, GRID, REVIEW, TODAY
from asylon.pictures.picture import LegendEntry
from asylon.pictures.plan_spans import Piece, Span, pieces, span_of
from asylon.pictures.reader import Reader
from asylon.pictures.svg import Frame, cell, number
from asylon.pictures.timeline import TimelineItem, TimelineReview, TimelineWords, axis, timeline_legend

FULL = "100%"
HEIGHT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The parts of a timeline for a page that sets its own rows as `.lane` in `.lanes`.

    Attributes:
        axis: the `<svg class="bar">` of the row `.lane.axis`: months and today; hidden from screen readers.
        bars: one `<svg class="bar">` an item, hidden from screen readers because the row has the words.
        legend: to stand under the rows.
    """

    axis: str
    bars: tuple[str, ...]
    legend: tuple[LegendEntry, ...]


def lanes(
    items: Sequence[TimelineItem],
    *,
    today: date,
    words: TimelineWords,
    reader: Reader,
    reviews: Sequence[TimelineReview] = (),
    name: str = "lanes",
) -> Lanes:
    """The same as `timeline` as rows of a page. Reviews are lines through every row.

    Raises: BadPicture `ends_before_it_starts`.
    """
    span = span_of(items, reviews, today)
    frame = Frame(Drawing("lane", HEIGHT, (), reader.direction), None)
    top: list[Shape] = [*axis(span, today, words, reader, lines=(12, 27))]
    top += (Dot(span.at(one.on), 36, 3.5, DONE if one.held else DUE) for one in reviews)
    return Lanes(
        axis=cell(top, height=40, direction=reader.direction, css="p-fig bar"),
        bars=tuple("".join(_bar(item, span, today, reviews, frame)) for item in items),
        legend=timeline_legend(words, name=name, reader=reader, reviews=bool(reviews)),
    )


def _bar(
    item: TimelineItem, span: Span, today: date, reviews: Sequence[TimelineReview], frame: Frame
) -> Iterator[str]:
    """Half-way down whatever height the row has."""
    yield '<svg class="bar" aria-hidden="true" focusable="false">'
    yield from (_rule(span.at(month), GRID.attributes("lane"), frame) for month in span.months)
    yield from (_rule(span.at(one.on), REVIEW.attributes("lane"), frame) for one in reviews)
    yield from (_piece(piece, frame) for piece in pieces(item, span, today))
    if item.state == "done" and item.start is not None:
        x = frame.x(span.after(item.end or max(today, item.start)))
        yield f'<circle {DONE.attributes("lane")} cx="{x}" cy="50%" r="5"/>'
    yield _rule(span.at(today), TODAY.attributes("lane"), frame)
    yield "</svg>"


def _rule(share: float, attributes: str, frame: Frame) -> str:
    x = frame.x(share)
    return f'<line {attributes} x1="{x}" x2="{x}" y1="0" y2="{FULL}"/>'


def _piece(piece: Piece, frame: Frame) -> str:
    x = frame.x(piece.end if frame.flipped else piece.start)
    shift = f'transform="translate(0 -{number(HEIGHT / 2)})"'
    size = f'width="{frame.length(piece.end - piece.start)}" height="{HEIGHT}"'
    return f'<rect {piece.ink.attributes("lane")} x="{x}" y="50%" {shift} {size}/>'
