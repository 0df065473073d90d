"""Text that remembers where it stood: file, line and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the rulebook: its short name, for messages, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; line and column count from 1, `start` and `end` are offsets."""

    source: Source
    line: int
    column: int
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"

    def written(self) -> str:
        """The characters of the file that stand here."""
        return self.source.text[self.start : self.end]


class Text(str):
    """A scalar of a rulebook text, with its place."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, value: str, place: Place) -> Text:
        """Wrap a string with its place."""
        self = super().__new__(cls, value)
        self.place = place
        return self

    def __reduce__(self) -> tuple[type[Text], tuple[str, Place]]:
        """What a copy or a pickle is made from again."""
        return Text, (str(self), self.place)


class Table(dict[Text, Any]):
    """A mapping of a rulebook text, with its place."""

    __slots__ = ("place",)

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class Row(list[Any]):
    """A list of a rulebook text, with its place."""

    __slots__ = ("place",)

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


Written = Text | Table | Row


def place_of(value: object) -> str:
    """The place of a value as text; empty if it has none."""
    place = getattr(value, "place", None)
    return str(place) if place is not None else ""
