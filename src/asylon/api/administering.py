"""What administrators do: each act is done and written into the journal in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.chain import Detail
from asylon.casework.journal.services import write
from asylon.casework.offices.models import Office
from asylon.casework.offices.selectors import the_office
from asylon.casework.staff.models import Account
from asylon.casework.staff.selectors import the_account


def may_look(visitor: Visitor, act: Act, *, now: datetime) -> None:
    """Let an administrator look. As on the pages, only changing wants a fresh second factor.

    Raises: Refused.
    """
    must(replace(visitor, stepped_up_until=now + timedelta(seconds=1)), act, now=now)


def account_of(id_: UUID) -> Account:
    """An account.

    Raises: NotThere.
    """
    try:
        return the_account(id_)
    except Account.DoesNotExist as missing:
        raise NotThere from missing


def office_there(id_: UUID) -> Office:
    """An office by the address of a request.

    Raises: NotThere.
    """
    found = office_of(id_)
    if found is None:
        raise NotThere
    return found


def office_of(id_: UUID) -> Office | None:
    """An office, None if there is none of this id."""
    try:
        return the_office(id_)
    except Office.DoesNotExist:
        return None


@contextmanager
def written(
    visitor: Visitor,
    act: str,
    *,
    now: datetime,
    detail: Callable[[], Detail] | None = None,
    wants: Act = Act.MANAGE_ACCOUNTS,
) -> Iterator[None]:
    """Do something to accounts or offices and write it down, both or neither.

    Raises: Refused if the visitor may not; whatever the doing raises.
    """
    must(visitor, wants, now=now)
    with transaction.atomic():
        yield
        write(act=act, visitor=visitor, now=now, detail=detail() if detail else None)


def about(visitor: Visitor, account: UUID, **more: str) -> Detail:
    """Which account an entry is about, and whether it is the administrator's own, which stands out."""
    detail: Detail = {"account": str(account), **more}
    return {**detail, "oneself": True} if account == visitor.account else detail
