"""Bends the sign-in library to this house: nobody signs up, nothing is e-mailed, wrong tries are counted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from asylon.casework.staff import services
from asylon.casework.staff.lockout import Counted, begin_try, by_account, by_address, by_name, was_right
from asylon.casework.staff.models import Account
from asylon.casework.staff.selectors import has_second_factor
from asylon.web.signin import sealing, waiting, written
from asylon.web.signin.session import begin_session


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library ships no types
    """Passwords and sessions."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": lazy(
            "This work name and this password do not go together. Check both, then try again."
        ),
        "incorrect_password": lazy("This is not your password. Type the one that you sign in with."),
        "enter_current_password": lazy("This is not your password. Type the one that you signed in with."),
        "incorrect_code": lazy("This code does not count. Take the one that is shown now."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No e-mail is ever sent."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No e-mail is ever sent."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what happened."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account of a work name and a password, once the try has been counted.

        Raises: ValidationError that says how long to wait.
        """
        now = timezone.now()
        counted = [by_name(credentials["username"]), by_address(self.get_client_ip(request))]
        until = begin_try(counted, now=now)
        if until is not None:
            written.refused("sign_in", "waiting", now=now)
            raise ValidationError(waiting.sentence(until, now=now), code="waiting")
        account = authenticate(request, **credentials)
        if not isinstance(account, Account):
            written.refused("sign_in", "password", now=now)
            return None
        was_right(counted)
        return account

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether this is the password of somebody who is signed in already."""
        found = self.authenticate(self.request, username=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open the session."""
        super().login(request, user)
        begin_session(request, now=timezone.now())
        written.done("sign_in", user, now=timezone.now())

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """The same way back as for anybody else who may not come in."""
        clear_login(request)
        written.refused("sign_in", "locked", account=user, now=timezone.now())
        return HttpResponseRedirect(reverse("account_login"))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Store a password that somebody chose."""
        if isinstance(user, Account):
            services.change_password(user, password)

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """Always the second factor: whoever sits down at an open session may know the password."""
        if not user.is_authenticated:
            return []
        url = reverse("account_reauthenticate")
        return [{"id": "confirm", "description": _("Confirm that it is you"), "url": url}]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not while the first factor is being set up: there is nothing yet to confirm with."""
        user = self.request.user
        return not (isinstance(user, Account) and not has_second_factor(user.pk))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library ships no types
    """Second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": lazy("This code does not count. Take the one that is shown now."),
        "passkey_not_taken": lazy("This passkey was not taken. Try again, or use another way."),
        "cannot_delete_authenticator": lazy(
            "This is your only second factor. Set up another one first, then take this one away."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal what is stored of a factor."""
        return sealing.seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what is stored of a factor."""
        return sealing.open_secret(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not the last one: without a second factor nobody works here."""
        others = type(authenticator).objects.filter(user_id=authenticator.user_id)
        kinds = (authenticator.Type.TOTP, authenticator.Type.WEBAUTHN)
        return bool(others.filter(type__in=kinds).exclude(pk=authenticator.pk).exists())

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """What a passkey shows of the account: the work name."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.get_username()}


def address_of(request: HttpRequest) -> str:
    """The network address that a request comes from."""
    address: str = AccountAdapter(request).get_client_ip(request)
    return address


def try_code(request: HttpRequest, account: Account, *, now: datetime) -> list[Counted]:
    """Count a try of a code. Gives what to hand to `was_right` if it was right.

    Raises: ValidationError that says how long to wait.
    """
    counted = [by_account(account.pk), by_address(address_of(request))]
    until = begin_try(counted, now=now)
    if until is not None:
        written.refused("second_factor", "waiting", account=account, now=now)
        raise ValidationError(waiting.sentence(until, now=now), code="waiting")
    return counted
