"""What somebody typed into the search: a number, a date of birth, names, in any order and script. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from asylon.casework.people.name_forms import Word, words_of
from asylon.casework.people.name_keys import name_keys, number_key, years_of
from asylon.casework.people.partial_dates import UNKNOWN, PartialDate, Precision
from asylon.casework.people.typed_dates import BadDate, plain, read_typed

LONGEST = 200
"""Characters of a query that are looked at."""
MOST_KEYS = 48
SEXES = ("female", "male", "other", "not_said")

_NUMBER = re.compile(r"[a-z][a-z0-9\-]*-\d{2}-\d{6}")
_NUMBER_RUN_TOGETHER = re.compile(r"[a-z]{1,12}\d{8}")


@dataclass(frozen=True, slots=True)
class Query:
    """A search, read. Empty parts were not typed."""

    words: tuple[Word, ...]
    born: PartialDate
    number: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.number or self.born.years)

    def keys(self) -> list[str]:
        """The words to look up, the most telling first."""
        found: list[str] = [self.number] if self.number else []
        if self.born.precision is Precision.EXACT and self.born.earliest is not None:
            found += [f"d:{self.born.earliest.isoformat()}:{sex}" for sex in SEXES]
        named = name_keys(self.words, years=self._years())
        found += sorted(named, key=lambda key: "pyts".index(key[0]))
        return found[:MOST_KEYS]

    def _years(self) -> tuple[int, ...]:
        """The years of birth to look under, and the ones beside them: ages are guessed."""
        years = years_of(self.born)
        return tuple(range(years[0] - 1, years[-1] + 2)) if years else ()


def read_query(typed: str, *, today: date) -> Query:
    """Read a search. Whatever is no number and no date is taken for a name."""
    text = plain(typed[:LONGEST].replace("\0", " "))
    pieces = text.split()
    number = next((piece for piece in pieces if _is_number(piece)), "")
    born, dated = UNKNOWN, ""
    for piece in pieces:
        if piece != number and any(each.isdecimal() for each in piece):
            try:
                born, dated = read_typed(piece, today=today), piece
            except BadDate:
                continue
    named = " ".join(
        piece for piece in pieces if piece not in (number, dated) and not any(map(str.isdecimal, piece))
    )
    return Query(words_of(named), born, number_key(number) if number else "")


def _is_number(piece: str) -> bool:
    return bool(_NUMBER.fullmatch(piece) or _NUMBER_RUN_TOGETHER.fullmatch(piece))
