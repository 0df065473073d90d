"""The cast, and browsers of colleagues who have signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from asylon.casework.access.visitors import Purpose
from asylon.casework.staff.models import Account
from tests.office_cast import Cast, a_person, involved, the_cast
from tests.web.signin.signed_in import sign_in

SignedIn = Callable[[Account], Client]


@pytest.fixture
def cast(db: Any) -> Cast:
    """Amina, Bojan, Carla, and one account for each role."""
    return the_cast()


@pytest.fixture(autouse=True)
def heads_of_this_test(settings: Any, tmp_path: Path) -> None:
    """Each test keeps the copies of the journal's head in a file of its own."""
    settings.JOURNAL_HEADS = str(tmp_path / "journal-heads")


@pytest.fixture
def person(cast: Cast) -> UUID:
    """Somebody whose case Amina holds, with Bojan on the trafficking track, by the clock of today."""
    since = timezone.now() - timedelta(hours=1)
    mina = a_person(cast.reception, cast.amina, languages=("ar",), now=since)
    involved(mina, cast.amina, since=since)
    involved(mina, cast.bojan, Purpose.TRAFFICKING_ASSISTANCE, since=since)
    return mina


@pytest.fixture
def signed_in() -> SignedIn:
    """Gives the test client of an account."""

    def client_of(account: Account) -> Client:
        client = Client()
        sign_in(client, account)
        return client

    return client_of
