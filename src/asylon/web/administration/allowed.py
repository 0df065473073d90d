"""Lets through only what the access kernel allows an administrator; changes want a fresh second factor."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from asylon.casework.access.kernel import Act, Asked, Why
from asylon.casework.access.table import decide
from asylon.web.signin import refusals, written
from asylon.web.visitors import visitor_of

Page = Callable[..., HttpResponseBase]


def administers(act: Act) -> Callable[[Page], Page]:
    """A page for whoever may do `act`. If the act wants a fresh second factor, only changing needs it."""

    def only(page: Page) -> Page:
        @wraps(page)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            visitor = visitor_of(request)
            now = timezone.localtime()
            fresh = request.method == "GET" or visitor.stepped_up(now=now)
            answer = decide(Asked(visitor.role, visitor.purpose, act, stepped_up=fresh))
            if answer.allowed:
                return page(request, *args, **kwargs)
            if answer.why is Why.STEP_UP:
                return refusals.ask_to_confirm(request)
            written.refused(act.value, answer.why.value, visitor=visitor, now=now)
            raise PermissionDenied

        return asked

    return only
