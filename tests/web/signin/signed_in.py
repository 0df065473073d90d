"""Made-up colleagues, and how a test client comes in as one of them."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from asylon.casework.access.visitors import Visitor
from asylon.casework.offices.models import Office
from asylon.casework.staff.factors import code_at
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.services import make_account
from asylon.web.signin.session import ENROLLED, SEEN_AT, SIGNED_IN_AT

PASSWORD = "four words without sense"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def an_office(code: str = "RC1", name: str = "Reception centre Istok") -> Office:
    office, _ = Office.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "kind": Office.Kind.RECEPTION,
            "jurisdiction": "RS",
            "focal_point": "Desk 2",
            "telephone": "112",
        },
    )
    return office


def colleague(
    username: str = "amina",
    *,
    roles: tuple[Role, ...] = (Role.PROTECTION_CASEWORKER,),
    name: str = "Amina",
    with_app: bool = True,
    now: datetime | None = None,
) -> Account:
    """An account with a known password and, unless said otherwise, an authenticator app."""
    made = make_account(
        an_office(), username=username, name=name, roles=roles, password=PASSWORD, now=now or timezone.now()
    )
    if with_app:
        TOTP.activate(made.account, SECRET)
    return made.account


def code(now: datetime | None = None) -> str:
    """What the app of a colleague shows now."""
    return code_at(SECRET, now or timezone.now())


def sign_in(client: Client, account: Account, *, stepped_up: bool = False) -> None:
    """Give a test client a whole session, second factor included, without going through the pages."""
    client.force_login(account, backend="asylon.web.signin.backend.WorkNames")
    session = client.session
    session[SIGNED_IN_AT] = session[SEEN_AT] = time.time()
    session[ENROLLED] = True
    session.save()
    if stepped_up:
        step_up(client, account)


def step_up(client: Client, account: Account, *, at: float | None = None) -> None:
    """As if the second factor had been shown again."""
    change_session(
        client,
        **{
            AUTHENTICATION_METHODS_SESSION_KEY: [
                {"method": "mfa", "type": "totp", "at": at or time.time(), "reauthenticated": True}
            ],
            "account_authentication_methods_user": str(account.pk),
        },
    )


def change_session(client: Client, **values: Any) -> None:
    session = client.session
    session.update(values)
    session.save()


def visitor_in(answer: Any) -> Visitor:
    """The visitor of the request that was answered."""
    visitor: Visitor | None = answer.wsgi_request.visitor
    assert visitor is not None
    return visitor


def where(answer: Any) -> str:
    """Where an answer sends on to."""
    to: str = answer.headers["Location"]
    return to
