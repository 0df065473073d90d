"""A coordinator at the pages, and an emergency."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from tests.office_cast import Cast, visitor_of
from tests.responses.plans.made import an_emergency
from tests.web.people.conftest import cast, heads_of_this_test
from tests.web.signin.signed_in import sign_in

__all__ = ["cast", "heads_of_this_test"]


@pytest.fixture
def emergency(cast: Cast) -> Emergency:
    """A made-up situation: people from Syria who come to Lebanon."""
    return an_emergency(cast)


@pytest.fixture
def coordinator(cast: Cast, today: Any) -> Visitor:
    """Who keeps plans, with a fresh second factor, now."""
    return visitor_of(cast.by_role[Role.COORDINATOR], stepped_up=True, now=today)


@pytest.fixture
def today() -> Any:
    """The time of the test's own clock: pages read it too."""
    from django.utils import timezone

    return timezone.now()


@pytest.fixture
def pages(cast: Cast) -> Client:
    """The pages as the coordinator sees them, with a fresh second factor."""
    client = Client()
    sign_in(client, cast.by_role[Role.COORDINATOR], stepped_up=True)
    return client


@pytest.fixture
def reader(cast: Cast) -> Client:
    """The pages as an analyst sees them, who changes nothing."""
    client = Client()
    sign_in(client, cast.by_role[Role.ANALYST])
    return client
