"""The forms of signing in. Each message says what to do; a try is counted before it is checked."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import decrypt
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asylon.casework.staff.factors import spend_code
from asylon.casework.staff.lockout import was_right
from asylon.web.signin import written
from asylon.web.signin.adapters import AccountAdapter, FactorAdapter, try_code


class SignInForm(LoginForm):  # type: ignore[misc] # the library ships no types
    """Work name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self, "login", _("Your work name"), required=_("Type your work name."))
        _field(self, "password", _("Password"), required=_("Type your password."))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean(self) -> dict[str, Any]:
        """Say what is wrong beside the work name, the same whether an account of that name exists or not."""
        try:
            super().clean()
        except ValidationError as wrong:
            self.add_error("login", wrong)
        cleaned: dict[str, Any] = self.cleaned_data
        return cleaned


class _CountedCode:
    """Counts a try, takes a code once, and counts the try back if the code was right."""

    user: Any
    authenticator: Any

    def clean_code(self) -> str:
        """The code, if it is right and was not taken before."""
        now = timezone.now()
        counted = try_code(context.request, self.user, now=now)
        try:
            code: str = super().clean_code()  # type: ignore[misc] # the form beside it has it
            self._spend(code)
        except ValidationError:
            written.refused("second_factor", "code", account=self.user, now=now)
            raise
        was_right(counted)
        return code

    def _spend(self, code: str) -> None:
        row = self.authenticator
        if row.type != Authenticator.Type.TOTP:
            return
        secret = decrypt(row.data["secret"])
        if not spend_code(self.user.pk, code, secret=secret, now=timezone.now()):
            raise FactorAdapter().validation_error("incorrect_code")


class CodeForm(_CountedCode, AuthenticateForm):  # type: ignore[misc] # the library ships no types
    """The second factor at sign-in: six digits, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, help_text=_("From the app on your telephone. No code is ever sent by e-mail."))


class FreshCodeForm(_CountedCode, ReauthenticateForm):  # type: ignore[misc] # the library ships no types
    """The second factor again, before something highly sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, help_text=_("From the app on your telephone, or one of your recovery codes."))


class AppForm(ActivateTOTPForm):  # type: ignore[misc] # the library ships no types
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self, help_text=_("The six digits that the app shows now."))

    def clean_code(self) -> str:
        """The code, if it is that of the secret on this page; it does not count a second time."""
        code: str = super().clean_code()
        if not spend_code(self.user.pk, code, secret=self.secret, now=timezone.now()):
            raise FactorAdapter().validation_error("incorrect_code")
        return code


class PasswordForm(ChangePasswordForm):  # type: ignore[misc] # the library ships no types
    """A password of one's own choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self, "oldpassword", _("The password until now"), required=_("Type your password until now."))
        _field(self, "password1", _("The new password"), required=_("Choose a new password."))
        _field(self, "password2", _("The new password again"), required=_("Type the new password again."))
        self.fields["password1"].help_text = _(
            "At least 12 characters. Four or five words that have nothing in common are easy to keep."
        )

    def clean_oldpassword(self) -> str:
        """Counted like any other try of a password."""
        typed: str = self.cleaned_data["oldpassword"]
        if not AccountAdapter(context.request).reauthenticate(self.user, typed):
            raise AccountAdapter(context.request).validation_error("enter_current_password")
        return typed

    def clean(self) -> dict[str, Any]:
        """The same password once more is no change."""
        cleaned: dict[str, Any] = super().clean()
        chosen = cleaned.get("password1")
        if chosen and chosen == cleaned.get("oldpassword"):
            self.add_error("password1", _("Choose a password that differs from the one until now."))
        return cleaned


class UnlockForm(forms.Form):
    """The password again, after a pause."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """The password, if it is that of whoever is signed in."""
        typed: str = self.cleaned_data["password"]
        adapter = AccountAdapter(context.request)
        if not adapter.reauthenticate(self.user, typed):
            raise adapter.validation_error("incorrect_password")
        return typed


def _code_field(form: forms.Form, *, help_text: Any) -> None:
    _field(form, "code", _("Six-digit code"), required=_("Type the code that the app shows now."))
    form.fields["code"].help_text = help_text
    form.fields["code"].widget.attrs |= {
        "inputmode": "numeric",
        "class": "w6",
        "autocomplete": "one-time-code",
        "spellcheck": "false",
    }


def _field(form: forms.Form, name: str, label: Any, *, required: Any) -> None:
    field = form.fields[name]
    field.label = label
    field.help_text = ""
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)
