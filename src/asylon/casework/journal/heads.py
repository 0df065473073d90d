"""Copies of the journal's head, in a file beside the database: how far it was, and with which seal.

A journal whose newest entries were cut off is whole in itself. The copies tell.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_WHOLE = 2
"""Words on a line: number and seal."""


def keep_head(file: Path, seq: int, seal: bytes) -> None:
    """Append a head to the file. One write of one short line: processes do not mix theirs.

    Raises: OSError.
    """
    opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(opened, f"{seq} {seal.hex()}\n".encode())
    finally:
        os.close(opened)


def kept_heads(file: Path) -> Iterator[tuple[int, bytes]]:
    """The heads of the file as they were written; a line that power took half of is left out."""
    if not file.exists():
        return
    with file.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            words = line.split()
            if len(words) == _WHOLE and line.endswith("\n"):
                yield int(words[0]), bytes.fromhex(words[1])
