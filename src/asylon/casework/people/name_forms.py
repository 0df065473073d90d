"""One form for the many ways in which a name is written: any script to a few consonants.

Pure. Short vowels, articles, doubled letters and the choices that clerks make between kh and h, j and y,
q and k disappear; what is left is equal for Youssef, Yusuf and يوسف. It finds too much rather than too
little; `likeness` weighs what was found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from anyascii import anyascii

from asylon.casework.people.name_letters import (
    ARABIC,
    ARABIC_FORMS,
    BEFORE_ASCII,
    DIGRAPHS,
    EQUIVALENTS,
    FIRST_ARABIC,
    FIRST_LATIN,
    LATIN,
    PARTICLES,
    SERVANT,
    Reading,
)

MOST_VARIANTS = 3
"""Consonant forms that one word may have, where a letter can be read in several ways."""
DOUBTFUL_LETTERS = 2
"""Letters of a word that are read in several ways; the others as usual."""
LONGEST = 40
"""Letters of a word that are looked at."""
MOST_WORDS = 8

_VOWEL: Reading = ("",)
_SPLIT = re.compile(r"[\s\-‐‑–—'’`´ʼʿʾ.,;:/\\|_()\[\]\"“”«»]+")
_SERVANT = re.compile(r"abd[aeiou]l+(?!ah?\Z)(?=.{3})")
_ARTICLE = re.compile(r"(?:al|el)(?=[^aeiou].{3})")
_ITCH = re.compile(r"(?<=.{3})ic\Z")
"""Markovic, where the keyboard had no ć."""
_GLIDE = re.compile(r"i(?=[aou])")
_DIGRAPHS = re.compile("|".join(written for written, _ in DIGRAPHS))
_READ = dict(DIGRAPHS)
_CONTROLS = {
    code: None for code in range(128) if unicodedata.category(chr(code)) == "Cc" and code not in b"\t\n\r"
}
_DOUBLED = re.compile(r"(.)\1+")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_ARABIC_ARTICLE = "ال"
_GODS_SERVANT = "عبدالله"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as it was written, in Latin letters, and its consonants in one or more readings."""

    plain: str
    latin: str
    skeletons: tuple[str, ...]


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a name that tell people apart; articles and words for son and father are left out."""
    split = [_plain(each) for each in _SPLIT.split(_opened(text))]
    found = _joined([each[:LONGEST] for each in split if each])
    telling = [each for each in found if each not in PARTICLES] or found
    return tuple(_word(each) for each in telling[:MOST_WORDS])


def _word(plain: str) -> Word:
    if _is_arabic(plain):
        letters = tuple(_arabic_letters(plain))
        return Word(plain, "".join(each[0] for each in letters) or plain, _readings(letters))
    composed = unicodedata.normalize("NFC", plain).translate(BEFORE_ASCII)
    in_ascii = composed if composed.isascii() else anyascii(composed).casefold()
    latin = "".join(each for each in in_ascii if "a" <= each <= "z")
    return Word(plain, latin or plain, _readings(_latin_letters(EQUIVALENTS.get(latin, latin))))


def _opened(text: str) -> str:
    """In small letters, without joiners, marks of direction, and the line that only stretches a word."""
    if text.isascii():
        return text.lower().translate(_CONTROLS)
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ـ", "")
    return "".join(
        each for each in folded if each.isspace() or unicodedata.category(each) not in ("Cf", "Cc")
    )


def _plain(word: str) -> str:
    """Arabic without vowel signs and in one form of each letter. Other scripts keep what their marks say."""
    if not _is_arabic(word):
        return word
    letters = (each for each in word if unicodedata.category(each) != "Mn")
    return "".join(ARABIC_FORMS.get(each, each) for each in letters)


def _joined(words: Iterable[str]) -> list[str]:
    """Abd al-Rahman, Abdul Rahman and عبد الرحمن as one word each."""
    found: list[str] = []
    waiting = False
    for word in words:
        if not waiting:
            found.append(SERVANT.get(word, word))
            waiting = word in SERVANT
        elif word not in PARTICLES:
            found[-1] += word.removeprefix(_ARABIC_ARTICLE) if _is_arabic(word) else word
            waiting = False
    return found


def _is_arabic(word: str) -> bool:
    return _ARABIC_LETTER.search(word) is not None


def _arabic_letters(word: str) -> Iterator[Reading]:
    bare = word.removeprefix(_ARABIC_ARTICLE) if len(word) > len("الxx") else word
    if bare.startswith("عبدال") and bare != _GODS_SERVANT:
        bare = "عبد" + bare.removeprefix("عبدال")
    for number, letter in enumerate(_DOUBLED.sub(r"\1", bare)):
        first = FIRST_ARABIC.get(letter) if number == 0 else None
        yield first or ARABIC.get(letter, _VOWEL)


def _latin_letters(latin: str) -> Iterator[Reading]:
    bare = _DOUBLED.sub(r"\1", _SERVANT.sub("abd", latin, count=1))
    bare = _ITCH.sub("ich", _ARTICLE.sub("", bare, count=1))
    bare = _DIGRAPHS.sub(lambda found: _READ[found[0]], bare)
    if _GLIDE.match(bare):
        bare = "y" + bare[1:]
    for number, letter in enumerate(bare):
        first = FIRST_LATIN.get(letter) if number == 0 else None
        yield first or LATIN.get(letter, _VOWEL)


def _readings(letters: Iterable[Reading]) -> tuple[str, ...]:
    """Every reading of the letters, the usual one first, at most `MOST_VARIANTS`."""
    choices: list[Reading] = []
    doubtful = 0
    for letter in letters:
        doubtful += len(letter) > 1
        choices.append(letter if doubtful <= DOUBTFUL_LETTERS else letter[:1])
    read = ("".join(each) for each in product(*choices))
    return tuple(dict.fromkeys(each for each in read if each))[:MOST_VARIANTS]
