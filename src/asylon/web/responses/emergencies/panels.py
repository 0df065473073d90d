"""What the other rooms of responses show on the first page of an emergency."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.selectors import Situation
from asylon.responses.plans.selectors import PlanSeen
from asylon.responses.reviews.selectors import Standing
from asylon.web.responses.plans import panel as plans
from asylon.web.responses.pledges import panel as pledges
from asylon.web.responses.reviews import panel as reviews
from asylon.web.responses.shares import panel as shares


def panels_of(
    visitor: Visitor, found: Situation, planned: PlanSeen | None, stands: Standing | None, *, now: datetime
) -> dict[str, Any]:
    """The context of the panels of plans, pledges, shares and reviews.

    `planned` is the plan that counts, and `stands` how it stands.

    Raises: Refused; NotThere.
    """
    return {
        **plans.panel(visitor, planned, emergency=found.id),
        **reviews.panel(stands, emergency=found.id),
        "pledge_panel": pledges.panel(visitor, found.id, now=now),
        "share_panel": shares.panel(visitor, found, now=now),
    }
