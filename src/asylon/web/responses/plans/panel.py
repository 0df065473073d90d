"""The plan on the first page of an emergency."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.plans.selectors import PlanSeen
from asylon.web.responses.allowed import could
from asylon.web.responses.plans.shown import item_line

MOST = 6
ORDER = {"running": 0, "planned": 1, "stopped": 2, "done": 3}


def panel(visitor: Visitor, planned: PlanSeen | None, *, emergency: UUID) -> dict[str, Any]:
    """The context of `responses/plans/panel.html`: `plan_panel`, with what runs first."""
    if planned is None:
        begin = reverse("new_plan", args=[emergency]) if could(visitor, Act.KEEP_PLAN) else ""
        return {"plan_panel": {"lines": (), "count": 0, "address": "", "begin": begin, "draft": False}}
    first = sorted(planned.items, key=lambda each: ORDER[each.state])[:MOST]
    return {
        "plan_panel": {
            "lines": tuple(item_line(each) for each in first),
            "count": len(planned.items),
            "address": reverse("plan", args=[planned.plan.pk]),
            "begin": "",
            "draft": planned.draft,
        }
    }
