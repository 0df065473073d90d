"""What of signing in and administration is written into the journal: what was done, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.casework.journal import services as journal
from asylon.casework.journal.chain import Detail
from asylon.casework.staff.models import Account


@dataclass(frozen=True, slots=True)
class _Oneself:
    """Somebody at the door: an account that does not act in a role yet."""

    account: UUID
    office: UUID
    role: str = ""
    purpose: str = ""


def by(visitor: Visitor, act: str, *, now: datetime, detail: Detail | None = None) -> None:
    """Write what a visitor did."""
    journal.write(act=act, visitor=visitor, now=now, detail=detail)


def done(act: str, account: object, *, now: datetime, detail: Detail | None = None) -> None:
    """Write that somebody did something about their own sign-in."""
    journal.write(act=act, visitor=_oneself(account), now=now, detail=detail)


def refused(
    act: str, why: str, *, now: datetime, account: object = None, visitor: Visitor | None = None
) -> None:
    """Write that somebody was refused. Never what was typed: it may be a password in the wrong field."""
    journal.write(
        act=act, visitor=visitor or _oneself(account), outcome="refused", now=now, detail={"why": why}
    )


def _oneself(account: object) -> _Oneself | None:
    return _Oneself(account.pk, account.office_id) if isinstance(account, Account) else None
