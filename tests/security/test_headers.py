"""Answers that the matrix of authorisation does not ask for have the same headers: no visitor, no page.

Those to everybody who is signed in are looked at by the matrix, as each comes back: `headers.faults`.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from asylon.casework.access.visitors import Purpose
from asylon.casework.staff.models import Role
from tests.security.asking import FORM, Asker, address
from tests.security.headers import MAY_BE_KEPT, faults
from tests.security.operations import OPERATIONS
from tests.security.pages import PAGES
from tests.security.rules import About
from tests.security.test_authorisation_matrix import places_of
from tests.security.world import make_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

TOO_MUCH = b"a" * 3_000_000


def test_whoever_is_not_signed_in_gets_the_same_headers(now: datetime) -> None:
    world = make_world(Role.PROTECTION_CASEWORKER, Purpose.ASSISTANCE, now=now)
    stranger, found = Client(), []
    for row in PAGES:
        answer = stranger.generic(row.method, address(row, places_of(row, world)[0]))
        kept = (
            row.name in MAY_BE_KEPT or row.needs.about is not About.EVERYBODY
        )  # sent on, with nothing in it
        found += [f"{row.called}: {each}" for each in faults(answer, kept=kept)]
    for row in OPERATIONS:
        answer = stranger.generic(row.method, address(row, places_of(row, world)[0], room="api"))
        found += [f"{row.called}: {each}" for each in faults(answer, kept=False)]
    found += [f"nowhere: {each}" for each in faults(stranger.get("/no/such/page/"), kept=True)]
    assert not found, "\n".join(found)


def test_an_error_has_the_same_headers(now: datetime) -> None:
    world = make_world(Role.PROTECTION_CASEWORKER, Purpose.ASSISTANCE, now=now)
    visitor = Asker(world, now).pages[False]
    register = reverse("register_family")
    answers = {
        404: visitor.get("/no/such/page/"),
        405: visitor.put(register),
        400: visitor.post(register, TOO_MUCH, content_type=FORM),
    }
    found = []
    for status, answer in answers.items():
        assert answer.status_code == status
        found += [f"{status}: {each}" for each in faults(answer, kept=False)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Cache-Control", "private"),
        ("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline'"),
    ],
)
def test_a_header_that_is_loosened_is_a_fault(client: Client, name: str, value: str) -> None:
    answer = client.get(reverse("account_login"))
    assert not list(faults(answer, kept=False))
    answer.headers[name] = value
    assert len(list(faults(answer, kept=False))) == 1


@pytest.mark.parametrize(
    "written",
    [
        "<script>go()</script>",
        '<p style="color: red">',
        '<button hx-on:click="go()">',
        '<img src="//evil.example/a.png">',
        '<a href="javascript:go()">',
    ],
)
def test_what_the_policy_would_refuse_is_a_fault(client: Client, written: str) -> None:
    answer = client.get(reverse("account_login"))
    answer.content += written.encode()
    assert len(list(faults(answer, kept=False))) == 1
