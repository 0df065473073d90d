"""Asks for the second factor again before something highly sensitive."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from asylon.web.signin import refusals
from asylon.web.signin.session import stepped_up_until

Page = Callable[..., HttpResponseBase]


def is_stepped_up(request: HttpRequest) -> bool:
    """Whether the second factor was shown again within the last minutes."""
    until = stepped_up_until(request)
    return until is not None and until > timezone.now()


def needs_step_up(page: Page) -> Page:
    """A page that opens only after a fresh second factor; what was sent to it is not lost on the way."""

    @wraps(page)
    def confirmed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_stepped_up(request):
            return page(request, *args, **kwargs)
        if request.method == "POST":
            return refusals.ask_to_confirm(request)
        where = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{where}")

    return confirmed
