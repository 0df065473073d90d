"""A plan in time: its items as bars, its reviews as marks, and today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from asylon.pictures.picture import LegendEntry, Picture, Words
from asylon.pictures.reader import Reader

State = Literal["planned", "running", "done"]


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
    raise NotImplementedError


def lanes(
    items: Sequence[TimelineItem],
    *,
    today: date,
    words: TimelineWords,
    reader: Reader,
    reviews: Sequence[TimelineReview] = (),
) -> Lanes:
    """The same as rows of a page. Reviews are lines through every row.

    Raises: BadPicture `ends_before_it_starts`.
    """
    raise NotImplementedError
