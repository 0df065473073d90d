"""Small lines: how a number has moved, and where it is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from asylon.pictures.drawing import Curve, Dot, Drawing, Line, Shape
from asylon.pictures.inks import DONE, GRID, RUN, TREND
from asylon.pictures.picture import BadPicture, Column, Picture, Words, checked_amount, checked_name, picture
from asylon.pictures.reader import Direction, Reader
from asylon.pictures.rows import GAP, heading
from asylon.pictures.scale import scale_of
from asylon.pictures.svg import cell

HEIGHT = 34
EDGE = 0.015


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One line.

    Attributes:
        label: what is measured.
        values: one number a moment, oldest first; None is not known and breaks the line.
        last: the last value as the reader writes it, with its unit; empty writes it by `reader.number`.
    """

    label: str
    values: tuple[float | None, ...]
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallLinesWords(Words):
    """Words of small lines: the heading of the column of moments, and *not yet known*."""

    moment: str
    not_known: str


def small_lines(
    trends: Sequence[Trend],
    *,
    moments: Sequence[str],
    words: SmallLinesWords,
    reader: Reader,
    name: str = "lines",
) -> Picture:
    """One line a trend, each from 0 to its own largest value, with its last value in words.

    `moments` names the moments for the table, e.g. days, as the reader writes them.

    Raises: BadPicture `lengths_differ`, `not_an_amount`.
    """
    checked_name(name)
    for at, one in enumerate(trends):
        if len(one.values) != len(moments):
            raise BadPicture(
                "lengths_differ", place=f"trends[{at}].values", found=len(one.values), accepted=len(moments)
            )
    shapes: list[Shape] = []
    y = 0.0
    for at, one in enumerate(trends):
        row = heading(one.label, value=_last(one, words, reader), y=y, value_tone="strong")
        shapes += _line(one.values, y=row.bar + 4, place=f"trends[{at}].values")
        shapes += row.shapes
        y = row.bar + 4 + HEIGHT + GAP

    def written(value: float | None) -> str:
        return words.not_known if value is None else reader.number(value)

    return picture(
        Drawing(name, y or GAP, tuple(shapes), reader.direction),
        words=words,
        columns=(Column(words.moment), *(Column(one.label, numeric=True) for one in trends)),
        rows=tuple(
            (moment, *(written(one.values[at]) for one in trends)) for at, moment in enumerate(moments)
        ),
    )


def _last(one: Trend, words: SmallLinesWords, reader: Reader) -> str:
    if one.last:
        return one.last
    last = one.values[-1] if one.values else None
    return words.not_known if last is None else reader.number(last)


def _line(values: Sequence[float | None], *, y: float, place: str) -> Iterator[Shape]:
    """From zero to the largest value; a break where a value is not known; a full dot on the last one."""
    known = [
        (at, checked_amount(value, place=f"{place}[{at}]"))
        for at, value in enumerate(values)
        if value is not None
    ]
    scale = scale_of(*(value for _, value in known))
    points = {at: (_along(at, len(values)), y + HEIGHT * (1 - scale.at(value))) for at, value in known}
    yield Line(0, y + HEIGHT, 1, y + HEIGHT, GRID)
    runs = [[points[at] for at in run] for run in _runs([at for at, _ in known])]
    yield from (
        Curve((("M", (run[0],)), *(("L", (point,)) for point in run[1:])), TREND)
        for run in runs
        if len(run) > 1
    )
    yield from (Dot(*run[0], 2, RUN) for run in runs if len(run) == 1)
    if known:
        yield Dot(*points[known[-1][0]], 4, DONE)


def _along(at: int, count: int) -> float:
    """Where a moment stands; a little room at both edges keeps the dot whole."""
    return EDGE + (1 - 2 * EDGE) * (at / (count - 1) if count > 1 else 1)


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Neighbours together."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        yield [at for _, at in run]


def line_cell(values: Sequence[float | None], *, direction: Direction = "ltr") -> str:
    """The line of one row of a table, hidden from screen readers because the row has the numbers."""
    return cell(_line(values, y=5, place="values"), height=HEIGHT + 10, direction=direction)
