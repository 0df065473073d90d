"""Writes offices, sites and services. Each edit says which version was read."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from asylon.casework.offices.models import Office, Service, Site
from asylon.casework.offices.zones import UnknownZone, is_zone, zone_under
from asylon.casework.spine import EditableRow, write_edit

Place = TypeVar("Place", bound=EditableRow)


class AlreadyThere(Exception):
    """Another office has the code, or another site of the office has the name."""


def add_office(
    *,
    code: str,
    name: str,
    kind: Office.Kind | str,
    jurisdiction: str,
    focal_point: str,
    telephone: str = "",
    time_zone: str = "",
) -> Office:
    """Add an office. Without a time zone it has that of its jurisdiction, or UTC where there are several.

    Raises: UnknownZone; AlreadyThere if the code is taken.
    """
    _check_zone(time_zone)
    return _add(
        Office(
            code=code,
            name=name,
            kind=kind,
            jurisdiction=jurisdiction,
            focal_point=focal_point,
            telephone=telephone,
            time_zone=time_zone or zone_under(jurisdiction),
        )
    )


def add_site(office: Office, *, name: str, place: str = "") -> Site:
    """Add a place where the office receives people.

    Raises: AlreadyThere if the office has a site of this name.
    """
    return _add(Site(office=office, name=name, place=place))


def add_service(office: Office, *, kind: Service.Kind | str, name: str, contact: str = "") -> Service:
    """Add help that the office can call on."""
    return _add(Service(office=office, kind=kind, name=name, contact=contact))


def edit_office(office: Office, *, seen: int, **changes: Any) -> Office:
    """Change an office that was read at version `seen`. An empty time zone leaves the one that it has.

    Raises: UnknownZone; EditedMeanwhile; AlreadyThere.
    """
    _check_zone(changes.get("time_zone", ""))
    changes = {name: value for name, value in changes.items() if name != "time_zone" or value}
    return _edit(office, seen=seen, changes=changes)


def edit_site(site: Site, *, seen: int, **changes: Any) -> Site:
    """Change a site that was read at version `seen`.

    Raises: EditedMeanwhile; AlreadyThere.
    """
    return _edit(site, seen=seen, changes=changes)


def edit_service(service: Service, *, seen: int, **changes: Any) -> Service:
    """Change a service that was read at version `seen`.

    Raises: EditedMeanwhile.
    """
    return _edit(service, seen=seen, changes=changes)


def _check_zone(name: str) -> None:
    if name and not is_zone(name):
        raise UnknownZone(name)


def _add(row: Place) -> Place:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise AlreadyThere from taken
    return row


def _edit(row: Place, *, seen: int, changes: dict[str, Any]) -> Place:
    try:
        with transaction.atomic():
            return write_edit(row, seen=seen, **changes)
    except IntegrityError as taken:
        raise AlreadyThere from taken
