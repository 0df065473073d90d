"""What a session holds of a sign-in, and in which state it is: open, locked, over, or not finished."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import Enum

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from asylon.casework.staff.models import Account
from asylon.casework.staff.selectors import has_second_factor

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
LOCKED = "locked"
ROLE = "role"
PURPOSE = "purpose"
ENROLLED = "enrolled"
SEEN_EVERY = timedelta(seconds=20)
"""How exactly the last request is remembered: not every page has to write the session."""


class State(Enum):
    """How far somebody has come in."""

    OUT = "out"
    LOCKED = "locked"
    PASSWORD = "password"
    FACTOR = "factor"
    IN = "in"


def begin_session(request: HttpRequest, *, now: datetime) -> None:
    """Stamp a session that was just opened."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = now.timestamp()
    request.session.pop(LOCKED, None)


def state_of(request: HttpRequest, *, now: datetime) -> State:
    """The state of a request's session. Ends a session that has lasted too long, locks one that idled."""
    account = request.user
    if not isinstance(account, Account):
        return State.OUT
    session = request.session
    signed_in_at = session.get(SIGNED_IN_AT)
    if signed_in_at is None or now.timestamp() - signed_in_at > settings.SIGNED_IN_AT_MOST.total_seconds():
        logout(request)
        return State.OUT
    if now.timestamp() - session.get(SEEN_AT, signed_in_at) > settings.IDLE_SECONDS:
        lock(session)
    if session.get(LOCKED):
        return State.LOCKED
    if account.must_change_password:
        return State.PASSWORD
    return State.IN if _enrolled(session, account) else State.FACTOR


def lock(session: SessionBase) -> None:
    """From now on nothing is shown until the password comes, and a fresh second factor no longer counts.

    Whoever covers the screen may be made to type the password; that must not open the gravest acts as well.
    """
    if not session.get(LOCKED):
        session[LOCKED] = True
        shown = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            record for record in shown if not record.get("reauthenticated")
        ]


def unlock(session: SessionBase, *, now: datetime) -> None:
    """Go on where it was left."""
    session.pop(LOCKED, None)
    session[SEEN_AT] = now.timestamp()


def note_seen(session: SessionBase, *, now: datetime) -> None:
    """Remember that somebody is there."""
    if now.timestamp() - session.get(SEEN_AT, 0) > SEEN_EVERY.total_seconds():
        session[SEEN_AT] = now.timestamp()


def stepped_up_until(request: HttpRequest) -> datetime | None:
    """Until when the last fresh second factor counts; None if there was none."""
    fresh = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa" and record.get("reauthenticated")
    ]
    if not fresh:
        return None
    return datetime.fromtimestamp(fresh[-1], tz=UTC) + settings.STEP_UP_LASTS


def _enrolled(session: SessionBase, account: Account) -> bool:
    if session.get(ENROLLED):
        return True
    enrolled = has_second_factor(account.pk)
    if enrolled:
        # Taking the factors away ends every session, so this stays true as long as the session lives.
        session[ENROLLED] = True
    return enrolled
