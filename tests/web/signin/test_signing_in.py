"""Signing in through the pages: password, then the second factor; nothing tells whether an account exists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils import timezone

from asylon.casework.journal.models import Entry
from asylon.casework.staff import services
from asylon.casework.staff.models import Account, Role
from tests.web.signin.signed_in import PASSWORD, an_office, code, colleague, where

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def first_step(client: Client, name: str = "amina", password: str = PASSWORD, **more: str) -> Any:
    return client.post("/accounts/login/", {"login": name, "password": password, **more})


def test_password_and_code_let_in(client: Client) -> None:
    colleague()
    answer = first_step(client)
    assert answer.status_code == 302
    assert where(answer) == "/accounts/code/"
    assert where(client.get("/accounts/")).startswith("/accounts/login/")
    answer = client.post("/accounts/code/", {"code": code()})
    assert (answer.status_code, where(answer)) == (302, "/day/")
    assert client.get("/accounts/").status_code == 200


def test_one_comes_back_to_the_page_that_one_asked_for(client: Client) -> None:
    colleague()
    asked = client.get("/accounts/tokens/")
    assert where(asked) == "/accounts/login/?next=%2Faccounts%2Ftokens%2F"
    first_step(client, next="/accounts/tokens/")
    assert where(client.post("/accounts/code/", {"code": code()})) == "/accounts/tokens/"


def test_no_address_of_another_house_is_followed(client: Client) -> None:
    colleague()
    first_step(client, next="https://elsewhere.example/")
    assert where(client.post("/accounts/code/", {"code": code()})) == "/day/"


def test_a_work_name_counts_in_any_case(client: Client) -> None:
    colleague()
    assert first_step(client, name=" AMINA ").status_code == 302


def test_the_answer_is_the_same_whether_the_account_exists_or_is_locked(client: Client) -> None:
    colleague()
    locked = colleague("bojan")
    services.lock_account(locked, seen=locked.version, now=timezone.now())
    answers = {
        name: first_step(Client(), name=name, password=password)
        for name, password in (("amina", "wrong"), ("nobody", "wrong"), ("bojan", PASSWORD))
    }
    pages = {
        answer.content.decode().replace(name, "NAME").partition("<form class")[0] + str(answer.status_code)
        for name, answer in answers.items()
    }
    assert len(pages) == 1
    assert "do not go together" in pages.pop()


def test_a_code_counts_once(client: Client) -> None:
    colleague()
    now = code()
    first_step(client)
    client.post("/accounts/code/", {"code": now})
    other = Client()
    first_step(other)
    answer = other.post("/accounts/code/", {"code": now})
    assert answer.status_code == 200
    assert "This code does not count" in answer.content.decode()


def test_the_error_stands_beside_the_field_and_on_top(client: Client) -> None:
    colleague()
    page = first_step(client, password="wrong").content.decode()
    assert 'class="errors"' in page
    assert 'href="#id_login"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="amina"' in page, "what was typed stays"


def test_nothing_typed_is_needed_to_be_told_what_to_type(client: Client) -> None:
    page = client.post("/accounts/login/", {}).content.decode()
    assert "Type your work name." in page
    assert "Type your password." in page


def test_a_recovery_code_counts_once_in_place_of_the_code(client: Client) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    account = colleague()
    spare = RecoveryCodes.activate(account).get_unused_codes()[0]
    first_step(client)
    assert client.post("/accounts/code/", {"code": spare}).status_code == 302
    other = Client()
    first_step(other)
    assert other.post("/accounts/code/", {"code": spare}).status_code == 200


def test_a_given_password_must_be_changed_and_a_factor_set_up_before_any_page(client: Client) -> None:
    made = services.make_account(
        an_office(), username="carla", name="Carla", roles=(Role.ADMINISTRATOR,), now=timezone.now()
    )
    assert where(first_step(client, "carla", made.password)) == "/day/"
    assert where(client.get("/staff/")) == "/accounts/password/?next=%2Fstaff%2F"
    chosen = "another four odd words"
    client.post(
        "/accounts/password/", {"oldpassword": made.password, "password1": chosen, "password2": chosen}
    )
    assert where(client.get("/staff/")) == "/accounts/set-up/?next=%2Fstaff%2F"
    assert client.get("/accounts/set-up/").status_code == 200
    assert client.get("/accounts/app/").status_code == 200
    from asylon.casework.staff.factors import code_at

    secret = client.session["mfa.totp.secret"]
    answer = client.post("/accounts/app/", {"code": code_at(secret, timezone.now())})
    assert where(answer) == "/accounts/recovery/"
    codes = client.get("/accounts/recovery/").content.decode()
    assert codes.count("<li><bdi>") == 10
    assert "shown only once" in codes
    assert client.get("/accounts/recovery/").content.decode().count("<li><bdi>") == 0
    assert client.get("/staff/").status_code == 200


def test_a_given_password_is_good_for_seven_days(client: Client) -> None:
    then = timezone.now() - timedelta(days=8)
    made = services.make_account(an_office(), username="carla", name="Carla", roles=(), now=then)
    assert first_step(client, "carla", made.password).status_code == 200


def test_a_secret_is_not_readable_in_the_database() -> None:
    from allauth.mfa.models import Authenticator

    from tests.web.signin.signed_in import SECRET

    colleague()
    assert SECRET not in str(Authenticator.objects.get().data)


def test_the_journal_has_the_sign_in_and_the_refusals_and_nothing_typed(client: Client) -> None:
    account = colleague()
    first_step(client, password="wrong-password")
    first_step(client)
    client.post("/accounts/code/", {"code": "000000"})
    client.post("/accounts/code/", {"code": code()})
    entries = [
        (row.act, row.outcome, row.detail.get("why"), row.actor) for row in Entry.objects.order_by("seq")
    ]
    assert entries == [
        ("sign_in", "refused", "password", None),
        ("second_factor", "refused", "code", account.pk),
        ("sign_in", "done", None, account.pk),
    ]


def test_a_session_that_somebody_else_planted_is_not_the_one_that_comes_in(client: Client) -> None:
    colleague()
    client.get("/language/?language=fr")
    client.post("/accounts/login/", {"login": "amina", "password": PASSWORD})
    planted = client.cookies["sessionid"].value
    client.post("/accounts/code/", {"code": code()})
    assert client.get("/accounts/").status_code == 200
    assert client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/accounts/").status_code == 302


def test_signing_out_ends_the_session(client: Client) -> None:
    colleague()
    first_step(client)
    client.post("/accounts/code/", {"code": code()})
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/accounts/").status_code == 200, "a link alone signs nobody out"
    assert where(client.post("/accounts/logout/")) == "/"
    assert client.get("/accounts/").status_code == 302


def test_without_a_role_nothing_opens(client: Client) -> None:
    account = colleague(roles=())
    assert Account.objects.filter(pk=account.pk).exists()
    first_step(client)
    client.post("/accounts/code/", {"code": code()})
    answer = client.get("/accounts/tokens/")
    assert answer.status_code == 403
    assert "no role at present" in answer.content.decode()


class CountingHasher(MD5PasswordHasher):
    """The hasher of the tests; it counts how often the slow work is done."""

    algorithm = "counting"
    done = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.done += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("name", ["amina", "nobody", "bojan"])
def test_the_slow_work_is_done_once_whether_the_account_exists_or_is_locked(name: str, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    colleague()
    locked = colleague("bojan")
    services.lock_account(locked, seen=locked.version, now=timezone.now())
    CountingHasher.done = 0
    first_step(Client(), name, "wrong")
    assert CountingHasher.done == 1
