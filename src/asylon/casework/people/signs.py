"""Which signs names and places are written with, in every script."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
"""Persian, Urdu and Indic names are spelt with them."""
_MARKS = "'’ʼ‘`´.·,()/՚״׳"


def strange_sign(name: str) -> str:
    """The first sign that no name is written with: a control, a picture, a sign of computing; else empty.

    Letters of every script, their marks, digits, spaces, hyphens, apostrophes, full stops and brackets stay.
    """
    return next((sign for sign in name if not _in_names(sign)), "")


def _in_names(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind[0] in "LM" or kind in ("Nd", "Zs", "Pd") or sign in _MARKS or sign in _JOINERS
