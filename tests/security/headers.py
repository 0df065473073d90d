"""What every answer tells the browser: keep nothing, run nothing foreign, tell nobody, stand in no frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

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
CHANGING = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]+(?=")|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
)
"""Form tokens and ids: letters, digits and hyphens, which can neither open a tag nor lead elsewhere."""


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
    """Everything that is wrong with an answer; `kept` says whether the browser may keep a copy."""
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"{name} is {answer.headers.get(name)}"
    if not kept and NOT_KEPT not in answer.headers.get("Cache-Control", ""):
        yield f"Cache-Control is {answer.headers.get('Cache-Control')}"
    policy = _policy(answer.headers.get("Content-Security-Policy", ""))
    if policy != POLICY:
        yield f"the policy is {policy}"
    for cookie in answer.cookies.values():
        if not cookie.value:  # taken away
            continue
        if not cookie["httponly"] or cookie["samesite"] not in ("Strict", "Lax"):
            yield f"the cookie {cookie.key} is {cookie.OutputString()}"
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        yield from _inline(CHANGING.sub("x", answer.content.decode()))


def _policy(header: str) -> dict[str, str]:
    named = (each.strip().partition(" ") for each in header.split(";") if each.strip())
    return {name: sources for name, _, sources in named}


@lru_cache(maxsize=256)  # the same refusal comes back hundreds of times
def _inline(text: str) -> tuple[str, ...]:
    reader = Inline()
    reader.feed(text)
    return tuple(reader.found)
