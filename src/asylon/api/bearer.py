"""Who calls: the visitor of the token, and a fresh code where something highly sensitive is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.staff.factors import spend_code
from asylon.casework.staff.lockout import begin_try, by_account, by_address, was_right

FRESH_CODE = "Fresh-Code"
"""The header with the six digits that the caller's authenticator app shows now."""
DIGITS = 6
ONE_REQUEST = timedelta(minutes=1)
"""The code counts for the request that carries it, and is spent."""


class WrongCode(Exception):
    """The code is not the one that the app shows now, was used already, or there is no app."""


class MustWait(Exception):
    """Too many wrong codes: nobody may try again before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class Bearer(HttpBearer):
    """The token that the middleware of the house has read already; a session does not count here."""

    openapi_bearerFormat = "asylon_…"  # noqa: N815 - the library puts it into the description by this name

    def authenticate(self, request: HttpRequest, token: str) -> Visitor | None:
        """The visitor of the token."""
        visitor = getattr(request, "visitor", None)
        return visitor if isinstance(visitor, Visitor) and visitor.via == "api" else None


def acting(request: HttpRequest) -> tuple[Visitor, datetime]:
    """The visitor of a request and the time by the office's clock; a fresh code counts for this request.

    Raises: WrongCode, MustWait.
    """
    visitor: Any = getattr(request, "visitor", None)
    if not isinstance(visitor, Visitor):
        raise TypeError("operations are called with a token only")
    now = timezone.localtime()
    if FRESH_CODE not in request.headers:
        return visitor, now
    code = request.headers[FRESH_CODE]
    _show(visitor, code, address=get_adapter(request).get_client_ip(request), now=now)
    return replace(visitor, stepped_up_until=now + ONE_REQUEST), now


def _show(visitor: Visitor, code: str, *, address: str, now: datetime) -> None:
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        raise WrongCode
    counted = [by_account(visitor.account), by_address(address)]
    until = begin_try(counted, now=now)
    if until is not None:
        _refused(visitor, "waiting", now=now)
        raise MustWait(until)
    if not _counts(visitor.account, code, now=now):
        _refused(visitor, "code", now=now)
        raise WrongCode
    was_right(counted)


def _counts(account: UUID, code: str, *, now: datetime) -> bool:
    app = Authenticator.objects.filter(user_id=account, type=Authenticator.Type.TOTP).first()
    return app is not None and spend_code(account, code, secret=decrypt(app.data["secret"]), now=now)


def _refused(visitor: Visitor, why: str, *, now: datetime) -> None:
    write(act="second_factor", visitor=visitor, outcome="refused", detail={"why": why}, now=now)
