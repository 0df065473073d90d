"""What a process behind the office does for the browser: an emergency with plans, reviews and shares."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from asylon.casework.staff.models import Account, Role
from tests.office_cast import visitor_of
from tests.responses.emergencies.situations import full_emergency
from tests.responses.shares.scenes import a_scenario
from tests.security.plan_rows import plans_on_record


def planned() -> dict[str, str]:
    """Make an emergency with a consultation, plans, reviews and two scenarios of shares; all invented."""
    now = timezone.now()
    keeper = Account.objects.get(username="coordinator")
    visitor = visitor_of(keeper, Role.COORDINATOR, stepped_up=True, now=now)
    emergency: UUID = full_emergency(visitor, now=now, name="Southern crossings")
    found = plans_on_record(emergency, keeper, now=now - timedelta(minutes=4))
    scenario = a_scenario(visitor, emergency)
    a_scenario(visitor, emergency, name="By people", key="population")
    return {**found, "emergency": str(emergency), "scenario": str(scenario)}


ORDERS: dict[str, Any] = {"planned": planned}
