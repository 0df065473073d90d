"""Passkeys through the server's whole ceremony, with a key made of software."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from asylon.casework.staff.models import Account
from tests.web.signin.signed_in import PASSWORD, change_session, colleague, sign_in, where
from tests.web.signin.software_key import SoftwareKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PARTS = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")


def options(page: Any) -> dict[str, Any]:
    """What the page asks the browser for."""
    found = re.search(r'data-options="([^"]+)"', page.content.decode())
    assert found
    asked: dict[str, Any] = json.loads(html.unescape(found[1]))
    return asked


def made(client: Client, account: Account) -> SoftwareKey:
    """A passkey, made through the pages."""
    sign_in(client, account, stepped_up=True)
    key = SoftwareKey()
    answer = client.post(
        "/accounts/passkeys/add/",
        {
            "name": "Key at my belt",
            "passwordless": "on",
            "credential": json.dumps(key.make(options(client.get("/accounts/passkeys/add/")))),
        },
        secure=True,
    )
    assert answer.status_code == 302, answer.content.decode()
    return key


def asked(client: Client) -> dict[str, Any]:
    answer = client.get("/accounts/passkey/", headers={"Accept": "application/json"})
    found: dict[str, Any] = answer.json()["request_options"]
    return found


def test_a_passkey_is_made_and_signs_in_alone(client: Client) -> None:
    key = made(client, colleague())
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Key at my belt"
    other = Client()
    answer = other.post("/accounts/passkey/", {"credential": json.dumps(key.show(asked(other)))})
    assert (answer.status_code, where(answer)) == (302, "/day/")
    assert other.get("/accounts/").status_code == 200


def test_it_asks_for_a_key_that_stays_and_checks_its_owner(client: Client) -> None:
    sign_in(client, colleague(), stepped_up=True)
    wanted = options(client.get("/accounts/passkeys/add/"))["publicKey"]["authenticatorSelection"]
    assert wanted["residentKey"] == "required"
    assert wanted["userVerification"] == "required"
    assert asked(Client())["publicKey"]["userVerification"] == "required"


def test_the_first_factor_can_be_a_passkey(client: Client) -> None:
    colleague(with_app=False)
    client.post("/accounts/login/", {"login": "amina", "password": PASSWORD})
    assert where(client.get("/accounts/")).startswith("/accounts/set-up/")
    key = SoftwareKey()
    answer = client.post(
        "/accounts/passkeys/add/",
        {
            "passwordless": "on",
            "credential": json.dumps(key.make(options(client.get("/accounts/passkeys/add/")))),
        },
    )
    assert where(answer) == "/accounts/recovery/"
    assert client.get("/accounts/recovery/").content.decode().count("<li><bdi>") == 10
    assert client.get("/accounts/").status_code == 200


def test_it_is_a_second_factor_after_the_password(client: Client) -> None:
    key = made(client, colleague())
    other = Client()
    other.post("/accounts/login/", {"login": "amina", "password": PASSWORD})
    page = other.get("/accounts/code/")
    answer = other.post("/accounts/code/", {"credential": json.dumps(key.show(options(page)))})
    assert where(answer) == "/day/"


def test_it_confirms_and_unlocks(client: Client) -> None:
    key = made(client, colleague())
    change_session(client, account_authentication_methods=[])
    assert client.get("/accounts/tokens/").status_code == 302
    page = client.get("/accounts/confirm/?next=/accounts/tokens/")
    answer = client.post(
        "/accounts/confirm/", {"credential": json.dumps(key.show(options(page))), "next": "/accounts/tokens/"}
    )
    assert where(answer) == "/accounts/tokens/"
    assert client.get("/accounts/tokens/").status_code == 200
    client.get("/lock/")
    page = client.get("/locked/")
    answer = client.post("/locked/", {"credential": json.dumps(key.show(options(page)))})
    assert where(answer) == "/day/"
    assert client.get("/accounts/").status_code == 200


@pytest.mark.parametrize(
    "wrong", ["another_key", "another_house", "old_challenge", "unverified", "nonsense", "locked"]
)
def test_what_is_not_the_key_does_not_come_in(client: Client, wrong: str) -> None:
    account = colleague()
    key = made(client, account)
    other = Client()
    challenge = asked(other)
    if wrong == "another_key":
        stranger = SoftwareKey(id=key.id, handle=key.handle)
        shown = stranger.show(challenge)
    elif wrong == "another_house":
        key.origin = "https://testserver.elsewhere.example"
        shown = key.show(challenge)
    elif wrong == "old_challenge":
        shown = key.show(challenge)
        asked(other)
    elif wrong == "unverified":
        key.verifies = False
        shown = key.show(challenge)
    elif wrong == "nonsense":
        shown = {"id": "x", "response": {"userHandle": "00"}}
    else:
        Account.objects.filter(pk=account.pk).update(is_active=False)
        shown = key.show(challenge)
    answer = other.post("/accounts/passkey/", {"credential": json.dumps(shown)})
    assert where(answer) == "/accounts/login/"
    assert other.get("/accounts/").status_code == 302


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "null",
        "[]",
        "7",
        '"text"',
        "{}",
        '{"id": "x"}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": []}',
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": dict.fromkeys(PARTS, "AA")}),
        '{"id": {}, "rawId": null, "response": {"userHandle": 5}}',
        "not json",
    ],
)
def test_whatever_is_sent_as_a_passkey_the_answer_is_a_page(client: Client, sent: str) -> None:
    account = colleague()
    asked(client)
    assert client.post("/accounts/passkey/", {"credential": sent}).status_code == 302
    client.post("/accounts/login/", {"login": "amina", "password": PASSWORD})
    assert client.post("/accounts/code/", {"credential": sent}).status_code == 200
    inside = Client()
    sign_in(inside, account, stepped_up=True)
    inside.get("/accounts/passkeys/add/")
    assert inside.post("/accounts/passkeys/add/", {"credential": sent}).status_code == 200
    inside.get("/accounts/confirm/")
    assert inside.post("/accounts/confirm/", {"credential": sent}).status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_locked_page_says_so_when_the_passkey_is_not_taken(client: Client) -> None:
    made(client, colleague())
    client.get("/lock/")
    shown = SoftwareKey().show(options(client.get("/locked/")))
    page = client.post("/locked/", {"credential": json.dumps(shown)})
    assert page.status_code == 200
    assert "This passkey was not taken" in page.content.decode()
    assert 'name="password"' in page.content.decode()


def test_a_passkey_gets_another_name_and_is_taken_away(client: Client) -> None:
    account = colleague()
    made(client, account)
    row = Authenticator.objects.get(type="webauthn")
    assert where(client.post(f"/accounts/passkeys/{row.pk}/", {"name": "Old key"})) == "/accounts/"
    assert "Old key" in client.get("/accounts/").content.decode()
    stranger = Client()
    sign_in(stranger, colleague("bojan"), stepped_up=True)
    assert stranger.post(f"/accounts/passkeys/{row.pk}/remove/").status_code == 404
    assert where(client.post(f"/accounts/passkeys/{row.pk}/remove/")) == "/accounts/"
    assert not Authenticator.objects.filter(pk=row.pk).exists()
