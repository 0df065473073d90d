"""What one signs in with: changed by oneself, never left without a second factor; tokens for programs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from asylon.casework.journal.models import Entry
from asylon.casework.staff.models import ApiToken, Role
from asylon.casework.staff.tokens import read_token
from tests.web.signin.signed_in import PASSWORD, colleague, sign_in, where

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

CHOSEN = "another four odd words"


def test_a_new_password_ends_other_sessions_and_keeps_this_one(client: Client) -> None:
    account = colleague()
    other = Client()
    sign_in(client, account)
    sign_in(other, account)
    answer = client.post(
        "/accounts/password/", {"oldpassword": PASSWORD, "password1": CHOSEN, "password2": CHOSEN}
    )
    assert where(answer) == "/accounts/"
    assert client.get("/accounts/").status_code == 200
    assert other.get("/accounts/").status_code == 302
    account.refresh_from_db()
    assert account.check_password(CHOSEN)


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", CHOSEN, CHOSEN, "This is not your password."),
        (PASSWORD, CHOSEN, CHOSEN + "x", "same password each time"),
        (PASSWORD, "short", "short", "too short"),
        (PASSWORD, PASSWORD, PASSWORD, "differs from the one until now"),
        ("", "", "", "Choose a new password."),
    ],
)
def test_a_password_that_will_not_do_is_refused_beside_its_field(
    client: Client, old: str, new: str, again: str, said: str
) -> None:
    account = colleague()
    sign_in(client, account)
    page = client.post("/accounts/password/", {"oldpassword": old, "password1": new, "password2": again})
    assert said in page.content.decode()
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_the_only_second_factor_cannot_be_taken_away(client: Client) -> None:
    account = colleague()
    sign_in(client, account, stepped_up=True)
    page = client.post("/accounts/app/remove/").content.decode()
    assert "your only second factor" in page
    assert Authenticator.objects.filter(user=account, type="totp").exists()


def test_the_app_can_be_taken_away_when_a_passkey_is_left(client: Client) -> None:
    account = colleague()
    Authenticator.objects.create(user=account, type="webauthn", data={"name": "Key", "credential": {}})
    sign_in(client, account, stepped_up=True)
    assert where(client.post("/accounts/app/remove/")) == "/accounts/"
    assert not Authenticator.objects.filter(user=account, type="totp").exists()


def test_taking_a_factor_away_wants_the_second_factor_again(client: Client) -> None:
    sign_in(client, colleague())
    for address in ("/accounts/app/remove/", "/accounts/recovery/new/", "/accounts/passkeys/add/"):
        assert where(client.get(address)).startswith("/accounts/confirm/"), address


def test_new_recovery_codes_are_shown_once(client: Client) -> None:
    account = colleague()
    sign_in(client, account, stepped_up=True)
    assert where(client.post("/accounts/recovery/new/")) == "/accounts/recovery/"
    assert client.get("/accounts/recovery/").content.decode().count("<li><bdi>") == 10
    assert client.get("/accounts/recovery/").content.decode().count("<li><bdi>") == 0


def test_a_token_is_shown_once_and_works_and_ends(client: Client) -> None:
    account = colleague(roles=(Role.AUDITOR,))
    sign_in(client, account, stepped_up=True)
    last = (timezone.now() + timedelta(days=30)).date().isoformat()
    page = client.post(
        "/accounts/tokens/", {"name": "Nightly export", "acts": "auditor audit", "until": last}
    )
    text = page.context["made"]
    assert text in page.content.decode()
    assert text not in client.get("/accounts/tokens/").content.decode()
    assert read_token(text, now=timezone.now())
    row = ApiToken.objects.get()
    assert where(client.post(f"/accounts/tokens/{row.pk}/revoke/")) == "/accounts/tokens/"
    assert read_token(text, now=timezone.now()) is None
    assert list(Entry.objects.order_by("seq").values_list("act", flat=True)) == ["make_token", "revoke_token"]


def test_nobody_ends_the_token_of_somebody_else(client: Client) -> None:
    owner = colleague("bojan", roles=(Role.AUDITOR,))
    now = timezone.now()
    row = ApiToken.objects.create(
        account=owner,
        role="auditor",
        purpose="audit",
        name="x",
        hash="0",
        since=now,
        until=now + timedelta(1),
    )
    sign_in(client, colleague(), stepped_up=True)
    client.post(f"/accounts/tokens/{row.pk}/revoke/")
    row.refresh_from_db()
    assert row.revoked_at is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Write what the token is for"),
        ({"acts": "administrator administration"}, "Select a valid choice"),
        ({"acts": ""}, "Choose the role and the purpose"),
        ({"until": "soon"}, "year-month-day"),
        ({"until": "2020-01-01"}, "This day is over"),
        ({"until": "2999-01-01"}, "at most a year"),
    ],
)
def test_a_token_that_will_not_do_is_refused_beside_its_field(
    client: Client, changed: dict[str, str], said: str
) -> None:
    sign_in(client, colleague(roles=(Role.AUDITOR,)), stepped_up=True)
    last = (timezone.now() + timedelta(days=30)).date().isoformat()
    page = client.post(
        "/accounts/tokens/", {"name": "x", "acts": "auditor audit", "until": last, **changed}
    ).content.decode()
    assert said in page
    assert not ApiToken.objects.exists()
