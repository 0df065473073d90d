"""What the first page of an emergency shows of its shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.selectors import the_emergency
from asylon.responses.shares.carrying import WhoCarries, who_carries
from asylon.responses.shares.records import ScenarioSeen
from asylon.responses.shares.selectors import all_scenarios
from asylon.web.responses.shares.shown import CarryRow, carry_rows, ratio

SHOWN = 6


@dataclass(frozen=True, slots=True)
class SharePanel:
    """Who carries what under the first scenario, and between what the hosts lie under the others."""

    emergency: UUID
    scenario: ScenarioSeen | None
    rows: tuple[CarryRow, ...]
    host: str
    host_ratio: str
    lowest: str
    highest: str
    scenarios: int


def panel(visitor: Visitor, emergency: UUID, *, now: datetime) -> SharePanel:
    """What `responses/shares/panel.html` wants, as `share_panel`.

    Raises: Refused; NotThere.
    """
    found = the_emergency(visitor, emergency, now=now)
    scenarios = all_scenarios(visitor, emergency, now=now)
    if not scenarios:
        return SharePanel(emergency, None, (), "", "", "", "", 0)
    indices = [who_carries(each) for each in scenarios]
    rows = carry_rows(scenarios[0], indices[0], hosts=found.hosts, everybody=False)
    first = [row for row in rows if row.host] + [row for row in rows if not row.host]
    ratios = [each for index in indices if (each := _ratio(index, found.hosts)) is not None]
    return SharePanel(
        emergency=emergency,
        scenario=scenarios[0],
        rows=tuple(first[:SHOWN]),
        host=first[0].name if first and first[0].host else "",
        host_ratio=first[0].ratio if first and first[0].host else "",
        lowest=ratio(min(ratios)) if ratios else "",
        highest=ratio(max(ratios)) if ratios else "",
        scenarios=len(scenarios),
    )


def _ratio(found: WhoCarries, hosts: tuple[str, ...]) -> Fraction | None:
    return next((row.ratio for row in found.rows if row.state in hosts[:1]), None)
