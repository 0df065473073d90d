"""What the other rooms of responses show on the first page of an emergency."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.web.responses.plans import panel as plans
from asylon.web.responses.pledges import panel as pledges
from asylon.web.responses.reviews import panel as reviews
from asylon.web.responses.shares import panel as shares


def panels_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> dict[str, Any]:
    """The context of the panels of plans, pledges, shares and reviews.

    Raises: Refused; NotThere.
    """
    return {
        **plans.panel(visitor, emergency, now=now),
        **reviews.panel(visitor, emergency, now=now),
        "pledge_panel": pledges.panel(visitor, emergency, now=now),
        "share_panel": shares.panel(visitor, emergency, now=now),
    }
