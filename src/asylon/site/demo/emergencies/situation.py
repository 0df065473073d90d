"""Plays a situation itself: what is counted, which marks are set, what a made-up person declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from asylon.responses.emergencies.kinds import (
    AgeBand,
    CauseKind,
    Characteristic,
    HowKnown,
    Indicator,
    Sector,
    Sex,
    Stage,
    Unit,
)
from asylon.responses.emergencies.recording import record_arrivals, record_capacity, record_procedures
from asylon.responses.emergencies.records import (
    EndOfDeclaration,
    NewArrivals,
    NewCapacity,
    NewCause,
    NewDeclaration,
    NewEmergency,
    NewProcedures,
    NewStage,
    NewThreshold,
)
from asylon.responses.emergencies.services import (
    begin_emergency,
    declare,
    end_declaration,
    note_cause,
    reach_stage,
    set_threshold,
)
from asylon.site.demo.emergencies import public
from asylon.site.demo.emergencies.acting import Desk, Json
from asylon.site.demo.emergencies.spreading import by_day, by_place

MADE_UP = "Invented for the demonstration"
SPREAD = f"{MADE_UP}: spread over days; each year adds up to UNHCR's figure of the year"
MOST = 4_000
"""Rows handed over at once."""


def begin(desk: Desk, told: Json, *, on: date) -> UUID:
    """Open an emergency with its causes. Its figures are real unless a record says that they are invented."""
    visitor, at = desk.on(on)
    emergency = begin_emergency(visitor, NewEmergency(**told["emergency"]), now=at)
    for each in told["causes"]:
        cause = NewCause(**{**each, "kind": CauseKind(each["kind"])})
        visitor, at = desk.on(max(on, cause.on))
        note_cause(visitor, emergency, cause, now=at)
    return emergency


def stages(desk: Desk, emergency: UUID, told: Sequence[Json]) -> None:
    """Say which stages were reached."""
    for each in told:
        visitor, at = desk.on(each["since"])
        reach_stage(visitor, emergency, NewStage(**{**each, "stage": Stage(each["stage"])}), now=at)


def marks(desk: Desk, emergency: UUID, told: Sequence[Json], *, on: date) -> None:
    """Set the marks of indicators."""
    visitor, at = desk.on(on)
    for each in told:
        mark = NewThreshold(
            indicator=Indicator(each["indicator"]),
            mark=Decimal(str(each["mark"])),
            reasons=each["reasons"],
            sector=Sector(each["sector"]) if "sector" in each else None,
        )
        set_threshold(visitor, emergency, mark, now=at)


def declared(desk: Desk, emergency: UUID, told: Json) -> None:
    """Write down what a made-up person declares, and when it ends."""
    visitor, at = desk.on(told["on"])
    said = {name: value for name, value in told.items() if name != "ended"}
    characteristics = frozenset(map(Characteristic, told["characteristics"]))
    declare(visitor, emergency, NewDeclaration(**{**said, "characteristics": characteristics}), now=at)
    if "ended" in told:
        visitor, at = desk.on(told["ended"]["on"])
        end_declaration(visitor, emergency, EndOfDeclaration(**told["ended"]), now=at)


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes from where to where, in days: `spread` holds for each year the points of a line."""

    host: str
    origin: str
    spread: Sequence[Json]
    crossings: Mapping[str, int]
    together: str


def coming(told: Json) -> Coming:
    """How the flow of each year is spread over days and crossings."""
    return Coming(**told)


def spread_rows(of: Coming) -> Iterator[NewArrivals]:
    """The flow of each year by day: by crossing on the first days, later all crossings together."""
    flows = public.flows(host=of.host, origin=of.origin)
    for told in of.spread:
        days = by_day(flows[told["year"]], [(day, height) for day, height in told["points"]])
        for on, persons in days.items():
            apart = on <= told.get("crossings_until", date.min)
            places = by_place(persons, of.crossings) if apart else {of.together: persons}
            for place, number in places.items():
                yield NewArrivals(
                    on=on,
                    place=place,
                    host=of.host,
                    origin=of.origin,
                    persons=number,
                    how=HowKnown.COUNTED if apart else HowKnown.ESTIMATED,
                )


def recent_rows(told: Json) -> Iterator[NewArrivals]:
    """Days after the last public figure: by crossing, sex and age, all made up."""
    persons = by_day(told["persons"], [(day, height) for day, height in told["points"]])
    for on, number in persons.items():
        for place, there in by_place(number, told["crossings"]).items():
            for of, part in by_place(there, told["people"]).items():
                sex, age = of.split()
                yield NewArrivals(
                    on=on,
                    place=place,
                    host=told["host"],
                    origin=told["origin"],
                    persons=part,
                    sex=Sex(sex),
                    age=AgeBand(age),
                )


def count(
    desk: Desk,
    emergency: UUID,
    rows: Iterable[NewArrivals],
    *,
    on: date,
    since: date = date.min,
    source: str = SPREAD,
) -> None:
    """Write down made-up days from `since` until the day before."""
    visitor, at = desk.on(on)
    wanted = [each for each in rows if since <= each.on < on]
    for first in range(0, len(wanted), MOST):
        some = wanted[first : first + MOST]
        record_arrivals(visitor, emergency, some, source=source, now=at, invented=True)


def publish(
    desk: Desk,
    emergency: UUID,
    *,
    host: str,
    hosts: Sequence[str],
    origins: Sequence[str],
    years: tuple[int, int],
    on: date,
) -> None:
    """Write down the public figures of some years: flows into the host, stocks of all hosts compared."""
    visitor, at = desk.on(on)
    since, until = years
    flows = public.year_rows(host=host, origins=origins, since=since, until=until)
    if flows:
        record_arrivals(visitor, emergency, flows, source=public.source(public.NEWLY), now=at)
    stocks = public.stock_rows(hosts=hosts, origins=origins, since=since, until=until)
    if stocks:
        record_capacity(visitor, emergency, stocks, source=public.source(public.HOSTED), now=at)


def room(desk: Desk, emergency: UUID, told: Sequence[Json], *, on: date, since: date = date.min) -> None:
    """Write down the made-up capacities that were reported from `since` until that day."""
    visitor, at = desk.on(on)
    rows = [
        NewCapacity(**{**each, "sector": Sector(each["sector"]), "unit": Unit(each["unit"])})
        for each in told
        if since <= each["on"] <= on
    ]
    if rows:
        record_capacity(visitor, emergency, rows, source=MADE_UP, now=at, invented=True)


def procedures(desk: Desk, emergency: UUID, told: Sequence[Json]) -> None:
    """Write down made-up figures of individual procedures."""
    for each in told:
        visitor, at = desk.on(each["on"])
        record_procedures(visitor, emergency, NewProcedures(**each), source=MADE_UP, now=at, invented=True)
