"""Arrivals by day, with the line of what can be registered in a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import TypeVar

from asylon.pictures.arrival_spans import MOST_DAYS, Known, Span, every_day, spans
from asylon.pictures.drawing import Box, Drawing, Line, Shape, Text
from asylon.pictures.inks import BAND, BASE, ESTIMATED, GAP, GRID, LINE, PARTLY, TINT, WHISKER, Ink
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
from asylon.pictures.reader import Reader
from asylon.pictures.rows import apart
from asylon.pictures.scale import round_marks
from asylon.pictures.svg import swatch

TOP, BOTTOM, HEIGHT = 20, 170, 194
BAR_SHARE = 0.74
"""How much of its place a bar takes."""
TIMES_AS_HIGH = 4
"""How far a band rises above the tallest bar at the most, so that the bars can still be read."""
FEW = 31
"""So few bars leave room for a written 0."""
INKS: dict[Known, Ink] = {"counted": TINT, "estimated": ESTIMATED, "partly": PARTLY}


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
    """What is expected of one day to come, in persons: the ends of the band, and a middle if it has one."""

    on: date
    low: float
    high: float
    middle: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalsWords(Words):
    """Words of the picture of arrivals.

    Attributes:
        day, persons, capacity, difference, how_known, low, high: headings of the table.
        counted, estimated, not_known, forecast: how a day's number is known; also in the legend.
        partly_known: legend, for a week of which some days are not known.
        by_week: a note, shown when a bar is the mean of several days; the table has every day.
        about_forecast: a note about the band, shown with it; empty for none.
        cut_off: a note, shown when the band is drawn less high than it is; the table has its ends.
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
    about_forecast: str
    cut_off: str


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
    checked_name(name)
    arrived = _by_day(days, place="days", amounts=("persons", "capacity"))
    expected = _by_day(forecast, place="forecast", amounts=("low", "middle", "high"))
    dates = _dates([*arrived, *expected])
    bars = spans(dates, arrived=arrived, expected=expected) if dates else []
    return picture(
        Drawing(name, HEIGHT, tuple(_shapes(bars, reader)), reader.direction),
        words=words,
        columns=_columns(words, bool(expected)),
        rows=tuple(_row(day, arrived, expected, words, reader) for day in dates),
        legend=tuple(_legend(bars, words, name)),
        notes=tuple(_notes(bars, words)),
    )


def _notes(bars: Sequence[Span], words: ArrivalsWords) -> Iterator[str]:
    if any(bar.days > 1 for bar in bars):
        yield words.by_week
    bands = [bar.band for bar in bars if bar.band]
    if bands and words.about_forecast:
        yield words.about_forecast
    if any(high > _marks(bars)[-1] for _, _, high in bands):
        yield words.cut_off


Named = TypeVar("Named", ArrivalDay, ForecastDay)


def _by_day(days: Sequence[Named], *, place: str, amounts: Sequence[str]) -> dict[date, Named]:
    found: dict[date, Named] = {}
    for at, day in enumerate(days):
        if day.on in found:
            raise BadPicture("day_twice", place=f"{place}[{at}].on", found=day.on)
        for amount in amounts:
            value = getattr(day, amount)
            if value is not None:
                checked_amount(value, place=f"{place}[{at}].{amount}")
        found[day.on] = day
    return found


def _dates(days: list[date]) -> list[date]:
    if not days:
        return []
    first, last = min(days), max(days)
    if (last - first).days >= MOST_DAYS:
        raise BadPicture("too_many_days", place="days", first=first, last=last, accepted=MOST_DAYS)
    return every_day(first, last)


def _shapes(bars: Sequence[Span], reader: Reader) -> Iterator[Shape]:
    marks = _marks(bars)

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * min(value, marks[-1]) / marks[-1]

    yield from (Line(0, y(mark), 1, y(mark), GRID) for mark in marks)
    slot = 1 / max(len(bars), 1)
    yield from (Box(at * slot, TOP, slot, BOTTOM - TOP, GAP) for at in _places(bars, "not_known"))
    for at, bar in enumerate(bars):
        if bar.band:
            low, _, high = bar.band
            yield Box(at * slot, y(high), slot, y(low) - y(high), BAND)
    for at, bar in enumerate(bars):
        yield from _bar(bar, at * slot, slot, y)
    yield Line(0, BOTTOM, 1, BOTTOM, BASE)
    yield from _nobody(bars, slot)
    for at, bar in enumerate(bars):
        middle = bar.band[1] if bar.band else None
        if middle is not None and middle <= marks[-1]:
            yield Line(at * slot, y(middle), (at + 1) * slot, y(middle), WHISKER)
    yield from _capacity(bars, slot, y)
    yield from (Text(0, y(mark) - 4, reader.short(mark), halo=True) for mark in marks)
    yield from _day_labels(bars, slot, reader)


def _marks(bars: Sequence[Span]) -> list[float]:
    """The marks of the scale. A band may rise far above what is known; then it is cut off."""
    tallest = max((value for bar in bars for value in (bar.persons, bar.capacity) if value), default=0.0)
    ends = max((bar.band[2] for bar in bars if bar.band), default=0.0)
    return round_marks(max(tallest, min(ends, TIMES_AS_HIGH * tallest) if tallest else ends) or 1)


def _places(bars: Sequence[Span], known: Known) -> Iterator[int]:
    return (at for at, bar in enumerate(bars) if bar.known == known)


def _bar(bar: Span, x: float, slot: float, y: Callable[[float], float]) -> Iterator[Shape]:
    if bar.persons:
        width = slot * BAR_SHARE
        height = BOTTOM - y(bar.persons)
        yield Box(x + (slot - width) / 2, y(bar.persons), width, height, INKS[bar.known])


def _nobody(bars: Sequence[Span], slot: float) -> Iterator[Shape]:
    zeros = [at for at, bar in enumerate(bars) if bar.persons == 0]
    edge = (1 - BAR_SHARE) / 2
    yield from (
        Line((at + edge) * slot, BOTTOM - 1, (at + 1 - edge) * slot, BOTTOM - 1, LINE) for at in zeros
    )
    if len(bars) <= FEW:
        yield from (Text((at + 0.5) * slot, BOTTOM - 6, "0", anchor="middle", tone="ink") for at in zeros)


def _capacity(bars: Sequence[Span], slot: float, y: Callable[[float], float]) -> Iterator[Shape]:
    steps: list[tuple[float, float, float]] = []
    for capacity, run in groupby(enumerate(bars), key=lambda pair: pair[1].capacity):
        places = [at for at, _ in run]
        if capacity is not None:
            steps.append((places[0] * slot, (places[-1] + 1) * slot, y(capacity)))
    yield from (Line(start, height, end, height, LINE) for start, end, height in steps)
    for (_, end, height), (start, _, other) in pairwise(steps):
        if abs(end - start) < slot / 2:
            yield Line(end, height, end, other, LINE)


def _day_labels(bars: Sequence[Span], slot: float, reader: Reader) -> Iterator[Shape]:
    weeks = any(bar.days > 1 for bar in bars)
    starts = [at for at, bar in enumerate(bars) if not weeks or _starts_a_month(bar, at)]
    labels = [
        ((at + 0.5) * slot, reader.month(bars[at].last) if weeks else reader.day_short(bars[at].first))
        for at in starts
    ]
    for place, anchor, label in apart(labels):
        yield Text(place, BOTTOM + 18, label, anchor=anchor)


def _starts_a_month(bar: Span, at: int) -> bool:
    return at == 0 or bar.first.day == 1 or bar.last.month != bar.first.month


def _columns(words: ArrivalsWords, forecast: bool) -> tuple[Column, ...]:
    band = (Column(words.low, numeric=True), Column(words.high, numeric=True)) if forecast else ()
    numbers = (words.persons, words.capacity, words.difference)
    return (
        Column(words.day),
        *(Column(head, numeric=True) for head in numbers),
        Column(words.how_known),
        *band,
    )


def _row(
    day: date,
    arrived: Mapping[date, ArrivalDay],
    expected: Mapping[date, ForecastDay],
    words: ArrivalsWords,
    reader: Reader,
) -> tuple[str, ...]:
    one, ahead = arrived.get(day), expected.get(day)
    persons = one.persons if one else None
    capacity = one.capacity if one else None
    if persons is not None and one:
        shown, how = reader.number(persons), words.estimated if one.estimated else words.counted
    elif ahead:
        shown = "" if ahead.middle is None else reader.number(ahead.middle)
        how = words.forecast
    else:
        shown, how = words.not_known, words.not_known
    band = (reader.number(ahead.low), reader.number(ahead.high)) if ahead else ("", "")
    return (
        reader.day(day),
        shown,
        "" if capacity is None else reader.number(capacity),
        "" if capacity is None or persons is None else reader.signed(persons - capacity),
        how,
        *(band if expected else ()),
    )


def _legend(bars: Sequence[Span], words: ArrivalsWords, name: str) -> Iterator[LegendEntry]:
    """Only what is there."""
    found = {bar.known for bar in bars}
    if any(bar.capacity is not None for bar in bars):
        yield LegendEntry(swatch(LINE, name=f"{name}-k0", form="line"), words.capacity)
    kinds: tuple[tuple[Known, Ink, str], ...] = (
        ("counted", TINT, words.counted),
        ("estimated", ESTIMATED, words.estimated),
        ("partly", PARTLY, words.partly_known),
        ("not_known", GAP, words.not_known),
    )
    for at, (known, ink, word) in enumerate(kinds, start=1):
        if known in found:
            yield LegendEntry(swatch(ink, name=f"{name}-k{at}"), word)
    if any(bar.band for bar in bars):
        yield LegendEntry(swatch(BAND, name=f"{name}-k5"), words.forecast)
