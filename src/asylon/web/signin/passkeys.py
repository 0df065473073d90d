"""What a browser is asked for when somebody shows or makes a passkey, as the page hands it over."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration, get_credentials

from asylon.casework.staff.models import Account


def to_show(account: Account) -> str:
    """The request for one of this account's passkeys; "" if it has none."""
    return as_text(begin_authentication(account)) if get_credentials(account) else ""


def to_make(account: Account) -> str:
    """The request for a new passkey that can sign in alone: it stays in the device and checks its owner."""
    return as_text(begin_registration(account, True))


def as_text(options: dict[str, Any]) -> str:
    """Options of the library as JSON."""
    return json.dumps(options)
