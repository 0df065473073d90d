"""Browsers of coordinators and others, and an emergency at the time of the clock."""

from __future__ import annotations

from uuid import UUID

from django.test import Client
from django.utils import timezone

from asylon.casework.staff.models import Role
from tests.office_cast import Cast
from tests.responses.emergencies.situations import coordinator, full_emergency
from tests.web.signin.signed_in import sign_in, step_up


def browser_of(cast: Cast, role: Role = Role.COORDINATOR, *, stepped_up: bool = False) -> Client:
    client = Client()
    sign_in(client, cast.by_role[role])
    if stepped_up:
        step_up(client, cast.by_role[role])
    return client


def page_of(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    page: str = answer.content.decode()
    return page.split('<template id="cover">')[0]


def a_full_emergency(cast: Cast) -> UUID:
    """One with figures of every kind, at the time of the clock."""
    now = timezone.now()
    return full_emergency(coordinator(cast, now=now), now=now)
