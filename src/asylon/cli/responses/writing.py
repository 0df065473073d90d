"""What `asylon responses` writes from options and tables: a new emergency, arrivals. All or nothing."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from asylon.cli.acting import AtWork
from asylon.cli.complaints import said
from asylon.cli.console import printable, show
from asylon.cli.opening import CannotOpen
from asylon.cli.responses.naming import the_emergency
from asylon.rulebook.faults import BadInput

if TYPE_CHECKING:
    from asylon.responses.emergencies.faults import RecordFault
    from asylon.responses.emergencies.importing import ReadTable
    from asylon.responses.emergencies.selectors import Situation

OPTIONS = {
    "name": "NAME",
    "began_on": "--began",
    "closed_on": "--closed",
    "hosts": "--host",
    "origins": "--origin",
    "summary": "--summary",
}
"""What each field of an emergency is called on the command line."""


def open_new(at: AtWork, arguments: Namespace) -> int:
    """Begin an emergency from the words on the line."""
    from asylon.responses.emergencies.faults import BadRecord
    from asylon.responses.emergencies.records import NewEmergency
    from asylon.responses.emergencies.services import begin_emergency

    given = NewEmergency(
        name=arguments.name,
        began_on=arguments.began,
        closed_on=arguments.closed,
        hosts=[code.upper() for code in arguments.host],
        origins=[code.upper() for code in arguments.origin],
        summary=arguments.summary,
        invented=arguments.invented,
    )
    try:
        made = begin_emergency(at.visitor, given, now=at.now)
    except BadRecord as bad:
        raise BadInput(said(OPTIONS[each.field], each.code, each.says()) for each in bad.faults) from bad
    print(f"emergency: opened '{printable(given.name.strip())}' as {made}; nobody is declared anything by it")
    return 0


def arrivals(at: AtWork, arguments: Namespace) -> int:
    """Look at a table of arrivals, and write it down unless it is only tried."""
    from asylon.responses.emergencies import checks
    from asylon.responses.emergencies.faults import BadRecord
    from asylon.responses.emergencies.importing import read_table
    from asylon.responses.emergencies.recording import record_arrivals

    found = the_emergency(at, arguments.emergency)
    read = read_table(
        arguments.file,
        codes=arguments.codes,
        host=_host(found, arguments.host),
        basis=arguments.basis,
        source=arguments.source,
    )
    if read.faults:
        raise BadInput(read.faults)
    name = arguments.file.name
    try:
        checks.check(checks.of_arrivals(read.rows, source="", hosts=found.hosts, today=at.now.date()))
        if arguments.dry_run:
            return _tried(found, read, name)
        _may_be_added_up(read, name, agreed=arguments.added_up)
        made = record_arrivals(
            at.visitor, found.id, read.rows, source="", invented=arguments.invented, now=at.now
        )
    except BadRecord as bad:
        raise BadInput(said(_place(each, read, name), each.code, each.says()) for each in bad.faults) from bad
    rows = "row is" if made.new == 1 else "rows are"
    print(
        f"arrivals: {made.new} {rows} new, {made.replaced} replaced an older figure, which is kept, "
        f"{made.same} stood on record already"
    )
    return 0


def _host(found: Situation, wanted: str | None) -> str:
    if wanted is None and len(found.hosts) == 1:
        return found.hosts[0]
    if wanted is not None and wanted.upper() in found.hosts:
        return wanted.upper()
    named = ", ".join(found.hosts)
    if wanted is None:
        raise CannotOpen(
            f"this emergency has several hosts: {named}; say which one the table is about: --host"
        )
    raise CannotOpen(f"--host: '{wanted}' is no host of this emergency; its hosts are: {named}")


def _tried(found: Situation, read: ReadTable, name: str) -> int:
    from asylon.cli.responses.view_emergency import tried_page

    show(tried_page(found, read, name))
    return 0


def _may_be_added_up(read: ReadTable, name: str, *, agreed: bool) -> None:
    from asylon.responses.emergencies.importing import TWICE

    if read.may_count_twice and not agreed:
        notes = "; ".join(note.sentence() for note in read.notes if note.code in TWICE)
        raise CannotOpen(
            f"{name}: adding these rows up may count people twice, so nothing was written ({notes}). "
            "Look at it with --dry-run; if the rows may be added up, say --added-up"
        )


def _place(fault: RecordFault, read: ReadTable, name: str) -> str:
    if fault.row is None:
        return name
    row = read.rows[fault.row]
    column = {"on": "day"}.get(fault.field, fault.field)
    return f"{name}: {row.on.isoformat()}, {row.place}, {column}"
