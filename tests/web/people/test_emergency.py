"""Opening what is closed: with a fresh second factor and a reason, for half an hour, and not in secret."""

from __future__ import annotations

import pytest
from django.test import Client

from asylon.casework.staff.models import Role
from tests.office_cast import Cast
from tests.web.people.records import Rich, a_rich_case
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
REASON = {"reason": "The doctor must know before treatment."}


@pytest.fixture
def rich(cast: Cast) -> Rich:
    return a_rich_case(cast, immediate_danger=True, torture_survivor=True)


def carla(cast: Cast, *, stepped_up: bool = True) -> Client:
    client = Client()
    sign_in(client, cast.carla, stepped_up=stepped_up)
    return client


def test_with_a_reason_it_opens_and_the_office_is_told(cast: Cast, rich: Rich) -> None:
    client = carla(cast)
    assert client.get(f"/people/{rich.person}/").status_code == 404
    answer = client.post(f"/people/{rich.person}/open/", REASON)
    assert answer.headers["Location"] == f"/people/{rich.person}/"
    page = client.get(f"/people/{rich.person}/").content.decode()
    assert "Opened in an emergency until" in page
    supervisor = Client()
    sign_in(supervisor, cast.by_role[Role.SUPERVISOR])
    notices = supervisor.get("/notices/").content.decode()
    assert REASON["reason"] in notices
    assert "Carla" in notices


def test_what_is_not_needed_against_danger_stays_sealed(cast: Cast, rich: Rich) -> None:
    client = carla(cast)
    client.post(f"/people/{rich.person}/open/", REASON)
    page = client.get(f"/people/{rich.person}/").content.decode()
    assert "facts, not needed for your task" in page


def test_without_a_fresh_second_factor_it_is_asked_for_first(cast: Cast, rich: Rich) -> None:
    answer = carla(cast, stepped_up=False).get(f"/people/{rich.person}/open/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/confirm/")


@pytest.mark.parametrize("reason", ["", "   ", "short"])
def test_a_reason_that_is_none_is_refused_beside_its_field(cast: Cast, rich: Rich, reason: str) -> None:
    client = carla(cast)
    page = client.post(f"/people/{rich.person}/open/", {"reason": reason}).content.decode()
    assert "Say in a sentence what is at stake" in page
    assert 'href="#id_reason"' in page
    assert client.get(f"/people/{rich.person}/").status_code == 404


def test_an_analyst_may_not(cast: Cast, rich: Rich) -> None:
    client = Client()
    sign_in(client, cast.by_role[Role.ANALYST], stepped_up=True)
    assert client.post(f"/people/{rich.person}/open/", REASON).status_code == 403
