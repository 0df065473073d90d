"""Accounts of those who work here: made, given roles, locked, signed out everywhere. For administrators.

Looking needs the role; every change wants a fresh code.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status

from asylon.api.administering import about, account_of, may_look, office_of, written
from asylon.api.bearer import acting
from asylon.api.described import FRESH
from asylon.api.refusals import BadRequest
from asylon.api.shapes.accounts import (
    AccountLineOut,
    AccountLinesOut,
    AccountVersionIn,
    GivenOut,
    NewAccountIn,
    RoleHeldOut,
    RoleIn,
    StaffIn,
    StaffOut,
)
from asylon.api.shapes.base import Done
from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.offices.models import Office
from asylon.casework.staff import lockout, selectors, services
from asylon.casework.staff.models import Account, Role

router = Router()


@router.get("/staff/accounts", response=AccountLinesOut)
def list_accounts(request: HttpRequest) -> AccountLinesOut:
    """Everybody who works here, or did."""
    visitor, now = acting(request)
    may_look(visitor, Act.MANAGE_ACCOUNTS, now=now)
    return AccountLinesOut(
        accounts=[
            AccountLineOut(
                id=each.id,
                username=each.username,
                name=each.name,
                office_name=each.office_name,
                roles=list(each.roles),
                active=each.active,
                second_factor=each.second_factor,
            )
            for each in selectors.account_lines(now=now)
        ]
    )


@router.post("/staff/accounts", response={201: GivenOut}, openapi_extra=FRESH)
def make_account(request: HttpRequest, given: NewAccountIn) -> Any:
    """Make an account. The password for one time is in the answer, and nowhere else."""
    visitor, now = acting(request)
    must(visitor, Act.MANAGE_ACCOUNTS, now=now)
    office = _office(given.office)
    made: list[services.NewAccount] = []
    with written(visitor, "make_account", now=now, detail=lambda: about(visitor, made[0].account.pk)):
        made.append(
            services.make_account(
                office,
                username=given.username,
                name=given.name,
                roles=tuple(dict.fromkeys(given.roles)),
                language=given.language.value,
                given_by=account_of(visitor.account),
                now=now,
            )
        )
    return Status(201, GivenOut(id=made[0].account.pk, password=made[0].password))


@router.get("/staff/accounts/{uuid:account}", response=StaffOut)
def read_account(request: HttpRequest, account: UUID) -> StaffOut:
    """One account: its roles, whether it can sign in, and its version."""
    visitor, now = acting(request)
    may_look(visitor, Act.MANAGE_ACCOUNTS, now=now)
    return _staff(account_of(account), now=now)


@router.put("/staff/accounts/{uuid:account}", response=Done, openapi_extra=FRESH)
def edit_account(request: HttpRequest, account: UUID, given: StaffIn) -> Done:
    """Change what stands about an account that was read at version `seen`."""
    visitor, now = acting(request)
    must(visitor, Act.MANAGE_ACCOUNTS, now=now)
    office = _office(given.office)
    with written(visitor, "edit_account", now=now, detail=lambda: about(visitor, account)):
        row = services.edit_account(
            account_of(account),
            seen=given.seen,
            name=given.name,
            office=office,
            language=given.language.value,
        )
    return Done(version=row.version)


@router.post("/staff/accounts/{uuid:account}/roles", response=Done, openapi_extra=FRESH)
def give_role(request: HttpRequest, account: UUID, given: RoleIn) -> Done:
    """Give a role, from now on. Holding it already changes nothing."""
    visitor, now = acting(request)
    with written(
        visitor, "give_role", now=now, detail=lambda: about(visitor, account, role=given.role.value)
    ):
        services.give_role(account_of(account), given.role, given_by=account_of(visitor.account), now=now)
    return Done()


@router.post("/staff/accounts/{uuid:account}/roles/end", response=Done, openapi_extra=FRESH)
def end_role(request: HttpRequest, account: UUID, given: RoleIn) -> Done:
    """End a role at once, and the tokens that act in it."""
    visitor, now = acting(request)
    with written(visitor, "end_role", now=now, detail=lambda: about(visitor, account, role=given.role.value)):
        services.end_role(account_of(account), given.role, now=now)
    return Done()


@router.post("/staff/accounts/{uuid:account}/lock", response=Done, openapi_extra=FRESH)
def lock_account(request: HttpRequest, account: UUID, given: AccountVersionIn) -> Done:
    """Let nobody sign in with this account any more, and end what runs."""
    visitor, now = acting(request)
    with written(visitor, "lock_account", now=now, detail=lambda: about(visitor, account)):
        services.lock_account(account_of(account), seen=given.seen, now=now)
    return Done(version=given.seen + 1)


@router.post("/staff/accounts/{uuid:account}/unlock", response=Done, openapi_extra=FRESH)
def unlock_account(request: HttpRequest, account: UUID, given: AccountVersionIn) -> Done:
    """Let the account sign in again, with the password and factor it had."""
    visitor, now = acting(request)
    with written(visitor, "unlock_account", now=now, detail=lambda: about(visitor, account)):
        services.unlock_account(account_of(account), seen=given.seen)
    return Done(version=given.seen + 1)


@router.post("/staff/accounts/{uuid:account}/revoke", response=Done, openapi_extra=FRESH)
def revoke_sign_ins(request: HttpRequest, account: UUID) -> Done:
    """End every session and every token of the account now."""
    visitor, now = acting(request)
    with written(visitor, "revoke_sign_ins", now=now, detail=lambda: about(visitor, account)):
        services.revoke(account_of(account), now=now)
    return Done()


@router.post("/staff/accounts/{uuid:account}/password", response=GivenOut, openapi_extra=FRESH)
def give_password(request: HttpRequest, account: UUID) -> GivenOut:
    """A password for one time in place of a forgotten one. It is in the answer, and nowhere else."""
    visitor, now = acting(request)
    given: list[str] = []
    with written(visitor, "new_password", now=now, detail=lambda: about(visitor, account)):
        given.append(services.new_password(account_of(account), now=now))
    return GivenOut(id=account, password=given[0])


@router.post("/staff/accounts/{uuid:account}/factors/reset", response=Done, openapi_extra=FRESH)
def reset_factors(request: HttpRequest, account: UUID) -> Done:
    """Forget the app, passkeys and recovery codes; new ones are set up at the next sign-in."""
    visitor, now = acting(request)
    with written(visitor, "reset_factors", now=now, detail=lambda: about(visitor, account)):
        services.reset_factors(account_of(account), now=now)
    return Done()


@router.post("/staff/accounts/{uuid:account}/waiting/end", response=Done, openapi_extra=FRESH)
def end_waiting(request: HttpRequest, account: UUID) -> Done:
    """Let somebody try again at once after wrong tries."""
    visitor, now = acting(request)
    with written(visitor, "end_waiting", now=now, detail=lambda: about(visitor, account)):
        lockout.lift(account_of(account))
    return Done()


def _office(id_: UUID) -> Office:
    found = office_of(id_)
    if found is None:
        raise BadRequest(
            "office", "unknown", _("There is no such office. Take one of those that you can list.")
        )
    return found


def _staff(account: Account, *, now: datetime) -> StaffOut:
    return StaffOut(
        id=account.pk,
        username=account.username,
        name=account.name,
        office=account.office_id,
        office_name=account.office.name,
        language=account.language,
        active=account.is_active,
        second_factor=selectors.has_second_factor(account.pk),
        waits_until=lockout.waits_until(account, now=now),
        version=account.version,
        roles=[
            RoleHeldOut(role=Role(each.role), since=each.since, until=each.until, given_by=each.given_by_id)
            for each in selectors.roles_of(account.pk)
        ],
    )
