"""Offices, their sites, and the services that they can call on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import In, Out, Seen
from asylon.casework.offices.models import Office, Service, Site

Name = Annotated[str, Field(min_length=1, max_length=120)]
Text = Annotated[str, Field(max_length=120)]


class OfficeKind(StrEnum):
    """What an office is for."""

    RECEPTION = "reception"
    ASYLUM = "asylum"
    LEGAL_AID = "legal_aid"
    TRAFFICKING = "trafficking"
    CHILD_PROTECTION = "child_protection"


class ServiceKind(StrEnum):
    """What a service helps with."""

    HEALTH = "health"
    SHELTER = "shelter"
    LEGAL = "legal"
    CHILD = "child"
    TRAFFICKING = "trafficking"
    TRACING = "tracing"
    SCHOOL = "school"


class OfficeIn(In):
    """An office. `focal_point` is a desk or a number, never a person's name."""

    code: Annotated[str, Field(min_length=1, max_length=12, pattern=r"^[A-Za-z0-9_-]+$")]
    name: Name
    kind: Annotated[OfficeKind, Field(strict=False)]
    jurisdiction: Annotated[str, Field(min_length=2, max_length=8)]
    focal_point: Name
    telephone: Annotated[str, Field(max_length=40)] = ""
    time_zone: Annotated[
        str, Field(max_length=64, description="A name of the IANA database; empty takes the usual one.")
    ] = ""


class OfficeEditIn(OfficeIn):
    """An office as it is from now on."""

    seen: Seen


class SiteIn(In):
    """A place where an office receives people."""

    name: Name
    place: Text = ""


class SiteEditIn(SiteIn):
    """A site as it is from now on."""

    seen: Seen


class ServiceIn(In):
    """Help that an office can call on."""

    kind: Annotated[ServiceKind, Field(strict=False)]
    name: Name
    contact: Text = ""


class ServiceEditIn(ServiceIn):
    """A service as it is from now on."""

    seen: Seen


class SiteStandsOut(Out):
    """A site."""

    id: UUID
    name: str
    place: str
    version: int


class ServiceStandsOut(Out):
    """A service."""

    id: UUID
    kind: str
    name: str
    contact: str
    version: int


class OfficeOut(Out):
    """An office."""

    id: UUID
    code: str
    name: str
    kind: str
    jurisdiction: str
    focal_point: str
    telephone: str
    time_zone: str
    version: int


class OfficesOut(Out):
    """Every office, by name."""

    offices: list[OfficeOut]


class OfficeWholeOut(Out):
    """One office with its sites and services."""

    office: OfficeOut
    sites: list[SiteStandsOut]
    services: list[ServiceStandsOut]


def office_out(office: Office) -> OfficeOut:
    """An office to send."""
    return OfficeOut(
        id=office.pk,
        code=office.code,
        name=office.name,
        kind=office.kind,
        jurisdiction=office.jurisdiction,
        focal_point=office.focal_point,
        telephone=office.telephone,
        time_zone=office.time_zone,
        version=office.version,
    )


def site_out(site: Site) -> SiteStandsOut:
    """A site to send."""
    return SiteStandsOut(id=site.pk, name=site.name, place=site.place, version=site.version)


def service_out(service: Service) -> ServiceStandsOut:
    """A service to send."""
    return ServiceStandsOut(
        id=service.pk,
        kind=service.kind,
        name=service.name,
        contact=service.contact,
        version=service.version,
    )
