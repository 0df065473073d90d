"""The panel of the four characteristics for one emergency, from what is recorded of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from asylon.casework.access.small_numbers import is_small
from asylon.casework.access.visitors import Visitor
from asylon.foresight.influx import (
    Day,
    Duration,
    Evidence,
    LastingRule,
    Panel,
    Report,
    capacity_on,
    duration_of,
    panel_of,
)
from asylon.foresight.influx.duration import PERSONS, YEARS
from asylon.responses.emergencies.kinds import Indicator, Part, Sector, Unit
from asylon.responses.emergencies.models import Emergency
from asylon.responses.emergencies.opening import codes_of, open_emergency
from asylon.responses.emergencies.selectors import SEE, Mark, marks_of, standing_marks
from asylon.responses.emergencies.splits import Splits, splits_of
from asylon.responses.emergencies.standing import benches_of, invented_reports, reports_of
from asylon.responses.emergencies.sums import days_of, groups_of, sources_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is seen of an emergency on one day: the panel, its marks, and how long it has lasted.

    Attributes:
        days: arrivals by day, with the capacity to register of that day beside them in `registrable`.
        splits: who arrived, small numbers left out.
        few: fewer than eleven people are known to have arrived since the beginning: no sum of them is told,
            and no day of that time, because the days would tell the sum.
        any_invented: whether any of the figures was made up, of arrivals, capacities or procedures.
    """

    panel: Panel
    marks: tuple[Mark, ...]
    duration: Duration
    days: tuple[Day, ...]
    registrable: dict[date, int]
    splits: Splits
    few: bool
    any_invented: bool


def seen_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> Seen:
    """The panel of an emergency as it stands.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=SEE, now=now)
    marks = standing_marks(marks_of(visitor, emergency, now=now))
    every, reports, sources = days_of(row), reports_of(row), sources_of(row)
    splits = splits_of(groups_of(row))
    few = splits.few or is_small(sum(each.persons or 0 for each in every if each.on >= row.began_on))
    days = [each for each in every if each.on < row.began_on] if few else every
    as_of = min(now.date(), row.closed_on) if row.closed_on else now.date()
    panel = panel_of(
        Evidence(
            days=days,
            reports=reports,
            benches=benches_of(row),
            inhabitants=inhabitants_of(codes_of(row, Part.HOST)),
            source=sources.line,
        ),
        marks={
            (str(indicator), str(sector or "")): float(mark.mark)
            for (indicator, sector), mark in marks.items()
            if mark.mark is not None
        },
        began_on=row.began_on,
        as_of=as_of,
    )
    return Seen(
        panel=panel,
        marks=tuple(marks.values()),
        duration=_duration(row, panel, marks, as_of),
        days=tuple(each for each in days if each.on <= as_of),
        registrable=_registrable(days, reports),
        splits=splits,
        few=few,
        any_invented=row.invented or sources.any_invented or invented_reports(row),
    )


def inhabitants_of(hosts: Iterable[str]) -> int | None:
    """How many people live in the hosts, by the newest shipped figures; None if not known of one of them."""
    from asylon.figures import Store, capacity  # reads tables: only where somebody looks at an emergency

    return capacity.inhabitants_of(Store(), hosts)


def _duration(
    row: Emergency, panel: Panel, marks: dict[tuple[Indicator, Sector | None], Mark], as_of: date
) -> Duration:
    def mark(indicator: Indicator, otherwise: float) -> float:
        found = marks.get((indicator, None))
        return float(found.mark) if found and found.mark is not None else otherwise

    rule = LastingRule(
        years=mark(Indicator.LASTING_YEARS, YEARS), persons=mark(Indicator.LASTING_PERSONS, PERSONS)
    )
    return duration_of(began_on=row.began_on, as_of=as_of, persons=panel.arrived.in_all, rule=rule)


def _registrable(days: Iterable[Day], reports: list[Report]) -> dict[date, int]:
    found = {
        each.on: capacity_on(reports, sector=Sector.REGISTRATION, unit=Unit.PERSONS_A_DAY, on=each.on)
        for each in days
    }
    return {on: number for on, number in found.items() if number is not None}
