"""`asylon screen`: a whole caseload in, a table of conclusions, gates, tracks and alerts out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from asylon.cli.tables import (
    add_table_arguments,
    as_of,
    missing_extra,
    progress_line,
    reuse_memory,
    say_bad_rows,
)
from asylon.rulebook import load


def add_arguments(parser: ArgumentParser) -> None:
    """TABLE, where the result goes, and under which law."""
    add_table_arguments(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", required=True, help="a .parquet, .csv or .jsonl file"
    )
    parser.add_argument("--jurisdiction", metavar="CC", help="country code, instead of the rows' own")
    parser.add_argument(
        "--explain",
        metavar="ID",
        action="append",
        default=[],
        help="add a column with the reasons of this answer",
    )
    parser.add_argument("--force", action="store_true", help="replace the output if it exists")


def run(arguments: Namespace) -> int:
    """Screen the table and say what was found."""
    if missing_extra():
        return 2
    reuse_memory()
    from asylon.caseload.intake import Where
    from asylon.caseload.screen import screen
    from asylon.cli.console import show
    from asylon.cli.view_caseload import screening_page

    rulebook = load(arguments.rulebook)
    summary = screen(
        Path(arguments.table),
        Path(arguments.output),
        rulebook=rulebook,
        where=Where(as_of(arguments), arguments.jurisdiction, fixed=arguments.as_of is not None),
        skip_bad_rows=arguments.skip_bad_rows,
        force=arguments.force,
        explain=tuple(arguments.explain),
        progress=progress_line(),
    )
    say_bad_rows(summary.bad)
    show(screening_page(summary, rulebook, arguments.output))
    return 0
