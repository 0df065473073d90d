"""Rows of the pages about figures, in the reader's words. What is not known says so; zero is a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from asylon.foresight.influx import Pace, Panel, Room
from asylon.responses.emergencies.kinds import AgeBand, Sex
from asylon.responses.emergencies.records import NewArrivals
from asylon.responses.emergencies.standing import ArrivalsSeen, CapacitySeen, ProceduresSeen
from asylon.web.people.shown.days import day
from asylon.web.responses.countries import country_name
from asylon.web.responses.emergencies.indicators import (
    NOT_YET,
    age_words,
    sector_name,
    unit_name,
    weeks_words,
)
from asylon.web.responses.reader import number, percent, rounded


@dataclass(frozen=True, slots=True)
class ArrivalsRow:
    """One row of arrivals."""

    day: str
    place: str
    people: str
    known: bool
    origin: str
    who: str
    how: str
    source: str
    delay: str
    corrected: bool
    again: bool
    invented: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of a file, before it is written down."""

    day: str
    place: str
    people: str
    origin: str
    who: str
    how: str
    source: str


@dataclass(frozen=True, slots=True)
class RoomRow:
    """The room of one sector in one unit."""

    sector: str
    unit: str
    capacity: str
    in_use: str
    used: str
    runs_out: str
    pace: str
    left_out: str
    age: str
    source: str
    full: bool


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """One report of a capacity."""

    day: str
    sector: str
    district: str
    capacity: str
    in_use: str
    unit: str
    source: str
    invented: bool


@dataclass(frozen=True, slots=True)
class ProceduresRow:
    """One report of procedures."""

    day: str
    host: str
    waiting: str
    new_a_week: str
    decisions_a_week: str
    interviewers: str
    source: str
    invented: bool


@dataclass(frozen=True, slots=True)
class ProceduresShown:
    """Applications against decisions, over all hosts."""

    waiting: str
    new_a_week: str
    decisions_a_week: str
    to_decide: str
    to_clear: str
    ahead: str


def counted(value: int | None) -> str:
    """A number, or that it is not yet known."""
    return str(NOT_YET) if value is None else number(value)


def preview_rows(rows: Iterable[NewArrivals]) -> list[PreviewRow]:
    """Rows of a file, as they would be written down."""
    return [
        PreviewRow(
            day=day(each.on),
            place=each.place,
            people=counted(each.persons),
            origin=country_name(each.origin),
            who=_who(each),
            how=str(each.how.label),
            source=each.source,
        )
        for each in rows
    ]


def arrivals_rows(rows: Iterable[ArrivalsSeen]) -> list[ArrivalsRow]:
    """Arrivals, one row each."""
    return [
        ArrivalsRow(
            day=day(each.on),
            place=each.place,
            people=counted(each.persons),
            known=each.persons is not None,
            origin=country_name(each.origin),
            who=_who(each),
            how=str(each.how.label),
            source=each.source,
            delay=number(each.delay_days),
            corrected=each.corrected,
            again=not each.first_crossing,
            invented=each.invented,
        )
        for each in rows
    ]


def rooms(panel: Panel) -> list[RoomRow]:
    """The rooms of all sectors."""
    return [_room(each, panel) for each in panel.rooms]


def capacity_rows(rows: Iterable[CapacitySeen]) -> list[CapacityRow]:
    """Reports of capacities."""
    return [
        CapacityRow(
            day=day(each.on),
            sector=str(each.sector.label),
            district=each.district or gettext("whole country"),
            capacity=counted(each.capacity),
            in_use=counted(each.in_use),
            unit=str(each.unit.label),
            source=each.source,
            invented=each.invented,
        )
        for each in rows
    ]


def procedures_rows(rows: Iterable[ProceduresSeen]) -> list[ProceduresRow]:
    """Reports of procedures."""
    return [
        ProceduresRow(
            day=day(each.on),
            host=country_name(each.host),
            waiting=counted(each.waiting),
            new_a_week=counted(each.new_a_week),
            decisions_a_week=counted(each.decisions_a_week),
            interviewers=counted(each.interviewers),
            source=each.source,
            invented=each.invented,
        )
        for each in rows
    ]


def procedures(panel: Panel) -> ProceduresShown | None:
    """Applications against decisions; None while nothing is reported."""
    found = panel.procedures
    if found is None:
        return None
    return ProceduresShown(
        waiting=counted(found.waiting),
        new_a_week=counted(found.new_a_week),
        decisions_a_week=counted(found.decisions_a_week),
        to_decide=_weeks(found.weeks_to_decide),
        to_clear=_weeks(found.weeks_to_clear),
        ahead=counted(found.backlog_in()),
    )


def _weeks(weeks: float | None) -> str:
    return str(NOT_YET) if weeks is None else weeks_words(weeks)


def _who(row: ArrivalsSeen | NewArrivals) -> str:
    if row.sex is Sex.NOT_KNOWN and row.age is AgeBand.NOT_KNOWN:
        return gettext("not split")
    return gettext("%(sex)s, %(age)s") % {"sex": row.sex.label, "age": row.age.label}


def _room(room: Room, panel: Panel) -> RoomRow:
    paces = {
        Pace.REPORTS: gettext("by the last two reports"),
        Pace.ARRIVALS: gettext("if all who arrive need one"),
        Pace.NOT_KNOWN: "",
    }
    left = {"n": number(room.not_known), "all": number(room.districts)}
    return RoomRow(
        sector=sector_name(room.sector),
        unit=unit_name(room.unit),
        capacity=number(room.capacity),
        in_use=number(room.in_use),
        used=percent(room.percent) if room.percent is not None else str(NOT_YET),
        runs_out=_runs_out(room),
        pace=gettext("%(n)s more a day, %(basis)s")
        % {"n": rounded(room.pace), "basis": paces[room.pace_from]}
        if room.pace is not None
        else "",
        left_out=gettext("%(n)s of %(all)s districts do not say") % left if room.not_known else "",
        age=age_words(room.oldest, panel.as_of),
        source=room.source,
        full=room.free <= 0 and room.oldest is not None,
    )


def _runs_out(room: Room) -> str:
    if room.oldest is None:
        return str(NOT_YET)
    if room.free <= 0:
        return gettext("full")
    if room.runs_out_on is not None:
        return day(room.runs_out_on)
    return gettext("not at this pace") if room.pace is not None else "–"
