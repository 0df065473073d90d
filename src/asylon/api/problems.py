"""What goes wrong, as problem+json: what, where, and what to do; never whether somebody is on record.

A person who is not there, and one who is none of the visitor's business, get the same bytes.
Source: RFC 9457.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from asylon.api.shapes.base import Out

MEDIA_TYPE = "application/problem+json"


class Fault(Out):
    """One thing in a request that cannot be taken: its place, a code for programs, a sentence for people."""

    place: str
    code: str
    says: str


class Problem(Out):
    """Why a request was not done. `why` is a code that stays the same; `detail` is for people."""

    type: str
    title: str
    status: int
    detail: str
    why: str = ""
    faults: tuple[Fault, ...] = ()
    now: dict[str, Any] | None = None
    """What stands on record at this moment, where somebody else changed it first."""


DECLARED: Mapping[HTTPStatus, str] = {
    HTTPStatus.BAD_REQUEST: "The body is no JSON, or holds characters that cannot be stored.",
    HTTPStatus.UNAUTHORIZED: "There is no token, or it has ended.",
    HTTPStatus.FORBIDDEN: "The role, purpose or field does not allow it, or a fresh code is wanted.",
    HTTPStatus.NOT_FOUND: "There is nothing here for this visitor.",
    HTTPStatus.METHOD_NOT_ALLOWED: "The address is there, the method is not.",
    HTTPStatus.CONFLICT: "It does not fit what stands on record by now; `now` says what stands.",
    HTTPStatus.GONE: "The person was erased.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is larger than is taken.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The body is not application/json.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Something in the request cannot be taken; `faults` says what.",
    HTTPStatus.TOO_MANY_REQUESTS: "Wait as long as Retry-After says.",
}
"""What every operation may answer instead of its own answer."""


def problem(
    status: HTTPStatus,
    detail: str,
    *,
    why: str = "",
    faults: Iterable[Fault] = (),
    now: dict[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer for something that was not done."""
    told = Problem(
        type="about:blank",
        title=status.phrase,
        status=status.value,
        detail=detail,
        why=why,
        faults=tuple(faults),
        now=now,
    )
    content = told.model_dump(mode="json", exclude_defaults=True)
    return JsonResponse(content, status=status.value, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def not_there() -> HttpResponse:
    """Nothing is here for this visitor: always the same bytes."""
    return problem(HTTPStatus.NOT_FOUND, _("There is nothing here for you. Look at the address."))
