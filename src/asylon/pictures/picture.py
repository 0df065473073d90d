"""What every drawing function returns: the drawing, the words that stand for it, and its rows as a table."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from asylon.pictures.drawing import Drawing
from asylon.pictures.svg import on_page, on_paper


class BadPicture(ValueError):
    """A picture that cannot be drawn as asked.

    Attributes:
        code: what is wrong, e.g. `flow_to_unknown_need`.
        place: which argument, e.g. `flows[3].need`.
        values: what was found there, and what would be accepted.
    """

    def __init__(self, code: str, *, place: str, **values: Any) -> None:
        self.code = code
        self.place = place
        self.values = values
        said = ", ".join(f"{key} {value!r}" for key, value in values.items())
        super().__init__(f"{place}: {code}" + (f" ({said})" if said else ""))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading, and whether it holds numbers (then it is set at the end edge)."""

    head: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a picture. The first cell of each row is the row's heading; cells are plain text."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What one pattern, dash or mark means: a small drawing, hidden from screen readers, and a word."""

    svg: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing that a page, a printer and a PDF can take.

    Attributes:
        svg: for a page that has `components.css` and `pictures.css`. It fills the width that it is given;
            text keeps its size.
        title: the name of the picture, also `<title>` in the drawing.
        description: what can be seen in it, in a sentence or two; also `<desc>` in the drawing.
        table: every row that was drawn, and those that could not be.
        legend: what the patterns mean; stands under the drawing, so that it wraps on a telephone.
        notes: sentences that must stand beside the drawing, such as the disclaimer of a map.
    """

    svg: str
    title: str
    description: str
    table: Table
    legend: tuple[LegendEntry, ...] = ()
    notes: tuple[str, ...] = ()
    drawing: Drawing = field(repr=False)

    def on_paper(self, *, width: float = 480) -> str:
        """The same drawing with a fixed width in points and no need of a stylesheet, black on white."""
        return on_paper(self.drawing, width=width, title=self.title, description=self.description)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What every picture has to be told in the reader's language, as whole sentences.

    Attributes:
        title: the name of the picture.
        description: what can be seen in it, for whoever cannot see it.
        caption: the heading of the table.
    """

    title: str
    description: str
    caption: str


def picture(
    drawing: Drawing,
    *,
    words: Words,
    columns: tuple[Column, ...],
    rows: tuple[tuple[str, ...], ...],
    legend: tuple[LegendEntry, ...] = (),
    notes: tuple[str, ...] = (),
) -> Picture:
    """A picture of a drawing, with its rows."""
    return Picture(
        svg=on_page(drawing, title=words.title, description=words.description),
        title=words.title,
        description=words.description,
        table=Table(words.caption, columns, rows),
        legend=legend,
        notes=notes,
        drawing=drawing,
    )


def checked_name(name: str) -> str:
    """The name again, if it may begin the ids of a drawing.

    Raises: BadPicture `bad_name`.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise BadPicture("bad_name", place="name", found=name, accepted="small letters, digits and hyphens")
    return name


def checked_amount(value: float, *, place: str) -> float:
    """The value again, if it can be a length: finite and not below zero.

    Raises: BadPicture `not_an_amount`.
    """
    if not math.isfinite(value) or value < 0:
        raise BadPicture("not_an_amount", place=place, found=value, accepted="a number from 0 up")
    return float(value)
