"""Browsers of coordinators and others, and an emergency at the time of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.test import Client
from django.utils import timezone

from asylon.casework.staff.models import Role
from asylon.responses.emergencies.kinds import Sector, Unit
from asylon.responses.emergencies.recording import record_capacity, record_procedures
from asylon.responses.emergencies.records import NewCapacity, NewProcedures
from tests.office_cast import Cast
from tests.responses.emergencies.situations import SOURCE, an_emergency, arrived, coordinator
from tests.web.signin.signed_in import sign_in, step_up


def browser_of(cast: Cast, role: Role = Role.COORDINATOR, *, stepped_up: bool = False) -> Client:
    client = Client()
    sign_in(client, cast.by_role[role])
    if stepped_up:
        step_up(client)
    return client


def page_of(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    page: str = answer.content.decode()
    return page.split('<template id="cover">')[0]


def a_full_emergency(cast: Cast, *, now: datetime | None = None) -> UUID:
    """Arrivals over five weeks, rising; shelter nearly full; procedures far behind."""
    moment = now or timezone.now()
    today = moment.date()
    emergency = an_emergency(cast, began_on=today - timedelta(days=24), now=moment, invented=True)
    visitor = coordinator(cast, now=moment)
    numbers: dict[object, int | None] = {}
    for back in range(34, 0, -1):
        numbers[today - timedelta(days=back)] = 40 if back > 24 else round(400 * 1.09 ** (24 - back))
    numbers[today - timedelta(days=12)] = None
    arrived(visitor, emergency, numbers, now=moment)  # type: ignore[arg-type]
    reports = [
        NewCapacity(
            on=today - timedelta(days=20),
            sector=Sector.REGISTRATION,
            unit=Unit.PERSONS_A_DAY,
            capacity=900,
            in_use=700,
        ),
        NewCapacity(
            on=today - timedelta(days=5),
            sector=Sector.SHELTER,
            unit=Unit.PERSONS,
            district="North",
            capacity=9_000,
            in_use=7_000,
        ),
        NewCapacity(
            on=today - timedelta(days=1),
            sector=Sector.SHELTER,
            unit=Unit.PERSONS,
            district="North",
            capacity=9_000,
            in_use=8_400,
        ),
        NewCapacity(
            on=today - timedelta(days=1), sector=Sector.HEALTH, unit=Unit.STAFF, capacity=60, in_use=31
        ),
    ]
    record_capacity(visitor, emergency, reports, source=SOURCE, now=moment)
    bench = NewProcedures(
        on=today - timedelta(days=6),
        host="SRB",
        waiting=31_200,
        new_a_week=4_100,
        decisions_a_week=280,
        interviewers=35,
    )
    record_procedures(visitor, emergency, bench, source="Asylum office, made up", now=moment)
    return emergency
