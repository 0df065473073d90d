"""The words under which somebody can be found: pure text, to be blinded before it is stored.

A word begins with a letter for its sort: t a name as written, s its consonants, p two names, y a name and
a year of birth, d a day of birth and a sex, n a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, product

from asylon.casework.people.identity import Name
from asylon.casework.people.name_forms import Word, words_of
from asylon.casework.people.partial_dates import PartialDate, Precision

Reader = Callable[[str], tuple[Word, ...]]
"""`words_of`, or one that remembers what it has read. None outlives a request: it holds names in clear."""

MOST_PAIRS = 8
MOST_YEARS = 3
"""A birth that may lie in more years than this is no key."""


def keys_of(names: Iterable[Name], *, born: PartialDate, sex: str, number: str) -> list[str]:
    """The words under which a person is stored, without doubles."""
    found: list[str] = [number_key(number)] if number else []
    for name in names:
        found += name_keys(name_words(name), years=years_of(born))
    if born.precision is Precision.EXACT and born.earliest is not None:
        found.append(f"d:{born.earliest.isoformat()}:{sex}")
    return list(dict.fromkeys(found))


def name_words(name: Name, *, read: Reader = words_of) -> tuple[Word, ...]:
    """The telling words of a name, each once."""
    return tuple(dict.fromkeys(word for part in name.parts for word in read(part)))


def name_keys(words: Iterable[Word], *, years: Iterable[int] = ()) -> list[str]:
    """The words for a name as written, its consonants, its pairs, and each with the years."""
    words = tuple(words)
    found = [f"t:{word.plain}" for word in words]
    skeletons = [skeleton for word in words for skeleton in word.skeletons]
    found += [f"s:{skeleton}" for skeleton in skeletons]
    found += pair_keys(words)
    found += [f"y:{skeleton}:{year}" for year in years for skeleton in skeletons]
    return list(dict.fromkeys(found))


def pair_keys(words: Iterable[Word]) -> list[str]:
    """Two names together, whichever comes first."""
    pairs = (
        "|".join(sorted((one, other)))
        for first, second in combinations(words, 2)
        for one, other in product(first.skeletons, second.skeletons)
    )
    return [f"p:{pair}" for pair in list(dict.fromkeys(pairs))[:MOST_PAIRS]]


def years_of(born: PartialDate) -> tuple[int, ...]:
    """The years to look under; none if they are too many."""
    return born.years if len(born.years) <= MOST_YEARS else ()


def number_key(number: str) -> str:
    """A registration number, however its parts are separated, in the digits of any script."""
    plain = "".join(str(int(each)) if each.isdecimal() else each for each in number if each.isalnum())
    return f"n:{plain.upper()}"
