"""Seals what signing in must hold: authenticator secrets, and what somebody had typed when locked out.

What was typed travels in the page, not in the session: the database never holds it, and nobody can read
it off a locked screen.
"""

from __future__ import annotations

import base64
import json
import zlib
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.http import HttpRequest, QueryDict

from asylon.casework.keys.services import ring
from asylon.vault import Broken, Context, open_sealed, seal

MOST = 500_000
"""Characters of typed text that are kept; a form never comes near."""
FACTOR = Context("authenticator", "secret", "totp")
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
LEFT_OUT = frozenset({"csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was sent while it could not be taken."""

    path: str
    fields: tuple[tuple[str, str], ...]


def seal_secret(text: str) -> str:
    """Seal the secret of an authenticator app."""
    return base64.b64encode(seal(_factor_key(), text.encode(), context=FACTOR)).decode()


def open_secret(sealed: str) -> str:
    """Give back what `seal_secret` sealed.

    Raises: Broken.
    """
    return open_sealed(_factor_key(), base64.b64decode(sealed), context=FACTOR).decode()


def keep_typed(request: HttpRequest, account: UUID) -> str:
    """What was sent with this request, sealed for this account; "" if there is nothing to keep."""
    if request.method != "POST" or request.content_type not in FORMS:
        return ""
    fields = [
        (name, value) for name, values in request.POST.lists() if name not in LEFT_OUT for value in values
    ]
    text = json.dumps([request.get_full_path(), fields])
    if len(text) > MOST:
        return ""
    key = ring().ticket_keys[0]
    return base64.b64encode(seal(key, zlib.compress(text.encode()), context=_kept(account))).decode()


def typed(kept: str, account: UUID) -> Typed | None:
    """What `keep_typed` sealed for this account; None if it was changed or is somebody else's."""
    for key in ring().ticket_keys:
        with suppress(Broken, ValueError, zlib.error):
            opened = open_sealed(key, base64.b64decode(kept, validate=True), context=_kept(account))
            path, fields = json.loads(zlib.decompress(opened))
            return Typed(path, tuple((name, value) for name, value in fields))
    return None


def kept_in(data: QueryDict) -> str:
    """The sealed text that a page of ours sent back."""
    return data.get("kept", "")


def _kept(account: UUID) -> Context:
    return Context("kept form", "typed", account)


def _factor_key() -> bytes:
    # From the lasting secret, so that factors outlive a change of the office key.
    return HKDF(SHA256(), 32, salt=None, info=b"asylon sign-in 1: authenticator secrets").derive(
        ring().index_key
    )
