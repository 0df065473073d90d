"""Writes accounts: made, given roles, locked, and signed out everywhere at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F

from asylon.casework.offices.models import Office
from asylon.casework.spine import write_edit
from asylon.casework.staff.models import Account, ApiToken, Role, RoleHeld, plain_work_name

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another when a password is copied from paper."""
GIVEN_PASSWORD_LASTS = timedelta(days=7)


class WorkNameTaken(Exception):
    """Another account has this work name."""


class LastAdministrator(Exception):
    """Without this one nobody could make accounts or give roles any more."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account that was made, and the password to hand over. It is nowhere else in clear."""

    account: Account
    password: str


def make_account(  # noqa: PLR0913 - all that stands about an account, each by name
    office: Office | UUID,
    *,
    username: str,
    name: str,
    roles: tuple[Role, ...],
    now: datetime,
    language: str = "en",
    given_by: Account | None = None,
    password: str | None = None,
) -> NewAccount:
    """Make an account with its roles.

    Without `password` a one-time password is made: good for seven days, to be changed at the first sign-in.
    Raises: WorkNameTaken.
    """
    account = Account(
        office_id=office if isinstance(office, UUID) else office.pk,
        username=plain_work_name(username),
        name=name,
        language=language,
        must_change_password=password is None,
        password_until=None if password else now + GIVEN_PASSWORD_LASTS,
    )
    given = password or one_time_password()
    account.set_password(given)
    with transaction.atomic():
        if Account.objects.filter(username=account.username).exists():
            raise WorkNameTaken
        try:
            account.save(force_insert=True)
        except IntegrityError as taken:
            raise WorkNameTaken from taken  # somebody else made it between the two statements
        for role in roles:
            give_role(account, role, given_by=given_by, now=now)
    return NewAccount(account, given)


def edit_account(account: Account, *, seen: int, name: str, office: Office, language: str) -> Account:
    """Change what stands about an account.

    Raises: EditedMeanwhile.
    """
    return write_edit(account, seen=seen, name=name, office=office, language=language)


def give_role(account: Account, role: Role, *, given_by: Account | None, now: datetime) -> bool:
    """Give a role from now on. False if the account holds it already."""
    _, given = RoleHeld.objects.get_or_create(
        account=account, role=role, until=None, defaults={"since": now, "given_by": given_by}
    )
    return given


def end_role(account: Account, role: Role, *, now: datetime) -> bool:
    """End a role now; the very next request knows. False if the account does not hold it.

    Raises: LastAdministrator.
    """
    with transaction.atomic():
        if role is Role.ADMINISTRATOR:
            _leave_an_administrator(account)
        ended = RoleHeld.objects.filter(account=account, role=role, until=None).update(until=now)
        ApiToken.objects.filter(account=account, role=role, revoked_at=None).update(revoked_at=now)
    return bool(ended)


def lock_account(account: Account, *, seen: int, now: datetime) -> None:
    """Let nobody sign in with this account any more, and end what runs.

    Raises: EditedMeanwhile; LastAdministrator.
    """
    with transaction.atomic():
        _leave_an_administrator(account)
        write_edit(account, seen=seen, is_active=False)
        revoke(account, now=now)


def unlock_account(account: Account, *, seen: int) -> None:
    """Let the account sign in again, with the password and factor it had.

    Raises: EditedMeanwhile.
    """
    write_edit(account, seen=seen, is_active=True)


def revoke(account: Account, *, now: datetime) -> None:
    """End every session and every token of an account at once."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(sign_in_epoch=F("sign_in_epoch") + 1)
        ApiToken.objects.filter(account=account, revoked_at=None).update(revoked_at=now)


def reset_factors(account: Account, *, now: datetime) -> None:
    """Forget the authenticator app, passkeys and recovery codes; new ones are set up at the next sign-in."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=account.pk).delete()
        revoke(account, now=now)


def new_password(account: Account, *, now: datetime) -> str:
    """A one-time password in place of a forgotten one. Ends what runs; good for seven days."""
    given = one_time_password()
    account.set_password(given)
    with transaction.atomic():
        _store_password(account, must_change_password=True, password_until=now + GIVEN_PASSWORD_LASTS)
        revoke(account, now=now)
    return given


def change_password(account: Account, password: str) -> None:
    """Somebody's own password, chosen by themselves. Other sessions end; tokens go on."""
    account.set_password(password)
    account.must_change_password = False
    account.password_until = None
    _store_password(account, must_change_password=False, password_until=None)


def set_language(account: UUID, language: str) -> None:
    """The language in which the pages come. Not versioned: whoever changed it last, wins."""
    Account.objects.filter(pk=account).update(language=language)


def one_time_password() -> str:
    """Four groups of four letters: about 79 bits, easy to read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def _leave_an_administrator(account: Account) -> None:
    # Locked, so that two administrators cannot end each other at the same moment.
    running = RoleHeld.objects.select_for_update(of=("self",)).filter(role=Role.ADMINISTRATOR, until=None)
    able = {row.account_id for row in running.filter(account__is_active=True)}
    if account.pk in able and len(able) == 1:
        raise LastAdministrator


def _store_password(account: Account, **flags: Any) -> None:
    # Not through `save()`: it would write back whatever else was read long ago.
    Account.objects.filter(pk=account.pk).update(password=account.password, **flags)
