"""What stands around every page of a plan: the head of its emergency, or of a plan that prepares for one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.selectors import the_emergency
from asylon.responses.plans.selectors import PlanSeen
from asylon.web.responses.allowed import could
from asylon.web.responses.frame import response_frame

EMERGENCY, PREPARED = "responses/frame.html", "responses/plans/prepared.html"


def around(visitor: Visitor, emergency: UUID | None, *, part: str, now: datetime) -> dict[str, Any]:
    """The frame that a page extends, and what the visitor could do.

    Raises: Refused, NotThere.
    """
    may = {
        "consult": could(visitor, Act.CONSULT),
        "keep": could(visitor, Act.KEEP_PLAN),
        "adopt": could(visitor, Act.ADOPT_PLAN),
        "review": could(visitor, Act.HOLD_REVIEW),
    }
    if emergency is None:
        return {"base": PREPARED, "may": may}
    found = the_emergency(visitor, emergency, now=now)
    return {"base": EMERGENCY, "may": may, **response_frame(found, part=part)}


def around_plan(visitor: Visitor, seen: PlanSeen, *, now: datetime) -> dict[str, Any]:
    """The same for a page about one plan, with the plan."""
    given = around(visitor, seen.plan.emergency_id, part="plans", now=now)
    draft = next((each for each in seen.versions if each.state == "draft"), None)
    return given | {"seen": seen, "plan": seen.plan, "version": seen.version, "draft": draft}
