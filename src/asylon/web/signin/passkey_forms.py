"""The forms that take what a browser says of a passkey. Whatever it sends, the answer is a message."""

from __future__ import annotations

import struct
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from asylon.web.signin.adapters import FactorAdapter

NOT_A_PASSKEY = (
    LookupError,
    AttributeError,
    TypeError,
    ValueError,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)
"""What the library runs into when the parts of a credential are missing or no such parts."""


class _Shown:
    def clean_credential(self) -> Any:
        """The passkey of an account, if it was really shown.

        Raises: ValidationError, whatever was sent.
        """
        try:
            return super().clean_credential()  # type: ignore[misc] # the form beside it has it
        except ValidationError:
            raise
        except NOT_A_PASSKEY as fault:
            raise _refusal() from fault


class PasskeySignInForm(_Shown, LoginWebAuthnForm):  # type: ignore[misc] # the library ships no types
    """A passkey in place of password and code."""


class PasskeyForm(_Shown, AuthenticateWebAuthnForm):  # type: ignore[misc] # the library ships no types
    """A passkey after the password."""


class FreshPasskeyForm(_Shown, ReauthenticateWebAuthnForm):  # type: ignore[misc] # the library ships no types
    """A passkey again, to confirm or to unlock."""


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # the library ships no types
    """A passkey that was just made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")  # the library has no word for it in some of our languages

    def clean(self) -> dict[str, Any]:
        """The name and the credential.

        Raises: ValidationError, whatever was sent.
        """
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            raise
        except NOT_A_PASSKEY as fault:
            raise _refusal() from fault
        return cleaned


def _refusal() -> ValidationError:
    refusal: ValidationError = FactorAdapter().validation_error("passkey_not_taken")
    return refusal
