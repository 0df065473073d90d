"""Programs come in with a token, and with nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from asylon.casework.staff.models import Role
from asylon.casework.staff.tokens import make_token
from tests.web.signin.signed_in import colleague, sign_in

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.urls("tests.web.signin.api_addresses"),
]


def a_token() -> str:
    account, now = colleague(roles=(Role.AUDITOR, Role.SUPERVISOR)), timezone.now()
    until = now + timedelta(days=1)
    return make_token(account, role=Role.AUDITOR, purpose="audit", name="x", until=until, now=now)[1]


def test_a_token_brings_its_account_in_its_role(client: Client) -> None:
    answer = client.get("/api/v1/who/", headers={"Authorization": f"Bearer {a_token()}"})
    assert answer.content.decode() == "Amina auditor audit api"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer asylon_wrong", "Basic {token}", "{token}"])
def test_without_one_that_counts_there_is_nothing(client: Client, header: str) -> None:
    answer = client.get("/api/v1/who/", headers={"Authorization": header.format(token=a_token())})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 401


def test_a_session_opens_no_api(client: Client) -> None:
    sign_in(client, colleague())
    assert client.get("/api/v1/who/").status_code == 401
