"""What makes a prepared plan start, beside what is measured now.

The comparison is arithmetic and starts nothing: a named person decides, with the figures in view. Without an
emergency there are no figures, so people read every trigger themselves; an event they always read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from asylon.casework.access.visitors import Visitor
from asylon.foresight.influx import Panel
from asylon.responses.emergencies.characteristics import seen_of
from asylon.responses.plans.models import Trigger
from asylon.responses.plans.selectors import PlanSeen


class Standing(StrEnum):
    """How a trigger stands to what is measured."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    NOT_KNOWN = "not_known"
    READ_BY_PEOPLE = "read_by_people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one measure comes to now.

    Attributes:
        value: people, or per cent; None if not known.
        as_of: the day of the oldest data that it rests on; None if there are none.
        sector: of which sector it is, where the largest of them counts.
        whole: false where the figure of some sector is not known, so that the largest may lie higher.
    """

    value: float | None
    as_of: date | None
    sector: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerSeen:
    """A trigger and how it stands; `figure` None where people read it."""

    row: Trigger
    figure: Figure | None
    standing: Standing


def triggers_seen(visitor: Visitor, seen: PlanSeen, *, now: datetime) -> tuple[TriggerSeen, ...]:
    """The triggers of a plan beside the figures of its emergency, if it has one.

    Raises: Refused, NotThere.
    """
    measured = any(each.measure != Trigger.Measure.EVENT for each in seen.triggers)
    if seen.plan.emergency_id is None or not measured:
        return compared(seen.triggers, figures={})
    panel = seen_of(visitor, seen.plan.emergency_id, now=now).panel
    return compared(seen.triggers, figures=figures_of(panel))


def compared(triggers: Iterable[Trigger], *, figures: Mapping[str, Figure]) -> tuple[TriggerSeen, ...]:
    """Triggers beside figures by measure. What has no figure is read by people."""
    found = []
    for each in triggers:
        figure = figures.get(each.measure)
        standing = standing_of(figure, mark=each.at_least)
        found.append(TriggerSeen(row=each, figure=figure, standing=standing))
    return tuple(found)


def standing_of(figure: Figure | None, *, mark: int | None) -> Standing:
    """How a figure stands to a mark. Reaching it is passing it."""
    if figure is None or mark is None:
        return Standing.READ_BY_PEOPLE
    if figure.value is not None and figure.value >= mark:
        return Standing.PASSED
    known = figure.value is not None and figure.whole
    return Standing.NOT_PASSED if known else Standing.NOT_KNOWN


def figures_of(panel: Panel) -> dict[str, Figure]:
    """What can be measured, by the name of the measure; of sectors the largest counts."""
    arrived = panel.arrived
    last = arrived.last.on if arrived.last else None
    return {
        Trigger.Measure.ARRIVALS.value: Figure(value=arrived.a_day, as_of=last),
        Trigger.Measure.TOTAL.value: Figure(value=arrived.in_all, as_of=last),
        Trigger.Measure.CAPACITY.value: _largest(
            # A sector that reported no places at all has nothing that could be in use.
            (each.sector, each.percent, each.oldest)
            for each in panel.rooms
            if each.percent is not None or each.oldest is None
        ),
        Trigger.Measure.CHANCE.value: _largest(
            (each.sector, each.percent, each.as_of) for each in panel.chances
        ),
    }


def _largest(sectors: Iterable[tuple[str, float | None, date | None]]) -> Figure:
    found = list(sectors)
    told = [(percent, sector, as_of) for sector, percent, as_of in found if percent is not None]
    if not told:
        return Figure(value=None, as_of=None)
    percent, sector, as_of = max(told, key=lambda each: each[0])
    return Figure(value=percent, as_of=as_of, sector=sector, whole=len(told) == len(found))
