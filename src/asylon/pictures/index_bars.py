"""Who carries what against a fair share: the responsibility index by State, 1.0 is fair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asylon.pictures.picture import Picture, Words
from asylon.pictures.reader import Direction, Reader


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
    raise NotImplementedError


def bar_cell(
    carried: float,
    *,
    fair: float | None,
    scale: float,
    low: float | None = None,
    high: float | None = None,
    direction: Direction = "ltr",
) -> str:
    """The bar of one row of a table, hidden from screen readers because the row has the numbers.

    `scale` is the length of the whole cell: the largest number of the column. All in one unit, so the
    whisker's ends are an index times the fair share. Stands in `<td class="fig barcell">`.
    """
    raise NotImplementedError
