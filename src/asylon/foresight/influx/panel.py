"""The four characteristics of ExCom Conclusion 100 (a), each by itself: no score, no switch.

Mass influx is not defined; a situation may have some or all of the characteristics. So each indicator
stands with its value, its trend, its age, its source and its mark, and nothing is worked out over them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from asylon.foresight.influx.ahead import Ahead, ahead_of
from asylon.foresight.influx.days import Day, Delay, checked, delay_of, known, mean_a_day, window
from asylon.foresight.influx.onset import WEEK, Surge, has_baseline, surges_of
from asylon.foresight.influx.places import Chance, chances_of
from asylon.foresight.influx.procedures import Bench, Procedures, procedures_of
from asylon.foresight.influx.rate import WINDOW, Rate, rate_of
from asylon.foresight.influx.room import Report, Room, rooms_of

THOUSAND = 1_000


class Verdict(StrEnum):
    """How an indicator stands to its mark."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    NOT_KNOWN = "not_known"
    """There is a mark, and the value is not known."""
    NOT_CLEAR = "not_clear"
    """There is a mark, and it lies inside the interval of the value."""
    NO_MARK = "no_mark"


AT_MOST = frozenset({"doubling_days", "days_left", "covered"})
"""Indicators whose mark is passed from above: the smaller, the worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator.

    Attributes:
        id: its name, e.g. `doubling_days`.
        value: the number; None is not known; infinite is never.
        sector: for capacities.
        as_of: the day of the oldest data that it rests on; None if there are none.
        source: where the data are from.
        mark: what somebody set; None if nobody did.
        interval: the ends of the 95 % interval of an estimate, the lower first; None for a count. There may
            be an interval and no value: while growth is not clear nobody can say in how many days it doubles.
    """

    id: str
    value: float | None
    sector: str = ""
    as_of: date | None = None
    source: str = ""
    mark: float | None = None
    interval: tuple[float, float] | None = None

    @property
    def verdict(self) -> Verdict:
        """Whether the mark is passed. Reaching it is passing it.

        An estimate passes it, or does not, only if its whole interval says the same.
        """
        if self.mark is None:
            return Verdict.NO_MARK
        values = self.interval or (self.value,)
        sides = {_passed(self.id, value, self.mark) for value in values if value is not None}
        if len(sides) > 1:
            return Verdict.NOT_CLEAR
        if not sides:
            return Verdict.NOT_KNOWN
        return Verdict.PASSED if True in sides else Verdict.NOT_PASSED

    def age_on(self, today: date) -> int | None:
        """How old the data are, in days."""
        return None if self.as_of is None else (today - self.as_of).days


def _passed(id_: str, value: float, mark: float) -> bool:
    return value <= mark if id_ in AT_MOST else value >= mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Arrivals in numbers.

    Attributes:
        in_all: people since the beginning, over the days that are known.
        known_days, not_known_days: of the days since the beginning, up to today.
        last: the last day that is known.
        a_day: people a day over the last seven days up to that day.
        inhabitants: of the host countries; None if not known.
    """

    in_all: int | None
    known_days: int
    not_known_days: int
    last: Day | None
    a_day: float | None
    inhabitants: int | None
    delay: Delay | None
    source: str

    @property
    def per_1000(self) -> float | None:
        """People arrived for a thousand inhabitants."""
        if self.in_all is None or not self.inhabitants:
            return None
        return THOUSAND * self.in_all / self.inhabitants


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The four characteristics on one day, side by side.

    Attributes:
        ahead: what follows if the growth goes on; None where no rate can be told.
        chances: that the places of a sector are then not enough.
    """

    as_of: date
    arrived: Arrived
    rate: Rate | None
    ahead: Ahead | None
    chances: tuple[Chance, ...]
    surges: tuple[Surge, ...]
    can_tell_surges: bool
    rooms: tuple[Room, ...]
    procedures: Procedures | None
    numbers: tuple[Indicator, ...]
    speed: tuple[Indicator, ...]
    capacity: tuple[Indicator, ...]
    individual: tuple[Indicator, ...]

    @property
    def surge(self) -> Surge | None:
        """The surge that lasts, if one does."""
        return self.surges[-1] if self.surges and self.surges[-1].ended is None else None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of the four characteristics."""
        return (*self.numbers, *self.speed, *self.capacity, *self.individual)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a panel rests on.

    Attributes:
        days: arrivals by day, in order; days may be missing.
        reports, benches: what is reported of capacities and of procedures.
        inhabitants: of the host countries; None if not known.
        source: where the arrivals are from.
    """

    days: Sequence[Day] = ()
    reports: Sequence[Report] = ()
    benches: Sequence[Bench] = ()
    inhabitants: int | None = None
    source: str = ""


Marks = Mapping[tuple[str, str], float]
"""By indicator and sector; the sector is empty for a mark that holds for all."""


def panel_of(evidence: Evidence, *, marks: Marks, began_on: date, as_of: date) -> Panel:
    """The panel on a day. Days before the beginning serve as the baseline of a surge and count in no total.

    Raises: BadDays.
    """
    series = tuple(each for each in checked(evidence.days) if each.on <= as_of)
    arrived = _arrived(series, evidence, began_on, as_of)
    until = arrived.last.on if arrived.last else as_of
    rate, ahead = rate_of(series, until=until), ahead_of(series, until=until)
    rooms = rooms_of(evidence.reports, as_of=as_of, arrivals_a_day=arrived.a_day)
    procedures = procedures_of(evidence.benches, as_of=as_of)
    return Panel(
        as_of=as_of,
        arrived=arrived,
        rate=rate,
        ahead=ahead,
        chances=chances_of(rooms, ahead=ahead, days=series),
        surges=surges_of(series, until=as_of),
        can_tell_surges=has_baseline(series, until=until),
        rooms=rooms,
        procedures=procedures,
        numbers=_numbers(arrived, marks),
        speed=_speed(arrived, rate, marks),
        capacity=tuple(each for room in rooms for each in _capacity(room, as_of, marks)),
        individual=_individual(procedures, marks),
    )


def _arrived(series: Sequence[Day], evidence: Evidence, began_on: date, as_of: date) -> Arrived:
    since = [each for each in series if each.on >= began_on]
    found = known(since)
    last = next((each for each in reversed(since) if each.persons is not None), None)
    recent = window(series, until=last.on, length=WEEK) if last else ()
    return Arrived(
        in_all=sum(persons for _, persons in found) if found else None,
        known_days=len(found),
        not_known_days=max(0, (as_of - began_on).days + 1 - len(found)),
        last=last,
        a_day=mean_a_day(recent),
        inhabitants=evidence.inhabitants,
        delay=delay_of(window(series, until=last.on, length=WINDOW)) if last else None,
        source=evidence.source,
    )


def _numbers(arrived: Arrived, marks: Marks) -> tuple[Indicator, ...]:
    as_of = arrived.last.on if arrived.last else None
    values: tuple[tuple[str, float | None], ...] = (
        ("arrived", arrived.in_all),
        ("arrived_a_day", arrived.a_day),
        ("per_1000", arrived.per_1000),
    )
    return tuple(_indicator(id_, value, marks, as_of=as_of, source=arrived.source) for id_, value in values)


def _speed(arrived: Arrived, rate: Rate | None, marks: Marks) -> tuple[Indicator, ...]:
    as_of = arrived.last.on if arrived.last else None
    growth = rate.percent_a_week if rate else None
    return (
        _indicator(
            "growth_a_week",
            growth,
            marks,
            as_of=as_of,
            source=arrived.source,
            interval=rate.percents_a_week if rate else None,
        ),
        _indicator(
            "doubling_days",
            _doubling(rate) if rate else None,
            marks,
            as_of=as_of,
            source=arrived.source,
            interval=rate.doubling_between if rate else None,
        ),
    )


def _doubling(rate: Rate) -> float | None:
    """Days in which arrivals double: never while they cannot be rising, not known while that is not clear."""
    return math.inf if rate.high <= 0 else rate.doubling_days


def _capacity(room: Room, as_of: date, marks: Marks) -> tuple[Indicator, ...]:
    days_left: float | None = None
    if room.runs_out_on is not None:
        days_left = max(0, (room.runs_out_on - as_of).days)
    elif room.pace is not None:
        days_left = math.inf
    values: list[tuple[str, float | None]] = [("capacity_used", room.percent)]
    if room.stock:
        values.append(("days_left", days_left))
    return tuple(
        _indicator(id_, value, marks, as_of=room.oldest, source=room.source, sector=room.sector)
        for id_, value in values
    )


def _individual(procedures: Procedures | None, marks: Marks) -> tuple[Indicator, ...]:
    as_of = procedures.oldest if procedures else None
    source = procedures.source if procedures else ""
    weeks = procedures.weeks_to_decide if procedures else None
    covered = procedures.covered_percent if procedures else None
    return (
        _indicator("backlog_weeks", weeks, marks, as_of=as_of, source=source),
        _indicator("covered", covered, marks, as_of=as_of, source=source),
    )


def _indicator(
    id_: str,
    value: float | None,
    marks: Marks,
    *,
    as_of: date | None,
    source: str,
    sector: str = "",
    interval: tuple[float, float] | None = None,
) -> Indicator:
    mark = marks.get((id_, sector), marks.get((id_, "")))
    return Indicator(
        id=id_, value=value, sector=sector, as_of=as_of, source=source, mark=mark, interval=interval
    )
