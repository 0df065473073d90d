"""The one way in: read a file of whatever kind is known here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from asylon.figures.shapes import TABLES
from asylon.interchange.report import BadFile, Imported, Note, fault
from asylon.rulebook.faults import Fault

KINDS = (*TABLES, "arrivals", "hxl", "indicators")
"""The tables that can be read; the first six are of UNHCR."""


def read_file(path: Path, *, codes: str | None, table: str | None = None) -> Imported:
    """Read one file. `codes`, `iso` or `unhcr`, says which country codes it has and is never guessed.

    `table`, one of `KINDS`, is needed only where a file could be of several kinds.

    Raises: BadFile if the file as a whole cannot be used.
    """
    # Each kind in a module of its own; most callers need one.
    kind = table or kind_of(path)
    if kind == "arrivals":
        from asylon.interchange.arrivals import read_arrivals

        return read_arrivals(path, codes=codes)
    if kind == "hxl":
        from asylon.interchange.hxl import read_hxl

        return read_hxl(path, codes=codes)
    if kind == "indicators":
        from asylon.interchange.indicators import read_indicators

        return read_indicators(path, codes=codes)
    from asylon.interchange.unhcr import read_unhcr

    return read_unhcr(path, codes=codes, table=table)


def read_files(
    paths: Sequence[Path], *, codes: str | None, table: str | None = None
) -> tuple[dict[str, Imported], list[Note]]:
    """Read the files of one release, each another table, and compare them with one another.

    Raises: BadFile with the faults of all files, those of single rows among them.
    """
    from asylon.interchange.unhcr_notes import cross_check

    found: dict[str, Imported] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            read = read_file(path, codes=codes, table=table).whole()
        except BadFile as problem:
            faults += problem.faults
            continue
        kind = read.report.kind
        if kind in found:
            told: dict[str, Any] = {"table": kind, "first": found[kind].report.file}
            faults.append(fault("same_table_twice", path.name, **told))
        found[kind] = read
    if faults:
        raise BadFile(faults)
    return found, cross_check(found)


def kind_of(path: Path) -> str | None:
    """Which kind of file this is, by its first lines; None leaves it to the tables of UNHCR."""
    from asylon.interchange.arrivals import looks_like_arrivals
    from asylon.interchange.grid import first_lines
    from asylon.interchange.hxl import is_tag_row
    from asylon.interchange.indicators import looks_like_indicators

    lines = first_lines(path)
    if any(is_tag_row(line) for line in lines):
        return "hxl"
    if any(looks_like_arrivals(line) for line in lines):
        return "arrivals"
    if any(looks_like_indicators(line) for line in lines):
        return "indicators"
    return None
