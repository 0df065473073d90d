"""Reviews of a plan: figures, proposals, decisions, the next date; and the report on an emergency."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from asylon.api.bearer import acting
from asylon.api.operations.responses_plans import ON_PAPER, country_name
from asylon.api.refusals import Stands
from asylon.api.shapes import reviews as shapes
from asylon.api.shapes.base import Done, Made
from asylon.casework.spine import EditedMeanwhile
from asylon.pictures import english
from asylon.responses.reviews import report, selectors, services
from asylon.responses.reviews.report_paper import report_on_paper

router = Router()
AS_TABLE = {"responses": {200: {"description": "A table.", "content": {"text/csv": {}}}}}


@router.get("/responses/{uuid:emergency}/reviews", response=shapes.ReviewLinesOut)
def list_reviews(request: HttpRequest, emergency: UUID) -> shapes.ReviewLinesOut:
    """The reviews of the plans of an emergency, the newest first."""
    visitor, now = acting(request)
    found = selectors.reviews(visitor, emergency, now=now)
    return shapes.ReviewLinesOut(reviews=[shapes.review_line_out(each) for each in found])


@router.get("/responses/{uuid:emergency}/reviews/next", response=shapes.NextOut)
def read_next_review(request: HttpRequest, emergency: UUID) -> shapes.NextOut:
    """When the plan of an emergency is reviewed next, and whether that day has passed."""
    visitor, now = acting(request)
    return shapes.next_out(selectors.next_review_of_emergency(visitor, emergency, now=now))


@router.post("/responses/plans/{uuid:plan}/reviews", response={201: Made})
def call_plan_review(request: HttpRequest, plan: UUID, given: shapes.CallIn) -> Any:
    """Call a review: its figures are gathered and the rules propose."""
    visitor, now = acting(request)
    return Status(201, Made(id=services.call_review(visitor, plan, given.entry(), now=now).pk))


@router.get("/responses/reviews/{uuid:review}", response=shapes.ReviewOut)
def read_review(request: HttpRequest, review: UUID) -> shapes.ReviewOut:
    """One review: plan against fact, what the rules propose, and what people decided."""
    visitor, now = acting(request)
    return shapes.review_out(selectors.see_review(visitor, review, now=now))


@router.post("/responses/reviews/{uuid:review}/figures", response={201: Made})
def write_review_figure(request: HttpRequest, review: UUID, given: shapes.FigureIn) -> Any:
    """Write a figure by hand; one about the same replaces the one before."""
    visitor, now = acting(request)
    return Status(201, Made(id=services.write_figure(visitor, review, given.entry(), now=now).pk))


@router.post("/responses/reviews/{uuid:review}/gather", response=Done)
def gather_review_figures(request: HttpRequest, review: UUID) -> Done:
    """Gather the figures anew."""
    visitor, now = acting(request)
    return Done(version=services.gather_again(visitor, review, now=now).version)


@router.post("/responses/proposals/{uuid:proposal}/decide", response=Done)
def decide_proposal(request: HttpRequest, proposal: UUID, given: shapes.DecideIn) -> Done:
    """Decide on a proposal that was read at version `seen`; an accepted one says what changes."""
    visitor, now = acting(request)
    try:
        row = services.decide(
            visitor,
            proposal,
            accept=given.accept,
            reasons=given.reasons,
            change=given.change.entry() if given.change else None,
            seen=given.seen,
            now=now,
        )
    except EditedMeanwhile as slower:
        stands = shapes.proposal_out(selectors.see_proposal(visitor, proposal, now=now)[0])
        raise Stands({"proposal": stands.model_dump(mode="json")}) from slower
    return Done(version=row.version)


@router.post("/responses/reviews/{uuid:review}/hold", response=Done)
def hold_plan_review(request: HttpRequest, review: UUID, given: shapes.HoldIn) -> Done:
    """Close a review. What was accepted becomes a draft of the next version."""
    visitor, now = acting(request)
    row = services.hold_review(visitor, review, given.entry(), seen=given.seen, now=now)
    return Done(version=row.version)


@router.get("/responses/{uuid:emergency}/report", response=shapes.ReportOut)
def read_report(request: HttpRequest, emergency: UUID) -> Any:
    """The report on an emergency as data."""
    visitor, now = acting(request)
    return report.as_json(report.report_on(visitor, emergency, now=now))


@router.get("/responses/{uuid:emergency}/report.csv", response={200: None}, openapi_extra=AS_TABLE)
def read_report_table(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The report as one table."""
    visitor, now = acting(request)
    text = report.as_csv(report.report_on(visitor, emergency, now=now))
    headers = {"Content-Disposition": "attachment; filename=report.csv"}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@router.get("/responses/{uuid:emergency}/report.pdf", response={200: None}, openapi_extra=ON_PAPER)
def print_report(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The report as a document."""
    visitor, now = acting(request)
    found = report.report_on(visitor, emergency, now=now)
    page = report_on_paper(found, reader=english(), names=country_name)
    headers = {"Content-Disposition": "attachment; filename=report.pdf"}
    return HttpResponse(page, content_type="application/pdf", headers=headers)
