"""From a first number to a last one, step by step: why a State's share is what it is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from asylon.pictures.drawing import Box, Drawing, Line, Shape
from asylon.pictures.inks import BASE, DROP, LESS, RUN, TINT, Ink
from asylon.pictures.picture import BadPicture, Column, LegendEntry, Picture, Words, checked_name, picture
from asylon.pictures.reader import Reader
from asylon.pictures.rows import BAR, GAP, Heading, stacked
from asylon.pictures.scale import Scale, scale_of
from asylon.pictures.svg import swatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A number that stands by itself: where the waterfall starts and where it ends."""

    label: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change, up or down, in the unit of the levels."""

    label: str
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallWords(Words):
    """Words of a waterfall.

    Attributes:
        step, change, then: headings of the table: what happened, by how much, and the number after it.
        level, more, less: legend.
    """

    step: str
    change: str
    then: str
    level: str
    more: str
    less: str


def waterfall(
    steps: Sequence[Step],
    *,
    start: Level,
    end: Level,
    words: WaterfallWords,
    reader: Reader,
    name: str = "waterfall",
) -> Picture:
    """Start, steps up and down, end. Numbers are written by `reader.number` and `reader.signed`.

    Raises: BadPicture `does_not_add_up` if start and steps do not give the end.
    """
    checked_name(name)
    heights = list(accumulate((step.change for step in steps), initial=start.value))
    if not math.isclose(heights[-1], end.value, rel_tol=1e-9, abs_tol=1e-9):
        raise BadPicture("does_not_add_up", place="end.value", found=end.value, steps_give=heights[-1])
    bars = [
        Bar(start.label, reader.number(start.value), 0, start.value, TINT),
        *(
            Bar(step.label, reader.signed(step.change), before, after, RUN if step.change >= 0 else LESS)
            for step, (before, after) in zip(steps, pairwise(heights), strict=True)
        ),
        Bar(end.label, reader.number(end.value), 0, end.value, TINT),
    ]
    marked = [True, *(False for _ in steps), True]
    rows = list(stacked([(bar.label, bar.value) for bar in bars], y=0, marked=marked))
    shapes = tuple(_shapes(bars, rows, scale_of(0, start.value, end.value, *heights)))
    return picture(
        Drawing(name, rows[-1].bar + BAR + GAP, shapes, reader.direction),
        words=words,
        columns=(
            Column(words.step),
            Column(words.change, numeric=True),
            Column(words.then, numeric=True),
        ),
        rows=(
            (start.label, "", reader.number(start.value)),
            *(
                (step.label, reader.signed(step.change), reader.number(after))
                for step, after in zip(steps, heights[1:], strict=True)
            ),
            (end.label, "", reader.number(end.value)),
        ),
        legend=(
            LegendEntry(swatch(TINT, name=f"{name}-k1"), words.level),
            LegendEntry(swatch(RUN, name=f"{name}-k2"), words.more),
            LegendEntry(swatch(LESS, name=f"{name}-k3"), words.less),
        ),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """A row as it is drawn: from one number to another."""

    label: str
    value: str
    before: float
    after: float
    ink: Ink


def _shapes(bars: Sequence[Bar], rows: Sequence[Heading], scale: Scale) -> Iterator[Shape]:
    if scale.low < 0:
        yield Line(scale.at(0), rows[0].bar, scale.at(0), rows[-1].bar + BAR, BASE)
    for bar, (row, below) in zip(bars, pairwise(rows), strict=False):
        yield Line(scale.at(bar.after), row.bar + BAR, scale.at(bar.after), below.bar, DROP)
    for bar, row in zip(bars, rows, strict=True):
        low, high = sorted((scale.at(bar.before), scale.at(bar.after)))
        yield Box(low, row.bar, high - low, BAR, bar.ink)
    for row in rows:
        yield from row.shapes
