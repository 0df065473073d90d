"""Who may call what about plans and reviews, by hand from the table of access; and how to call it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.api.emergency_rows import KEEP, SEE
from tests.security.plan_rows import (
    ANSWER,
    FIGURE,
    HELD,
    LATER,
    NEW_ITEM,
    PREPARED,
    STAGE,
    STANDBY,
    TOLD,
    TRIGGER,
)

WHY = {"why": "Left."}
PLANS: dict[str, tuple[Any, Callable[[Any], Any] | None]] = {
    "list_arrangements": (SEE, None),
    "list_consultations": (SEE, None),
    "add_consultation": (KEEP, lambda world: TOLD),
    "read_consultation": (SEE, None),
    "edit_consultation": (KEEP, lambda world: {"seen": 1, **TOLD}),
    "list_plans": (SEE, None),
    "list_prepared_plans": (SEE, None),
    "add_plan": (KEEP, lambda world: PREPARED),
    "read_plan": (SEE, None),
    "edit_plan": (KEEP, lambda world: {"seen": 1, "name": "Renamed", "emergency": str(world.emergency)}),
    "set_plan_trigger": (KEEP, lambda world: TRIGGER),
    "keep_plan_standby": (KEEP, lambda world: STANDBY),
    "answer_plan_standard": (KEEP, lambda world: ANSWER),
    "list_plan_amendments": (SEE, None),
    "compare_plan_versions": (SEE, None),
    "print_plan": (SEE, None),
    "begin_plan_version": (KEEP, lambda world: None),
    "frame_plan_version": (KEEP, lambda world: {"seen": 2, "review_on": LATER, **WHY}),
    "name_plan_member": (KEEP, lambda world: {"kind": "ngo", "name": "NGO forum", **WHY}),
    "strike_plan_member": (KEEP, lambda world: WHY),
    "add_plan_item": (KEEP, lambda world: NEW_ITEM),
    "adopt_plan_version": (KEEP, lambda world: {"seen": 2, "reasons": "Agreed."}),
    "edit_plan_item": (KEEP, lambda world: {"seen": 1, "code": "j4", "what": "Wells", **WHY}),
    "take_out_plan_item": (KEEP, lambda world: {"seen": 1, **WHY}),
    "report_plan_item": (KEEP, lambda world: {"state": "running"}),
    "answer_plan_item": (KEEP, lambda world: {"sort": "stage", **STAGE}),
    "list_reviews": (SEE, None),
    "read_next_review": (SEE, None),
    "call_plan_review": (KEEP, lambda world: {"on": LATER, "called_by": "Host"}),
    "read_review": (SEE, None),
    "write_review_figure": (KEEP, lambda world: FIGURE),
    "gather_review_figures": (KEEP, lambda world: None),
    "decide_proposal": (KEEP, lambda world: {"seen": 1, "accept": False, "reasons": "Not now."}),
    "hold_plan_review": (KEEP, lambda world: HELD),
    "read_report": (SEE, None),
    "read_report_table": (SEE, None),
    "print_report": (SEE, None),
}
FRESH = frozenset({"adopt_plan_version"})
"""What wants a fresh second factor."""
ON_OTHERS: dict[str, dict[str, str]] = {
    "set_plan_trigger": {"plan": "ready"},
    "keep_plan_standby": {"plan": "ready"},
    "begin_plan_version": {"plan": "unreviewed"},
    "call_plan_review": {"plan": "unreviewed"},
    "hold_plan_review": {"review": "quiet_review"},
    "edit_plan_item": {"item": "draft_item"},
    "take_out_plan_item": {"item": "draft_item"},
}
"""Where an operation is about another one than the usual of the world."""


def parts_of(operation: str, planned: Mapping[str, str]) -> dict[str, str]:
    """The parts of an address that are about plans and reviews."""
    usual = {
        "consultation": "consultation",
        "plan": "plan",
        "version": "plan_draft",
        "member": "member",
        "item": "plan_item",
        "review": "review",
        "proposal": "proposal",
    }
    named = usual | ON_OTHERS.get(operation, {})
    return {part: planned[name] for part, name in named.items()}
