"""Confirming with the second factor, before something highly sensitive."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import resume_request
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from asylon.casework.staff.models import Account
from asylon.web.signin import passkeys, sealing
from asylon.web.signin.forms import FreshCodeForm
from asylon.web.signin.passkey_forms import FreshPasskeyForm
from asylon.web.signin.views.lock import go_on, next_address


def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for the code or a passkey, then go on with what was asked for."""
    account = request.user
    if not isinstance(account, Account):
        raise TypeError("Only visitors come here: the middleware sends everybody else away.")
    form: Any = FreshCodeForm(user=account)
    if request.method == "POST":
        form = _sent(request, account)
        if form.is_valid():
            form.save()
            if sealing.kept_in(request.POST):
                return go_on(request, account)
            resumed: HttpResponse | None = resume_request(request)
            return resumed or go_on(request, account)
    failed = "credential" in request.POST
    given = {
        "form": FreshCodeForm(user=account) if failed else form,
        "passkey_failed": failed,
        "kept": sealing.kept_in(request.POST),
        "next": next_address(request),
        "options": passkeys.to_show(account),
    }
    return render(request, "account/reauthenticate.html", given)


def _sent(request: HttpRequest, account: Account) -> Any:
    form = FreshPasskeyForm if "credential" in request.POST else FreshCodeForm
    return form(data=request.POST, user=account)
