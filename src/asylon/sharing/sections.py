"""Reads the parts of a key text, and collects every fault with its place and path."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from asylon.rulebook.places import Row, Table, Text
from asylon.sharing.exact import number
from asylon.sharing.faults import SharingFault, nearest
from asylon.sharing.race import MOST_PERSONS

Word = TypeVar("Word", bound=StrEnum)


class Section:
    """One mapping of a key text, with its path; faults go into a list that all sections share."""

    def __init__(self, table: Table, path: str, faults: list[SharingFault]) -> None:
        """Keep the mapping and where it is."""
        self.table = table
        self.parts: dict[str, Any] = {str(key): value for key, value in table.items()}
        self.path = path
        self.faults = faults

    def blame(
        self, code: str, key: str, /, *, meant: str | None = None, at: object = None, **values: object
    ) -> None:
        """Note a fault at a key of this section, or at `at`, a part of its value."""
        where = at if at is not None else self.parts.get(key, self.table)
        place = getattr(where, "place", None) or self.table.place
        path = ".".join(filter(None, (self.path, key[:60])))
        self.faults.append(SharingFault(code, f"{place}: {path}" if path else str(place), values, meant))

    def only(self, known: Iterable[str], *, needed: Iterable[str] = (), owner: str) -> None:
        """Refuse keys that do not belong here, and the absence of those that must."""
        known = tuple(known)
        for found in self.table:
            key = str(found)
            if key not in known:
                self.blame("unknown_key", key, at=found, owner=owner, key=key, meant=nearest(key, known))
        for name in needed:
            if name not in self.parts:
                self.blame("missing_key", "", owner=owner, key=name)

    def text(self, key: str) -> str:
        """A text; empty where there is none."""
        found = self.parts.get(key, "")
        if isinstance(found, str):
            return str(found)
        self.blame("wrong_shape", key, key=key, wanted="a text")
        return ""

    def word(self, key: str, words: type[Word], usual: Word) -> Word:
        """One of a few words."""
        found = self.text(key)
        if not found:
            return usual
        try:
            return words(found)
        except ValueError:
            self.blame(
                "unknown_word",
                key,
                name=found,
                known=", ".join(words),
                meant=nearest(found, list(words)),
            )
            return usual

    def number(self, key: str) -> Fraction | None:
        """An exact number, 0 or more unless it is an exponent; None where there is none."""
        found = self.text(key)
        if not found:
            return None
        value = number(found)
        if value is None:
            self.blame("not_number", key, text=found[:60])
        elif value < 0 and key != "exponent":
            self.blame("negative", key, text=found)
            return None
        return value

    def persons(self, key: str) -> int | None:
        """A whole number of persons; None where there is none."""
        found = self.text(key)
        if not found:
            return None
        if found.isascii() and found.isdigit() and len(found) <= 11 and int(found) <= MOST_PERSONS:
            return int(found)
        self.blame("not_whole", key, text=found[:60])
        return None

    def day(self, key: str) -> date | None:
        """A whole date; None where there is none."""
        found = self.text(key)
        if not found:
            return None
        try:
            if len(found) == len("2026-11-22"):
                return date.fromisoformat(found)
        except ValueError:
            pass  # such as 30 February: the same sentence serves
        self.blame("bad_date", key, text=found[:60])
        return None

    def names(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text."""
        found = self.parts.get(key, Row(self.table.place))
        if isinstance(found, Text):
            return (str(found),) if found else ()
        if isinstance(found, Row) and all(isinstance(each, Text) and each for each in found):
            return tuple(str(each) for each in found)
        self.blame("wrong_shape", key, key=key, wanted="a list of texts")
        return ()

    def section(self, key: str) -> Section | None:
        """A mapping under a key; None where there is none, or where it is something else."""
        found = self.parts.get(key)
        if isinstance(found, Table):
            return Section(found, ".".join(filter(None, (self.path, key))), self.faults)
        if found is not None:
            self.blame("wrong_shape", key, key=key, wanted="a mapping")
        return None

    def rows(self, key: str) -> list[Section]:
        """A list of mappings."""
        found = self.parts.get(key, Row(self.table.place))
        path = ".".join(filter(None, (self.path, key)))
        if isinstance(found, Row) and all(isinstance(each, Table) for each in found):
            return [Section(each, f"{path}[{at}]", self.faults) for at, each in enumerate(found)]
        self.blame("wrong_shape", key, key=key, wanted="a list of mappings")
        return []
