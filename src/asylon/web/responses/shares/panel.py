"""What the first page of an emergency shows of its shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.selectors import Situation
from asylon.responses.shares.carrying import who_carries
from asylon.responses.shares.records import ScenarioSeen
from asylon.responses.shares.selectors import first_scenario, ratios_of
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


def panel(visitor: Visitor, found: Situation, *, now: datetime) -> SharePanel:
    """What `responses/shares/panel.html` wants, as `share_panel`.

    Raises: Refused; NotThere.
    """
    scenario = first_scenario(visitor, found.id, now=now)
    if scenario is None:
        return SharePanel(found.id, None, (), "", "", "", "", 0)
    rows = carry_rows(scenario, who_carries(scenario), hosts=found.hosts, everybody=False)
    first = [row for row in rows if row.host] + [row for row in rows if not row.host]
    every = [ratios_of(visitor, found.id, state=host, now=now) for host in found.hosts[:1]]
    ratios = [each for under in every for each in under if each is not None]
    return SharePanel(
        emergency=found.id,
        scenario=scenario,
        rows=tuple(first[:SHOWN]),
        host=first[0].name if first and first[0].host else "",
        host_ratio=first[0].ratio if first and first[0].host else "",
        lowest=ratio(min(ratios)) if ratios else "",
        highest=ratio(max(ratios)) if ratios else "",
        scenarios=len(every[0]) if every else 1,
    )
