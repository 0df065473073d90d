"""The letters of names and how they are read: tables for `name_forms`, which explains them."""

from __future__ import annotations

from collections.abc import Mapping

Reading = tuple[str, ...]
"""The consonants that a letter may stand for, the usual one first; empty for a vowel."""

PARTICLES = frozenset(
    (
        *("al", "el", "ul", "ur", "as", "ash", "ad", "an", "ar", "az", "at"),
        *("bin", "ben", "ibn", "bint", "binti", "ould", "wuld"),
        *("abu", "abou", "aboo", "abi", "bu", "umm", "um"),
        *("de", "da", "di", "del", "van", "von", "der"),
        *("و", "ال", "بن", "ابن", "بنت", "ولد", "ابو", "ابي", "ام", "ابا", "آل"),
    )
)
"""Words that stand in one way of writing a name and not in another."""

SERVANT: Mapping[str, str] = {
    **dict.fromkeys(("abd", "abdul", "abdel", "abdal", "abdol", "abdur", "abder", "abdoul"), "abd"),
    "عبد": "عبد",
}
"""The first half of names such as Abd al-Rahman, which some write as one word."""

_FORMS: Mapping[str, Reading] = {
    "mohamed": ("md", "mohd", "muhd", "mhd", "mohamod", "mouhamed", "mamadou", "mehmet", "mahomed"),
    "sergei": ("serhii", "serhiy", "sergej", "sergii", "serhij"),
    "vladimir": ("volodymyr", "wolodymyr"),
    "aleksandr": ("oleksandr", "olexandr", "aleksandar"),
    "nikolai": ("mykola", "nikolaj", "mikola"),
    "elena": ("olena", "helena", "yelena"),
    "ekaterina": ("kateryna", "katerina", "yekaterina", "katarina"),
    "evgeni": ("yevhen", "evhen", "evgeny", "evgenij", "yevgeniy", "yevgeny"),
    "grigori": ("hryhorii", "hryhoriy"),
    "igor": ("ihor",),
    "oleg": ("oleh",),
    "bogdan": ("bohdan",),
    "yusef": ("josip", "yosyp", "joseph", "josef", "jozef", "yosip", "iosif"),
    "ibrahim": ("abraham", "avraham"),
}
EQUIVALENTS: Mapping[str, str] = {form: name for name, forms in _FORMS.items() for form in forms}
"""Latin forms of one name whose consonants differ, and the form that stands for all."""

ARABIC_FORMS: Mapping[str, str] = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیې", "ي"),
    "ک": "ك",
    "ة": "ه",
    "ھ": "ه",
}
"""Letters that are written for one another."""

ARABIC: Mapping[str, Reading] = {
    **dict.fromkeys("بپ", ("b",)),
    **dict.fromkeys("تطټٹ", ("t",)),
    "ث": ("t", "s"),
    "ج": ("j",),
    **dict.fromkeys("چشښ", ("x",)),
    **dict.fromkeys("خغقكگګڭ", ("k",)),
    **dict.fromkeys("دډڈ", ("d",)),
    **dict.fromkeys("ذضظ", ("d", "s")),
    **dict.fromkeys("رړڑ", ("r",)),
    **dict.fromkeys("زژسصځڅ", ("s",)),
    "ف": ("f",),
    "ل": ("l",),
    "م": ("m",),
    **dict.fromkeys("نںڼ", ("n",)),
}
"""Arabic script in its Arabic, Persian, Pashto and Urdu uses. What is not here may be a vowel."""

FIRST_ARABIC: Mapping[str, Reading] = {
    **dict.fromkeys("اعئء", ("a",)),
    **dict.fromkeys("هح", ("h",)),
    "ي": ("y",),
    "و": ("w",),
}

LATIN: Mapping[str, Reading] = {
    **dict.fromkeys("bp", ("b",)),
    **dict.fromkeys("ckqg", ("k",)),
    "d": ("d",),
    "f": ("f",),
    "j": ("j", ""),
    "l": ("l",),
    "m": ("m",),
    "n": ("n",),
    "r": ("r",),
    **dict.fromkeys("sz", ("s",)),
    "t": ("t",),
    "x": ("x",),
    "C": ("x", "k"),
}
"""Latin letters after `DIGRAPHS`: there x is sh, and C is ch, which Germans read as kh.

What is not here is a vowel, or may be one.
"""

FIRST_LATIN: Mapping[str, Reading] = {
    **dict.fromkeys("aeiou", ("a",)),
    "h": ("h",),
    "y": ("y",),
    "j": ("j", "y"),
    "w": ("w",),
    "v": ("w", "f"),
    "g": ("k", "j"),
}

DIGRAPHS = (
    ("tsch", "x"),
    ("shch", "x"),
    ("sch", "x"),
    ("tch", "x"),
    ("dzh", "j"),
    ("sh", "x"),
    ("ch", "C"),
    ("dj", "j"),
    ("dz", "j"),
    ("zh", "s"),
    ("kh", "k"),
    ("gh", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ts", "s"),
)
"""Letters written together, and the sound that they are read as; the longest first."""

_CLERKS: Mapping[str, str] = {
    "ch": "čćчћ",
    "sh": "šşшщ",
    "zh": "žж",
    "dj": "đђ",
    "dzh": "џ",
    "ts": "ц",
    "h": "х",
    "s": "ç",
    "i": "ı",
    "n": "њ",
    "l": "љ",
    "ks": "x",
    "": "ğьъ",
}
BEFORE_ASCII = str.maketrans({letter: read for read, letters in _CLERKS.items() for letter in letters})
"""Letters that the general transliteration writes otherwise than clerks do."""
