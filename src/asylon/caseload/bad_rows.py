"""Tables and rows that cannot be used: what is wrong, and where it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from asylon.rulebook.faults import BadInput


class BadTable(BadInput):
    """A table that cannot be used, with every fault that was found."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used; `row` counts the rows below the header from 1."""

    file: str
    row: int
    column: str
    problem: str

    def sentence(self) -> str:
        """Say where the row is and what is wrong with it."""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}: row {self.row}{column}: {self.problem}"


@dataclass(slots=True)
class Ragged:
    """The rows of a CSV file that have too few or too many cells; they are in none of its tables."""

    rows: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    said: list[BadRow] = field(default_factory=list)

    def note(self, bad: BadRow) -> None:
        """Add the next such row."""
        self.steps.append(bad.row - len(self.rows))
        self.rows.append(bad.row)
        self.said.append(bad)

    def number(self, place: int) -> int:
        """The number in the file, from 1, of the row at this place, from 0, of the tables."""
        return place + 1 + bisect_right(self.steps, place + 1)

    def news(self) -> list[BadRow]:
        """The rows that were noted since this was asked last."""
        said, self.said = self.said, []
        return said
