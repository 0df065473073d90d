"""The plan on the first page of an emergency."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.plans.selectors import plan_of_emergency, plan_seen
from asylon.web.responses.allowed import could
from asylon.web.responses.plans.shown import item_line

MOST = 6
ORDER = {"running": 0, "planned": 1, "stopped": 2, "done": 3}


def panel(visitor: Visitor, emergency: UUID, *, now: datetime) -> dict[str, Any]:
    """The context of `responses/plans/panel.html`: `plan_panel`, with what runs first.

    Raises: Refused.
    """
    must(visitor, Act.SEE_RESPONSES, now=now)
    found = plan_of_emergency(emergency)
    if found is None:
        begin = reverse("new_plan", args=[emergency]) if could(visitor, Act.KEEP_PLAN) else ""
        return {"plan_panel": {"lines": (), "count": 0, "address": "", "begin": begin, "draft": False}}
    seen = plan_seen(found, today=now.date())
    first = sorted(seen.items, key=lambda each: ORDER[each.state])[:MOST]
    return {
        "plan_panel": {
            "lines": tuple(item_line(each) for each in first),
            "count": len(seen.items),
            "address": reverse("plan", args=[found.pk]),
            "begin": "",
            "draft": seen.draft,
        }
    }
