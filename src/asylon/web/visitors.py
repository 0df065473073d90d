"""Who is visiting: puts `request.visitor` on every request, and lets nobody in by default."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from asylon.casework.access.visitors import Purpose, Visitor, purposes_of, visitor_at_work
from asylon.casework.offices.zones import UTC, clock_of
from asylon.casework.staff.models import Account
from asylon.casework.staff.selectors import roles_now
from asylon.casework.staff.tokens import read_token
from asylon.web.signin import refusals
from asylon.web.signin.session import PURPOSE, ROLE, State, note_seen, state_of, stepped_up_until

OPEN = frozenset(
    {
        "first",
        "account_login",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "account_logout",
        "sign_in_lost",
        "language",
        "cover",
        "health_live",
        "health_ready",
        "check_certificate",
    }
)
"""Names of the addresses that need no visitor. Everything else does."""
ALSO: dict[State, frozenset[str]] = {
    State.OUT: frozenset(),
    State.LOCKED: frozenset({"locked", "lock"}),
    State.PASSWORD: frozenset({"account_change_password", "locked", "lock"}),
    State.FACTOR: frozenset({"set_up_factor", "mfa_activate_totp", "mfa_add_webauthn", "locked", "lock"}),
    State.IN: frozenset(),
}
"""What else somebody may open who has not come in all the way."""


class VisitorRequest(HttpRequest):
    """A request that has been through the middleware."""

    visitor: Visitor | None
    state: State


class VisitorMiddleware:
    """One visitor a request; None for somebody who has not come in."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: VisitorRequest) -> HttpResponse:
        """Attach the visitor, answer in her language and by her office's clock, and let no copy be kept."""
        with timezone.override(_clock(request.user)):
            return self._answered(request)

    def _answered(self, request: VisitorRequest) -> HttpResponse:
        now = timezone.now()
        request.state = state_of(request, now=now)
        request.visitor = _visitor(request) if request.state is State.IN else None
        if not isinstance(request.user, Account):
            return self.answer(request)
        if request.state is not State.LOCKED:
            note_seen(request.session, now=now)
        with translation.override(request.user.language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.answer(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: VisitorRequest, page: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let a request through to its page, or answer in its place."""
        match = request.resolver_match
        if match is not None and match.namespaces and match.namespaces[0].startswith("api"):
            request.visitor = _token_visitor(request)
            return None if request.visitor else refusals.no_token()
        name = match.view_name if match is not None else ""
        if request.visitor is not None or name in OPEN or name in ALSO[request.state]:
            return None
        return refusals.on_the_way(request, request.state)


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor of a page that only visitors reach."""
    visitor = getattr(request, "visitor", None)
    if not isinstance(visitor, Visitor):
        raise TypeError("This page is open to everybody, or the middleware is not in place.")
    return visitor


def _visitor(request: HttpRequest) -> Visitor | None:
    account = request.user
    if not isinstance(account, Account):
        return None
    roles = roles_now(account.pk, now=timezone.now())
    role = next((role for role in roles if role.value == request.session.get(ROLE)), next(iter(roles), None))
    possible = purposes_of(role) if role else ()
    if role is None or not possible:
        return None
    if request.session.get(ROLE) != role.value:
        # Remembered, so that a role that is given meanwhile does not change what somebody acts as.
        request.session[ROLE] = role.value
    purpose = next((one for one in possible if one.value == request.session.get(PURPOSE)), possible[0])
    until = stepped_up_until(request)
    return visitor_at_work(
        account, role=role, purpose=purpose, roles=roles, via="page", stepped_up_until=until
    )


def _clock(user: object) -> tzinfo:
    """The clock of whoever has signed in; a token brings its own later."""
    return clock_of(user.office.time_zone if isinstance(user, Account) else UTC)


def _token_visitor(request: HttpRequest) -> Visitor | None:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    holder = read_token(text.strip(), now=timezone.now()) if scheme.casefold() == "bearer" else None
    if holder is None:
        return None
    timezone.activate(clock_of(holder.time_zone))
    return Visitor(
        account=holder.account,
        name=holder.name,
        office=holder.office,
        office_name=holder.office_name,
        role=holder.role,
        purpose=Purpose(holder.purpose),
        language=holder.language,
        roles=(holder.role,),
        stepped_up_until=None,
        via="api",
    )
