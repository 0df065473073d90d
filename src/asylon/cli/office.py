"""`asylon office`: set an office up, keep it from day to day, back it up and restore it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from asylon.cli.arguments import Parser
from asylon.cli.opening import CannotOpen, load_office, must_be_up_to_date


def add_arguments(parser: ArgumentParser) -> None:
    """The four actions, each with its own arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    first = actions.add_parser("create-admin", help="the first office and its administrator")
    first.add_argument("username", metavar="WORKNAME", help="what the administrator types to sign in")
    first.add_argument("--name", required=True, help="the administrator's name, as others see it")
    first.add_argument("--office", required=True, metavar="NAME", help="the office's name")
    first.add_argument("--code", required=True, help="a short code; registration numbers begin with it")
    first.add_argument(
        "--jurisdiction", required=True, metavar="CC", help="country code of the law that applies"
    )
    first.add_argument("--kind", default="reception", help="what the office is for (default: reception)")
    first.add_argument(
        "--focal-point", default="", metavar="DESK", help="whom others ask; never a person's name"
    )
    first.add_argument(
        "--time-zone",
        default="",
        metavar="ZONE",
        help="by which clock the office works, e.g. Europe/Belgrade (default: that of the jurisdiction)",
    )
    backup = actions.add_parser("backup", help="seal a copy of the cases; the keys of people stay out")
    backup.add_argument("file", metavar="FILE", type=Path, help="the file to write; it must not exist")
    restore = actions.add_parser("restore", help="put a backup in place; the server must not run")
    restore.add_argument("file", metavar="FILE", type=Path, help="a file that 'asylon office backup' wrote")
    daily = actions.add_parser(
        "daily", help="once a day: forget what no longer counts, assess everybody by today's law and date"
    )
    daily.add_argument("--by", required=True, metavar="WORKNAME", help="the account that answers for it")
    for action in (first, backup, restore, daily):
        action.set_defaults(parser=action)


def run(arguments: Namespace) -> int:
    """Do what was asked of the office."""
    load_office()
    if arguments.action == "create-admin":
        must_be_up_to_date()
        return _create_admin(arguments, now=datetime.now(UTC))
    if arguments.action == "daily":
        from asylon.cli.daily import housekeeping

        housekeeping(arguments.by, now=datetime.now(UTC))
        return 0
    from asylon.cli import backups

    if arguments.action == "backup":
        size = backups.back_up(arguments.file, now=datetime.now(UTC))
        print(f"office: wrote {arguments.file}, {size:,} bytes, sealed under the current office key")
        print("office: the keys of people are not in it; docs/howto/run-an-office.md says how to mirror them")
        return 0
    kept = backups.restore(arguments.file, now=datetime.now(UTC))
    print(f"office: restored {arguments.file}")
    for path in kept:
        print(f"office: what was there before is kept as {path}")
    return 0


def _create_admin(arguments: Namespace, *, now: datetime) -> int:
    from django.db import transaction

    from asylon.casework.journal.services import write
    from asylon.casework.offices.models import Office
    from asylon.casework.offices.services import add_office
    from asylon.casework.offices.zones import is_zone, zone_names
    from asylon.casework.staff.models import Role
    from asylon.casework.staff.selectors import account_lines
    from asylon.casework.staff.services import make_account
    from asylon.rulebook import load
    from asylon.rulebook.faults import nearest

    if account_lines(now=now):
        raise CannotOpen("there are accounts already; an administrator makes new ones, on the page 'Staff'")
    country = arguments.jurisdiction.upper()
    if country not in load().core.countries:
        raise CannotOpen(f"--jurisdiction: there is no country with the code '{arguments.jurisdiction}'")
    if arguments.kind not in Office.Kind.values:
        raise CannotOpen(f"--kind: there is no '{arguments.kind}'; there are {', '.join(Office.Kind.values)}")
    if arguments.time_zone and not is_zone(arguments.time_zone):
        near = nearest(arguments.time_zone, zone_names())
        meant = f"; did you mean '{near}'?" if near else ""
        raise CannotOpen(f"--time-zone: there is no time zone '{arguments.time_zone}'{meant}")
    with transaction.atomic():
        office = add_office(
            code=arguments.code.lower(),
            name=arguments.office,
            kind=arguments.kind,
            jurisdiction=country,
            focal_point=arguments.focal_point or arguments.office,
            time_zone=arguments.time_zone,
        )
        made = make_account(
            office, username=arguments.username, name=arguments.name, roles=(Role.ADMINISTRATOR,), now=now
        )
        write(act="manage_accounts", visitor=None, detail={"account": made.account.pk}, now=now)
    print(f"work name:          {made.account.username}")
    print(f"one-time password:  {made.password}")
    print(
        "It is good for seven days and shown only now. Sign in, choose your own, and set up a second factor."
    )
    return 0
