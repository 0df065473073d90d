"""What the keys of an entry may hold, how it is read, and how an editor is told (JSON Schema)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from asylon.rulebook.dates import PartialDate, partial_date
from asylon.rulebook.faults import BadRulebook, Fault, nearest
from asylon.rulebook.places import Row, Table, Text, place_of

Schema = dict[str, Any]


class Kind(Protocol):
    """A sort of value that a key may hold."""

    def read(self, key: str, value: object) -> Any:
        """Check a written value and return it for use; raises BadRulebook."""

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""


def refuse(key: str, value: object, wanted: str, meant: str | None = None) -> BadRulebook:
    """The error for a value of the wrong shape."""
    return BadRulebook([Fault("wrong_shape", place_of(value), {"key": key, "wanted": wanted}, meant)])


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text."""

    def read(self, key: str, value: object) -> Text:
        """Return the text with its place."""
        if not isinstance(value, Text):
            raise refuse(key, value, "a text")
        return value

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of texts, as many as there are."""

    def read(self, key: str, value: object) -> tuple[Text, ...]:
        """Return the texts in order."""
        if not isinstance(value, Row) or not all(isinstance(each, Text) for each in value):
            raise refuse(key, value, "a list of texts")
        return tuple(value)

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"type": "array", "items": {"type": ["string", "number", "boolean"]}}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, key: str, value: object) -> bool:
        """Return True for yes."""
        if value == "yes" or value == "no":
            return value == "yes"
        raise refuse(key, value, "yes or no")

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"enum": ["yes", "no", True, False]}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from 0."""

    def read(self, key: str, value: object) -> int:
        """Return the number."""
        if not isinstance(value, Text) or not value.isdecimal() or len(value) > 9:
            raise refuse(key, value, "a whole number")
        return int(value)

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"type": "integer", "minimum": 0}


@dataclass(frozen=True, slots=True)
class Day:
    """A date that may be partial."""

    def read(self, key: str, value: object) -> PartialDate:
        """Return the date with its first and last day."""
        day = partial_date(value) if isinstance(value, Text) else None
        if day is None:
            raise BadRulebook([Fault("bad_date", place_of(value), {"text": value})])
        return day

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2})?(-\d{2})?$"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, key: str, value: object) -> Text:
        """Return the word."""
        if not isinstance(value, Text) or value not in self.options:
            meant = nearest(str(value), self.options) if isinstance(value, Text) else None
            raise refuse(key, value, "one of " + ", ".join(self.options), meant)
        return value

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"enum": list(self.options)}


@dataclass(frozen=True, slots=True)
class Numbers:
    """A mapping from names to whole numbers."""

    def read(self, key: str, value: object) -> dict[str, int]:
        """Return the mapping."""
        if not isinstance(value, Table):
            raise refuse(key, value, "a mapping of names to whole numbers")
        return {str(name): Whole().read(f"{key}.{name}", number) for name, number in value.items()}

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}


@dataclass(frozen=True, slots=True)
class Reasons:
    """A mapping from names or written expressions to a reason in words."""

    def read(self, key: str, value: object) -> dict[str, Text]:
        """Return the mapping."""
        if not isinstance(value, Table):
            raise refuse(key, value, "a mapping of names to reasons")
        return {str(name): Words().read(f"{key}.{name}", reason) for name, reason in value.items()}

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"type": "object", "additionalProperties": Words().schema()}


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a fact: a list, or one word that names a set of them."""

    named: tuple[str, ...]

    def read(self, key: str, value: object) -> Text | tuple[Text, ...]:
        """Return the list of codes, or the word."""
        if isinstance(value, Row):
            return WordList().read(key, value)
        return Choice(self.named).read(key, value)

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"anyOf": [WordList().schema(), {"enum": list(self.named)}]}


@dataclass(frozen=True, slots=True)
class Mappings:
    """A list of mappings that are read later, where they are used."""

    def read(self, key: str, value: object) -> tuple[Table, ...]:
        """Return the mappings as they stand."""
        if not isinstance(value, Row) or not all(isinstance(each, Table) for each in value):
            raise refuse(key, value, "a list of mappings")
        return tuple(value)

    def schema(self) -> Schema:
        """The same rule as JSON Schema."""
        return {"type": "array", "items": {"type": "object"}}
