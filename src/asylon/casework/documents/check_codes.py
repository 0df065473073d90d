"""The codes behind the squares on certificates: they look random, tell nothing, and cannot be made up.

A code is the id of a person or group, encrypted and authenticated at once. The same paper printed twice
carries the same code. Its key is derived from the lasting secret of the office, so that papers stay
good when office keys are replaced. Source: AES-SIV, RFC 5297.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

_LABEL = b"asylon certificates 1: check code"
_CODE_BYTES = 32
CODE_LENGTH = 52
"""Letters and digits of a code: 32 bytes in base 32, without its padding."""


def make_code(id_: UUID, *, key: bytes) -> str:
    """The code of a paper about this person or group."""
    sealed = _cipher(key).encrypt(id_.bytes, [_LABEL])
    return base64.b32encode(sealed).decode().rstrip("=").lower()


def read_code(code: str, *, key: bytes) -> UUID | None:
    """Whose paper a code stands on; None for a code that this office never made."""
    sealed = _bytes_of(code)
    try:
        return UUID(bytes=_cipher(key).decrypt(sealed, [_LABEL]))
    except InvalidTag:
        return None


def _bytes_of(code: str) -> bytes:
    """The bytes of a code; bytes that fit no code for anything else, so that the work stays the same."""
    try:
        found = base64.b32decode(code.upper() + "====")
    except (binascii.Error, ValueError):
        return bytes(_CODE_BYTES)
    return found if len(code) == CODE_LENGTH and len(found) == _CODE_BYTES else bytes(_CODE_BYTES)


def _cipher(key: bytes) -> AESSIV:
    return AESSIV(hmac.digest(key, _LABEL, hashlib.sha512))
