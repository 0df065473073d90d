"""The plan on one page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asylon.responses.plans.paper import plan_on_paper
from asylon.responses.plans.selectors import see_plan
from asylon.responses.reviews.selectors import reviews_of_plan
from asylon.web.people.through import through_the_door
from asylon.web.responses.countries import country_name
from asylon.web.responses.reader import page_reader
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def plan_paper(request: HttpRequest, plan: UUID) -> HttpResponse:
    """The plan as a PDF of one page, with its picture in time."""
    visitor, now = visitor_of(request), timezone.localtime()
    seen = see_plan(visitor, plan, now=now)
    held = [(each.on, each.state == "held") for each in reviews_of_plan(visitor, plan, now=now)]
    page = plan_on_paper(seen, today=now.date(), reader=page_reader(), names=country_name, reviews=held)
    headers = {"Content-Disposition": 'inline; filename="plan.pdf"'}
    return HttpResponse(page, content_type="application/pdf", headers=headers)
