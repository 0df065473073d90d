"""What the verbs over whole tables share: their options, the missing extra, bad rows, progress."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING

from asylon.cli.arguments import add_rulebook_argument, day
from asylon.cli.console import printable
from asylon.cli.situation_files import today

if TYPE_CHECKING:
    from asylon.caseload.bad_rows import BadRow

NEEDED = ("numpy", "pyarrow")


def add_table_arguments(parser: ArgumentParser) -> None:
    """TABLE and the options that say how it is read."""
    parser.add_argument(
        "table", metavar="TABLE", help="a .parquet, .csv or .jsonl file, or a folder with child tables"
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the law of this day, instead of the rows' own; if there is neither, today",
    )
    parser.add_argument(
        "--skip-bad-rows", action="store_true", help="leave out rows that do not fit, and list each of them"
    )
    add_rulebook_argument(parser)


def missing_extra() -> bool:
    """Say how to get what tables need, if it is not there."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        said = f"asylon: tables need {' and '.join(missing)}; install the extra: pip install 'asylon[tables]'"
        print(said, file=sys.stderr)
    return bool(missing)


def reuse_memory() -> None:
    """Let Arrow take its memory as the rest of the process does, for the whole process.

    Its own allocators hand back and fetch anew the memory of each chunk: a tenth of the work.
    """
    import pyarrow as pa

    pa.set_memory_pool(pa.system_memory_pool())


def as_of(arguments: Namespace) -> date:
    """The day whose law counts."""
    chosen: date | None = arguments.as_of
    return chosen or today()


def say_bad_rows(bad: Sequence[BadRow]) -> None:
    """List every row that was left out: a person without an answer must not be overlooked."""
    for row in bad:
        print(f"asylon: left out: {printable(row.sentence())}", file=sys.stderr)


def progress_line() -> Callable[[int], None]:
    """A line on standard error that counts persons; silent where nobody watches."""
    if not sys.stderr.isatty():
        return lambda done: None

    def show(done: int) -> None:
        print(f"\r{done:,} persons\r", end="", file=sys.stderr, flush=True)

    return show
