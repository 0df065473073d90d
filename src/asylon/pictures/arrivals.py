"""Arrivals by day, with the line of what can be registered in a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from asylon.pictures.picture import Picture, Words
from asylon.pictures.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalDay:
    """What is known of one day.

    Attributes:
        on: the day.
        persons: how many arrived; None is not known, 0 is nobody.
        estimated: whether somebody estimated the number instead of counting.
        capacity: how many could be registered that day; None is not known.
    """

    on: date
    persons: float | None
    estimated: bool = False
    capacity: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastDay:
    """What is expected of one day to come, in persons: the middle and the ends of the band."""

    on: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalsWords(Words):
    """Words of the picture of arrivals.

    Attributes:
        day, persons, capacity, difference, how_known, low, high: headings of the table.
        counted, estimated, not_known, forecast: how a day's number is known; also in the legend.
        partly_known: legend, for a week of which some days are not known.
        by_week: a note, shown when a bar is the mean of several days; the table has every day.
    """

    day: str
    persons: str
    capacity: str
    difference: str
    how_known: str
    low: str
    high: str
    counted: str
    estimated: str
    not_known: str
    forecast: str
    partly_known: str
    by_week: str


def arrivals(
    days: Sequence[ArrivalDay],
    *,
    words: ArrivalsWords,
    reader: Reader,
    forecast: Sequence[ForecastDay] = (),
    name: str = "arrivals",
) -> Picture:
    """Bars by day against capacity.

    Days that are missing between the first and the last count as not known. More than 62 days are drawn as
    weeks: each bar is then the mean of the days that are known, a day. The table keeps every day.

    Raises: BadPicture if a day comes twice or a number is below zero.
    """
    raise NotImplementedError
