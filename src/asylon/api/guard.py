"""Before and after every operation: size and kind of the body, and no answer that is not ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from asylon.api.body import MOST_BYTES
from asylon.api.problems import problem

View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """The same view behind the checks that do not depend on the operation."""

    @csrf_exempt  # a token is no cookie: no other site can make a browser send it
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = _refusal(request) or view(request, *args, **kwargs)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            said = _("This address does not take the method %(method)s.") % {"method": request.method}
            answer = problem(HTTPStatus.METHOD_NOT_ALLOWED, said, headers={"Allow": answer.headers["Allow"]})
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return checked


def _refusal(request: HttpRequest) -> HttpResponse | None:
    length = _length(request)
    if length > MOST_BYTES:
        said = _("The body is larger than %(bytes)s bytes. Send less at a time.") % {"bytes": MOST_BYTES}
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)
    if length and request.content_type != "application/json":
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("Send the body as application/json."))
    return None


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0
