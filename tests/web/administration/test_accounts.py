"""Administrators make accounts, give and end roles, and end sign-ins; nobody else does; all is written."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asylon.casework.journal.models import Entry
from asylon.casework.staff import lockout
from asylon.casework.staff.models import Account, Role, RoleHeld
from tests.web.signin.signed_in import PASSWORD, an_office, colleague, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def ada(client: Client) -> Account:
    """An administrator who has just shown her second factor again."""
    account = colleague("ada", name="Ada", roles=(Role.ADMINISTRATOR,))
    sign_in(client, account, stepped_up=True)
    return account


def newcomer(**changed: Any) -> dict[str, Any]:
    return {
        "username": "Bojan.P",
        "name": "Бојан",
        "office": str(an_office().pk),
        "roles": ["auditor", "supervisor"],
        "language": "sr",
        **changed,
    }


def test_a_new_account_comes_with_a_password_shown_once(client: Client, ada: Account) -> None:
    page = client.post("/staff/accounts/new/", newcomer())
    password = page.context["password"]
    assert password in page.content.decode()
    made = Account.objects.get(username="bojan.p")
    assert made.check_password(password)
    assert made.must_change_password
    assert {held.role for held in made.roles_held.all()} == {"auditor", "supervisor"}
    assert {held.given_by_id for held in made.roles_held.all()} == {ada.pk}
    assert password not in client.get(f"/staff/accounts/{made.pk}/").content.decode()
    entry = Entry.objects.get(act="make_account")
    assert (entry.actor, entry.role, entry.purpose) == (ada.pk, "administrator", "administration")
    assert entry.detail == {"account": str(made.pk), "roles": ["auditor", "supervisor"]}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": ""}, "Choose a work name."),
        ({"username": "a b"}, "Use letters, digits, dots and hyphens only"),
        ({"username": "ADA"}, "Somebody has this work name already."),
        ({"username": "x" * 61}, "at most 60 characters"),
        ({"name": ""}, "Write the name of the colleague."),
        ({"name": "x\x00y"}, "Null characters are not allowed."),
        ({"office": "nowhere"}, "Select a valid choice"),
        ({"roles": []}, "Tick at least one role"),
        ({"roles": ["king"]}, "Select a valid choice"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_what_will_not_do_is_refused_beside_its_field_and_nothing_typed_is_lost(
    client: Client, ada: Account, changed: dict[str, Any], said: str
) -> None:
    page = client.post("/staff/accounts/new/", newcomer(**changed)).content.decode()
    assert said in page
    assert 'class="errors"' in page
    assert Account.objects.count() == 1
    if "name" not in changed:
        assert "Бојан" in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_administers(client: Client, role: Role) -> None:
    account = colleague("other", roles=(role,))
    sign_in(client, account, stepped_up=True)
    for address in ("/staff/", "/staff/accounts/new/", f"/staff/accounts/{account.pk}/", "/staff/offices/"):
        assert client.get(address).status_code == 403, address
    assert client.post("/staff/accounts/new/", newcomer()).status_code == 403
    assert (
        client.post(f"/staff/accounts/{account.pk}/roles/give/", {"role": "administrator"}).status_code == 403
    )
    assert not Account.objects.filter(username="bojan.p").exists()
    assert set(Entry.objects.values_list("act", "outcome")) == {
        ("manage_accounts", "refused"),
        ("manage_offices", "refused"),
    }


def test_looking_needs_no_fresh_second_factor_but_changing_does(client: Client) -> None:
    account = colleague("ada", roles=(Role.ADMINISTRATOR,))
    sign_in(client, account)
    assert client.get("/staff/").status_code == 200
    answer = client.post(f"/staff/accounts/{account.pk}/roles/give/", {"role": "auditor"})
    assert answer.status_code == 403
    assert "Confirm that it is you" in answer.content.decode()
    assert RoleHeld.objects.filter(account=account).count() == 1


def test_roles_are_given_and_ended(client: Client, ada: Account) -> None:
    other = colleague("bojan", roles=())
    client.post(f"/staff/accounts/{other.pk}/roles/give/", {"role": "auditor"})
    assert other.roles_held.get().until is None
    page = client.get(f"/staff/accounts/{other.pk}/").content.decode()
    assert "Auditor" in page
    client.post(f"/staff/accounts/{other.pk}/roles/end/", {"role": "auditor"})
    assert other.roles_held.get().until is not None
    assert list(Entry.objects.order_by("seq").values_list("act", flat=True)) == ["give_role", "end_role"]


def test_a_role_given_to_oneself_stands_out(client: Client, ada: Account) -> None:
    answer = client.post(
        f"/staff/accounts/{ada.pk}/roles/give/", {"role": "protection_caseworker"}, follow=True
    )
    assert "You gave this role to yourself." in answer.content.decode()
    assert "themselves" in answer.content.decode()
    entry = Entry.objects.get(act="give_role")
    assert entry.detail == {"account": str(ada.pk), "role": "protection_caseworker", "oneself": True}


def test_the_last_administrator_cannot_be_ended_or_locked(client: Client, ada: Account) -> None:
    answer = client.post(f"/staff/accounts/{ada.pk}/roles/end/", {"role": "administrator"}, follow=True)
    assert "This is the last administrator." in answer.content.decode()
    client.post(f"/staff/accounts/{ada.pk}/lock/", {"seen": "1"})
    ada.refresh_from_db()
    assert ada.is_active
    assert not Entry.objects.exists(), "what was not done is not written as done"


def test_locking_signs_out_everywhere_and_unlocking_lets_in(client: Client, ada: Account) -> None:
    bojan = colleague("bojan")
    theirs = Client()
    sign_in(theirs, bojan)
    assert theirs.get("/accounts/").status_code == 200
    client.post(f"/staff/accounts/{bojan.pk}/lock/", {"seen": "1"})
    assert theirs.get("/accounts/").status_code == 302
    bojan.refresh_from_db()
    assert not bojan.is_active
    client.post(f"/staff/accounts/{bojan.pk}/unlock/", {"seen": str(bojan.version)})
    bojan.refresh_from_db()
    assert bojan.is_active


def test_locking_on_an_old_version_does_nothing(client: Client, ada: Account) -> None:
    bojan = colleague("bojan")
    Account.objects.filter(pk=bojan.pk).update(version=7)
    answer = client.post(f"/staff/accounts/{bojan.pk}/lock/", {"seen": "1"}, follow=True)
    assert "Somebody changed this account meanwhile" in answer.content.decode()
    bojan.refresh_from_db()
    assert bojan.is_active


@pytest.mark.parametrize(("button", "act"), [("revoke", "revoke_sign_ins"), ("factors", "reset_factors")])
def test_one_button_ends_every_session(client: Client, ada: Account, button: str, act: str) -> None:
    bojan = colleague("bojan")
    theirs = Client()
    sign_in(theirs, bojan)
    client.post(f"/staff/accounts/{bojan.pk}/{button}/")
    assert theirs.get("/accounts/").status_code == 302
    assert Entry.objects.get().act == act


def test_a_forgotten_password_is_replaced_for_one_time(client: Client, ada: Account) -> None:
    bojan = colleague("bojan")
    page = client.post(f"/staff/accounts/{bojan.pk}/password/")
    given = page.context["password"]
    bojan.refresh_from_db()
    assert bojan.check_password(given)
    assert not bojan.check_password(PASSWORD)
    assert bojan.must_change_password


def test_waiting_after_wrong_tries_is_ended(client: Client, ada: Account) -> None:
    bojan = colleague("bojan")
    for _ in range(5):
        lockout.begin_try([lockout.by_name("bojan")], now=timezone.now())
    assert (
        "nobody can sign in with this account before"
        in client.get(f"/staff/accounts/{bojan.pk}/").content.decode()
    )
    client.post(f"/staff/accounts/{bojan.pk}/waiting/")
    assert lockout.waits_until(bojan, now=timezone.now()) is None


def test_two_administrators_never_overwrite_each_other_silently(client: Client, ada: Account) -> None:
    bojan = colleague("bojan", name="Bojan")
    first = client.get(f"/staff/accounts/{bojan.pk}/").content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', first)
    assert seen
    typed = {"office": str(bojan.office_id), "language": "en"}
    client.post(f"/staff/accounts/{bojan.pk}/", {**typed, "name": "Bojan P.", "seen": seen[1]})
    page = client.post(f"/staff/accounts/{bojan.pk}/", {**typed, "name": "Bojan K.", "seen": seen[1]})
    text = page.content.decode()
    assert "Somebody changed this account meanwhile" in text
    assert 'value="Bojan K."' in text, "what was typed"
    assert "Stored now:" in text
    assert "Bojan P." in text, "what is stored"
    bojan.refresh_from_db()
    assert bojan.name == "Bojan P."
    seen = re.search(r'name="seen" value="(\d+)"', text)
    assert seen
    client.post(f"/staff/accounts/{bojan.pk}/", {**typed, "name": "Bojan K.", "seen": seen[1]})
    bojan.refresh_from_db()
    assert bojan.name == "Bojan K."


def test_an_account_that_is_not_there_is_not_there(client: Client, ada: Account) -> None:
    nobody = "0190b7c2-0000-7000-8000-000000000001"
    assert client.get(f"/staff/accounts/{nobody}/").status_code == 404
    assert client.post(f"/staff/accounts/{nobody}/lock/", {"seen": "1"}).status_code == 404


def test_the_list_takes_the_same_number_of_queries_however_long(
    client: Client, ada: Account, django_assert_max_num_queries: Any
) -> None:
    for each in range(20):
        colleague(f"colleague{each}", with_app=False)
    client.get("/staff/")
    with django_assert_max_num_queries(6):
        assert client.get("/staff/").status_code == 200


def test_a_step_up_that_is_over_is_asked_again(client: Client, ada: Account) -> None:
    from tests.web.signin.signed_in import step_up

    step_up(client, ada, at=time.time() - 301)
    assert client.post("/staff/accounts/new/", newcomer()).status_code == 403
    assert not Account.objects.filter(username="bojan.p").exists()
