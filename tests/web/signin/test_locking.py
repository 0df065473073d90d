"""The locked screen, the covered screen, and the second factor again: nothing shown, nothing typed lost."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from asylon.casework.journal.models import Entry
from asylon.casework.staff.models import Role
from asylon.web.signin.sealing import typed
from asylon.web.signin.step_up import needs_step_up
from tests.web.signin.signed_in import (
    PASSWORD,
    change_session,
    code,
    colleague,
    sign_in,
    step_up,
    visitor_in,
    where,
)

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NEW = {"username": "bojan", "name": "Бојан", "roles": ["auditor"], "language": "sr"}


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no hidden {name}"
    return found[1]


def test_the_password_unlocks_and_leads_back(client: Client) -> None:
    sign_in(client, colleague())
    assert where(client.get("/lock/?next=/accounts/tokens/")) == "/locked/?next=%2Faccounts%2Ftokens%2F"
    page = client.get("/locked/?next=/accounts/tokens/")
    assert page.status_code == 200
    assert client.post("/locked/", {"password": "wrong", "next": "/accounts/tokens/"}).status_code == 200
    assert client.get("/accounts/").status_code == 302, "still locked"
    answer = client.post("/locked/", {"password": PASSWORD, "next": "/accounts/tokens/"})
    assert where(answer) == "/accounts/tokens/"
    assert client.get("/accounts/").status_code == 200
    assert list(Entry.objects.order_by("seq").values_list("act", "outcome")) == [
        ("sign_in", "refused"),
        ("unlock", "done"),
    ]


def test_the_lock_counts_wrong_passwords(client: Client) -> None:
    sign_in(client, colleague())
    client.get("/lock/")
    for _ in range(5):
        page = client.post("/locked/", {"password": "wrong"}).content.decode()
        assert "This is not your password." in page
    page = client.post("/locked/", {"password": PASSWORD}).content.decode()
    assert "too many wrong tries. Wait 1 minute" in page


def test_the_locked_page_shows_nothing_of_the_case(client: Client) -> None:
    sign_in(client, colleague())
    client.get("/lock/")
    page = client.get("/locked/").content.decode()
    assert 'class="nav"' not in page
    request: Any = client.get("/locked/").wsgi_request
    assert request.visitor is None


def test_what_was_typed_comes_back_after_the_lock(client: Client) -> None:
    account = colleague("ada", roles=(Role.ADMINISTRATOR,))
    sign_in(client, account)
    change_session(client, locked=True)
    answer = client.post("/staff/accounts/new/?from=here", NEW)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "What you typed is kept" in page
    assert "Бојан" not in page, "and cannot be read off the locked screen"
    kept = hidden(page, "kept")
    again = client.post("/locked/", {"password": "wrong", "kept": kept}).content.decode()
    assert hidden(again, "kept") == kept
    page = client.post("/locked/", {"password": PASSWORD, "kept": kept}).content.decode()
    assert 'action="/staff/accounts/new/?from=here"' in page
    assert 'name="name" value="Бојан"' in page
    assert 'name="roles" value="auditor"' in page


def test_what_was_typed_is_not_in_the_session_and_serves_nobody_else(client: Client) -> None:
    account, other = colleague("ada", roles=(Role.ADMINISTRATOR,)), colleague("bojan")
    sign_in(client, account)
    change_session(client, locked=True)
    kept = hidden(client.post("/staff/accounts/new/", NEW).content.decode(), "kept")
    assert "Бојан" not in str(client.session.items())
    assert all("kept" not in str(row.get_decoded()) for row in Session.objects.all())
    assert typed(kept, account.pk) is not None
    assert typed(kept, other.pk) is None
    assert typed(kept[:-8] + "AAAAAAA=", account.pk) is None
    assert typed("not even base64!", account.pk) is None


def test_covering_locks_the_session(client: Client) -> None:
    sign_in(client, colleague())
    page = client.get("/cover/")
    assert page.status_code == 200
    text = page.content.decode()
    for word in ("Asylon", "asylon", "Amina", "refugee", "person", "Sign"):
        assert word not in text, word
    assert page.headers["Cache-Control"] == "no-store"
    assert where(client.get("/accounts/")).startswith("/locked/")


def test_the_cover_looks_the_same_to_somebody_who_is_not_signed_in(client: Client) -> None:
    out = Client().get("/cover/").content
    sign_in(client, colleague())
    assert client.get("/cover/").content == out


def test_step_up_is_asked_before_and_leads_back(client: Client) -> None:
    sign_in(client, colleague())
    asked = client.get("/accounts/tokens/")
    assert where(asked) == "/accounts/confirm/?next=%2Faccounts%2Ftokens%2F"
    assert client.get(where(asked)).status_code == 200
    wrong = client.post("/accounts/confirm/", {"code": "000000", "next": "/accounts/tokens/"})
    assert wrong.status_code == 200
    assert "This code does not count" in wrong.content.decode()
    right = client.post("/accounts/confirm/", {"code": code(), "next": "/accounts/tokens/"})
    assert where(right) == "/accounts/tokens/"
    page = client.get("/accounts/tokens/")
    assert page.status_code == 200
    visitor = visitor_in(page)
    until = visitor.stepped_up_until
    assert until
    assert 290 < until.timestamp() - time.time() <= 300


def test_step_up_is_over_after_five_minutes(client: Client) -> None:
    account = colleague()
    sign_in(client, account)
    step_up(client, account, at=time.time() - 299)
    assert client.get("/accounts/tokens/").status_code == 200
    step_up(client, account, at=time.time() - 301)
    assert client.get("/accounts/tokens/").status_code == 302


@pytest.mark.parametrize("address", ["/lock/", "/cover/"])
def test_locking_or_covering_ends_the_step_up(client: Client, address: str) -> None:
    sign_in(client, colleague(), stepped_up=True)
    assert client.get("/accounts/tokens/").status_code == 200
    client.get(address)
    client.post("/locked/", {"password": PASSWORD})
    assert client.get("/accounts/").status_code == 200
    assert where(client.get("/accounts/tokens/")).startswith("/accounts/confirm/")


def test_the_code_at_sign_in_is_no_step_up(client: Client) -> None:
    colleague()
    client.post("/accounts/login/", {"login": "amina", "password": PASSWORD})
    client.post("/accounts/code/", {"code": code()})
    assert client.get("/accounts/tokens/").status_code == 302


def test_what_was_typed_comes_back_after_the_step_up(client: Client) -> None:
    account = colleague("ada", roles=(Role.ADMINISTRATOR,))
    sign_in(client, account)
    answer = client.post("/staff/accounts/new/", NEW)
    assert answer.status_code == 403
    kept = hidden(answer.content.decode(), "kept")
    page = client.post("/accounts/confirm/", {"code": code(), "kept": kept}).content.decode()
    assert 'action="/staff/accounts/new/"' in page
    assert 'name="name" value="Бојан"' in page


def test_a_page_that_needs_it_is_not_reached_without() -> None:
    reached = []

    @needs_step_up
    def page(request: HttpRequest) -> HttpResponse:
        reached.append(request)
        return HttpResponse()

    request = RequestFactory().get("/secret/?a=1")
    request.user, request.session = colleague(), SessionStore()
    answer = page(request)
    assert (answer.status_code, where(answer)) == (
        302,
        "/accounts/confirm/?next=%2Fsecret%2F%3Fa%3D1",
    )
    assert reached == []


def test_wrong_codes_wait_too(client: Client) -> None:
    colleague()
    client.post("/accounts/login/", {"login": "amina", "password": PASSWORD})
    for _ in range(5):
        client.post("/accounts/code/", {"code": "000000"})
    page = client.post("/accounts/code/", {"code": code()}).content.decode()
    assert "Wait 1 minute" in page


def test_wrong_passwords_wait_also_for_a_name_that_nobody_has(client: Client) -> None:
    for _ in range(5):
        client.post("/accounts/login/", {"login": "nobody", "password": "x"})
    page = client.post("/accounts/login/", {"login": "nobody", "password": "x"}).content.decode()
    assert "Wait 1 minute" in page
    last = Entry.objects.order_by("-seq")[0]
    assert (last.act, last.outcome, last.detail) == ("sign_in", "refused", {"why": "waiting"})
