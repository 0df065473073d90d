"""Reads accounts: who may sign in, what they hold now, and the lists that administrators work with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet

from asylon.casework.staff.models import Account, ApiToken, Role, RoleHeld


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account in the administrators' list."""

    id: UUID
    username: str
    name: str
    office_name: str
    roles: tuple[Role, ...]
    active: bool
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works at an office, and as what."""

    id: UUID
    name: str
    roles: tuple[Role, ...]


def roles_now(account: UUID, *, now: datetime) -> tuple[Role, ...]:
    """The roles that an account holds at this moment, in the order of `Role`. One query."""
    held = set(_held_at(now).filter(account=account).values_list("role", flat=True))
    return tuple(role for role in Role if role in held)


def has_second_factor(account: UUID) -> bool:
    """Whether an authenticator app or a passkey is set up; recovery codes alone do not count."""
    return _factors().filter(user_id=account).exists()


def the_account(account: UUID) -> Account:
    """One account with its office.

    Raises: Account.DoesNotExist
    """
    return Account.objects.select_related("office").get(pk=account)


def account_lines(*, now: datetime) -> list[AccountLine]:
    """Every account, by name. Three queries however many there are."""
    accounts = (
        Account.objects.select_related("office")
        .prefetch_related(Prefetch("roles_held", _held_at(now), to_attr="held_now"))
        .order_by("name", "username")
    )
    enrolled = set(_factors().values_list("user_id", flat=True))
    return [
        AccountLine(
            id=row.pk,
            username=row.username,
            name=row.name,
            office_name=row.office.name,
            roles=_in_order(row),
            active=row.is_active,
            second_factor=row.pk in enrolled,
        )
        for row in accounts
    ]


def colleagues_of(office: UUID, *, now: datetime) -> list[Colleague]:
    """Whoever may sign in at an office and holds a role there, by name. Two queries."""
    accounts = Account.objects.filter(office=office, is_active=True)
    rows = accounts.prefetch_related(Prefetch("roles_held", _held_at(now), to_attr="held_now"))
    return [
        Colleague(row.pk, row.name, roles)
        for row in rows.order_by("name", "username")
        if (roles := _in_order(row))
    ]


def roles_of(account: UUID) -> list[RoleHeld]:
    """Every role that an account holds or held, the running ones first."""
    rows = RoleHeld.objects.filter(account=account).select_related("given_by")
    return sorted(rows, key=lambda row: (row.until is not None, row.role, row.since))


def tokens_of(account: UUID) -> list[ApiToken]:
    """Every token of an account, the newest first."""
    return list(ApiToken.objects.filter(account=account).order_by("-since"))


def _held_at(now: datetime) -> QuerySet[RoleHeld]:
    return RoleHeld.objects.filter(Q(until=None) | Q(until__gt=now), since__lte=now)


def _factors() -> QuerySet[Authenticator]:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    factors: QuerySet[Authenticator] = Authenticator.objects.filter(type__in=kinds)
    return factors


def _in_order(account: Account) -> tuple[Role, ...]:
    held = {row.role for row in getattr(account, "held_now", ())}
    return tuple(role for role in Role if role in held)
