"""One's own sign-in: password, authenticator app, passkeys and recovery codes."""

from __future__ import annotations

from typing import Any

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordChangeView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from asylon.web.signin import passkeys, written


class MySignIn(IndexView):  # type: ignore[misc] # the library ships no types
    """What one signs in with."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The app, the passkeys, and how many recovery codes are left."""
        given: dict[str, Any] = super().get_context_data(**kwargs)
        found = given["authenticators"]
        codes = found.get(Authenticator.Type.RECOVERY_CODES)
        return given | {
            "app": found.get(Authenticator.Type.TOTP),
            "passkeys": found.get(Authenticator.Type.WEBAUTHN, []),
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
        }


def set_up(request: HttpRequest) -> HttpResponse:
    """The first second factor: an app or a passkey."""
    return render(request, "signin/set_up.html")


class Password(PasswordChangeView):  # type: ignore[misc] # the library ships no types
    """Change one's password."""

    template_name = "account/password_change.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it was changed, and that other sessions have ended."""
        answer: HttpResponse = super().form_valid(form)
        messages.success(self.request, _("Your password is changed. Every other session of yours has ended."))
        written.done("change_password", self.request.user, now=timezone.now())
        return answer


class SetUpApp(ActivateTOTPView):  # type: ignore[misc] # the library ships no types
    """Connect an authenticator app."""

    template_name = "mfa/totp/activate_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret as a picture and as letters."""
        given: dict[str, Any] = super().get_context_data(**kwargs)
        secret = given["form"].secret
        return given | {
            "picture": mark_safe(_picture(given["totp_url"])),
            "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """The code was right: it counts as a fresh second factor, so that the recovery codes can be shown."""
        answer: HttpResponse = super().form_valid(form)
        _now_set_up(self.request, "totp")
        return answer


class TakeAppAway(DeactivateTOTPView):  # type: ignore[misc] # the library ships no types
    """Disconnect the authenticator app, if a passkey is left."""

    template_name = "mfa/totp/deactivate_form.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Say so."""
        answer: HttpResponse = super().form_valid(form)
        messages.success(self.request, _("The app is taken away. Its codes no longer count."))
        written.done("remove_factor", self.request.user, detail={"kind": "totp"}, now=timezone.now())
        return answer


class AddPasskey(AddWebAuthnView):  # type: ignore[misc] # the library ships no types
    """Make a passkey. Each can sign in alone: it checks its owner itself."""

    template_name = "mfa/webauthn/add_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is asked for."""
        given: dict[str, Any] = super().get_context_data(**kwargs)
        return given | {"options": passkeys.to_make(self.request.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        """It was just used, so it counts as a fresh second factor."""
        answer: HttpResponse = super().form_valid(form)
        _now_set_up(self.request, "webauthn")
        return answer


class RenamePasskey(EditWebAuthnView):  # type: ignore[misc] # the library ships no types
    """Call a passkey by another name."""

    template_name = "mfa/webauthn/edit_form.html"
    success_url = reverse_lazy("mfa_index")


class TakePasskeyAway(RemoveWebAuthnView):  # type: ignore[misc] # the library ships no types
    """Take a passkey away, if another factor is left."""

    template_name = "mfa/webauthn/authenticator_confirm_delete.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Not the last second factor: without one nobody works here."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(self.success_url)
        answer: HttpResponse = super().form_valid(form)
        messages.success(self.request, _("The passkey is taken away."))
        written.done("remove_factor", self.request.user, detail={"kind": "webauthn"}, now=timezone.now())
        return answer


class Codes(ViewRecoveryCodesView):  # type: ignore[misc] # the library ships no types
    """The recovery codes, shown once."""

    template_name = "mfa/recovery_codes/index.html"


class NewCodes(GenerateRecoveryCodesView):  # type: ignore[misc] # the library ships no types
    """New recovery codes in place of the old ones."""

    template_name = "mfa/recovery_codes/generate.html"


def _now_set_up(request: HttpRequest, kind: str) -> None:
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)
    written.done("add_factor", request.user, detail={"kind": kind}, now=timezone.now())


def _picture(address: str) -> str:
    # Its own colours: a telephone has to read it on a dark screen as well.
    drawn: str = segno.make(address, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff")
    return drawn
