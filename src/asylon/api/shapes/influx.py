"""The panel of the four characteristics of an emergency. `null` is not known and never zero."""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated

from pydantic import Field

from asylon.api.shapes.base import Out
from asylon.foresight.influx import Indicator, Panel, Room
from asylon.responses.emergencies.characteristics import Seen
from asylon.responses.emergencies.splits import Cell


class IndicatorOut(Out):
    """One indicator. `never` says that it is not reached at this pace; then `value` is null."""

    id: str
    sector: str
    value: float | None
    never: bool
    mark: float | None
    verdict: str
    as_of: date | None
    source: str


class RateOut(Out):
    """The growth of arrivals in a window, with its 95 % interval; logarithms a day."""

    a_day: float
    low: float
    high: float
    trend: str
    percent_a_week: float
    doubling_days: float | None
    known_days: int
    until: date


class BandOut(Out):
    """People expected over some days, and the ends of the 95 % band."""

    persons: float
    low: float
    high: float


class DayAheadOut(BandOut):
    """One day to come."""

    on: date


class AheadOut(Out):
    """What follows if the growth of the last 14 days goes on; no forecast of what will happen."""

    days: list[DayAheadOut]
    in_all: BandOut


class ChanceOut(Out):
    """The chance, in percent, that the people of the next 14 days exceed the places that are left.

    It takes everybody who comes to need a place and nobody to leave one.
    """

    sector: str
    unit: str
    left: int | None
    percent: float | None
    as_of: date | None


class SurgeOut(Out):
    """A time in which more people came than the days before would let one expect."""

    began: date
    ended: date | None
    baseline: float
    mark: float


class RoomOut(Out):
    """A sector's room in one unit."""

    sector: str
    unit: str
    capacity: int
    in_use: int
    percent: float | None
    districts: int
    not_known: int
    pace: float | None
    pace_from: str
    runs_out_on: date | None
    oldest: date | None


class DayOut(Out):
    """One day's arrivals, first crossings only, and how many could be registered."""

    on: date
    persons: int | None
    estimated: bool
    registrable: int | None


class SplitCellOut(Out):
    """People in one part of a split; null where there are too few to tell."""

    of: str
    persons: int | None


class SplitsOut(Out):
    """Who arrived, one way at a time. Small numbers are left out."""

    sex: list[SplitCellOut]
    age: list[SplitCellOut]
    origin: list[SplitCellOut]
    place: list[SplitCellOut]


class PanelOut(Out):
    """The four characteristics, each by itself. There is no number over them."""

    as_of: date
    in_all: int | None
    few: Annotated[
        bool, Field(description="Fewer than 11 people are known to have arrived: no sum, no day of them.")
    ]
    known_days: int
    not_known_days: int
    numbers: list[IndicatorOut]
    rate: list[IndicatorOut]
    capacity: list[IndicatorOut]
    procedures: list[IndicatorOut]
    growth: RateOut | None
    ahead: AheadOut | None
    chances: list[ChanceOut]
    surges: list[SurgeOut]
    rooms: list[RoomOut]
    years: float
    protracted: str
    days: list[DayOut]
    splits: SplitsOut
    any_invented: bool


def panel_out(seen: Seen) -> PanelOut:
    """The panel to send."""
    panel = seen.panel
    return PanelOut(
        as_of=panel.as_of,
        in_all=panel.arrived.in_all,
        few=seen.few,
        known_days=panel.arrived.known_days,
        not_known_days=panel.arrived.not_known_days,
        numbers=[_indicator(each) for each in panel.numbers],
        rate=[_indicator(each) for each in panel.speed],
        capacity=[_indicator(each) for each in panel.capacity],
        procedures=[_indicator(each) for each in panel.individual],
        growth=_growth(panel),
        ahead=_ahead(panel),
        chances=[
            ChanceOut(
                sector=each.sector, unit=each.unit, left=each.left, percent=each.percent, as_of=each.as_of
            )
            for each in panel.chances
        ],
        surges=[
            SurgeOut(began=each.began, ended=each.ended, baseline=each.baseline, mark=each.mark)
            for each in panel.surges
        ],
        rooms=[_room(each) for each in panel.rooms],
        years=seen.duration.years,
        protracted=seen.duration.protracted.value,
        days=[
            DayOut(
                on=each.on,
                persons=each.persons,
                estimated=each.estimated,
                registrable=seen.registrable.get(each.on),
            )
            for each in seen.days
        ],
        splits=SplitsOut(
            sex=_cells(seen.splits.by_sex),
            age=_cells(seen.splits.by_age),
            origin=_cells(seen.splits.by_origin),
            place=_cells(seen.splits.by_place),
        ),
        any_invented=seen.any_invented,
    )


def _indicator(each: Indicator) -> IndicatorOut:
    never = each.value is not None and math.isinf(each.value)
    return IndicatorOut(
        id=each.id,
        sector=each.sector,
        value=None if never else each.value,
        never=never,
        mark=each.mark,
        verdict=each.verdict.value,
        as_of=each.as_of,
        source=each.source,
    )


def _growth(panel: Panel) -> RateOut | None:
    rate = panel.rate
    if rate is None:
        return None
    return RateOut(
        a_day=rate.a_day,
        low=rate.low,
        high=rate.high,
        trend=rate.trend.value,
        percent_a_week=rate.percent_a_week,
        doubling_days=rate.doubling_days,
        known_days=rate.known_days,
        until=rate.until,
    )


def _ahead(panel: Panel) -> AheadOut | None:
    ahead = panel.ahead
    if ahead is None:
        return None
    in_all = ahead.in_all
    return AheadOut(
        days=[
            DayAheadOut(on=each.on, persons=each.persons, low=each.low, high=each.high) for each in ahead.days
        ],
        in_all=BandOut(persons=in_all.persons, low=in_all.low, high=in_all.high),
    )


def _room(each: Room) -> RoomOut:
    return RoomOut(
        sector=each.sector,
        unit=each.unit,
        capacity=each.capacity,
        in_use=each.in_use,
        percent=each.percent,
        districts=each.districts,
        not_known=each.not_known,
        pace=each.pace,
        pace_from=each.pace_from.value,
        runs_out_on=each.runs_out_on,
        oldest=each.oldest,
    )


def _cells(cells: tuple[Cell, ...]) -> list[SplitCellOut]:
    return [SplitCellOut(of=each.of, persons=each.persons) for each in cells]
