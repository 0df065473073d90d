"""`asylon journal`: whether the journal is as it was written."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from asylon.cli.arguments import Parser
from asylon.cli.opening import CannotOpen, load_office, must_be_up_to_date

SHOWS = {
    "changed": "what it says is not what was sealed: it was changed, moved, or put in from outside",
    "missing": "entries before it were taken out",
    "unchained": "it does not follow the entry before it",
    "cut_off": "the journal ended further on once: entries from here on were cut off",
    "other_head": "another seal was kept of it: the journal was written anew from here or from before",
}


def add_arguments(parser: ArgumentParser) -> None:
    """The one action, and which copy of the heads to compare with."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    verify = actions.add_parser("verify", help="walk over every entry; exit code 1 if one was tampered with")
    verify.add_argument(
        "--heads",
        metavar="FILE",
        type=Path,
        help="a copy of the file journal-heads, kept where nobody of the host can change it",
    )
    verify.set_defaults(parser=verify)


def run(arguments: Namespace) -> int:
    """Verify the journal; 1 if it was tampered with."""
    if arguments.heads is not None and not arguments.heads.is_file():
        raise CannotOpen(f"--heads: there is no file {arguments.heads}")
    load_office()
    must_be_up_to_date()
    from asylon.casework.journal.verifying import verify_journal

    verdict = verify_journal(heads=arguments.heads)
    for finding in verdict.findings:
        print(f"entry {finding.seq}: {SHOWS[finding.what]}")
    compared = f"compared with {verdict.heads} kept heads" if verdict.heads else "no heads were kept"
    if verdict.whole:
        print(f"journal: whole, {verdict.entries} entries, the last is {verdict.head}; {compared}")
        return 0
    print(f"journal: tampered with, first at entry {verdict.findings[0].seq}; {compared}")
    return 1
