"""The report on an emergency: as a page, as a PDF, and as data."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asylon.pictures import Picture
from asylon.responses.plans.picture import timeline_of
from asylon.responses.plans.selectors import plan_of_emergency, plan_seen
from asylon.responses.reviews.report import Report, as_csv, as_json, report_on
from asylon.responses.reviews.report_paper import report_on_paper, told
from asylon.web.people.through import through_the_door
from asylon.web.responses.countries import country_name
from asylon.web.responses.plans.around import around
from asylon.web.responses.reader import page_reader
from asylon.web.visitors import visitor_of


@require_safe
@through_the_door
def report(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The report as a page."""
    visitor, now = visitor_of(request), timezone.localtime()
    found = _report(request, emergency)
    given = around(visitor, emergency, part="reviews", now=now)
    given |= {
        "told": told(found, reader=page_reader(), names=country_name),
        "picture": _picture(emergency),
    }
    return render(request, "responses/reviews/report.html", given)


@require_safe
@through_the_door
def report_pdf(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The report as a PDF."""
    found = _report(request, emergency)
    page = report_on_paper(found, reader=page_reader(), names=country_name, picture=_picture(emergency))
    headers = {"Content-Disposition": 'inline; filename="report.pdf"'}
    return HttpResponse(page, content_type="application/pdf", headers=headers)


@require_safe
@through_the_door
def report_json(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The report as data."""
    headers = {"Content-Disposition": 'attachment; filename="report.json"'}
    return JsonResponse(as_json(_report(request, emergency)), headers=headers)


@require_safe
@through_the_door
def report_csv(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """The report as one table."""
    headers = {"Content-Disposition": 'attachment; filename="report.csv"'}
    text = as_csv(_report(request, emergency))
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _report(request: HttpRequest, emergency: UUID) -> Report:
    return report_on(visitor_of(request), emergency, now=timezone.localtime())


def _picture(emergency: UUID) -> Picture | None:
    found = plan_of_emergency(emergency)
    today = timezone.localtime().date()
    return timeline_of(plan_seen(found, today=today), today=today, reader=page_reader()) if found else None
