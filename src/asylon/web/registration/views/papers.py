"""Certificates of registration, and the page that says whether one is genuine."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from asylon.casework.documents.services import certificate as set_certificate
from asylon.casework.documents.services import check_certificate, family_certificate
from asylon.web.people.through import through_the_door
from asylon.web.visitors import visitor_of


@require_GET
@through_the_door
def certificate(request: HttpRequest, person: UUID) -> HttpResponse:
    """The certificate of one person."""
    page = set_certificate(visitor_of(request), person, check_at=_check_at(request), now=timezone.localtime())
    return _pdf(page)


@require_GET
@through_the_door
def certificate_of_group(request: HttpRequest, group: UUID) -> HttpResponse:
    """One certificate for a family."""
    page = family_certificate(
        visitor_of(request), group, check_at=_check_at(request), now=timezone.localtime()
    )
    return _pdf(page)


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a paper is genuine. Open to everybody; without a paper's code there is nothing to learn."""
    found = check_certificate(code)
    answer = render(request, "registration/check.html", {"found": found}, status=200 if found else 404)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _check_at(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("check_certificate", args=["x"])).removesuffix("x/")


def _pdf(page: bytes) -> HttpResponse:
    # The name of the file says nothing of anybody: it stays in the folder of a shared machine.
    headers = {"Content-Disposition": 'inline; filename="certificate.pdf"'}
    return HttpResponse(page, content_type="application/pdf", headers=headers)
