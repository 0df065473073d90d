"""Reads scenarios for whoever may see responses."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import QuerySet

from asylon.casework.access.door import NotThere
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.opening import open_emergency
from asylon.responses.shares.carrying import ratio_under
from asylon.responses.shares.models import Scenario
from asylon.responses.shares.records import ScenarioLine, ScenarioSeen
from asylon.responses.shares.stored import seen


def scenarios_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> list[ScenarioLine]:
    """The scenarios of an emergency, the oldest first: the first is what the others are held against.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=Act.SEE_RESPONSES, now=now)
    # The database takes the two headings out of what is kept: the rest of it is large.
    kept = _rows(row.pk).values_list(
        "id", "name", "reasons", "sharing__key__title", "sharing__total", "invented", "by__name", "at"
    )
    return [
        ScenarioLine(
            id=id_, name=name, reasons=reasons, key_title=title, total=total, invented=invented, by=by, at=at
        )
        for id_, name, reasons, title, total, invented, by, at in kept
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


def first_scenario(visitor: Visitor, emergency: UUID, *, now: datetime) -> ScenarioSeen | None:
    """The oldest scenario of an emergency in full; None if none was worked out.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=Act.SEE_RESPONSES, now=now)
    found = _rows(row.pk).first()
    return seen(found) if found else None


def ratios_of(visitor: Visitor, emergency: UUID, *, state: str, now: datetime) -> list[Fraction | None]:
    """What one State carries of people over its fair share, under each scenario, the oldest first.

    Reads shares and people hosted alone, not the steps and the figures behind them.
    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=Act.SEE_RESPONSES, now=now)
    kept = _rows(row.pk).values_list("sharing__shares", "carried__states")
    return [ratio_under(shares, held, state=state) for shares, held in kept]


def _rows(emergency: UUID) -> QuerySet[Scenario]:
    return Scenario.objects.select_related("by").filter(emergency=emergency).order_by("at", "id")
