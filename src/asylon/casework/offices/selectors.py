"""Reads offices, their sites and the services that they can call on."""

from __future__ import annotations

from uuid import UUID

from asylon.casework.offices.models import Office, Service, Site


def offices() -> list[Office]:
    """Every office, by name."""
    return list(Office.objects.order_by("name"))


def the_office(office: UUID) -> Office:
    """One office.

    Raises: Office.DoesNotExist
    """
    return Office.objects.get(pk=office)


def sites_of(office: UUID) -> list[Site]:
    """The sites of an office, by name."""
    return list(Site.objects.filter(office=office).order_by("name"))


def services_of(office: UUID) -> list[Service]:
    """The services of an office, by kind and name."""
    return list(Service.objects.filter(office=office).order_by("kind", "name"))
