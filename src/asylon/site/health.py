"""Whether the process lives, and whether it can do its work: for whatever watches over it.

The answers name the part that fails and nothing else. Why it fails stands in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from asylon.vault import Keyring, VaultFault

log = logging.getLogger(__name__)


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("live\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Both databases answer and the office keys are readable; 503 and what fails, otherwise."""
    parts = {name: _holds(name, check) for name, check in CHECKS.items()}
    return JsonResponse(
        {"ready": all(parts.values()), **parts},
        status=200 if all(parts.values()) else 503,
        headers={"Cache-Control": "no-store"},
    )


def _holds(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except (DatabaseError, VaultFault, OSError):
        log.exception("not ready: %s", name)
        return False
    return True


def _answers(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT 1")


def _read_office_keys() -> None:
    Keyring.from_text(settings.OFFICE_KEYS)


CHECKS: dict[str, Callable[[], None]] = {
    "database": lambda: _answers("default"),
    "keys_database": lambda: _answers("keys"),
    "office_keys": _read_office_keys,
}
