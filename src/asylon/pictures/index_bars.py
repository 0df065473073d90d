"""Who carries what against a fair share: the responsibility index by State, 1.0 is fair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asylon.pictures.drawing import Box, Drawing, Line, Shape
from asylon.pictures.inks import LINE, TINT, WHISKER
from asylon.pictures.picture import (
    BadPicture,
    Column,
    LegendEntry,
    Picture,
    Words,
    checked_amount,
    checked_name,
    picture,
)
from asylon.pictures.reader import Direction, Reader
from asylon.pictures.rows import BAR, GAP, Heading, stacked
from asylon.pictures.scale import Scale, scale_of
from asylon.pictures.svg import cell, swatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One State.

    Attributes:
        name: as the reader's language writes it.
        carried: what it carries: people, money or places.
        fair: its fair share in the same unit; at 0 there is no index.
        low, high: the smallest and largest index under other keys, weights and years; both or neither.
        marked: drawn with a bold name, e.g. the host.
    """

    name: str
    carried: float
    fair: float
    low: float | None = None
    high: float | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexWords(Words):
    """Words of the index.

    Attributes:
        state, carried, fair_share, index, low, high: headings of the table.
        bar: legend of the bar, e.g. *carried, as a multiple of the fair share*.
        fair: legend of the line, e.g. *1.0 is fair*.
        interval: legend of the whisker, e.g. *lowest and highest under the other keys*.
        no_index: said where the fair share is nothing.
    """

    state: str
    carried: str
    fair_share: str
    index: str
    low: str
    high: str
    bar: str
    fair: str
    interval: str
    no_index: str


def index_bars(
    carriers: Sequence[Carrier], *, words: IndexWords, reader: Reader, name: str = "index"
) -> Picture:
    """One bar a State in the order given, a line at 1.0, and a whisker where an interval is known.

    Raises: BadPicture if a number is below zero, or only one end of an interval is given.
    """
    checked_name(name)
    for at, one in enumerate(carriers):
        _check(one, place=f"carriers[{at}]")
    indices = [_index(one) for one in carriers]
    ends = [end for one in carriers for end in (one.low, one.high) if end is not None]
    scale = scale_of(1, *(index for index in indices if index is not None), *ends)
    shown = [words.no_index if index is None else reader.ratio(index) for index in indices]
    names = [(one.name, index) for one, index in zip(carriers, shown, strict=True)]
    rows = list(stacked(names, y=0, marked=(one.marked for one in carriers)))
    shapes = tuple(_shapes(carriers, indices, rows, scale))
    return picture(
        Drawing(name, rows[-1].bar + BAR + GAP if rows else GAP, shapes, reader.direction),
        words=words,
        columns=(
            Column(words.state),
            *(
                Column(head, numeric=True)
                for head in (words.carried, words.fair_share, words.index, words.low, words.high)
            ),
        ),
        rows=tuple(
            (
                one.name,
                reader.number(one.carried),
                reader.number(one.fair),
                index,
                "" if one.low is None else reader.ratio(one.low),
                "" if one.high is None else reader.ratio(one.high),
            )
            for one, index in zip(carriers, shown, strict=True)
        ),
        legend=tuple(_legend(words, name, interval=bool(ends))),
    )


def _check(one: Carrier, *, place: str) -> None:
    checked_amount(one.carried, place=f"{place}.carried")
    checked_amount(one.fair, place=f"{place}.fair")
    if (one.low is None) != (one.high is None):
        raise BadPicture("half_an_interval", place=place, low=one.low, high=one.high)
    if one.low is not None and one.high is not None:
        checked_amount(one.low, place=f"{place}.low")
        checked_amount(one.high, place=f"{place}.high")
        if one.low > one.high:
            raise BadPicture("interval_upside_down", place=place, low=one.low, high=one.high)


def _index(one: Carrier) -> float | None:
    return one.carried / one.fair if one.fair else None


def _shapes(
    carriers: Sequence[Carrier], indices: Sequence[float | None], rows: Sequence[Heading], scale: Scale
) -> Iterator[Shape]:
    for index, row in zip(indices, rows, strict=True):
        if index is not None:
            yield Box(0, row.bar, scale.at(index), BAR, TINT)
    for row in (row for row, index in zip(rows, indices, strict=True) if index is not None):
        yield Line(scale.at(1), row.bar - 4, scale.at(1), row.bar + BAR + 4, LINE)
    for one, row in zip(carriers, rows, strict=True):
        if one.low is not None and one.high is not None:
            yield from _whisker(scale.at(one.low), scale.at(one.high), row.bar)
    for row in rows:
        yield from row.shapes


def _whisker(low: float, high: float, y: float) -> Iterator[Shape]:
    yield Line(low, y + BAR / 2, high, y + BAR / 2, WHISKER)
    yield from (Line(end, y + 3, end, y + BAR - 3, WHISKER) for end in (low, high))


def _legend(words: IndexWords, name: str, *, interval: bool) -> Iterator[LegendEntry]:
    yield LegendEntry(swatch(TINT, name=f"{name}-k1"), words.bar)
    yield LegendEntry(swatch(LINE, name=f"{name}-k2", form="rule"), words.fair)
    if interval:
        yield LegendEntry(swatch(WHISKER, name=f"{name}-k3", form="whisker"), words.interval)


def bar_scale(carriers: Sequence[Carrier]) -> float:
    """The scale that holds every bar, line and whisker of a column of `bar_cell`."""
    return max((max(_lengths(one).values()) for one in carriers), default=0) or 1


def bar_cell(carrier: Carrier, *, scale: float, direction: Direction = "ltr") -> str:
    """The bar of one row of a table, hidden from screen readers because the row has the numbers.

    The bar is what the State carries, the line its fair share, the whisker the interval of its index times
    its fair share. `scale` is that of the whole column, see `bar_scale`. Stands in
    `<td class="fig barcell">`. Without a fair share there is no line.

    Raises: BadPicture `beyond_the_scale`.
    """
    _check(carrier, place="carrier")
    lengths = _lengths(carrier)
    if max(lengths.values()) > scale * (1 + 1e-9):
        raise BadPicture("beyond_the_scale", place="scale", found=scale, needed=max(lengths.values()))
    at = {key: length / scale for key, length in lengths.items()}
    shapes: list[Shape] = [Box(0, 5, at["carried"], BAR, TINT)]
    if carrier.fair:
        shapes.append(Line(at["fair"], 0, at["fair"], 26, LINE))
    if "low" in at:
        shapes += _whisker(at["low"], at["high"], 5)
    return cell(shapes, height=26, direction=direction)


def _lengths(one: Carrier) -> dict[str, float]:
    lengths = {"carried": one.carried, "fair": one.fair}
    if one.low is not None and one.high is not None:
        lengths |= {"low": one.low * one.fair, "high": one.high * one.fair}
    return lengths
