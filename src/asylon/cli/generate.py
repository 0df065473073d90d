"""`asylon generate`: a made-up caseload with realistic shares, for trials and benchmarks."""

from __future__ import annotations

import argparse
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from asylon.cli.arguments import add_rulebook_argument, day
from asylon.cli.situation_files import open_rulebook
from asylon.rulebook import BadInput, Fault, Rulebook
from asylon.rulebook.situation import BASELINE

FORMATS = ("parquet", "csv", "jsonl")
AS_OF = date(2026, 11, 22)
"""A fixed day: the same command writes the same file on every other day too."""

LONG_WORK = 100_000
"""From so many persons on, a terminal shows how far the work is."""


def add_arguments(parser: ArgumentParser) -> None:
    """How many, which, and where to."""
    parser.add_argument("--persons", metavar="N", type=_people, required=True, help="how many people")
    parser.add_argument(
        "--seed",
        metavar="S",
        type=_seed,
        required=True,
        help="a whole number; the same one gives the same people",
    )
    parser.add_argument(
        "-o",
        dest="target",
        metavar="TABLE",
        type=Path,
        required=True,
        help="a .parquet, .csv or .jsonl file; without an ending, a folder of tables with child tables",
    )
    parser.add_argument("--jurisdiction", metavar="CC", help="country code to write beside each person")
    parser.add_argument(
        "--as-of", metavar="DATE", type=day, default=AS_OF, help=f"the day of the caseload (default {AS_OF})"
    )
    parser.add_argument(
        "--unknown",
        metavar="SHARE",
        type=_share,
        default=0.3,
        help="share of answers left unknown (default 0.3)",
    )
    parser.add_argument(
        "--format", choices=FORMATS, help="default: what TABLE's ending says; parquet in a folder"
    )
    parser.add_argument("--force", action="store_true", help="replace what is there")
    add_rulebook_argument(parser)


def run(arguments: Namespace) -> int:
    """Make up the people and write them; nothing is left behind if that fails."""
    missing = [name for name in ("numpy", "pyarrow") if find_spec(name) is None]
    if missing:
        arguments.parser.error(
            f"whole caseloads need {' and '.join(missing)}, not installed here; pip install 'asylon[tables]'"
        )
    from asylon.caseload.made_up import Order, Target, write_caseload

    target = Target.chosen(arguments.target, arguments.format, force=arguments.force)
    rulebook = open_rulebook(arguments.rulebook)
    _refuse_unknown_jurisdiction(arguments.jurisdiction, rulebook)
    order = Order(
        persons=arguments.persons,
        seed=arguments.seed,
        as_of=arguments.as_of,
        jurisdiction=arguments.jurisdiction,
        unknown=arguments.unknown,
    )
    rows = write_caseload(order, target, rulebook, progress=_progress(arguments.persons))
    shown = ", ".join(f"{count:,} {table}" for table, count in rows.items())
    print(f"{target.path}: {shown}; made up with seed {order.seed}, as of {order.as_of}")
    return 0


def _refuse_unknown_jurisdiction(code: str | None, rulebook: Rulebook) -> None:
    known = {*rulebook.core.countries, BASELINE}
    if code is not None and code not in known:
        meant = code.upper() if code.upper() in known else None
        raise BadInput([Fault("unknown_jurisdiction", "--jurisdiction", {"code": code}, meant)])


def _progress(persons: int) -> Callable[[int], None]:
    """A line that is written over, where somebody watches a terminal and the work is long."""
    if persons < LONG_WORK or not sys.stderr.isatty():
        return lambda done: None

    def show(done: int) -> None:
        print(
            f"\r{done:,} of {persons:,} people",
            end="" if done < persons else "\n",
            file=sys.stderr,
            flush=True,
        )

    return show


def _people(text: str) -> int:
    if (found := _digits(text)) is not None and found > 0:
        return found
    raise argparse.ArgumentTypeError(f"'{text}' is not a number of people; write 1 or more")


def _seed(text: str) -> int:
    if (found := _digits(text)) is not None:
        return found
    raise argparse.ArgumentTypeError(f"'{text}' is not a seed; write a whole number from 0")


def _digits(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _share(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if 0 <= found <= 1:
        return found
    raise argparse.ArgumentTypeError(f"'{text}' is not a share; write a number from 0 to 1")
