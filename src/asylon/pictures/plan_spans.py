"""Where the days of a plan stand between the first and the last, and the pieces of each bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from asylon.pictures.inks import MAY, RUN, TINT, Ink
from asylon.pictures.picture import BadPicture

State = Literal["planned", "running", "done"]
MOST_RULES = 14
"""More lines of months than this are no help."""


class Planned(Protocol):
    """An item of a plan; see `TimelineItem`."""

    @property
    def start(self) -> date | None:
        """The first day."""

    @property
    def end(self) -> date | None:
        """The last day."""

    @property
    def state(self) -> State:
        """How far it is."""


class Meeting(Protocol):
    """A review; see `TimelineReview`."""

    @property
    def on(self) -> date:
        """The day."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the start of the first day to the end of the last."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day begins, as a share."""
        return (day - self.first).days / ((self.last - self.first).days + 1)

    def after(self, day: date) -> float:
        """Where a day ends, as a share."""
        return self.at(day + timedelta(days=1))

    @property
    def months(self) -> list[date]:
        """First days of months that get a line: all, or every so many."""
        found = list(self._months())
        return found[:: -(-len(found) // MOST_RULES) or 1]

    def _months(self) -> Iterator[date]:
        month = self.first.replace(day=1)
        while month <= self.last:
            if month >= self.first:
                yield month
            month = (month + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar, as shares: planned parts are dashed, running ones full, done ones outlined."""

    start: float
    end: float
    ink: Ink


def span_of(items: Sequence[Planned], reviews: Sequence[Meeting], today: date) -> Span:
    """A span that holds every day that is named, from the first of a month on.

    Raises: BadPicture `ends_before_it_starts`.
    """
    for at, item in enumerate(items):
        if item.start and item.end and item.end < item.start:
            raise BadPicture(
                "ends_before_it_starts", place=f"items[{at}].end", found=item.end, start=item.start
            )
    named = [day for item in items for day in (item.start, item.end) if day]
    named += [today, *(review.on for review in reviews)]
    open_end = any(item.start and not item.end and item.state != "done" for item in items)
    return Span(min(named).replace(day=1), max(named) + timedelta(days=31 if open_end else 7))


def pieces(item: Planned, span: Span, today: date) -> Iterator[Piece]:
    """The parts of an item's bar. What has no end yet is dashed from today on."""
    if item.start is None:
        return
    start = span.at(item.start)
    if item.state == "planned":
        yield Piece(start, span.after(item.end) if item.end else 1, MAY)
    elif item.state == "done":
        yield Piece(start, span.after(item.end or max(today, item.start)), TINT)
    elif item.end:
        yield Piece(start, span.after(item.end), RUN)
    else:
        now = span.after(max(today, item.start))
        yield Piece(start, now, RUN)
        yield Piece(now, 1, MAY)
