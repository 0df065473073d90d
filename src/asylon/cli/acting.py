"""In whose name a verb works on an office: an account, in a role that it holds, asked at the door as ever.

Whoever may run commands on the office's machine names the account. It gets no right by that which it
would not have on the pages, and the journal holds what was done and what was refused.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from asylon.cli.console import printable
from asylon.cli.opening import CannotOpen, load_office, must_be_up_to_date

if TYPE_CHECKING:
    from asylon.casework.access.kernel import Act
    from asylon.casework.access.visitors import Visitor
    from asylon.casework.staff.models import Account, Role


@dataclass(frozen=True, slots=True)
class AtWork:
    """Who acts, and when by the clock of the office."""

    visitor: Visitor
    now: datetime


def add_acting_arguments(parser: ArgumentParser) -> None:
    """The account that acts, and in which role."""
    parser.add_argument("--by", required=True, metavar="WORKNAME", help="the account that acts")
    parser.add_argument(
        "--role", metavar="ROLE", help="in which of its roles (default: the first that may do this)"
    )


@contextmanager
def at_work(arguments: Namespace, *, act: str) -> Iterator[AtWork]:
    """Let an account do one act at the office of this machine, in English and by the office's clock.

    `act` is one of those of the access kernel, such as `see_responses`.
    Raises: CannotOpen for an account or a role that is not there, and for what the door refuses.
    """
    load_office()
    must_be_up_to_date()
    from django.db import OperationalError
    from django.utils import timezone, translation

    from asylon.casework.access.door import Refused, must
    from asylon.casework.access.kernel import Act
    from asylon.casework.offices.zones import clock_of
    from asylon.casework.spine import EditedMeanwhile

    account = _account(arguments.by)
    clock = clock_of(account.office.time_zone)
    now = datetime.now(clock)
    visitor = _visitor(account, arguments.role, Act(act), now=now)
    with timezone.override(clock), translation.override("en"):
        try:
            must(visitor, Act(act), now=now)
            yield AtWork(visitor, now)
        except Refused as refused:
            raise CannotOpen(
                f"'{account.username}' may not do this as {visitor.role.value}; the refusal is in the journal"
            ) from refused
        except EditedMeanwhile as slower:
            raise CannotOpen(
                "somebody else changed the same at this moment, so nothing was written; try again"
            ) from slower
        except OperationalError as problem:
            raise CannotOpen(f"the database did not answer, so nothing was written: {problem}") from problem


def _account(work_name: str) -> Account:
    from asylon.casework.staff.models import Account, plain_work_name

    rows = Account.objects.select_related("office").filter(is_active=True)
    # A name with half a character in it would stop the database.
    found = rows.filter(username=plain_work_name(work_name)).first() if work_name.isprintable() else None
    if found is None:
        said = printable(work_name)
        raise CannotOpen(f"--by: there is no account with the work name '{said}', or it is locked")
    return found


def _visitor(account: Account, wanted: str | None, act: Act, *, now: datetime) -> Visitor:
    from asylon.casework.access.door import may
    from asylon.casework.access.visitors import purposes_of, visitor_at_work
    from asylon.casework.staff.selectors import roles_now

    held = roles_now(account.pk, now=now)
    tried = [
        visitor_at_work(account, role=role, purpose=purpose, roles=held, via="command")
        for role in _roles(account, wanted, held)
        for purpose in purposes_of(role)
    ]
    # Where none may, the first one is refused at the door, which journals it.
    return next((each for each in tried if may(each, act, now=now)), tried[0])


def _roles(account: Account, wanted: str | None, held: tuple[Role, ...]) -> list[Role]:
    if not held:
        raise CannotOpen(
            f"--by: '{account.username}' holds no role now; an administrator gives roles, on the page 'Staff'"
        )
    chosen = [role for role in held if wanted is None or role.value == wanted]
    if not chosen:
        named = ", ".join(role.value for role in held)
        said = printable(wanted or "")
        raise CannotOpen(f"--role: '{account.username}' does not hold the role '{said}'; it holds: {named}")
    return chosen
