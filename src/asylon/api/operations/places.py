"""Offices, their sites and services. For administrators, as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status

from asylon.api.administering import may_look, office_there, written
from asylon.api.bearer import acting
from asylon.api.refusals import BadRequest
from asylon.api.shapes.base import Done, In, Made
from asylon.api.shapes.places import (
    OfficeEditIn,
    OfficeIn,
    OfficesOut,
    OfficeWholeOut,
    ServiceEditIn,
    ServiceIn,
    SiteEditIn,
    SiteIn,
    office_out,
    service_out,
    site_out,
)
from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.chain import Detail
from asylon.casework.offices import selectors, services
from asylon.casework.offices.models import Service, Site
from asylon.casework.offices.zones import is_zone, zone_names
from asylon.casework.spine import EditableRow
from asylon.rulebook import load
from asylon.rulebook.faults import nearest

router = Router()
Save = Callable[[], EditableRow]


@router.get("/staff/offices", response=OfficesOut)
def list_offices(request: HttpRequest) -> OfficesOut:
    """Every office."""
    visitor, now = acting(request)
    may_look(visitor, Act.MANAGE_OFFICES, now=now)
    return OfficesOut(offices=[office_out(each) for each in selectors.offices()])


@router.get("/staff/offices/{uuid:office}", response=OfficeWholeOut)
def read_office(request: HttpRequest, office: UUID) -> OfficeWholeOut:
    """One office with its sites and services."""
    visitor, now = acting(request)
    may_look(visitor, Act.MANAGE_OFFICES, now=now)
    row = office_there(office)
    return OfficeWholeOut(
        office=office_out(row),
        sites=[site_out(each) for each in selectors.sites_of(row.pk)],
        services=[service_out(each) for each in selectors.services_of(row.pk)],
    )


@router.post("/staff/offices", response={201: Made})
def add_office(request: HttpRequest, given: OfficeIn) -> Any:
    """Add an office."""
    visitor, now = acting(request)
    must(visitor, Act.MANAGE_OFFICES, now=now)
    _know(given)
    return _added(visitor, lambda: services.add_office(**_typed(given)), now=now)


@router.put("/staff/offices/{uuid:office}", response=Done)
def edit_office(request: HttpRequest, office: UUID, given: OfficeEditIn) -> Done:
    """Change an office that was read at version `seen`."""
    visitor, now = acting(request)
    must(visitor, Act.MANAGE_OFFICES, now=now)
    _know(given)
    row = office_there(office)
    return _edited(visitor, lambda: services.edit_office(row, seen=given.seen, **_typed(given)), now=now)


@router.post("/staff/offices/{uuid:office}/sites", response={201: Made})
def add_site(request: HttpRequest, office: UUID, given: SiteIn) -> Any:
    """Add a place where the office receives people."""
    visitor, now = acting(request)
    must(visitor, Act.MANAGE_OFFICES, now=now)
    row = office_there(office)
    return _added(visitor, lambda: services.add_site(row, **_typed(given)), now=now)


@router.put("/staff/sites/{uuid:site}", response=Done)
def edit_site(request: HttpRequest, site: UUID, given: SiteEditIn) -> Done:
    """Change a site that was read at version `seen`."""
    visitor, now = acting(request)
    must(visitor, Act.MANAGE_OFFICES, now=now)
    row = Site.objects.filter(pk=site).first()
    if row is None:
        raise NotThere
    return _edited(visitor, lambda: services.edit_site(row, seen=given.seen, **_typed(given)), now=now)


@router.post("/staff/offices/{uuid:office}/services", response={201: Made})
def add_service(request: HttpRequest, office: UUID, given: ServiceIn) -> Any:
    """Add help that the office can call on."""
    visitor, now = acting(request)
    must(visitor, Act.MANAGE_OFFICES, now=now)
    row = office_there(office)
    return _added(visitor, lambda: services.add_service(row, **_typed(given)), now=now)


@router.put("/staff/services/{uuid:service}", response=Done)
def edit_service(request: HttpRequest, service: UUID, given: ServiceEditIn) -> Done:
    """Change a service that was read at version `seen`."""
    visitor, now = acting(request)
    must(visitor, Act.MANAGE_OFFICES, now=now)
    row = Service.objects.filter(pk=service).first()
    if row is None:
        raise NotThere
    return _edited(visitor, lambda: services.edit_service(row, seen=given.seen, **_typed(given)), now=now)


def _know(given: OfficeIn) -> None:
    if given.time_zone and not is_zone(given.time_zone):
        near = nearest(given.time_zone, zone_names())
        raise BadRequest(
            "time_zone",
            "unknown",
            _("There is no time zone of this name. Did you mean %(near)s?") % {"near": near}
            if near
            else _("There is no time zone of this name. Take one of the IANA database: Europe/Belgrade."),
        )
    if given.jurisdiction not in load().jurisdictions:
        raise BadRequest(
            "jurisdiction",
            "unknown",
            _("The rulebook knows no law of this State. Take INT or one that it knows."),
        )


def _typed(given: In) -> dict[str, Any]:
    # Enumerations as the plain text that the columns hold.
    return {name: str(value) for name, value in given.model_dump(exclude={"seen"}).items()}


def _added(visitor: Visitor, save: Save, *, now: datetime) -> Any:
    return Status(201, Made(id=_save(visitor, "add_place", save, now=now).pk))


def _edited(visitor: Visitor, save: Save, *, now: datetime) -> Done:
    return Done(version=_save(visitor, "edit_place", save, now=now).version)


def _save(visitor: Visitor, act: str, save: Save, *, now: datetime) -> EditableRow:
    saved: list[EditableRow] = []

    def detail() -> Detail:
        return {type(saved[0]).__name__.lower(): str(saved[0].pk)}

    with written(visitor, act, now=now, detail=detail, wants=Act.MANAGE_OFFICES):
        saved.append(save())
    return saved[0]
