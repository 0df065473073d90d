"""The first page: what this is, the way in, and in the demonstration whom to be."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from asylon.casework.staff.factors import demo_factor
from asylon.casework.staff.models import Role
from asylon.web.signin.demonstration import SEES
from tests.web.signin.signed_in import PASSWORD, colleague, sign_in, where

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_it_says_what_this_is_and_lets_in(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "every protection" in page
    assert 'name="login"' in page
    assert 'action="/language/"' in page


def test_outside_the_demonstration_it_names_nobody(client: Client) -> None:
    colleague()
    page = client.get("/").content.decode()
    assert "Amina" not in page
    assert "amina" not in page


def test_in_the_demonstration_one_can_come_in_with_what_it_shows(client: Client, settings: Any) -> None:
    settings.DEMO = True
    account = colleague(roles=(Role.SUPERVISOR,), with_app=False)
    demo_factor(account)
    page = client.get("/")
    part = page.context["cast"][0]
    assert part.work_name in page.content.decode()
    assert part.code in page.content.decode()
    client.post("/accounts/login/", {"login": part.work_name, "password": PASSWORD})
    assert where(client.post("/accounts/code/", {"code": part.code})) == "/day/"


def test_every_role_of_the_cast_says_what_it_sees() -> None:
    assert set(SEES) == set(Role)


def test_whoever_is_in_goes_to_the_day(client: Client) -> None:
    sign_in(client, colleague())
    assert where(client.get("/")) == "/day/"
