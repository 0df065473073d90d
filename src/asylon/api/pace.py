"""How fast one account may ask: so that nobody reads out a caseload in an hour."""

from __future__ import annotations

from threading import Lock
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.throttling import BaseThrottle

from asylon.casework.access.visitors import Visitor

A_MINUTE = 300
"""Requests of one account in a minute; the setting API_REQUESTS_A_MINUTE stands before it."""
WINDOW = 60
"""Seconds."""


class Pace(BaseThrottle):
    """Counts the requests of each account, however many tokens it has.

    Each process counts alone: a brake, not a lock.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = 0
        self._asked: dict[UUID, int] = {}

    def allow_request(self, request: HttpRequest) -> bool:
        """Count a request, and say whether it may be answered."""
        visitor = getattr(request, "visitor", None)
        if not isinstance(visitor, Visitor):
            return True
        minute = int(timezone.now().timestamp()) // WINDOW
        with self._lock:
            if minute != self._minute:
                self._minute, self._asked = minute, {}
            asked = self._asked[visitor.account] = self._asked.get(visitor.account, 0) + 1
        return asked <= int(getattr(settings, "API_REQUESTS_A_MINUTE", A_MINUTE))

    def wait(self) -> float | None:
        """Seconds until the next minute begins."""
        return WINDOW - timezone.now().timestamp() % WINDOW
