"""`asylon keys`: make the office's keys, and change them."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from asylon.cli.arguments import Parser
from asylon.cli.opening import CannotOpen, load_office, must_be_up_to_date, office_needs

MOST = 999_999_999


def add_arguments(parser: ArgumentParser) -> None:
    """The three actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    new = actions.add_parser("new", help="print a new key file, or the line of the next version")
    new.add_argument("--number", metavar="N", type=_version, help="one line only, for this version")
    new.add_argument("-o", "--output", metavar="FILE", type=Path, help="a new file that only you may read")
    rotate = actions.add_parser("rotate", help="wrap the keys of all people under the newest version")
    status = actions.add_parser("status", help="which versions are held, and how many keys wait for rotation")
    for action in (new, rotate, status):
        action.set_defaults(parser=action)


def run(arguments: Namespace) -> int:
    """Do what was asked of the keys."""
    if arguments.action == "new":
        return _new(arguments)
    load_office()
    must_be_up_to_date()
    return _rotate() if arguments.action == "rotate" else _status()


def _new(arguments: Namespace) -> int:
    office_needs("cryptography")
    from asylon.vault import generate

    lines = [generate(arguments.number)] if arguments.number else [generate(1), generate("index")]
    text = "".join(f"{line}\n" for line in lines)
    if arguments.output is None:
        sys.stdout.write(text)
        return 0
    try:
        opened = os.open(arguments.output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as problem:
        raise CannotOpen(
            f"{arguments.output} exists and is left as it is: who loses a key loses people. "
            "Choose another name, or print the line with --number N and add it by hand"
        ) from problem
    except OSError as problem:
        raise CannotOpen(f"{arguments.output} cannot be written: {problem.strerror}") from problem
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(opened)
    print(f"keys: wrote {arguments.output}; keep two copies of it away from this machine")
    return 0


def _rotate() -> int:
    from asylon.casework.keys.services import ring, rotate
    from asylon.vault import VaultFault

    try:
        rotated = rotate()
    except VaultFault as problem:
        raise CannotOpen(
            f"{problem}; put the line of that version back into the key file, then rotate again"
        ) from problem
    print(f"keys: {rotated.done} wrapped anew under version {ring().current}, {rotated.left} left")
    return 0


def _status() -> int:
    from asylon.casework.keys.services import ring, rotate

    waiting = rotate(at_most=0).left
    print(f"office keys held: {', '.join(map(str, ring().versions))}; current: {ring().current}")
    print(f"keys of people that wait for 'asylon keys rotate': {waiting}")
    return 0


def _version(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise ArgumentTypeError(f"'{text}' is no version; it is a whole number from 1")
    return int(text)
