"""Giving and ending business with a person: to an account or a whole office, for one purpose, for a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.access.door import NotThere, OpenCase, open_person
from asylon.casework.access.kernel import Act
from asylon.casework.access.models import Involvement
from asylon.casework.access.standing import running
from asylon.casework.access.visitors import Purpose, Visitor, purposes_of
from asylon.casework.journal.services import write
from asylon.casework.offices.models import Office
from asylon.casework.offices.selectors import offices
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.selectors import colleagues_of, roles_now


class AlreadyInvolved(Exception):
    """The account or office has business with the person for this purpose already."""


class NobodyToInvolve(Exception):
    """There is no such account or office, or the account holds no role that works for this purpose."""


@dataclass(frozen=True, slots=True)
class Involved:
    """Who has business with a person: an account, or a whole office with `account` None."""

    id: UUID
    account: UUID | None
    office: UUID | None
    name: str
    purpose: Purpose
    since: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague, or a whole office, to whom business can be given."""

    id: UUID
    office: bool
    name: str
    roles: tuple[Role, ...]
    """A colleague's; an office has none."""

    @property
    def shown(self) -> str:
        """The name, and what a colleague does here."""
        roles = ", ".join(str(role.label) for role in self.roles)
        return f"{self.name} ({roles})" if roles else self.name


def candidates(case: OpenCase) -> tuple[Candidate, ...]:
    """The colleagues of the visitor who work with people, then the offices, each by name."""
    colleagues = [
        Candidate(each.id, False, each.name, roles)
        for each in colleagues_of(case.visitor.office, now=case.now)
        if (roles := tuple(role for role in each.roles if set(purposes_of(role)) - set(_OVERSIGHT)))
    ]
    return (*colleagues, *(Candidate(row.pk, True, row.name, ()) for row in offices()))


def given_purposes() -> tuple[Purpose, ...]:
    """What business can be given for."""
    return tuple(each for each in Purpose if each not in _OVERSIGHT)


def involve(
    visitor: Visitor,
    person: UUID,
    *,
    purpose: Purpose,
    now: datetime,
    account: UUID | None = None,
    office: UUID | None = None,
) -> UUID:
    """Give an account, or every account of an office, business with a person for one purpose.

    Raises: NobodyToInvolve; AlreadyInvolved; NotThere; Refused.
    """
    if (account is None) == (office is None):
        raise ValueError("business is given either to an account or to an office")
    case = open_person(visitor, person, act=Act.INVOLVE, now=now)
    if not (_may_take(account, purpose, now=now) if account else _office_may_take(office, purpose)):
        raise NobodyToInvolve
    try:
        with transaction.atomic():
            row = Involvement.objects.create(
                person_id=case.person,
                account_id=account,
                office_id=office,
                purpose=purpose.value,
                since=now,
                given_by_id=visitor.account,
            )
            detail = {"involvement": row.pk, "account": account, "office": office, "purpose": purpose}
            write(act=Act.INVOLVE, visitor=visitor, person=case.person, detail=detail, now=now)
    except IntegrityError as taken:
        raise AlreadyInvolved from taken
    return row.pk


def end_involvement(visitor: Visitor, person: UUID, involvement: UUID, *, now: datetime) -> None:
    """End business with a person now; the very next request knows.

    Raises: NotThere, also if the involvement is not one with this person, or has ended; Refused.
    """
    case = open_person(visitor, person, act=Act.INVOLVE, now=now)
    with transaction.atomic():
        rows = Involvement.objects.filter(running(now=now), pk=involvement, person=case.person)
        if not rows.update(until=now):
            raise NotThere
        detail = {"ended": involvement}
        write(act=Act.INVOLVE, visitor=visitor, person=case.person, detail=detail, now=now)


def involvements_of(case: OpenCase) -> tuple[Involved, ...]:
    """Who has business with the person of an open case, the longest first."""
    rows = Involvement.objects.filter(running(now=case.now), person=case.person)
    return tuple(
        Involved(
            id=row.pk,
            account=row.account_id,
            office=row.office_id,
            name=row.account.name if row.account else row.office.name if row.office else "",
            purpose=Purpose(row.purpose),
            since=row.since,
        )
        for row in rows.select_related("account", "office").order_by("since", "id")
    )


def involve_registrar(visitor: Visitor, people: Iterable[UUID], *, now: datetime) -> None:
    """Give business with people just registered to whoever registered them, and to the desk of the office.

    Called in the transaction of the registration, whose journal entry says it.
    """
    rows = []
    for person in people:
        rows.append(_given(visitor, person, visitor.purpose, now, account_id=visitor.account))
        rows.append(_given(visitor, person, Purpose.REGISTRATION, now, office_id=visitor.office))
    Involvement.objects.bulk_create(rows)


def _given(visitor: Visitor, person: UUID, purpose: Purpose, now: datetime, **whom: UUID) -> Involvement:
    return Involvement(
        person_id=person, purpose=purpose.value, since=now, given_by_id=visitor.account, **whom
    )


def _may_take(account: UUID, purpose: Purpose, *, now: datetime) -> bool:
    if not Account.objects.filter(pk=account, is_active=True).exists():
        return False
    return any(purpose in purposes_of(role) for role in roles_now(account, now=now))


def _office_may_take(office: UUID | None, purpose: Purpose) -> bool:
    return office is not None and purpose not in _OVERSIGHT and Office.objects.filter(pk=office).exists()


_OVERSIGHT = (
    Purpose.SUPERVISION,
    Purpose.COORDINATION,
    Purpose.STATISTICS,
    Purpose.AUDIT,
    Purpose.ADMINISTRATION,
)
