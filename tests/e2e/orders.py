"""What the process behind an office can do: make the story, open sessions, read a code."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from asylon.casework.access.door import open_person
from asylon.casework.access.erasing import erase_person
from asylon.casework.access.kernel import Act
from asylon.casework.staff.factors import PERIOD, code_at
from asylon.casework.staff.models import Account
from asylon.casework.staff.services import set_language
from asylon.responses.emergencies.services import declare
from asylon.web.signin.session import ENROLLED, SEEN_AT, SIGNED_IN_AT
from tests.responses.emergencies.situations import a_declaration, full_emergency
from tests.scene import SECRET, make_scene, visitor_of


def scene() -> dict[str, dict[str, str]]:
    """Make everybody and everything; gives their ids."""
    return make_scene(now=timezone.now()).plain()


def session(username: str, language: str, stepped_up: bool) -> dict[str, str]:
    """A whole session of an account, second factor included, and the name of its cookie."""
    account = Account.objects.get(username=username)
    set_language(account.pk, language)
    now = time.time()
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "asylon.web.signin.backend.WorkNames"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store[SIGNED_IN_AT] = store[SEEN_AT] = now
    store[ENROLLED] = True
    if stepped_up:
        store[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "type": "totp", "at": now, "reauthenticated": True}
        ]
        store["account_authentication_methods_user"] = str(account.pk)
    store.create()
    return {"name": settings.SESSION_COOKIE_NAME, "value": store.session_key or ""}


def speaks(username: str, language: str) -> None:
    """Let an account have the pages in a language from now on."""
    set_language(Account.objects.get(username=username).pk, language)


def code(ahead: int = 0) -> str:
    """What everybody's authenticator app shows now, or `ahead` half minutes later: each code counts once."""
    return code_at(SECRET, timezone.now() + ahead * timedelta(seconds=PERIOD))


def copy(to: str) -> None:
    """A copy of the database of cases as it is now, as a backup takes it."""
    with closing(sqlite3.connect(to)) as made:
        connection.ensure_connection()
        connection.connection.backup(made)


def erase(person: str) -> None:
    """Erase somebody for good, as the supervisor who has shown her second factor again."""
    now = timezone.now()
    supervisor = visitor_of(
        Account.objects.get(username="supervisor"), stepped_up_until=now + timedelta(minutes=5)
    )
    case = open_person(supervisor, UUID(person), act=Act.SEE_PAGE, now=now)
    erase_person(supervisor, case.person, seen=case.version, now=now)


def emergency() -> str:
    """Make an emergency with figures of every kind, and declare it; gives its id."""
    now = timezone.now()
    visitor = visitor_of(
        Account.objects.get(username="coordinator"), stepped_up_until=now + timedelta(minutes=5)
    )
    made = full_emergency(visitor, now=now)
    declare(visitor, made, a_declaration(on=now.date(), look_again_on=now.date() + timedelta(28)), now=now)
    return str(made)


ORDERS: dict[str, Any] = {
    order.__name__: order for order in (scene, session, speaks, code, copy, erase, emergency)
}
