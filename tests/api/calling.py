"""Calling the API as a program would: a token, JSON in, JSON out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from asylon.casework.staff.factors import code_at
from asylon.casework.staff.models import Account
from tests.api.world import SECRET

ROOT = "/api/v1"


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    json: Any
    response: Any

    @property
    def text(self) -> str:
        found: str = self.response.content.decode(errors="replace")
        return found


def call(
    token: str,
    method: str,
    path: str,
    body: Any = None,
    *,
    fresh: Account | None = None,
    code: str | None = None,
) -> Answered:
    """Send a request; with `fresh` also the code that the account's app shows now, as if never used."""
    sent = {"Authorization": f"Bearer {token}"}
    if fresh is not None or code is not None:
        sent["Fresh-Code"] = fresh_code(fresh) if fresh is not None else str(code)
    response = Client(headers=sent).generic(
        method,
        ROOT + path,
        b"" if body is None else json.dumps(body).encode(),
        content_type="application/json",
    )
    return Answered(response.status_code, _json(response), response)


def fresh_code(account: Account) -> str:
    """The code of this moment, which counts although the same one was used in the test before."""
    Account.objects.filter(pk=account.pk).update(last_code_step=0)
    return code_at(SECRET, timezone.now())


def _json(response: HttpResponseBase) -> Any:
    if "json" not in response.headers.get("Content-Type", ""):
        return None
    return json.loads(getattr(response, "content", b""))
