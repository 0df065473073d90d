"""How alike two names are, or two people on paper: evidence for people who decide, never a decision.

Pure. Names are compared word by word in Latin letters and by their consonants, in whatever order they
stand; what only one side says counts neither for nor against.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from asylon.casework.people.identity import Identity, Name
from asylon.casework.people.models import Person
from asylon.casework.people.name_forms import Word, words_of
from asylon.casework.people.name_keys import Reader, name_words
from asylon.casework.people.partial_dates import PartialDate, Precision

SAME_CONSONANTS = 0.92
"""What two words score whose consonants are equal and whose letters are not."""
NEAR = 0.82
"""From here two words may be one name."""
_ORDINARY = (1, 1)
"""Month and day of a birth that nobody knew: the first of January."""


class Sign(StrEnum):
    """What one field says about two records being one person."""

    SAME = "same"
    NEAR = "near"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A field by its code, and its sign."""

    field: str
    sign: Sign


def alike(one: Word, other: Word) -> float:
    """How alike two words of names are, from 0 to 1."""
    if one.latin == other.latin or one.plain == other.plain:
        return 1.0
    letters = float(JaroWinkler.similarity(one.latin, other.latin))
    if set(one.skeletons) & set(other.skeletons):
        return max(SAME_CONSONANTS, min(letters, 0.99))
    return letters


def names_alike(sought: Iterable[Word], found: Iterable[Word]) -> float:
    """How well every sought word is found among the others, from 0 to 1; 0 if either side has none."""
    sought, left = tuple(sought), list(found)
    if not sought or not left:
        return 0.0
    total = 0.0
    for word in sought:
        best = max(left, key=lambda each: alike(word, each), default=None)
        if best is None:
            break  # more was typed than stands on record: each word too many weighs
        total += alike(word, best)
        left.remove(best)
    return total / len(sought)


def best_name(sought: Iterable[Word], identity: Identity, *, read: Reader = words_of) -> float:
    """How well the sought words are found in the best of somebody's names."""
    sought = tuple(sought)
    found = (names_alike(sought, name_words(name, read=read)) for name in identity.names)
    return max(found, default=0.0)


def births_alike(one: PartialDate, other: PartialDate) -> Sign:
    """What two dates of birth say. A year apart is near: ages are guessed, and calendars differ."""
    together = one.overlaps(other)
    if together is None:
        return Sign.UNKNOWN
    if together and one.precision is other.precision is Precision.EXACT:
        return Sign.SAME
    if together or _turned(one, other) or _a_year_apart(one, other):
        return Sign.NEAR
    return Sign.DIFFERS


def sexes_alike(one: str, other: str) -> Sign:
    """What is on record of the sex of both; not said says nothing."""
    return _equal(_said(one), _said(other))


def is_ordinary(born: PartialDate) -> bool:
    """Whether a birth is the first of January, which is written where nobody knew."""
    return born.precision is Precision.EXACT and (born.month, born.day) == _ORDINARY


def evidence(typed: Identity, known: Identity) -> tuple[Evidence, ...]:
    """What each field says about two identities being one person."""
    return (
        Evidence("given", _part(typed, known, "given")),
        Evidence("father", _part(typed, known, "father")),
        Evidence("family", _part(typed, known, "family")),
        Evidence("born", births_alike(typed.born, known.born)),
        Evidence("sex", sexes_alike(typed.sex, known.sex)),
        Evidence("telephone", _equal(_digits(typed.telephone), _digits(known.telephone))),
        Evidence("languages", _shared(typed.languages, known.languages)),
    )


def _part(typed: Identity, known: Identity, part: str) -> Sign:
    pairs = [
        (words_of(getattr(one, part)), words_of(getattr(other, part)))
        for one in typed.names
        for other in known.names
    ]
    scores = [min(names_alike(one, other), names_alike(other, one)) for one, other in pairs if one and other]
    if not scores:
        return Sign.UNKNOWN
    if max(scores) >= SAME_CONSONANTS:
        return Sign.SAME if max(scores) == 1 else Sign.NEAR
    return Sign.NEAR if max(scores) >= NEAR else Sign.DIFFERS


def _said(sex: str) -> str:
    return "" if sex == Person.Sex.NOT_SAID else sex


def _digits(telephone: str) -> str:
    # The last eight: a country's code is written or not.
    return "".join(str(int(each)) for each in telephone if each.isdecimal())[-8:]


def _equal(one: str, other: str) -> Sign:
    if not one or not other:
        return Sign.UNKNOWN
    return Sign.SAME if one == other else Sign.DIFFERS


def _shared(one: Iterable[str], other: Iterable[str]) -> Sign:
    first = {tag.split("-")[0] for tag in one}
    second = {tag.split("-")[0] for tag in other}
    if not first or not second:
        return Sign.UNKNOWN
    return Sign.SAME if first & second else Sign.DIFFERS


def _turned(one: PartialDate, other: PartialDate) -> bool:
    """Day and month the other way round."""
    return (one.year, one.month, one.day) == (other.year, other.day, other.month) and one.day is not None


def _a_year_apart(one: PartialDate, other: PartialDate) -> bool:
    years = [year - own for year in one.years for own in other.years]
    return min(map(abs, years)) <= 1


def all_names(names: Iterable[Name]) -> tuple[Word, ...]:
    """Every telling word of several names."""
    return tuple(dict.fromkeys(word for name in names for word in name_words(name)))
