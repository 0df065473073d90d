"""Accounts and roles: made by an administrator, ended at once, never edited over one another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff import factors, selectors, services
from asylon.casework.staff.models import Account, Role, RoleHeld
from asylon.casework.staff.services import LastAdministrator, WorkNameTaken
from asylon.casework.staff.tokens import RoleNotHeld, make_token, read_token, revoke_token
from tests.web.signin.signed_in import SECRET, an_office, colleague

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def test_an_account_comes_with_a_password_for_one_time() -> None:
    made = services.make_account(
        an_office(), username=" Amina ", name="Amina", roles=(Role.SUPERVISOR,), now=NOW
    )
    assert made.account.username == "amina"
    assert made.account.check_password(made.password)
    assert made.account.must_change_password
    assert made.account.password_until == NOW + timedelta(days=7)
    assert len(made.password) == 19
    assert selectors.roles_now(made.account.pk, now=NOW) == (Role.SUPERVISOR,)


def test_two_passwords_for_one_time_differ() -> None:
    assert services.one_time_password() != services.one_time_password()


def test_a_work_name_is_given_once() -> None:
    colleague("amina", now=NOW)
    with pytest.raises(WorkNameTaken):
        services.make_account(an_office(), username="AMINA", name="Other", roles=(), now=NOW)


def test_a_role_is_held_from_a_time_until_a_time() -> None:
    account = colleague(roles=(), now=NOW)
    assert services.give_role(account, Role.AUDITOR, given_by=None, now=NOW)
    assert not services.give_role(account, Role.AUDITOR, given_by=None, now=NOW)
    assert selectors.roles_now(account.pk, now=NOW) == (Role.AUDITOR,)
    assert services.end_role(account, Role.AUDITOR, now=LATER)
    assert not services.end_role(account, Role.AUDITOR, now=LATER)
    assert selectors.roles_now(account.pk, now=LATER) == ()
    assert services.give_role(account, Role.AUDITOR, given_by=None, now=LATER), "and can be given again"


def test_the_database_refuses_a_role_held_twice() -> None:
    account = colleague(roles=(Role.AUDITOR,), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(account=account, role=Role.AUDITOR, since=NOW)


def test_the_database_refuses_a_role_that_ends_before_it_begins() -> None:
    account = colleague(roles=(), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(account=account, role=Role.AUDITOR, since=LATER, until=NOW)


def test_the_last_administrator_stays() -> None:
    only = colleague("ada", roles=(Role.ADMINISTRATOR,), now=NOW)
    with pytest.raises(LastAdministrator):
        services.end_role(only, Role.ADMINISTRATOR, now=LATER)
    with pytest.raises(LastAdministrator):
        services.lock_account(only, seen=only.version, now=LATER)
    colleague("second", roles=(Role.ADMINISTRATOR,), now=NOW)
    assert services.end_role(only, Role.ADMINISTRATOR, now=LATER)


def test_an_edit_on_an_old_version_writes_nothing() -> None:
    account = colleague(now=NOW)
    services.edit_account(account, seen=1, name="Amina B.", office=account.office, language="fr")
    stale = selectors.the_account(account.pk)
    with pytest.raises(EditedMeanwhile):
        services.edit_account(stale, seen=1, name="Other", office=account.office, language="en")
    assert selectors.the_account(account.pk).name == "Amina B."
    with pytest.raises(EditedMeanwhile):
        services.lock_account(stale, seen=1, now=NOW)
    assert selectors.the_account(account.pk).is_active


def test_revoking_raises_the_epoch_and_ends_the_tokens() -> None:
    account = colleague(roles=(Role.AUDITOR,), now=NOW)
    _, text = make_token(account, role=Role.AUDITOR, purpose="audit", name="x", until=LATER, now=NOW)
    assert read_token(text, now=NOW)
    services.revoke(account, now=NOW)
    assert read_token(text, now=NOW) is None
    assert Account.objects.get(pk=account.pk).sign_in_epoch == 2


def test_a_token_acts_for_its_account_until_it_ends() -> None:
    account = colleague(roles=(Role.AUDITOR,), now=NOW)
    row, text = make_token(account, role=Role.AUDITOR, purpose="audit", name="nightly", until=LATER, now=NOW)
    holder = read_token(text, now=NOW)
    assert holder is not None
    assert (holder.account, holder.role, holder.purpose) == (account.pk, Role.AUDITOR, "audit")
    assert text.startswith("asylon_")
    assert text not in str(vars(row)), "the text itself is stored nowhere"
    row.refresh_from_db()
    assert row.last_used_on == NOW.date()
    assert read_token(text, now=LATER) is None
    assert read_token(text + "x", now=NOW) is None
    assert read_token("", now=NOW) is None


@pytest.mark.parametrize("ending", ["revoked", "role", "locked"])
def test_a_token_ends_with_what_it_rests_on(ending: str) -> None:
    account = colleague(roles=(Role.AUDITOR,), now=NOW)
    row, text = make_token(account, role=Role.AUDITOR, purpose="audit", name="x", until=LATER, now=NOW)
    assert read_token(text, now=NOW)
    if ending == "revoked":
        assert not revoke_token(colleague("bojan", now=NOW).pk, row.pk, now=NOW), "nobody ends another's"
        assert read_token(text, now=NOW)
        assert revoke_token(account.pk, row.pk, now=NOW)
    elif ending == "role":
        services.end_role(account, Role.AUDITOR, now=NOW)
    else:
        services.lock_account(account, seen=1, now=NOW)
    assert read_token(text, now=NOW) is None


def test_a_token_acts_only_in_a_role_that_is_held() -> None:
    account = colleague(roles=(Role.AUDITOR,), now=NOW)
    with pytest.raises(RoleNotHeld):
        make_token(account, role=Role.SUPERVISOR, purpose="supervision", name="x", until=LATER, now=NOW)


def test_a_code_is_taken_once_and_none_before_it() -> None:
    account = colleague(now=NOW)
    before, now = factors.code_at(SECRET, NOW - timedelta(seconds=30)), factors.code_at(SECRET, NOW)
    assert factors.spend_code(account.pk, now, secret=SECRET, now=NOW)
    assert not factors.spend_code(account.pk, now, secret=SECRET, now=NOW)
    assert not factors.spend_code(account.pk, before, secret=SECRET, now=NOW)


def test_codes_are_shown_in_the_demonstration_only(settings: Any) -> None:
    account = colleague(now=NOW)
    with pytest.raises(PermissionDenied):
        factors.current_code(account, now=NOW)
    with pytest.raises(PermissionDenied):
        factors.demo_factor(account)
    settings.DEMO = True
    secret = factors.demo_factor(account)
    assert factors.current_code(account, now=NOW) == factors.code_at(secret, NOW)
    assert factors.demo_factor(account) == secret, "it follows from the work name"


def test_the_code_is_that_of_the_standard() -> None:
    # Source: RFC 6238, appendix B, the secret "12345678901234567890", last six digits.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    at = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}
    assert {when: factors.code_at(secret, datetime.fromtimestamp(when, tz=UTC)) for when in at} == at


def test_the_list_of_accounts_takes_three_queries(django_assert_num_queries: Any) -> None:
    for each in range(5):
        colleague(f"colleague{each}", with_app=each % 2 == 0, now=NOW)
    with django_assert_num_queries(3):
        lines = selectors.account_lines(now=NOW)
    assert [line.second_factor for line in lines] == [True, False, True, False, True]
