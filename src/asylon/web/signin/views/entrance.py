"""The first page, signing in with password and second factor, and what to do when one of them is lost."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from asylon.casework.staff.factors import DEMO_PASSWORD
from asylon.web.signin import passkeys, written
from asylon.web.signin.demonstration import cast
from asylon.web.signin.forms import SignInForm


def first(request: HttpRequest) -> HttpResponse:
    """What this is, in three sentences, and the way in; in the demonstration also whom to be."""
    if getattr(request, "visitor", None) is not None:
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    given = {
        "form": SignInForm(request=request),
        "cast": cast(now=timezone.now()) if settings.DEMO else (),
        "password": DEMO_PASSWORD,
        "address": reverse("mfa_login_webauthn"),
    }
    return _unkept(render(request, "signin/first.html", given))


class SignIn(LoginView):  # type: ignore[misc] # the library ships no types
    """Work name and password."""

    template_name = "account/login.html"

    def render_to_response(self, given: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """No copy is kept: the page says what was typed."""
        return _unkept(super().render_to_response(given, **kwargs))


class SecondFactor(AuthenticateView):  # type: ignore[misc] # the library ships no types
    """The code of the authenticator app, a recovery code, or a passkey."""

    template_name = "mfa/authenticate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which of them this account has."""
        given: dict[str, Any] = super().get_context_data(**kwargs)
        account = self.stage.login.user
        return given | {
            "has_app": is_mfa_enabled(account, [Authenticator.Type.TOTP]),
            "options": passkeys.to_show(account),
        }


class PasskeyIn(LoginWebAuthnView):  # type: ignore[misc] # the library ships no types
    """A passkey in place of password and code: it checks its owner itself."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the beginning."""
        written.refused("sign_in", "passkey", now=timezone.now())
        messages.error(
            self.request,
            _("This passkey was not taken. Try again, or sign in with your password and the code."),
        )
        return HttpResponseRedirect(reverse("account_login"))


class SignOut(LogoutView):  # type: ignore[misc] # the library ships no types
    """Ends the session. Asks first if it was not sent by a form."""

    template_name = "account/logout.html"


def lost(request: HttpRequest) -> HttpResponse:
    """What to do without telephone, passkey or password."""
    return render(request, "signin/lost.html")


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
