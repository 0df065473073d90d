"""Made-up emergencies and scenarios over real public figures."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.records import NewEmergency
from asylon.responses.emergencies.services import begin_emergency
from asylon.responses.shares.records import NewScenario
from asylon.responses.shares.services import work_out
from asylon.sharing import preset
from tests.office_cast import NOW

HALF_AND_HALF = "population_and_gdp"


def an_emergency(visitor: Visitor, *, name: str = "Northern crossings") -> UUID:
    return begin_emergency(
        visitor,
        NewEmergency(
            name=name,
            summary="",
            began_on=date(2026, 11, 1),
            closed_on=None,
            hosts=("TCD",),
            origins=("SDN",),
            invented=True,
        ),
        now=NOW,
    )


SOME = ("BGD", "CHE", "DEU", "EGY", "FRA", "ITA", "KEN", "NGA", "ETH", "TCD", "UGA", "USA")
"""A dozen States: the arithmetic of all of them at once is slower than what most tests ask."""


def a_scenario(
    visitor: Visitor,
    emergency: UUID,
    *,
    name: str = "Half and half",
    key: str = HALF_AND_HALF,
    states: tuple[str, ...] = SOME,
) -> UUID:
    given = NewScenario(name=name, key=preset(key), total=10_000, states=states)
    return work_out(visitor, emergency, given, now=NOW)
