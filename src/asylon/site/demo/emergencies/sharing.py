"""Works out the scenarios of shares: real keys over public figures, side by side."""

from __future__ import annotations

from uuid import UUID

from asylon.responses.shares.records import NewScenario
from asylon.responses.shares.services import work_out
from asylon.sharing import preset
from asylon.site.demo.emergencies.acting import Desk, Json


def share(desk: Desk, emergency: UUID, told: Json, *, total: int) -> None:
    """Work each scenario out for a total that is a public figure: nothing in them is invented."""
    visitor, at = desk.on(told["on"])
    for each in told["scenarios"]:
        given = NewScenario(
            name=each["name"],
            reasons=each["reasons"],
            key=preset(each["key"]),
            total=total,
            states=tuple(each.get("states", ())),
        )
        work_out(visitor, emergency, given, now=at)
