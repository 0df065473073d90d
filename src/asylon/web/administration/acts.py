"""What administrators do: each act is done and written into the journal in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.chain import Detail
from asylon.casework.offices.models import Office
from asylon.casework.spine import EditableRow
from asylon.casework.staff import lockout, services
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.services import NewAccount
from asylon.web.signin import written


def make_account(
    visitor: Visitor,
    office: Office,
    *,
    username: str,
    name: str,
    roles: tuple[Role, ...],
    language: str,
    now: datetime,
) -> NewAccount:
    """Make an account with a password for one time.

    Raises: WorkNameTaken.
    """
    with transaction.atomic():
        made = services.make_account(
            office,
            username=username,
            name=name,
            roles=roles,
            language=language,
            given_by=_self(visitor),
            now=now,
        )
        _write(
            visitor, "make_account", made.account, now=now, detail={"roles": [role.value for role in roles]}
        )
    return made


def edit_account(
    visitor: Visitor, account: Account, *, seen: int, name: str, office: Office, language: str, now: datetime
) -> None:
    """Change name, office or language of an account.

    Raises: EditedMeanwhile.
    """
    with transaction.atomic():
        services.edit_account(account, seen=seen, name=name, office=office, language=language)
        _write(visitor, "edit_account", account, now=now)


def give_role(visitor: Visitor, account: Account, role: Role, *, now: datetime) -> bool:
    """Give a role. A role given to oneself is allowed, and stands out in the journal."""
    with transaction.atomic():
        given = services.give_role(account, role, given_by=_self(visitor), now=now)
        if given:
            _write(visitor, "give_role", account, now=now, detail={"role": role.value})
    return given


def end_role(visitor: Visitor, account: Account, role: Role, *, now: datetime) -> bool:
    """End a role at once.

    Raises: LastAdministrator.
    """
    with transaction.atomic():
        ended = services.end_role(account, role, now=now)
        if ended:
            _write(visitor, "end_role", account, now=now, detail={"role": role.value})
    return ended


def lock_account(visitor: Visitor, account: Account, *, seen: int, now: datetime) -> None:
    """Lock an account and end what runs.

    Raises: EditedMeanwhile; LastAdministrator.
    """
    with transaction.atomic():
        services.lock_account(account, seen=seen, now=now)
        _write(visitor, "lock_account", account, now=now)


def unlock_account(visitor: Visitor, account: Account, *, seen: int, now: datetime) -> None:
    """Unlock an account.

    Raises: EditedMeanwhile.
    """
    with transaction.atomic():
        services.unlock_account(account, seen=seen)
        _write(visitor, "unlock_account", account, now=now)


def revoke(visitor: Visitor, account: Account, *, now: datetime) -> None:
    """End every session and token of an account."""
    with transaction.atomic():
        services.revoke(account, now=now)
        _write(visitor, "revoke_sign_ins", account, now=now)


def reset_factors(visitor: Visitor, account: Account, *, now: datetime) -> None:
    """Forget an account's second factors."""
    with transaction.atomic():
        services.reset_factors(account, now=now)
        _write(visitor, "reset_factors", account, now=now)


def new_password(visitor: Visitor, account: Account, *, now: datetime) -> str:
    """Give an account a password for one time."""
    with transaction.atomic():
        given = services.new_password(account, now=now)
        _write(visitor, "new_password", account, now=now)
    return given


def end_waiting(visitor: Visitor, account: Account, *, now: datetime) -> None:
    """Let somebody try again at once after wrong tries."""
    with transaction.atomic():
        lockout.lift(account)
        _write(visitor, "end_waiting", account, now=now)


def save_place(visitor: Visitor, act: str, save: Callable[[], EditableRow], *, now: datetime) -> EditableRow:
    """Add or change an office, a site or a service.

    Raises: EditedMeanwhile; AlreadyThere.
    """
    with transaction.atomic():
        row = save()
        written.by(visitor, act, now=now, detail={type(row).__name__.lower(): str(row.pk)})
    return row


def _self(visitor: Visitor) -> Account:
    return Account.objects.get(pk=visitor.account)


def _write(
    visitor: Visitor, act: str, account: Account, *, now: datetime, detail: Detail | None = None
) -> None:
    about: Detail = {"account": str(account.pk), **(detail or {})}
    if account.pk == visitor.account:
        about = {**about, "oneself": True}
    written.by(visitor, act, now=now, detail=about)
