"""The way to an emergency's row for every room of responses: the door is asked first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.models import Arrivals, Emergency, Procedures


def open_emergency(visitor: Visitor, emergency: UUID, *, act: Act, now: datetime) -> Emergency:
    """The row of an emergency, for whoever may do this.

    Raises: Refused, which is journalled; NotThere.
    """
    must(visitor, act, now=now)
    row = Emergency.objects.select_related("kept_by").filter(pk=emergency).first()
    if row is None:
        raise NotThere
    return row


def codes_of(emergency: Emergency, part: str) -> tuple[str, ...]:
    """The countries that an emergency concerns as `origin` or as `host`, by code."""
    return tuple(emergency.countries.filter(part=part).order_by("iso3").values_list("iso3", flat=True))


def with_figures(emergency: Emergency, hosts: Iterable[str]) -> tuple[str, ...]:
    """Those of the hosts of whom arrivals or procedures are on record, corrected rows among them."""
    asked = list(hosts)
    found = {
        code
        for rows in (Arrivals.objects, Procedures.objects)
        for code in rows.filter(emergency=emergency, host__in=asked).values_list("host", flat=True).distinct()
    }
    return tuple(sorted(found))
