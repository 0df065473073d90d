"""Before and after every operation: the query, the body's size and kind, and no answer that is not ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from asylon.api.body import MOST_BYTES
from asylon.api.problems import Fault, problem

LONGEST_NAME = 80

View = Callable[..., HttpResponse]
Queries = Mapping[str, frozenset[str]]
"""By method, the names that a query may hold."""


def guarded(view: View, queries: Queries | None = None) -> View:
    """The same view behind the checks that are the same for every operation."""

    @csrf_exempt  # a token is no cookie: no other site can make a browser send it
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = _refusal(request, queries or {}) or view(request, *args, **kwargs)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            said = _("This address does not take the method %(method)s.") % {"method": request.method}
            answer = problem(HTTPStatus.METHOD_NOT_ALLOWED, said, headers={"Allow": answer.headers["Allow"]})
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return checked


def _refusal(request: HttpRequest, queries: Queries) -> HttpResponse | None:
    length = _length(request)
    if length > MOST_BYTES:
        said = _("The body is larger than %(bytes)s bytes. Send less at a time.") % {"bytes": MOST_BYTES}
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)
    if length and request.content_type != "application/json":
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("Send the body as application/json."))
    unknown = request.GET.keys() - queries.get(str(request.method), request.GET.keys())
    if unknown:
        # Passed over in silence, a misspelt limit would be no limit.
        says = _("This operation has no such parameter. Leave it out, or look at its name again.")
        faults = [
            Fault(place=name[:LONGEST_NAME], code="extra_forbidden", says=says) for name in sorted(unknown)
        ]
        return problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            _("The address holds parameters that there are not."),
            faults=faults,
        )
    return None


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0
