"""Six-digit codes: each is taken once, and the demonstration shows those of its made-up accounts."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.exceptions import PermissionDenied

from asylon.casework.staff.models import Account

DEMO_PASSWORD = "made-up people only"
"""Of every made-up account; the first page of the demonstration shows it."""
PERIOD = 30
"""Seconds that a code is shown for."""


def spend_code(account: UUID, code: str, *, secret: str, now: datetime) -> bool:
    """Take a code that is right, unless it or a later one was taken before. True if it counts.

    Holds across processes: the database decides. Source: RFC 6238, 5.2.
    """
    step = int(now.timestamp()) // PERIOD
    typed = "".join(code.split())
    found = (at for at in (step + 1, step, step - 1) if hmac.compare_digest(_code(secret, at), typed))
    spent = next(found, None)
    if spent is None:
        return False
    rows = Account.objects.filter(pk=account, last_code_step__lt=spent)
    return bool(rows.update(last_code_step=spent))


def demo_factor(account: Account, *, secret: str | None = None) -> str:
    """Give a made-up account an authenticator secret that follows from its work name. Returns it.

    Raises: PermissionDenied outside the demonstration.
    """
    _only_in_the_demonstration()
    chosen = secret or _from_name(account.username)
    Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(account, chosen)
    return chosen


def current_code(account: Account, *, now: datetime) -> str:
    """The six digits that an authenticator app would show now; "" if the account has no app.

    Raises: PermissionDenied outside the demonstration.
    """
    _only_in_the_demonstration()
    row = Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).first()
    return code_at(decrypt(row.data["secret"]), now) if row else ""


def code_at(secret: str, now: datetime) -> str:
    """The code of a secret at a time. Source: RFC 6238 with SHA-1, six digits, 30 seconds."""
    return _code(secret, int(now.timestamp()) // PERIOD)


def _code(secret: str, step: int) -> str:
    code: str = format_hotp_value(hotp_value(secret, step))
    return code


def _from_name(work_name: str) -> str:
    digest = hashlib.sha256(f"asylon demonstration {work_name}".encode()).digest()
    return base64.b32encode(digest[:20]).decode()


def _only_in_the_demonstration() -> None:
    if not settings.DEMO:
        raise PermissionDenied("Codes can be shown in the demonstration only. Set ASYLON_DEMO for it.")
