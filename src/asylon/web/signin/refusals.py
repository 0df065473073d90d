"""What somebody gets who may not go on yet: the way in, and what was typed is kept."""

from __future__ import annotations

import json
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from asylon.casework.staff.models import Account
from asylon.web.signin import passkeys
from asylon.web.signin.forms import FreshCodeForm, UnlockForm
from asylon.web.signin.sealing import keep_typed
from asylon.web.signin.session import State

WAYS = {
    State.OUT: "account_login",
    State.LOCKED: "locked",
    State.PASSWORD: "account_change_password",
    State.FACTOR: "set_up_factor",
}
"""Where somebody is sent who has not come in all the way."""


def on_the_way(request: HttpRequest, state: State) -> HttpResponse:
    """Send to the next step of coming in, and back here afterwards."""
    if state is State.IN:
        return render(request, "signin/no_role.html", status=HTTPStatus.FORBIDDEN)
    way = reverse(WAYS[state])
    if request.headers.get("HX-Request"):
        # Not a new page: it would throw away what stands half typed in this one.
        return HttpResponse(
            status=HTTPStatus.UNAUTHORIZED, headers={"HX-Trigger": json.dumps({"sign-in-needed": way})}
        )
    if request.method not in {"GET", "HEAD"}:
        return ask_for_password(request) if state is State.LOCKED else HttpResponseRedirect(way)
    return HttpResponseRedirect(f"{way}?{urlencode({'next': request.get_full_path()})}")


def no_token() -> HttpResponse:
    """A program without a token that counts."""
    answer = {
        "type": "about:blank",
        "title": "Unauthorized",
        "status": HTTPStatus.UNAUTHORIZED,
        "detail": _("Send a token that has not ended in the header Authorization: Bearer."),
    }
    return JsonResponse(
        answer,
        status=HTTPStatus.UNAUTHORIZED,
        content_type="application/problem+json",
        headers={"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"},
    )


def ask_for_password(request: HttpRequest) -> HttpResponse:
    """The locked page in place of what a form was sent to. What was typed waits in it, sealed."""
    account = request.user
    assert isinstance(account, Account)
    given = {
        "form": UnlockForm(user=account),
        "kept": keep_typed(request, account.pk),
        "options": passkeys.to_show(account),
    }
    return render(request, "signin/locked.html", given, status=HTTPStatus.FORBIDDEN)


def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """The confirm page in place of what a form was sent to. What was typed waits in it, sealed."""
    account = request.user
    assert isinstance(account, Account)
    given = {
        "form": FreshCodeForm(user=account),
        "kept": keep_typed(request, account.pk),
        "options": passkeys.to_show(account),
    }
    return render(request, "account/reauthenticate.html", given, status=HTTPStatus.FORBIDDEN)
