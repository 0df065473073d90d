"""`asylon compare`: who gains, loses or becomes unknown when law, practice or the rulebook changes."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asylon.cli.arguments import day
from asylon.cli.tables import (
    add_table_arguments,
    as_of,
    missing_extra,
    progress_line,
    reuse_memory,
    say_bad_rows,
)
from asylon.rulebook import BadInput, Rulebook, load
from asylon.rulebook.faults import Fault
from asylon.rulebook.situation import BASELINE

if TYPE_CHECKING:
    from asylon.caseload.compare import Law

SIDE = "a country code, a date, CODE@DATE, or a rulebook folder; folder:CODE@DATE joins them"


def add_arguments(parser: ArgumentParser) -> None:
    """TABLE and the two sides."""
    add_table_arguments(parser)
    parser.add_argument("--from", dest="before", metavar="A", required=True, help=f"the law before: {SIDE}")
    parser.add_argument("--to", dest="after", metavar="B", required=True, help=f"the law after: {SIDE}")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(arguments: Namespace) -> int:
    """Compare and print the effects."""
    if missing_extra():
        return 2
    reuse_memory()
    from asylon.caseload.compare import compare
    from asylon.cli.console import show
    from asylon.cli.view_caseload import comparison_json, comparison_page

    before, after = (side(written, arguments) for written in (arguments.before, arguments.after))
    found = compare(
        Path(arguments.table), before, after, skip_bad_rows=arguments.skip_bad_rows, progress=progress_line()
    )
    say_bad_rows(found.bad)
    if arguments.format == "json":
        print(json.dumps(comparison_json(found, before, after), ensure_ascii=False, indent=2))
    else:
        show(comparison_page(found, before, after))
    return 0


def side(written: str, arguments: Namespace) -> Law:
    """Read one side of a comparison.

    Raises: BadInput if it is neither a code, a date nor a folder.
    """
    from asylon.caseload.compare import Law
    from asylon.caseload.intake import Where

    rulebook = load(arguments.rulebook)
    rest = written
    folder, colon, tail = written.rpartition(":")
    if colon and Path(folder).is_dir():
        rulebook, rest = load(folder), tail
    elif written not in rulebook.core.countries and written and Path(written).is_dir():
        rulebook, rest = load(written), ""
    if not written or (colon and not tail):
        raise _bad_side(written)
    code, at, text = rest.rpartition("@")
    if not at:
        code, text = (rest, "") if not rest[:1].isdigit() else ("", rest)
    elif not text:
        raise _bad_side(written)
    fixed = bool(text) or arguments.as_of is not None
    when = _day(text, written) if text else as_of(arguments)
    return Law(rulebook, Where(when, _code(code, rulebook, written), fixed=fixed), written)


def _bad_side(written: str, meant: str | None = None) -> BadInput:
    return BadInput([Fault("bad_side", "", {"text": written, "wanted": SIDE}, meant)])


def _day(text: str, written: str) -> date:
    from argparse import ArgumentTypeError

    try:
        return day(text)
    except ArgumentTypeError as problem:
        raise _bad_side(written) from problem


def _code(code: str, rulebook: Rulebook, written: str) -> str | None:
    known = {*rulebook.core.countries, BASELINE}
    if code and code not in known:
        raise _bad_side(written, code.upper() if code.upper() in known else None)
    return code or None
