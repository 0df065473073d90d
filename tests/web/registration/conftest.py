"""Clients of those who register, and of those who do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from asylon.casework.staff.models import Account, Role
from tests.web.signin.signed_in import colleague, sign_in


@pytest.fixture(autouse=True)
def heads_of_this_test(settings: Any, tmp_path: Path) -> None:
    """Each test keeps the copies of the journal's head in a file of its own."""
    settings.JOURNAL_HEADS = str(tmp_path / "journal-heads")


@pytest.fixture
def amina(db: Any) -> Account:
    """A protection caseworker."""
    return colleague()


@pytest.fixture
def desk(amina: Account) -> Client:
    """Amina's browser."""
    client = Client()
    sign_in(client, amina)
    return client


@pytest.fixture
def analyst(db: Any) -> Client:
    """The browser of somebody who registers nobody."""
    client = Client()
    sign_in(client, colleague("ana", roles=(Role.ANALYST,), name="Ana"))
    return client
