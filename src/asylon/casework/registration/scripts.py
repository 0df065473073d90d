"""Which script a name is typed in, and how it reads in Latin letters. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping

from anyascii import anyascii

LATIN = "Latn"
_SCRIPTS: Mapping[str, str] = {
    "LATIN": LATIN,
    "ARABIC": "Arab",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ETHIOPIC": "Ethi",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "KANNADA": "Knda",
    "MALAYALAM": "Mlym",
    "SINHALA": "Sinh",
    "THAI": "Thai",
    "LAO": "Laoo",
    "MYANMAR": "Mymr",
    "KHMER": "Khmr",
    "TIBETAN": "Tibt",
    "SYRIAC": "Syrc",
    "THAANA": "Thaa",
    "NKO": "Nkoo",
    "ADLAM": "Adlm",
    "HANIFI": "Rohg",
    "TIFINAGH": "Tfng",
    "HANGUL": "Hang",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "CJK": "Hani",
    "MONGOLIAN": "Mong",
}
"""The first word of a letter's Unicode name, and the code of ISO 15924."""
NOT_ENCODED = "Zyyy"


def script_of(text: str) -> str:
    """The script of most of the letters, by ISO 15924; Zyyy if there are none, or of a script not listed."""
    letters = (unicodedata.name(sign, "").partition(" ")[0] for sign in text if sign.isalpha())
    counted = Counter(_SCRIPTS.get(word, NOT_ENCODED) for word in letters)
    return counted.most_common(1)[0][0] if counted else NOT_ENCODED


def in_latin(text: str) -> str:
    """The text letter by letter in Latin ones, each word with a capital. Nobody has checked it."""
    return " ".join(word[:1].upper() + word[1:] for word in anyascii(text).split())
