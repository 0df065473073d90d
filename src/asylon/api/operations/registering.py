"""Registering people: looking first, families, one person, groups, one by one, rescues; and certificates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status

from asylon.api.bearer import acting
from asylon.api.shapes.people import MatchesOut, matches_out
from asylon.api.shapes.registering import (
    CheckedOut,
    CodeIn,
    FamilyIn,
    GroupIn,
    GroupOut,
    GroupsOut,
    LookIn,
    RegisteredOut,
    RescueIn,
    family_of,
    group_of,
    group_out,
    people_of,
    registered_out,
    rescue_of,
)
from asylon.casework.access.door import NotThere
from asylon.casework.documents.services import certificate, check_certificate, family_certificate
from asylon.casework.registration.events import registered
from asylon.casework.registration.groups import individualise, open_groups, register_group, see_group
from asylon.casework.registration.possible import possible_matches
from asylon.casework.registration.rescues import register_rescue
from asylon.casework.registration.services import register_family, register_one

router = Router()
PDF = "application/pdf"
ON_PAPER: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The certificate.",
            "content": {PDF: {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.post("/registrations/matches", response=MatchesOut)
def find_matches(request: HttpRequest, given: LookIn) -> MatchesOut:
    """Who may be registered already: evidence field by field, and where to ask. Nothing is decided."""
    visitor, now = acting(request)
    return matches_out(possible_matches(visitor, people_of(given, today=now.date()), now=now))


@router.post("/registrations/families", response={201: RegisteredOut})
def register_a_family(request: HttpRequest, given: FamilyIn) -> Any:
    """Register people who belong together; the parts are seen from the first."""
    visitor, now = acting(request)
    done = register_family(visitor, family_of(given, today=now.date()), now=now)
    return Status(201, registered_out(done))


@router.post("/registrations/one", response={201: RegisteredOut})
def register_one_person(request: HttpRequest, given: FamilyIn) -> Any:
    """Register one person who came alone."""
    visitor, now = acting(request)
    done = register_one(visitor, family_of(given, today=now.date()), now=now)
    return Status(201, registered_out(done))


@router.post("/registrations/groups", response={201: RegisteredOut})
def register_a_group(request: HttpRequest, given: GroupIn) -> Any:
    """Register a group by its count."""
    visitor, now = acting(request)
    return Status(201, registered_out(register_group(visitor, group_of(given), now=now)))


@router.post("/registrations/rescues", response={201: RegisteredOut})
def register_a_rescue(request: HttpRequest, given: RescueIn) -> Any:
    """Register people who were rescued together. No family links follow from it."""
    visitor, now = acting(request)
    done = register_rescue(visitor, rescue_of(given, today=now.date()), now=now)
    return Status(201, registered_out(done))


@router.get("/registrations/{uuid:registration}", response=RegisteredOut)
def read_registration(request: HttpRequest, registration: UUID) -> RegisteredOut:
    """A registration that the visitor made: numbers and ids."""
    visitor, _now = acting(request)
    return registered_out(registered(visitor, registration))


@router.get("/groups", response=GroupsOut)
def list_groups(request: HttpRequest) -> GroupsOut:
    """The newest counted groups of the visitor's office."""
    visitor, now = acting(request)
    return GroupsOut(groups=[group_out(each) for each in open_groups(visitor, now=now)])


@router.get("/groups/{uuid:group}", response=GroupOut)
def read_group(request: HttpRequest, group: UUID) -> GroupOut:
    """A counted group: how many, and how many are registered by name."""
    visitor, now = acting(request)
    return group_out(see_group(visitor, group, now=now))


@router.post("/groups/{uuid:group}/people", response={201: RegisteredOut})
def register_out_of_group(request: HttpRequest, group: UUID, given: FamilyIn) -> Any:
    """Register people of a counted group by name: one, or a family."""
    visitor, now = acting(request)
    done = individualise(visitor, group, family_of(given, today=now.date()), now=now)
    return Status(201, registered_out(done))


@router.get("/people/{uuid:person}/certificate.pdf", response={200: None}, openapi_extra=ON_PAPER)
def print_certificate(request: HttpRequest, person: UUID) -> HttpResponse:
    """The certificate of registration of one person, as PDF. It names no category."""
    visitor, now = acting(request)
    return _pdf(certificate(visitor, person, check_at=_check_at(request), now=now))


@router.get("/groups/{uuid:group}/certificate.pdf", response={200: None}, openapi_extra=ON_PAPER)
def print_group_certificate(request: HttpRequest, group: UUID) -> HttpResponse:
    """One certificate for those of a family, or of people rescued together, whom the visitor may see."""
    visitor, now = acting(request)
    return _pdf(family_certificate(visitor, group, check_at=_check_at(request), now=now))


@router.post("/certificates/check", response=CheckedOut)
def check_paper(request: HttpRequest, given: CodeIn) -> CheckedOut:
    """Whether a certificate with this code is genuine. Whatever is no code of ours is not there."""
    acting(request)
    found = check_certificate(given.code)
    if found is None:
        raise NotThere
    return CheckedOut(office=found.office, telephone=found.telephone, in_force=found.in_force)


def _pdf(content: bytes) -> HttpResponse:
    return HttpResponse(
        content, content_type=PDF, headers={"Content-Disposition": "attachment; filename=certificate.pdf"}
    )


def _check_at(request: HttpRequest) -> str:
    """The address of the check, without the code."""
    there = reverse("check_certificate", args=["code"])
    return request.build_absolute_uri(there.removesuffix("code/"))
