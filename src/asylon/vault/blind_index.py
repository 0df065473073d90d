"""Blind indexes: find a row by exact words without storing the words.

Equal words give equal bytes, so whoever reads the table sees which rows share a word and how often;
whoever also has the key can try words out. Guard the key like the names themselves.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from typing import TypeVar

from asylon.vault.envelope import KEY_BYTES
from asylon.vault.faults import BadKey

Row = TypeVar("Row")

BLIND_BYTES = 16

_LABEL = b"asylon vault 1: blind words"


def blind(key: bytes, words: str, *, field: str) -> bytes:
    """Sixteen bytes that stand for these exact words in this field, and can be compared only.

    Words are taken as they are: whoever wants spellings to meet normalises them first.
    Source: HMAC-SHA256, cut to 128 bits (RFC 2104). Raises: BadKey.
    """
    if len(key) != KEY_BYTES:
        raise BadKey(len(key))
    # A key of its own, since a person's data key seals as well. Half characters get through: a search
    # for them finds nothing, but must not fail with the words in the error.
    own = hmac.digest(key, _LABEL, hashlib.sha256)
    name = field.encode()
    text = len(name).to_bytes(4, "big") + name + words.encode("utf-8", "surrogatepass")
    return hmac.digest(own, text, hashlib.sha256)[:BLIND_BYTES]


def reblind(entries: Iterable[tuple[Row, str, str]], *, key: bytes) -> Iterator[tuple[Row, bytes]]:
    """Blind everything anew under another key: from (row, field, words) to (row, new bytes), one by one.

    Blind bytes cannot be turned back, so the words come from what is sealed. Old and new entries never
    meet: an index is whole only once every row has been through here.
    Raises: BadKey.
    """
    for row, field, words in entries:
        yield row, blind(key, words, field=field)
