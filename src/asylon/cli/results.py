"""What a verb gives: data as JSON, and files that are never written over."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from asylon.cli.opening import CannotOpen


def add_output_argument(parser: ArgumentParser) -> None:
    """The file to write instead of standard output."""
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="write a new file; one that exists is left as it is"
    )


def as_json(told: Any) -> str:
    """Data as JSON; days and moments as ISO 8601, ids and words as text."""
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False, default=_plain)


def must_be_new(output: Path | None) -> None:
    """Refuse a file that exists or cannot be made, before any work is done.

    Raises: CannotOpen.
    """
    if output is None:
        return
    try:
        if output.exists() or output.is_symlink():
            raise CannotOpen(f"{output} exists and is left as it is; choose another name")
        if not output.parent.is_dir():
            raise CannotOpen(f"{output}: there is no folder {output.parent}; make it first")
    except (OSError, ValueError) as problem:  # a name too long, or with a NUL in it
        raise _unwritable(output, problem) from problem


def deliver(content: str | bytes, arguments: Namespace) -> int:
    """Write to the new file of `arguments.output`, or to standard output.

    Raises: CannotOpen if the file exists or cannot be written.
    """
    output: Path | None = arguments.output
    written = content if isinstance(content, bytes) else content.encode()
    if output is None:
        return _print(content)
    try:
        file = output.open("xb")
    except FileExistsError as problem:
        raise CannotOpen(f"{output} exists and is left as it is; choose another name") from problem
    except (OSError, ValueError) as problem:
        raise _unwritable(output, problem) from problem
    try:
        with file:
            file.write(written)
    except OSError as problem:
        output.unlink(missing_ok=True)  # half a document would pass for a whole one
        raise _unwritable(output, problem) from problem
    print(f"asylon: wrote {output}, {len(written):,} bytes", file=sys.stderr)
    return 0


def wants_a_file(arguments: Namespace) -> None:
    """Refuse to pour a document that is no text into a terminal."""
    if arguments.output is None and sys.stdout.isatty():
        arguments.parser.error("a PDF is no text for a terminal; name a file with -o FILE")


def _print(content: str | bytes) -> int:
    if isinstance(content, str):
        sys.stdout.write(content if content.endswith("\n") else f"{content}\n")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    return 0


def _unwritable(output: Path, problem: Exception) -> CannotOpen:
    said = getattr(problem, "strerror", None) or problem
    return CannotOpen(f"{output} cannot be written: {said}")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
