"""Asks the house through its front doors, undoes what it did, and says which class the answer is of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.template.base import Template
from django.template.context import Context
from django.test import Client
from django.urls import reverse

from asylon.casework.journal.models import Entry
from asylon.casework.staff.tokens import make_token
from asylon.web.signin.session import PURPOSE, ROLE
from tests.security.expected import Kind
from tests.security.rules import Row
from tests.security.world import Place, World
from tests.web.signin.signed_in import change_session, code, sign_in, step_up

CONFIRM_PAGE = "account/reauthenticate.html"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
ID_LETTERS = 36
DONE = frozenset({200, 201, 302})
TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')


@dataclass(frozen=True)
class Heard:
    """An answer, and what the journal says of the question."""

    answer: Any
    entries: tuple[Mapping[str, Any], ...]
    templates: frozenset[str]
    """What the answer was made with."""

    @property
    def kind(self) -> Kind | None:
        """The class of the answer; None for one that is in none of them."""
        status = self.answer.status_code
        if self._asks_to_confirm:
            return Kind.CONFIRM
        if status in DONE:
            return Kind.DONE
        return {404: Kind.ABSENT, 403: Kind.REFUSED}.get(status)

    @property
    def why(self) -> str:
        """The reason that an answer of the API gives."""
        if self.answer.headers["Content-Type"] != "application/problem+json":
            return ""
        return str(json.loads(self.answer.content).get("why", ""))

    @property
    def is_refusal_written(self) -> bool:
        """Whether the journal holds the refusal."""
        return any(entry["outcome"] == "refused" for entry in self.entries)

    def is_deed_written(self, person: str) -> bool:
        """Whether the journal holds what was done with this person."""
        return any(
            entry["outcome"] == "done"
            and (entry["person"] == UUID(person) or person in entry["detail"].get("people", ()))
            for entry in self.entries
        )

    def without(self, place: Place) -> tuple[int, bytes, dict[str, str]]:
        """The answer without the ids that were asked for and what is new in every answer."""
        content = TOKENS.sub(rb"\1", self.answer.content)
        for known in place.looked_up.values():
            if isinstance(known, str) and len(known) == ID_LETTERS:
                content = content.replace(known.encode(), b"(asked for)")
        headers = {name: text for name, text in self.answer.headers.items() if name != "Location"}
        return self.answer.status_code, content, headers

    @property
    def _asks_to_confirm(self) -> bool:
        if self.answer.status_code == 302:
            return str(self.answer.headers["Location"]).startswith(reverse("account_reauthenticate"))
        if self.answer.status_code == 403 and self.why == "step_up":
            return True
        return CONFIRM_PAGE in self.templates


@dataclass
class Asker:
    """The account of a world, at the pages with a session and at the API with a token."""

    world: World
    now: datetime
    pages: dict[bool, Client] = field(init=False)
    cookies: dict[bool, dict[str, str]] = field(init=False)
    program: Client = field(default_factory=Client)
    """One for all: each new one reads the settings anew, which takes longer than most answers."""

    def __post_init__(self) -> None:
        self.pages = {False: self._signed_in(), True: self._signed_in()}
        step_up(self.pages[True], self.world.account)
        self.cookies = {
            fresh: {name: each.value for name, each in client.cookies.items()}
            for fresh, client in self.pages.items()
        }

    @cached_property
    def token(self) -> str:
        """A token of the account, in its role and for its purpose."""
        until = self.now + timedelta(days=1)
        role, purpose = self.world.role, self.world.purpose.value
        return make_token(
            self.world.account, role=role, purpose=purpose, name="matrix", until=until, now=self.now
        )[1]

    def ask_page(self, row: Row, place: Place, *, stepped_up: bool = False) -> Heard:
        """Ask for a page as somebody who is signed in."""
        client = self.pages[stepped_up]
        client.cookies = SimpleCookie(self.cookies[stepped_up])  # an answer may have set or ended some
        return _heard(client, row.method, address(row, place), _form(row, place), content_type=FORM)

    def ask_api(self, row: Row, place: Place, *, stepped_up: bool = False) -> Heard:
        """Ask the API as a program."""
        headers = {"authorization": f"Bearer {self.token}"}
        if stepped_up:
            headers["fresh-code"] = code()
        body = b"" if row.send is None else json.dumps(_looked_up(row.send, place)).encode()
        where = address(row, place, room="api")
        return _heard(self.program, row.method, where, body, content_type=JSON, headers=headers)

    def _signed_in(self) -> Client:
        client = Client()
        sign_in(client, self.world.account)
        change_session(client, **{ROLE: self.world.role.value, PURPOSE: self.world.purpose.value})
        return client


def address(row: Row, place: Place, *, room: str = "") -> str:
    """Where a row points, for this place."""
    path = reverse(f"{room}:{row.name}" if room else row.name, kwargs=_looked_up(row.at, place))
    return f"{path}?{urlencode(row.ask)}" if row.ask else path


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written in here is taken back."""
    with transaction.atomic(), transaction.atomic(using="keys"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@contextmanager
def templates_by_name() -> Iterator[set[str]]:
    """The names of the templates that are used in here. Django's tests would copy what each is given too."""
    names: set[str] = set()

    def render(template: Template, context: Context) -> Any:
        names.add(str(template.name))
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(Template, "_render", render)
        yield names


def _heard(
    client: Client,
    method: str,
    where: str,
    body: bytes,
    *,
    content_type: str,
    headers: Mapping[str, str] | None = None,
) -> Heard:
    with undone(), templates_by_name() as templates:
        last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        answer = client.generic(
            method, where, body, content_type=content_type if body else "", headers=dict(headers or {})
        )
        written = Entry.objects.filter(seq__gt=last).values("outcome", "person", "actor", "act", "detail")
        return Heard(answer, tuple(written), frozenset(templates))


def _form(row: Row, place: Place) -> bytes:
    return urlencode(_looked_up(row.send or {}, place), doseq=True).encode()


def _looked_up(given: Any, place: Place) -> Any:
    if isinstance(given, str) and given.startswith("$"):
        return str(uuid4()) if given == "$draft" else place.looked_up[given[1:]]
    if isinstance(given, Mapping):
        return {name: _looked_up(each, place) for name, each in given.items()}
    if isinstance(given, list):
        return [_looked_up(each, place) for each in given]
    return given
