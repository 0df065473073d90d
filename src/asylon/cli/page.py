"""A page of text as plain data: headings and lines with their indent. The console draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Piece = str | tuple[str, str]
"""A stretch of text, plain or with the name of a style."""

BULLET = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; its later lines hang under the text, not under the mark."""

    pieces: tuple[Piece, ...] = ()
    indent: int = 0
    mark: str = ""


@dataclass(slots=True)
class Page:
    """Collects lines in reading order."""

    lines: list[Line] = field(default_factory=list)

    def heading(self, text: str, note: str = "") -> None:
        """Begin a section."""
        self.lines.append(Line())
        self.lines.append(Line(((text, "bold"), (f"  {note}" if note else "", "dim"))))

    def say(self, *pieces: Piece, depth: int = 0) -> None:
        """Write a paragraph without a mark."""
        self.lines.append(Line(pieces, depth))

    def item(self, *pieces: Piece, depth: int = 2, mark: str = BULLET) -> None:
        """Write one item of a list."""
        self.lines.append(Line(pieces, depth, mark))

    def blank(self) -> None:
        """Leave one line empty."""
        self.lines.append(Line())

    def add(self, other: Page) -> None:
        """Append another page."""
        self.lines += other.lines


def few(words: Iterable[str], limit: int, *, between: str = "; ") -> str:
    """Join the first words and say how many are left out."""
    found = list(words)
    if len(found) <= limit + 1:  # "1 more" takes as much room as the word itself
        return between.join(found)
    return f"{between.join(found[:limit])}{between}{len(found) - limit} more"
