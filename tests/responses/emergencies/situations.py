"""Made-up emergencies for the tests of responses; other rooms' tests may use them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.kinds import Characteristic
from asylon.responses.emergencies.recording import Recorded, record_arrivals
from asylon.responses.emergencies.records import NewArrivals, NewDeclaration, NewEmergency
from asylon.responses.emergencies.services import begin_emergency
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
