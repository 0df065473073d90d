"""Reads scenarios for whoever may see responses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from asylon.casework.access.door import NotThere
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.opening import open_emergency
from asylon.responses.shares.models import Scenario
from asylon.responses.shares.records import ScenarioLine, ScenarioSeen
from asylon.responses.shares.stored import seen


def scenarios_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> list[ScenarioLine]:
    """The scenarios of an emergency, the oldest first: the first is what the others are held against.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=Act.SEE_RESPONSES, now=now)
    rows = _rows(row.pk).defer("sensitivity", "carried")
    return [
        ScenarioLine(
            id=each.pk,
            name=each.name,
            reasons=each.reasons,
            key_title=each.sharing["key"]["title"],
            total=each.sharing["total"],
            invented=each.invented,
            by=each.by.name,
            at=each.at,
        )
        for each in rows
    ]


def the_scenario(visitor: Visitor, emergency: UUID, scenario: UUID, *, now: datetime) -> ScenarioSeen:
    """One scenario with everything that it rested on.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=Act.SEE_RESPONSES, now=now)
    found = _rows(row.pk).filter(pk=scenario).first()
    if found is None:
        raise NotThere
    return seen(found)


def all_scenarios(visitor: Visitor, emergency: UUID, *, now: datetime) -> list[ScenarioSeen]:
    """Every scenario of an emergency in full, the oldest first.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=Act.SEE_RESPONSES, now=now)
    return [seen(each) for each in _rows(row.pk)]


def _rows(emergency: UUID) -> QuerySet[Scenario]:
    return Scenario.objects.select_related("by").filter(emergency=emergency).order_by("at", "id")
