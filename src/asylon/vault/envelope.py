"""Seal and open single values: AES-256-GCM, bound to the table, column and row where they stand.

An envelope is one byte for the algorithm, a random nonce of 96 bits, and the ciphertext with its tag.
What is sealed is padded, so that a short answer is as long as any other.

Source: NIST SP 800-38D; at most 2**32 values may be sealed under one key (8.3).
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from asylon.vault.faults import BadKey, Break, Broken, NotSealable

Sealable = None | bool | int | float | str | Sequence["Sealable"] | Mapping[str, "Sealable"]
"""What JSON can say."""

KEY_BYTES = 32
BLOCK = 64
"""Lengths are rounded up to this many bytes; 60 bytes of content fit the first block."""

_AES_256_GCM = 1
_MARK = bytes([_AES_256_GCM])
_NONCE_BYTES = 12
_TAG_BYTES = 16
_SHORTEST = 1 + _NONCE_BYTES + BLOCK + _TAG_BYTES
_LENGTH = struct.Struct(">I")
_BINDING = struct.Struct(">BIII")


@dataclass(frozen=True, slots=True)
class Context:
    """The one place where a sealed value belongs. A row may be named by its UUID or by its text."""

    table: str
    column: str
    row: UUID | str


def seal(key: bytes, plaintext: bytes, *, context: Context) -> bytes:
    """Seal bytes, so that they open with the same key in the same place and nowhere else.

    Meant for fields; whole files go to `seal_backup`.
    Raises: BadKey; ValueError if the context leaves table, column or row empty.
    """
    # The nonce is made here and cannot be passed in: one that comes twice under a key gives both values away.
    nonce = os.urandom(_NONCE_BYTES)
    return _MARK + nonce + _cipher(key).encrypt(nonce, _padded(plaintext), _binding(context))


def open_sealed(key: bytes, sealed: bytes, *, context: Context) -> bytes:
    """Open what `seal` sealed.

    Raises: Broken if it was changed or cut short, stands elsewhere, or was sealed under another key;
    BadKey; ValueError if the context leaves table, column or row empty.
    """
    if len(sealed) < _SHORTEST:
        raise _broken(context, Break.TOO_SHORT)
    if sealed[0] != _AES_256_GCM:
        raise _broken(context, Break.UNKNOWN_ALGORITHM)
    nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        padded = _cipher(key).decrypt(nonce, ciphertext, _binding(context))
    except InvalidTag:
        raise _broken(context, Break.REFUSED) from None
    (length,) = _LENGTH.unpack_from(padded)
    if len(padded) != _padded_length(length):
        raise _broken(context, Break.REFUSED)
    return padded[_LENGTH.size : _LENGTH.size + length]


def seal_json(key: bytes, value: Sealable, *, context: Context) -> bytes:
    """Seal a JSON value: UTF-8, names in order, no blanks, so that equal values are equal bytes.

    Raises: NotSealable if JSON cannot say it; BadKey; ValueError as `seal`.
    """
    plaintext = _canonical(value)
    if plaintext is None:
        raise NotSealable(table=context.table, column=context.column)
    return seal(key, plaintext, context=context)


def open_json(key: bytes, sealed: bytes, *, context: Context) -> Any:
    """Open what `seal_json` sealed.

    Raises: Broken, also if what was sealed is no JSON; BadKey; ValueError as `open_sealed`.
    """
    plaintext = open_sealed(key, sealed, context=context)
    with suppress(ValueError):  # as a cause it would carry the document along
        return json.loads(plaintext)
    raise _broken(context, Break.NOT_JSON)


def _cipher(key: bytes) -> AESGCM:
    # Not cached: it takes about a microsecond, and a cache would keep the keys of erased people in memory.
    if len(key) != KEY_BYTES:
        raise BadKey(len(key))
    return AESGCM(key)


def _binding(context: Context) -> bytes:
    if not (context.table and context.column and context.row):
        raise ValueError("a context names a table, a column and a row; one of them is empty")
    table, column, row = context.table.encode(), context.column.encode(), str(context.row).encode()
    # The lengths keep two contexts apart whose names only join to the same text.
    return _BINDING.pack(_AES_256_GCM, len(table), len(column), len(row)) + table + column + row


def _padded_length(length: int) -> int:
    return -(-(_LENGTH.size + length) // BLOCK) * BLOCK


def _padded(plaintext: bytes) -> bytes:
    length = len(plaintext)
    return (_LENGTH.pack(length) + plaintext).ljust(_padded_length(length), b"\0")


def _canonical(value: Sealable) -> bytes | None:
    # Python's own errors quote the value or hold it, so they must not even stay behind as the cause of ours.
    with suppress(TypeError, ValueError, RecursionError):
        if _has_text_keys(value):
            return json.dumps(
                value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
            ).encode()
    return None


def _has_text_keys(value: object) -> bool:
    # `json` would quietly turn other keys into text.
    if isinstance(value, dict):
        return all(isinstance(key, str) and _has_text_keys(inner) for key, inner in value.items())
    if isinstance(value, list | tuple):
        return all(map(_has_text_keys, value))
    return True


def _broken(context: Context, fault: Break) -> Broken:
    return Broken(table=context.table, column=context.column, fault=fault)
