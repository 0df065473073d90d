"""Made-up emergencies for the tests of responses; other rooms' tests may use them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.kinds import Characteristic, Sector, Unit
from asylon.responses.emergencies.recording import (
    Recorded,
    record_arrivals,
    record_capacity,
    record_procedures,
)
from asylon.responses.emergencies.records import (
    NewArrivals,
    NewCapacity,
    NewDeclaration,
    NewEmergency,
    NewProcedures,
)
from asylon.responses.emergencies.services import begin_emergency, declare
from tests.office_cast import NOW, TODAY, Cast

BEGAN = TODAY - timedelta(days=30)
SOURCE = "Counts at the border, made up"


def coordinator(cast: Cast, *, stepped_up: bool = True, now: datetime = NOW) -> Visitor:
    """Whoever coordinates the response, with a fresh second factor unless said."""
    return cast.visitor(Role.COORDINATOR, stepped_up=stepped_up, now=now)


def an_emergency(
    cast: Cast,
    *,
    name: str = "Northern crossings",
    hosts: Iterable[str] = ("SRB",),
    began_on: date = BEGAN,
    now: datetime = NOW,
    **more: Any,
) -> UUID:
    """An emergency of made-up figures, opened by the coordinator."""
    given = NewEmergency(name=name, began_on=began_on, hosts=tuple(hosts), origins=("AFG", "SYR"), **more)
    return begin_emergency(coordinator(cast, now=now), given, now=now)


def arrived(
    visitor: Visitor,
    emergency: UUID,
    persons: Mapping[date, int | None],
    *,
    now: datetime = NOW,
    **more: Any,
) -> Recorded:
    """Write down how many arrived on each day."""
    said = {"place": "Gate 1", "host": "SRB"} | more
    rows = [NewArrivals(on=on, persons=number, **said) for on, number in persons.items()]
    return record_arrivals(visitor, emergency, rows, source=SOURCE, now=now)


def a_declaration(**changes: Any) -> NewDeclaration:
    """What a made-up State secretary declares."""
    said: dict[str, Any] = {
        "on": TODAY,
        "declared_by": "Irena Dol",
        "function": "State secretary",
        "reasons": "The gates have been above capacity for eleven days.",
        "look_again_on": TODAY + timedelta(days=28),
        "characteristics": frozenset(Characteristic),
        "group_recognition": True,
    }
    return NewDeclaration(**(said | changes))


def a_declared_emergency(cast: Cast, *, now: datetime = NOW) -> UUID:
    """One in which a declaration runs since yesterday."""
    emergency = an_emergency(cast, name="Eastern crossings", now=now)
    said = a_declaration(on=now.date() - timedelta(days=1), look_again_on=now.date() + timedelta(days=28))
    declare(coordinator(cast, now=now), emergency, said, now=now)
    return emergency


def full_emergency(visitor: Visitor, *, now: datetime, name: str = "Northern crossings") -> UUID:
    """Arrivals over five weeks, rising; shelter nearly full; procedures far behind. All invented."""
    today = now.date()

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    given = NewEmergency(name=name, began_on=ago(24), hosts=("SRB",), origins=("AFG", "SYR"), invented=True)
    emergency = begin_emergency(visitor, given, now=now)
    numbers: dict[date, int | None] = {
        ago(back): 40 if back > 24 else round(400 * 1.09 ** (24 - back)) for back in range(34, 0, -1)
    }
    numbers[ago(12)] = None
    arrived(visitor, emergency, numbers, now=now)
    register, shelter = (Sector.REGISTRATION, Unit.PERSONS_A_DAY), (Sector.SHELTER, Unit.PERSONS)
    told = (
        (ago(20), *register, "", 900, 700),
        (ago(5), *shelter, "North", 9_000, 7_000),
        (ago(1), *shelter, "North", 9_000, 8_400),
        (ago(1), Sector.HEALTH, Unit.STAFF, "", 60, 31),
    )
    reports = [
        NewCapacity(on=on, sector=sector, unit=unit, district=district, capacity=capacity, in_use=in_use)
        for on, sector, unit, district, capacity, in_use in told
    ]
    record_capacity(visitor, emergency, reports, source=SOURCE, now=now)
    bench = NewProcedures(
        on=ago(6), host="SRB", waiting=31_200, new_a_week=4_100, decisions_a_week=280, interviewers=35
    )
    record_procedures(visitor, emergency, bench, source="Asylum office, made up", now=now)
    return emergency
