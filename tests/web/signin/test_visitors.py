"""Who comes in: nobody by default, everybody out at once when it ends, and no copy kept of what was shown."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from asylon.casework.staff import services
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.tokens import make_token
from asylon.web.visitors import OPEN
from tests.web.signin.signed_in import change_session, colleague, sign_in, visitor_in, where

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

VALUES = {"uuid": "0190b7c2-0000-7000-8000-000000000001", "int": "1"}


def patterns(resolver: URLResolver, before: str = "", namespace: str = "") -> Iterator[tuple[str, str, str]]:
    """Every address of the house with its name and namespace, filled with made-up values."""
    for entry in resolver.url_patterns:
        route = before + _filled(entry)
        if isinstance(entry, URLResolver):
            inner = entry.namespace or namespace
            yield from patterns(entry, route, inner)
        else:
            yield f"/{route}", entry.name or "", namespace


def _filled(entry: URLPattern | URLResolver) -> str:
    return re.sub(r"<(?:(\w+):)?\w+>", lambda part: VALUES.get(part[1], "x"), str(entry.pattern))


ADDRESSES = sorted(set(patterns(get_resolver())))


def test_every_address_is_found() -> None:
    names = {name for _, name, _ in ADDRESSES}
    assert {"first", "account_login", "staff_account", "tokens", "mfa_edit_webauthn"} <= names
    assert all("<" not in address and "(?P" not in address for address, _, _ in ADDRESSES)


@pytest.mark.parametrize(("address", "name", "namespace"), ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_signed_out_nothing_opens_but_the_open_list(
    address: str, name: str, namespace: str, method: str
) -> None:
    answer = getattr(Client(), method)(address)
    if namespace.startswith("api"):
        assert answer.status_code == 401
        return
    if name in OPEN:
        assert not (answer.status_code == 302 and where(answer).startswith("/accounts/login/?next="))
        return
    assert answer.status_code == 302
    assert where(answer).partition("?")[0] == "/accounts/login/"


@pytest.mark.parametrize(("address", "name", "namespace"), ADDRESSES)
def test_locked_nothing_opens_either(address: str, name: str, namespace: str) -> None:
    client = Client()
    sign_in(client, colleague())
    change_session(client, locked=True)
    answer = client.get(address)
    if namespace.startswith("api"):
        assert answer.status_code == 401
    elif name not in OPEN | {"lock", "locked"}:
        assert answer.status_code == 302
        assert where(answer).partition("?")[0] == "/locked/"


def test_a_visitor_carries_account_office_and_role(client: Client) -> None:
    account = colleague(roles=(Role.SUPERVISOR, Role.LEGAL_ADVISER))
    sign_in(client, account)
    visitor = visitor_in(client.get("/accounts/"))
    assert (visitor.account, visitor.name, visitor.office_name) == (
        account.pk,
        "Amina",
        "Reception centre Istok",
    )
    assert visitor.roles == (Role.LEGAL_ADVISER, Role.SUPERVISOR)
    assert (visitor.role, visitor.purpose, visitor.via) == (Role.LEGAL_ADVISER, "legal_advice", "page")
    assert visitor.stepped_up_until is None


def test_the_visitor_costs_two_queries_beyond_the_session(
    client: Client, django_assert_num_queries: Any
) -> None:
    sign_in(client, colleague())
    client.get("/role/")
    with django_assert_num_queries(3):
        assert client.get("/role/").status_code == 405, "a page without queries of its own"


def test_one_acts_in_one_role_and_can_take_another_that_one_holds(client: Client) -> None:
    sign_in(client, colleague(roles=(Role.SUPERVISOR, Role.PROTECTION_CASEWORKER)))
    assert where(client.post("/role/", {"role": "supervisor", "next": "/accounts/"})) == "/accounts/"
    assert visitor_in(client.get("/accounts/")).role is Role.SUPERVISOR
    client.post("/role/", {"role": "administrator"})
    assert visitor_in(client.get("/accounts/")).role is Role.SUPERVISOR
    client.post("/role/", {"role": "protection_caseworker", "purpose": "registration"})
    assert visitor_in(client.get("/accounts/")).purpose == "registration"
    client.post("/role/", {"role": "protection_caseworker", "purpose": "audit"})
    assert visitor_in(client.get("/accounts/")).purpose == "assistance"
    assert client.get("/role/").status_code == 405


def test_the_end_of_a_role_counts_on_the_next_request(client: Client) -> None:
    account = colleague(roles=(Role.ADMINISTRATOR, Role.SUPERVISOR))
    colleague("other", roles=(Role.ADMINISTRATOR,))
    sign_in(client, account)
    client.post("/role/", {"role": "administrator"})
    assert client.get("/staff/").status_code == 200
    services.end_role(account, Role.ADMINISTRATOR, now=timezone.now())
    assert client.get("/staff/").status_code == 403


@pytest.mark.parametrize("ending", ["revoke", "lock", "factors", "password"])
def test_revoking_ends_a_session_on_the_very_next_request(client: Client, ending: str) -> None:
    account = colleague()
    sign_in(client, account)
    assert client.get("/accounts/").status_code == 200
    now = timezone.now()
    if ending == "revoke":
        services.revoke(account, now=now)
    elif ending == "lock":
        services.lock_account(account, seen=1, now=now)
    elif ending == "factors":
        services.reset_factors(account, now=now)
    else:
        services.new_password(account, now=now)
    assert where(client.get("/accounts/")).startswith("/accounts/login/")


def test_a_session_idles_into_the_lock(client: Client, settings: Any) -> None:
    sign_in(client, colleague())
    change_session(client, seen_at=time.time() - settings.IDLE_SECONDS + 5)
    assert client.get("/accounts/").status_code == 200
    change_session(client, seen_at=time.time() - settings.IDLE_SECONDS - 1)
    assert where(client.get("/accounts/")) == "/locked/?next=%2Faccounts%2F"
    change_session(client, seen_at=time.time())
    assert where(client.get("/accounts/")).startswith("/locked/"), "it stays locked until the password comes"


def test_a_session_ends_after_twelve_hours_however_busy(client: Client) -> None:
    sign_in(client, colleague())
    change_session(client, signed_in_at=time.time() - 12 * 3600 + 60)
    assert client.get("/accounts/").status_code == 200
    change_session(client, signed_in_at=time.time() - 12 * 3600 - 1)
    assert where(client.get("/accounts/")).startswith("/accounts/login/")


def test_a_session_that_nobody_stamped_is_none(client: Client) -> None:
    client.force_login(colleague())
    assert where(client.get("/accounts/")).startswith("/accounts/login/")


def test_a_locked_account_has_no_session(client: Client) -> None:
    account = colleague()
    sign_in(client, account)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/accounts/").status_code == 302


def test_what_stands_half_typed_in_a_page_is_not_thrown_away_by_the_sign_in_page(client: Client) -> None:
    answer = client.get("/staff/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Trigger"] == '{"sign-in-needed": "/accounts/login/"}'
    sign_in(client, colleague())
    change_session(client, locked=True)
    answer = client.get("/staff/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Trigger"] == '{"sign-in-needed": "/locked/"}'


def test_the_language_is_that_of_the_account(client: Client) -> None:
    account = colleague()
    sign_in(client, account)
    assert 'lang="en"' in client.get("/accounts/").content.decode()
    assert where(client.post("/language/", {"language": "ar", "next": "/accounts/"})) == "/accounts/"
    page = client.get("/accounts/")
    assert 'lang="ar" dir="rtl"' in page.content.decode()
    assert page.headers["Content-Language"] == "ar"
    account.refresh_from_db()
    assert account.language == "ar"


def test_the_language_of_a_signed_out_page_is_kept_in_a_cookie(client: Client) -> None:
    assert where(client.get("/language/?language=fr")) == "/"
    assert 'lang="fr"' in client.get("/accounts/login/").content.decode()
    client.get("/language/?language=xx")
    assert 'lang="fr"' in client.get("/accounts/login/").content.decode(), "an unknown one changes nothing"


def test_a_token_never_opens_a_page(client: Client) -> None:
    account = colleague(roles=(Role.AUDITOR,))
    now = timezone.now()
    _, text = make_token(
        account, role=Role.AUDITOR, purpose="audit", name="x", until=now + timedelta(days=1), now=now
    )
    assert client.get("/accounts/", headers={"Authorization": f"Bearer {text}"}).status_code == 302


def test_no_copy_of_a_page_is_kept(client: Client) -> None:
    sign_in(client, colleague())
    for address in ("/accounts/", "/accounts/tokens/", "/cover/", "/locked/", "/nowhere/"):
        assert client.get(address).headers["Cache-Control"] == "no-store"


def test_every_answer_guards_itself() -> None:
    headers = Client().get("/accounts/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"]


def test_cookies_are_not_for_scripts_or_other_houses(client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "x", "password": "y"})
    answer = client.get("/accounts/login/")
    for cookie in answer.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] in {"Strict", "Lax"}


def test_a_form_from_another_house_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/accounts/login/", {"login": "a", "password": "b"}).status_code == 403


def test_a_form_of_our_own_house_is_taken_with_the_origin_that_a_browser_sends() -> None:
    strict = Client(enforce_csrf_checks=True)
    policy = strict.get("/accounts/login/").headers["Referrer-Policy"]
    # Source: Fetch, "append a request Origin header": under no-referrer a form says "null".
    origin = "null" if policy == "no-referrer" else "http://testserver"
    token = strict.cookies["csrftoken"].value
    typed = {"login": "nobody", "password": "x", "csrfmiddlewaretoken": token}
    assert strict.post("/accounts/login/", typed, headers={"Origin": origin}).status_code == 200
