"""Draws pages on the terminal, or as plain text where the output is piped.

The terminal library is imported here and nowhere else, and only when something is drawn: programs
that ask for JSON never wait for it.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from asylon.cli.page import Line, Page

PIPED_WIDTH = 100
NARROWEST = 40
WIDEST = 120
"""Longer lines than this are hard to read, however wide the window."""


def show(page: Page) -> None:
    """Print a page in the width of the terminal; without colours where it is piped."""
    from rich.text import Text

    console = _console()
    lines = Text("\n").join(part for line in page.lines for part in _drawn(line, console))
    with console.capture() as captured:  # so that this command itself meets a closed pipe or a full disk
        console.print(lines, no_wrap=True, overflow="ignore", crop=False)
    sys.stdout.write(captured.get())


def drawn(page: Page) -> str:
    """A page as plain text, for a file."""
    console = _console()
    console.width = PIPED_WIDTH
    return "".join(f"{part.plain}\n" for line in page.lines for part in _drawn(line, console))


def printable(text: str) -> str:
    """The text without characters that steer a terminal or reverse the reading direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "�" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") else sign for sign in text
    )


def _console() -> Console:
    from rich.console import Console

    given = os.environ.get("COLUMNS", "")
    piped = not sys.stdout.isatty()
    width = int(given) if given.isdecimal() and int(given) else PIPED_WIDTH if piped else None
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
    console.width = max(NARROWEST, min(WIDEST, console.width))
    return console


def _drawn(line: Line, console: Console) -> list[Text]:
    from rich.text import Text

    if not line.pieces:
        return [Text()]
    pieces = [(printable(p), "") if isinstance(p, str) else (printable(p[0]), p[1]) for p in line.pieces]
    lead = " " * line.indent + (f"{line.mark} " if line.mark else "")
    wrapped = Text.assemble(*pieces).wrap(console, console.width - len(lead))
    for part in wrapped:
        part.rstrip()
    hang = " " * len(lead)
    return [Text.assemble(hang if place else lead, part) for place, part in enumerate(wrapped)]
