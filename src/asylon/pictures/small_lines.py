"""Small lines: how a number has moved, and where it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asylon.pictures.picture import Picture, Words
from asylon.pictures.reader import Direction, Reader


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
    raise NotImplementedError


def line_cell(values: Sequence[float | None], *, direction: Direction = "ltr") -> str:
    """The line of one row of a table, hidden from screen readers because the row has the numbers."""
    raise NotImplementedError
