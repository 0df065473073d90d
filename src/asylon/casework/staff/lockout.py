"""Waiting after wrong passwords and codes: longer each time, the same for every process, across restarts.

A try is counted before the secret is checked, so that a hundred tries at once are a hundred tries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from asylon.casework.staff.models import Account, WrongTries, plain_work_name

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)


class Kind(Enum):
    """What is counted."""

    PASSWORD = "password"
    """By work name, known or not: an unknown name waits just as long."""
    CODE = "code"
    """By account. Apart from passwords, so that a right password does not buy more codes."""
    ADDRESS = "address"
    """By network address, for both."""


FREE = {Kind.PASSWORD: 5, Kind.CODE: 5, Kind.ADDRESS: 20}
"""Wrong tries until somebody has to wait. A whole office may share one address."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that is counted."""

    kind: Kind
    key: str


def by_name(work_name: str) -> Counted:
    """Passwords tried for a work name."""
    return _counted(Kind.PASSWORD, plain_work_name(work_name))


def by_account(account: UUID) -> Counted:
    """Codes tried for an account."""
    return _counted(Kind.CODE, str(account))


def by_address(address: str) -> Counted:
    """Whatever is tried from a network address."""
    return _counted(Kind.ADDRESS, address)


def begin_try(counted: Iterable[Counted], *, now: datetime) -> datetime | None:
    """Count a try, before the secret is looked at.

    Returns: None if it may be looked at; otherwise the time until which to wait, and nothing was counted.
    """
    things = sorted(
        counted, key=lambda thing: thing.key
    )  # one order for all, so that no two block each other
    with transaction.atomic():
        rows = [_row(thing, now=now) for thing in things]
        waiting = [row.until for row in rows if row.until is not None and row.until > now]
        if waiting:
            return max(waiting)
        for thing, row in zip(things, rows, strict=True):
            row.wrong = 1 if now - row.last_at > FORGOTTEN_AFTER else row.wrong + 1
            row.last_at = now
            row.until = _wait_until(row.wrong, thing.kind, now=now)
            row.save()
    return None


def was_right(counted: Iterable[Counted]) -> None:
    """Take back the count of a try that was right. An address keeps what others did from there."""
    for thing in counted:
        rows = WrongTries.objects.filter(key=thing.key)
        if thing.kind is not Kind.ADDRESS:
            rows.delete()
            continue
        with transaction.atomic():
            row = rows.select_for_update().first()
            if row is not None:
                row.wrong = max(0, row.wrong - 1)
                row.until = None
                row.save()


def waits_until(account: Account, *, now: datetime) -> datetime | None:
    """Until when an account has to wait; None if it has not."""
    keys = [by_name(account.username).key, by_account(account.pk).key]
    rows = WrongTries.objects.filter(key__in=keys, until__gt=now)
    return max((row.until for row in rows if row.until), default=None)


def lift(account: Account) -> None:
    """End the waiting of an account, by an administrator."""
    WrongTries.objects.filter(key__in=[by_name(account.username).key, by_account(account.pk).key]).delete()


def forget_old(*, now: datetime) -> int:
    """Delete what no longer counts; gives how many rows. For `asylon office daily`."""
    return WrongTries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()[0]


def _counted(kind: Kind, what: str) -> Counted:
    return Counted(
        kind, salted_hmac(f"asylon.wrong_tries.{kind.value}", what, algorithm="sha256").hexdigest()
    )


def _row(thing: Counted, *, now: datetime) -> WrongTries:
    WrongTries.objects.get_or_create(key=thing.key, defaults={"last_at": now})
    return WrongTries.objects.select_for_update().get(key=thing.key)


def _wait_until(wrong: int, kind: Kind, *, now: datetime) -> datetime | None:
    over = wrong - FREE[kind]
    if over < 0:
        return None
    doubled: int = 2 ** min(over, 10)
    return now + min(FIRST_WAIT * doubled, LONGEST_WAIT)
