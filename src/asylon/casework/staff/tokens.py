"""Tokens: how a program shows for whom, in which role and for which purpose it acts."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asylon.casework.staff.models import Account, ApiToken, Role
from asylon.casework.staff.selectors import roles_now

PREFIX = "asylon_"
"""So that scanners of code and mail recognise a token that slipped out."""


class RoleNotHeld(Exception):
    """A token can only act in a role that its maker holds."""


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Whose token it is, and how it acts."""

    token: UUID
    account: UUID
    name: str
    office: UUID
    office_name: str
    time_zone: str
    language: str
    role: Role
    purpose: str


def make_token(
    account: Account, *, role: Role, purpose: str, name: str, until: datetime, now: datetime
) -> tuple[ApiToken, str]:
    """A new token: its row, and the text to copy, which is shown once and stored nowhere.

    Raises: RoleNotHeld.
    """
    if role not in roles_now(account.pk, now=now):
        raise RoleNotHeld
    text = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        account=account, role=role, purpose=purpose, name=name, hash=_hash(text), since=now, until=until
    )
    return row, text


def revoke_token(account: UUID, token: UUID, *, now: datetime) -> bool:
    """End one's own token. False if there is none that runs."""
    rows = ApiToken.objects.filter(pk=token, account=account, revoked_at=None)
    return bool(rows.update(revoked_at=now))


def read_token(text: str, *, now: datetime) -> TokenHolder | None:
    """Whose token this is; None if it is unknown, over, revoked, or its role or account has ended.

    Two queries. The day of use is written once a day.
    """
    row = (
        ApiToken.objects.select_related("account__office")
        .filter(hash=_hash(text), revoked_at=None, since__lte=now, until__gt=now, account__is_active=True)
        .first()
    )
    if row is None:
        return None
    role = Role(row.role)
    if role not in roles_now(row.account_id, now=now):
        return None
    if row.last_used_on != now.date():
        ApiToken.objects.filter(pk=row.pk).update(last_used_on=now.date())
    return TokenHolder(
        token=row.pk,
        account=row.account_id,
        name=row.account.name,
        office=row.account.office_id,
        office_name=row.account.office.name,
        time_zone=row.account.office.time_zone,
        language=row.account.language,
        role=role,
        purpose=row.purpose,
    )


def _hash(text: str) -> str:
    # 256 random bits need no salt and no slow hash.
    return hashlib.sha256(text.encode()).hexdigest()
