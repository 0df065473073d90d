"""A session that is locked: after a pause, by its owner, or because the screen was covered."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from asylon.casework.staff.models import Account
from asylon.web.signin import passkeys, sealing, written
from asylon.web.signin.forms import UnlockForm
from asylon.web.signin.passkey_forms import FreshPasskeyForm
from asylon.web.signin.session import LOCKED
from asylon.web.signin.session import lock as lock_session
from asylon.web.signin.session import unlock as unlock_session


def lock(request: HttpRequest) -> HttpResponse:
    """Lock the session now; opening the address is enough."""
    if isinstance(request.user, Account):
        lock_session(request.session)
    return HttpResponseRedirect(f"{reverse('locked')}?{urlencode({'next': next_address(request)})}")


def locked(request: HttpRequest) -> HttpResponse:
    """Ask for the password or a passkey, then go back to where it was left."""
    account = request.user
    if not isinstance(account, Account) or not request.session.get(LOCKED):
        return HttpResponseRedirect(next_address(request))
    form: forms.Form = UnlockForm(user=account)
    if request.method == "POST":
        form = _sent(request, account)
        if form.is_valid():
            unlock_session(request.session, now=timezone.now())
            written.done("unlock", account, now=timezone.now())
            return go_on(request, account)
    failed = "credential" in request.POST
    given = {
        "form": UnlockForm(user=account) if failed else form,
        "passkey_failed": failed,
        "kept": sealing.kept_in(request.POST),
        "next": next_address(request),
        "options": passkeys.to_show(account),
    }
    return render(request, "signin/locked.html", given)


def cover(request: HttpRequest) -> HttpResponse:
    """A page that tells nothing, and a session that shows nothing until the password comes."""
    if isinstance(request.user, Account):
        lock_session(request.session)
    answer = render(request, "signin/cover.html", {"back": next_address(request)})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def go_on(request: HttpRequest, account: Account) -> HttpResponse:
    """Back to the page where it was left, or to what was typed there."""
    kept = sealing.typed(sealing.kept_in(request.POST), account.pk)
    if kept is not None:
        return render(request, "signin/go_on.html", {"typed": kept})
    return HttpResponseRedirect(next_address(request))


def next_address(request: HttpRequest) -> str:
    """Where to go next, if that is here; otherwise home."""
    wished = request.POST.get("next") or request.GET.get("next") or ""
    secure = request.is_secure()
    if url_has_allowed_host_and_scheme(wished, allowed_hosts={request.get_host()}, require_https=secure):
        return wished
    home: str = settings.LOGIN_REDIRECT_URL
    return home


def _sent(request: HttpRequest, account: Account) -> forms.Form:
    if "credential" in request.POST:
        passkey: forms.Form = FreshPasskeyForm(data=request.POST, user=account)
        return passkey
    return UnlockForm(request.POST, user=account)
