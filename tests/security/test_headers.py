"""What every answer tells the browser: keep nothing, run nothing foreign, tell nobody, stand in no frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from asylon.casework.access.visitors import Purpose
from asylon.casework.staff.models import Role
from tests.security.asking import Asker, address
from tests.security.operations import OPERATIONS
from tests.security.pages import PAGES
from tests.security.rules import About
from tests.security.test_authorisation_matrix import places_of
from tests.security.world import all_at_work, make_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOT_KEPT = "no-store"
MAY_BE_KEPT = frozenset({"health_live", "language", "account_logout", "mfa_login_webauthn", "sign_in_lost"})
"""Addresses that say nothing of anybody."""
POINTS = frozenset({"src", "href", "action", "srcset", "hx-get", "hx-post", "data-address", "poster"})
EXECUTABLE = frozenset({None, "", "text/javascript", "module", "application/javascript"})


class Inline(HTMLParser):
    """Collects what the policy would refuse, and addresses of other hosts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in told and told.get("type") in EXECUTABLE):
            self.found.append(f"<{tag}> without a file")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"{name} on <{tag}>")
            if name in POINTS and re.match(r"\s*(//|[a-z][a-z0-9+.-]*:)", value or "", re.IGNORECASE):
                self.found.append(f"{name}={value}")


def faults(answer: Any, *, kept: bool) -> Iterator[str]:
    """Everything that is wrong with an answer."""
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"{name} is {answer.headers.get(name)}"
    if not kept and NOT_KEPT not in answer.headers.get("Cache-Control", ""):
        yield f"Cache-Control is {answer.headers.get('Cache-Control')}"
    policy = dict(
        each.strip().split(" ", 1)
        for each in answer.headers.get("Content-Security-Policy", "").split(";")
        if each.strip()
    )
    if policy != POLICY:
        yield f"the policy is {policy}"
    for cookie in answer.cookies.values():
        if not cookie.value:  # taken away
            continue
        if not cookie["httponly"] or cookie["samesite"] not in ("Strict", "Lax"):
            yield f"the cookie {cookie.key} is {cookie.OutputString()}"
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        reader = Inline()
        reader.feed(answer.content.decode())
        yield from reader.found


@pytest.mark.parametrize(
    ("role", "purpose"), all_at_work(), ids=[f"{role}-{purpose}" for role, purpose in all_at_work()]
)
def test_every_page_of_every_role(role: Role, purpose: Purpose, now: datetime) -> None:
    world = make_world(role, purpose, now=now)
    asker = Asker(world, now)
    found = []
    for row in PAGES:
        places = places_of(row, world)
        for place in {places[0].name: places[0], places[-1].name: places[-1]}.values():
            answer = asker.ask_page(row, place, stepped_up=True).answer
            kept = row.name in MAY_BE_KEPT
            found += [f"{row.called}, {place.name}: {each}" for each in faults(answer, kept=kept)]
    assert not found, "\n".join(found)


def test_every_operation_of_the_interface(now: datetime) -> None:
    world = make_world(Role.PROTECTION_CASEWORKER, Purpose.ASSISTANCE, now=now)
    asker = Asker(world, now)
    found = []
    for row in OPERATIONS:
        for place in (places_of(row, world)[0], places_of(row, world)[-1]):
            answer = asker.ask_api(row, place).answer
            found += [f"{row.called}: {each}" for each in faults(answer, kept=False)]
    assert not found, "\n".join(found)


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
