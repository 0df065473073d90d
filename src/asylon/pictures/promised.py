"""Announced, committed and delivered against need. Three different things, never added together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asylon.pictures.drawing import Box, Drawing, Line, Shape
from asylon.pictures.inks import LINE, MAY, RUN, TINT
from asylon.pictures.picture import (
    Column,
    LegendEntry,
    Picture,
    Words,
    checked_amount,
    checked_name,
    picture,
)
from asylon.pictures.reader import Direction, Reader
from asylon.pictures.rows import GAP, stacked
from asylon.pictures.scale import Scale
from asylon.pictures.svg import cell, swatch

HEIGHT = 26
ROOM = 0.985
"""How far along the largest number of a row lies, so that its line is not cut at the edge."""
LOOKS = (("announced", MAY, 3), ("committed", TINT, 6), ("delivered", RUN, 9))
"""Each lies inside the one before: dashed and high, outlined, full and low."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One need and what came of it, all in the unit that `what` names.

    Each amount counts the pledges that got at least so far: what is delivered was announced too.
    None is not known.
    """

    what: str
    need: float | None
    announced: float | None
    committed: float | None
    delivered: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedWords(Words):
    """Words of the picture: headings of the table, which are the legend too, and *not yet known*."""

    what: str
    need: str
    announced: str
    committed: str
    delivered: str
    not_known: str


def promised(
    promises: Sequence[Promise], *, words: PromisedWords, reader: Reader, name: str = "promised"
) -> Picture:
    """A row each, with its own scale: one row's length says nothing about another's.

    Raises: BadPicture if an amount is below zero.
    """
    checked_name(name)

    def written(amount: float | None) -> str:
        return words.not_known if amount is None else reader.number(amount)

    names = [(one.what, written(one.delivered)) for one in promises]
    rows = list(stacked(names, y=0, marked=(False for _ in promises), bar=HEIGHT))
    shapes: list[Shape] = []
    for at, (one, row) in enumerate(zip(promises, rows, strict=True)):
        shapes += _bars(one, y=row.bar, place=f"promises[{at}].")
    shapes += (text for row in rows for text in row.shapes)
    return picture(
        Drawing(name, rows[-1].bar + HEIGHT + GAP if rows else GAP, tuple(shapes), reader.direction),
        words=words,
        columns=(
            Column(words.what),
            *(
                Column(head, numeric=True)
                for head in (words.need, words.announced, words.committed, words.delivered)
            ),
        ),
        rows=tuple(
            (one.what, *map(written, (one.need, one.announced, one.committed, one.delivered)))
            for one in promises
        ),
        legend=promised_legend(words, name=name),
    )


def _bars(one: Promise, *, y: float, place: str = "promise.") -> Iterator[Shape]:
    """One inside the other, each with its own border and height; the line of need above them."""
    amounts = {
        "need": one.need,
        "announced": one.announced,
        "committed": one.committed,
        "delivered": one.delivered,
    }
    known = {
        key: checked_amount(value, place=place + key) for key, value in amounts.items() if value is not None
    }
    scale = Scale(0, max(known.values(), default=0) or 1)
    for key, ink, inset in LOOKS:
        if key in known:
            yield Box(0, y + inset, ROOM * scale.at(known[key]), HEIGHT - 2 * inset, ink)
    if one.need is not None:
        at = ROOM * scale.at(one.need)
        yield Line(at, y, at, y + HEIGHT, LINE)


def promised_cell(promise: Promise, *, direction: Direction = "ltr") -> str:
    """The bars of one row of a table, hidden from screen readers because the row has the numbers."""
    return cell(_bars(promise, y=0), height=HEIGHT, direction=direction)


def promised_legend(words: PromisedWords, *, name: str = "promised") -> tuple[LegendEntry, ...]:
    """What the bars of `promised_cell` mean, to stand under the table."""
    return (
        LegendEntry(swatch(MAY, name=f"{name}-k1"), words.announced),
        LegendEntry(swatch(TINT, name=f"{name}-k2"), words.committed),
        LegendEntry(swatch(RUN, name=f"{name}-k3", form="bar"), words.delivered),
        LegendEntry(swatch(LINE, name=f"{name}-k4", form="rule"), words.need),
    )
