"""Consultations and plans of action: what is agreed, in versions that are adopted by a named person."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import Field

from asylon.api.bearer import acting
from asylon.api.refusals import Stands
from asylon.api.shapes import plan_entries as entries
from asylon.api.shapes import plans as shapes
from asylon.api.shapes.base import Done, Made
from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.spine import EditedMeanwhile
from asylon.figures import Store, places
from asylon.pictures import english
from asylon.responses.plans import adopting, consulting, items, keeping, selectors
from asylon.responses.plans.arrangements import ARRANGEMENTS
from asylon.responses.plans.paper import plan_on_paper
from asylon.responses.plans.triggers import triggers_seen

router = Router()
Number = Annotated[int, Field(ge=1, le=32_767)]
ON_PAPER = {"responses": {200: {"description": "A PDF.", "content": {"application/pdf": {}}}}}


@router.get("/responses/arrangements", response=shapes.ArrangementsOut)
def list_arrangements(request: HttpRequest) -> shapes.ArrangementsOut:
    """Everything that a plan can arrange, with its words and where they come from."""
    visitor, now = acting(request)
    must(visitor, Act.SEE_RESPONSES, now=now)
    return shapes.ArrangementsOut(
        arrangements=[shapes.arrangement_out(each) for each in ARRANGEMENTS.values()]
    )


@router.get("/responses/{uuid:emergency}/consultations", response=shapes.ConsultationsOut)
def list_consultations(request: HttpRequest, emergency: UUID) -> shapes.ConsultationsOut:
    """The consultations on an emergency, the newest first."""
    visitor, now = acting(request)
    found = selectors.consultations(visitor, emergency, now=now)
    return shapes.ConsultationsOut(consultations=[shapes.consultation_out(each) for each in found])


@router.post("/responses/{uuid:emergency}/consultations", response={201: Made})
def add_consultation(request: HttpRequest, emergency: UUID, given: entries.ConsultationIn) -> Any:
    """Write down a consultation."""
    visitor, now = acting(request)
    return Status(201, Made(id=consulting.convene(visitor, emergency, given.entry(), now=now).pk))


@router.get("/responses/consultations/{uuid:consultation}", response=shapes.ConsultationOut)
def read_consultation(request: HttpRequest, consultation: UUID) -> shapes.ConsultationOut:
    """One consultation."""
    visitor, now = acting(request)
    return shapes.consultation_out(selectors.consultation(visitor, consultation, now=now))


@router.put("/responses/consultations/{uuid:consultation}", response=Done)
def edit_consultation(request: HttpRequest, consultation: UUID, given: entries.ConsultationEditIn) -> Done:
    """Write a consultation anew that was read at version `seen`."""
    visitor, now = acting(request)
    try:
        row = consulting.change_consultation(visitor, consultation, given.entry(), seen=given.seen, now=now)
    except EditedMeanwhile as slower:
        stands = shapes.consultation_out(selectors.consultation(visitor, consultation, now=now))
        raise Stands({"consultation": stands.model_dump(mode="json")}) from slower
    return Done(version=row.version)


@router.get("/responses/{uuid:emergency}/plans", response=shapes.PlanLinesOut)
def list_plans(request: HttpRequest, emergency: UUID) -> shapes.PlanLinesOut:
    """The plans of an emergency."""
    visitor, now = acting(request)
    found = selectors.plans_of(visitor, emergency, now=now)
    return shapes.PlanLinesOut(plans=[shapes.plan_line_out(each) for each in found])


@router.get("/responses/prepared", response=shapes.PlanLinesOut)
def list_prepared_plans(request: HttpRequest) -> shapes.PlanLinesOut:
    """The plans that stand ready before anybody has arrived."""
    visitor, now = acting(request)
    found = selectors.plans_of(visitor, None, now=now)
    return shapes.PlanLinesOut(plans=[shapes.plan_line_out(each) for each in found])


@router.post("/responses/plans", response={201: Made})
def add_plan(request: HttpRequest, given: entries.PlanIn) -> Any:
    """Begin a plan with a first draft."""
    visitor, now = acting(request)
    return Status(201, Made(id=keeping.begin_plan(visitor, given.entry(), now=now).pk))


@router.get("/responses/plans/{uuid:plan}", response=shapes.PlanOut)
def read_plan(request: HttpRequest, plan: UUID, version: Number | None = None) -> shapes.PlanOut:
    """A plan at the version of this number, else the one in force, else the draft."""
    visitor, now = acting(request)
    seen = selectors.see_plan(visitor, plan, now=now, number=version)
    return shapes.plan_out(seen, triggers=triggers_seen(visitor, seen, now=now))


@router.put("/responses/plans/{uuid:plan}", response=Done)
def edit_plan(request: HttpRequest, plan: UUID, given: entries.PlanEditIn) -> Done:
    """Change what a plan is for, read at version `seen`; so a prepared plan is put to an emergency."""
    visitor, now = acting(request)
    return Done(version=keeping.change_plan(visitor, plan, given.entry(), seen=given.seen, now=now).version)


@router.post("/responses/plans/{uuid:plan}/triggers", response={201: Made})
def set_plan_trigger(request: HttpRequest, plan: UUID, given: entries.TriggerIn) -> Any:
    """Say what makes a prepared plan start."""
    visitor, now = acting(request)
    return Status(201, Made(id=keeping.set_trigger(visitor, plan, **given.model_dump(), now=now).pk))


@router.post("/responses/plans/{uuid:plan}/standby", response={201: Made})
def keep_plan_standby(request: HttpRequest, plan: UUID, given: entries.StandbyIn) -> Any:
    """Say what stands ready and how fast it is there."""
    visitor, now = acting(request)
    return Status(201, Made(id=keeping.keep_ready(visitor, plan, given.entry(), now=now).pk))


@router.post("/responses/plans/{uuid:plan}/answers", response={201: Made})
def answer_plan_standard(request: HttpRequest, plan: UUID, given: entries.PlanAnswerIn) -> Any:
    """Answer a line of the standards of treatment. Earlier answers are kept."""
    visitor, now = acting(request)
    return Status(201, Made(id=items.answer_standard(visitor, plan, given.reply(), now=now).pk))


@router.get("/responses/plans/{uuid:plan}/amendments", response=shapes.AmendmentsOut)
def list_plan_amendments(request: HttpRequest, plan: UUID) -> shapes.AmendmentsOut:
    """What was amended since the plan was first adopted, the newest first."""
    visitor, now = acting(request)
    found = selectors.amendments(visitor, plan, now=now)
    return shapes.AmendmentsOut(amendments=[shapes.amendment_out(each) for each in found])


@router.get("/responses/plans/{uuid:plan}/compare", response=shapes.ComparedOut)
def compare_plan_versions(
    request: HttpRequest, plan: UUID, first: Number | None = None, second: Number | None = None
) -> shapes.ComparedOut:
    """What is other in the second of two versions; the last two if none is named."""
    visitor, now = acting(request)
    one, other, found = selectors.compare(visitor, plan, first=first, second=second, now=now)
    listed = [shapes.difference_out(each) for each in found]
    return shapes.ComparedOut(first=one.number, second=other.number, differences=listed)


@router.get("/responses/plans/{uuid:plan}/plan.pdf", response={200: None}, openapi_extra=ON_PAPER)
def print_plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """The plan on one page."""
    visitor, now = acting(request)
    seen = selectors.see_plan(visitor, plan, now=now)
    page = plan_on_paper(seen, today=now.date(), reader=english(), names=country_name)
    headers = {"Content-Disposition": "attachment; filename=plan.pdf"}
    return HttpResponse(page, content_type="application/pdf", headers=headers)


@router.post("/responses/plans/{uuid:plan}/versions", response={201: Made})
def begin_plan_version(request: HttpRequest, plan: UUID) -> Any:
    """Begin the next version as a copy of the one in force."""
    visitor, now = acting(request)
    return Status(201, Made(id=keeping.begin_version(visitor, plan, now=now).pk))


@router.put("/responses/versions/{uuid:version}", response=Done)
def frame_plan_version(request: HttpRequest, version: UUID, given: entries.FrameIn) -> Done:
    """Set the next review and the forecast of a draft that was read at version `seen`."""
    visitor, now = acting(request)
    row = keeping.frame_version(visitor, version, given.entry(), seen=given.seen, why=given.why, now=now)
    return Done(version=row.version)


@router.post("/responses/versions/{uuid:version}/members", response={201: Made})
def name_plan_member(request: HttpRequest, version: UUID, given: entries.MemberIn) -> Any:
    """Name a body that comes to the review of a draft."""
    visitor, now = acting(request)
    made = keeping.name_member(visitor, version, given.member(), why=given.why, now=now)
    return Status(201, Made(id=made.pk))


@router.post("/responses/members/{uuid:member}/strike", response=Done)
def strike_plan_member(request: HttpRequest, member: UUID, given: entries.WhyIn) -> Done:
    """Take a body out of the review of a draft."""
    visitor, now = acting(request)
    keeping.strike_member(visitor, member, why=given.why, now=now)
    return Done()


@router.post("/responses/versions/{uuid:version}/items", response={201: Made})
def add_plan_item(request: HttpRequest, version: UUID, given: entries.PlanItemIn) -> Any:
    """Put an item into a draft."""
    visitor, now = acting(request)
    return Status(201, Made(id=items.put_item(visitor, version, given.entry(), why=given.why, now=now).pk))


@router.post("/responses/versions/{uuid:version}/adopt", response=Done)
def adopt_plan_version(request: HttpRequest, version: UUID, given: entries.AdoptIn) -> Done:
    """Adopt a draft, with reasons and a fresh second factor; the version before is replaced."""
    visitor, now = acting(request)
    row = adopting.adopt(visitor, version, reasons=given.reasons, seen=given.seen, now=now)
    return Done(version=row.version)


@router.put("/responses/items/{uuid:item}", response=Done)
def edit_plan_item(request: HttpRequest, item: UUID, given: entries.PlanItemEditIn) -> Done:
    """Change an item of a draft that was read at version `seen`."""
    visitor, now = acting(request)
    try:
        row = items.change_item(visitor, item, given.entry(), seen=given.seen, why=given.why, now=now)
    except EditedMeanwhile as slower:
        stands = shapes.item_out(selectors.see_item(visitor, item, now=now)[1])
        raise Stands({"item": stands.model_dump(mode="json")}) from slower
    return Done(version=row.version)


@router.post("/responses/items/{uuid:item}/out", response=Done)
def take_out_plan_item(request: HttpRequest, item: UUID, given: entries.SeenWhyIn) -> Done:
    """Take an item out of a draft. The versions before keep it."""
    visitor, now = acting(request)
    items.take_out_item(visitor, item, seen=given.seen, why=given.why, now=now)
    return Done()


@router.post("/responses/items/{uuid:item}/progress", response={201: Made})
def report_plan_item(request: HttpRequest, item: UUID, given: entries.ProgressIn) -> Any:
    """Say how far an item is, also in a version that is adopted."""
    visitor, now = acting(request)
    return Status(201, Made(id=items.report_progress(visitor, item, **given.model_dump(), now=now).pk))


@router.post("/responses/items/{uuid:item}/answers", response={201: Made})
def answer_plan_item(request: HttpRequest, item: UUID, given: entries.PlanItemAnswerIn) -> Any:
    """Answer a question about an item: sex and age at its stage, or children who move."""
    visitor, now = acting(request)
    made = items.answer_of_item(visitor, item, given.sort, given.reply(), now=now)
    return Status(201, Made(id=made.pk))


def country_name(code: str) -> str:
    """A country by its name as UNHCR prints it."""
    return places.name_of(Store(), code)
