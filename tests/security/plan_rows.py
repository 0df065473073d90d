"""Pages and operations about consultations, plans and reviews, and what each needs: one row each.

They are about nobody in particular, so what may not be done is refused with 403.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Purpose, Visitor
from asylon.casework.staff.models import Account, Role
from asylon.responses.plans.consulting import ConsultationEntry, convene
from asylon.responses.plans.keeping import begin_version
from asylon.responses.reviews.actuals import FigureEntry
from asylon.responses.reviews.services import CallEntry, call_review, write_figure
from tests.responses.plans.made import WELLS, a_plan, an_adopted_plan, make_ready
from tests.security.rules import Row, nobody

SEE, CONSULT, KEEP = nobody(Act.SEE_RESPONSES), nobody(Act.CONSULT), nobody(Act.KEEP_PLAN)
ADOPT, REVIEW = nobody(Act.ADOPT_PLAN), nobody(Act.HOLD_REVIEW)
E, PLAN, READY = {"emergency": "$emergency"}, {"plan": "$plan"}, {"plan": "$ready"}
ITEM, DRAFT_ITEM = {"item": "$plan_item"}, {"item": "$draft_item"}
VERSION, MEMBER = {"version": "$plan_draft"}, {"member": "$member"}
CONSULTATION, A_REVIEW, A_PROPOSAL = (
    {"consultation": "$consultation"},
    {"review": "$review"},
    {"proposal": "$proposal"},
)
TODAY = datetime.now(UTC).date()
DAY, LATER = f"{TODAY:%Y-%m-%d}", f"{TODAY + timedelta(days=40):%Y-%m-%d}"
TOLD: dict[str, Any] = {"basis": "ex_officio", "convened_on": DAY}
PREPARED = {"name": "Ready", "scenario": "Up to 50,000 come.", "host": "LBN"}
NEW_ITEM: dict[str, Any] = {"code": "j1", "what": "Funds at once", "why": "More came."}
ANSWER = {"asked": "documents", "said": "yes"}
STAGE = {"asked": "reached", "said": "yes"}
TRIGGER: dict[str, Any] = {"measure": "arrivals_a_day", "at_least": 500, "then": "Open the stores."}
STANDBY: dict[str, Any] = {
    "what": "Tents",
    "held_by": "Stores",
    "amount": 90,
    "unit": "tents",
    "release_days": 3,
}
FIGURE = {"sort": "delivery", "of": "money", "unit": "EUR", "as_of": DAY, "source": "Ledger"}
HELD: dict[str, Any] = {
    "seen": 1,
    "present": [{"kind": "un", "name": "UNHCR"}, {"kind": "ngo", "name": "NGO forum"}],
    "conclusion": "Looked at everything.",
    "next_on": LATER,
}

PAGES = (
    Row("plans", "GET", SEE, E),
    Row("new_plan", "GET", KEEP, E),
    Row("new_plan", "POST", KEEP, E, send={"name": "Another"}),
    Row("consultations", "GET", SEE, E),
    Row("new_consultation", "GET", CONSULT, E),
    Row("new_consultation", "POST", CONSULT, E, send=TOLD),
    Row("consultation", "GET", SEE, CONSULTATION),
    Row("edit_consultation", "GET", CONSULT, CONSULTATION),
    Row("edit_consultation", "POST", CONSULT, CONSULTATION, send={"seen": "1", **TOLD}),
    Row("prepared_plans", "GET", SEE),
    Row("new_prepared_plan", "GET", KEEP),
    Row("new_prepared_plan", "POST", KEEP, send=PREPARED),
    Row("plan", "GET", SEE, PLAN),
    Row("edit_plan", "GET", KEEP, PLAN),
    Row("edit_plan", "POST", KEEP, PLAN, send={"seen": "1", "name": "Renamed"}),
    Row("plan_ready", "GET", KEEP, READY),
    Row(
        "plan_ready",
        "POST",
        KEEP,
        READY,
        send={"do": "trigger", **{f"trigger-{name}": value for name, value in TRIGGER.items()}},
    ),
    Row("begin_version", "POST", KEEP, PLAN),
    Row("new_item", "GET", KEEP, PLAN),
    Row("new_item", "POST", KEEP, PLAN, send=NEW_ITEM),
    Row("plan_checklist", "GET", SEE, PLAN),
    Row("plan_checklist", "POST", KEEP, PLAN, send=ANSWER),
    Row("plan_review", "GET", KEEP, PLAN),
    Row(
        "plan_review",
        "POST",
        KEEP,
        PLAN,
        send={"do": "frame", "seen": "1", "review_on": LATER, "why": "Sooner."},
    ),
    Row("strike_member", "POST", KEEP, {**PLAN, **MEMBER}, send={"why": "Left."}),
    Row("adopt_plan", "GET", SEE, PLAN),
    Row("adopt_plan", "POST", ADOPT, PLAN, send={"seen": "2", "reasons": "Agreed."}),
    Row("plan_amendments", "GET", SEE, PLAN),
    Row("compare_plan", "GET", SEE, PLAN),
    Row("plan_paper", "GET", SEE, PLAN),
    Row("plan_item", "GET", SEE, ITEM),
    Row("edit_item", "GET", KEEP, DRAFT_ITEM),
    Row("edit_item", "POST", KEEP, DRAFT_ITEM, send={"seen": "1", "what": "Wells", "why": "Shorter."}),
    Row("take_out_item", "POST", KEEP, DRAFT_ITEM, send={"seen": "1", "why": "Done elsewhere."}),
    Row("item_progress", "POST", KEEP, ITEM, send={"progress-state": "running"}),
    Row("item_answer", "POST", KEEP, {**ITEM, "sort": "stage"}, send=STAGE),
    Row("reviews", "GET", SEE, E),
    Row("report", "GET", SEE, E),
    Row("report_pdf", "GET", SEE, E),
    Row("report_json", "GET", SEE, E),
    Row("report_csv", "GET", SEE, E),
    Row("call_review", "GET", REVIEW, {"plan": "$unreviewed"}),
    Row(
        "call_review",
        "POST",
        REVIEW,
        {"plan": "$unreviewed"},
        send={"on": DAY, "called_by": "Host", "capacity_over": "85", "delivery_under": "70"},
    ),
    Row("review", "GET", SEE, A_REVIEW),
    Row("review_figure", "GET", REVIEW, A_REVIEW),
    Row("review_figure", "POST", REVIEW, A_REVIEW, send=FIGURE),
    Row("gather_review", "POST", REVIEW, A_REVIEW),
    Row("hold_review", "GET", REVIEW, A_REVIEW),
    Row(
        "hold_review",
        "POST",
        REVIEW,
        {"review": "$quiet_review"},
        send={"seen": "1", "members": ["0", "1"], "conclusion": "Looked.", "next_on": LATER},
    ),
    Row("proposal", "GET", REVIEW, A_PROPOSAL),
    Row(
        "proposal",
        "POST",
        REVIEW,
        A_PROPOSAL,
        send={"seen": "1", "decision": "decline", "reasons": "Not now."},
    ),
)
OPERATIONS = (
    Row("list_arrangements", "GET", SEE),
    Row("list_consultations", "GET", SEE, E),
    Row("add_consultation", "POST", CONSULT, E, send=TOLD),
    Row("read_consultation", "GET", SEE, CONSULTATION),
    Row("edit_consultation", "PUT", CONSULT, CONSULTATION, send={"seen": 1, **TOLD}),
    Row("list_plans", "GET", SEE, E),
    Row("list_prepared_plans", "GET", SEE),
    Row("add_plan", "POST", KEEP, send=PREPARED),
    Row("read_plan", "GET", SEE, PLAN),
    Row("edit_plan", "PUT", KEEP, PLAN, send={"seen": 1, "name": "Renamed", "emergency": "$emergency"}),
    Row("set_plan_trigger", "POST", KEEP, READY, send=TRIGGER),
    Row("keep_plan_standby", "POST", KEEP, READY, send=STANDBY),
    Row("answer_plan_standard", "POST", KEEP, PLAN, send=ANSWER),
    Row("list_plan_amendments", "GET", SEE, PLAN),
    Row("compare_plan_versions", "GET", SEE, PLAN, ask={"first": "1", "second": "2"}),
    Row("print_plan", "GET", SEE, PLAN),
    Row("begin_plan_version", "POST", KEEP, {"plan": "$unreviewed"}),
    Row("frame_plan_version", "PUT", KEEP, VERSION, send={"seen": 2, "review_on": LATER, "why": "Later."}),
    Row("name_plan_member", "POST", KEEP, VERSION, send={"kind": "ngo", "name": "NGO forum", "why": "Came."}),
    Row("strike_plan_member", "POST", KEEP, MEMBER, send={"why": "Left."}),
    Row("add_plan_item", "POST", KEEP, VERSION, send=NEW_ITEM),
    Row("adopt_plan_version", "POST", ADOPT, VERSION, send={"seen": 2, "reasons": "Agreed."}),
    Row(
        "edit_plan_item",
        "PUT",
        KEEP,
        DRAFT_ITEM,
        send={"seen": 1, "code": "j4", "what": "Wells", "why": "Shorter."},
    ),
    Row("take_out_plan_item", "POST", KEEP, DRAFT_ITEM, send={"seen": 1, "why": "Done elsewhere."}),
    Row("report_plan_item", "POST", KEEP, ITEM, send={"state": "running"}),
    Row("answer_plan_item", "POST", KEEP, ITEM, send={"sort": "stage", **STAGE}),
    Row("list_reviews", "GET", SEE, E),
    Row("read_next_review", "GET", SEE, E),
    Row(
        "call_plan_review",
        "POST",
        REVIEW,
        {"plan": "$unreviewed"},
        send={"on": DAY, "called_by": "Host"},
    ),
    Row("read_review", "GET", SEE, A_REVIEW),
    Row("write_review_figure", "POST", REVIEW, A_REVIEW, send=FIGURE),
    Row("gather_review_figures", "POST", REVIEW, A_REVIEW),
    Row(
        "decide_proposal",
        "POST",
        REVIEW,
        A_PROPOSAL,
        send={"seen": 1, "accept": False, "reasons": "Not now."},
    ),
    Row("hold_plan_review", "POST", REVIEW, {"review": "$quiet_review"}, send=HELD),
    Row("read_report", "GET", SEE, E),
    Row("read_report_table", "GET", SEE, E),
    Row("print_report", "GET", SEE, E),
)


def plans_on_record(emergency: UUID, keeper: Account, *, now: datetime) -> dict[str, str]:
    """A consultation, plans and reviews of an emergency, and what $-texts mean here."""
    visitor = Visitor(
        account=keeper.pk,
        name=keeper.name,
        office=keeper.office_id,
        office_name=keeper.office.name,
        role=Role.COORDINATOR,
        purpose=Purpose.COORDINATION,
        language="en",
        stepped_up_until=now + timedelta(minutes=5),
    )
    told = ConsultationEntry(basis="ex_officio", convened_on=now.date())
    consultation = convene(visitor, emergency, told, now=now)
    plan, version = an_adopted_plan(visitor, emergency, WELLS, now=now)
    review = call_review(visitor, plan.pk, CallEntry(now.date(), "Host"), now=now)
    behind = FigureEntry("delivery", "money", "EUR", 84, 21, now.date(), "Made-up ledger")
    write_figure(visitor, review.pk, behind, now=now)
    draft = begin_version(visitor, plan.pk, now=now)
    make_ready(visitor, draft, why="The next day.", now=now)
    ready, _ = a_plan(visitor, None, now=now)
    unreviewed, _ = an_adopted_plan(visitor, None, now=now)
    quiet, _ = an_adopted_plan(visitor, None, now=now)
    quiet_review = call_review(visitor, quiet.pk, CallEntry(now.date(), "Host"), now=now)
    proposal = review.proposals.order_by("id")[0]
    return {
        "consultation": str(consultation.pk),
        "plan": str(plan.pk),
        "plan_item": str(version.items.get().pk),
        "plan_draft": str(draft.pk),
        "draft_item": str(draft.items.get().pk),
        "member": str(draft.members.order_by("id")[0].pk),
        "ready": str(ready.pk),
        "unreviewed": str(unreviewed.pk),
        "review": str(review.pk),
        "quiet_review": str(quiet_review.pk),
        "proposal": str(proposal.pk),
    }
