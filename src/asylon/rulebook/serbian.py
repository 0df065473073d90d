"""Serbian in Latin letters, by rule from Cyrillic: one letter for one, and Lj, Nj, Dž for three of them."""

from __future__ import annotations

import re

_CYRILLIC = "абвгдђежзијклмнопрстћуфхцчш"
_LATIN = "abvgdđežzijklmnoprstćufhcčš"
_LETTERS = {**dict(zip(_CYRILLIC, _LATIN, strict=True)), "љ": "lj", "њ": "nj", "џ": "dž"}
_WORD = re.compile(r"[^\W\d_]+")


def serbian_latin(text: str) -> str:
    """Write Serbian Cyrillic in Latin letters; what is not Cyrillic stays as it is.

    A word in capitals keeps them (`ЉУДИ` is `LJUDI`); elsewhere only the first half of a double letter is
    large (`Људи` is `Ljudi`).
    """
    return _WORD.sub(lambda found: _word(found.group()), text)


def _word(word: str) -> str:
    loud = len(word) > 1 and word.isupper()
    return "".join(_letter(letter, loud=loud) for letter in word)


def _letter(letter: str, *, loud: bool) -> str:
    small = _LETTERS.get(letter.lower(), "")
    if not small:
        return letter
    if letter.islower():
        return small
    return small.upper() if loud else small.capitalize()
