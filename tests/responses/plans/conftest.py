"""The office of the tests of casework, and an emergency, here too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from tests.office_cast import Cast, the_cast
from tests.responses.plans.made import an_emergency


@pytest.fixture
def cast(db: Any) -> Cast:
    """One account for each role."""
    return the_cast()


@pytest.fixture
def coordinator(cast: Cast) -> Visitor:
    """Who keeps plans, with a fresh second factor."""
    return cast.visitor(Role.COORDINATOR, stepped_up=True)


@pytest.fixture
def emergency(cast: Cast) -> Emergency:
    """A made-up situation: people from Syria who come to Lebanon."""
    return an_emergency(cast)


@pytest.fixture(autouse=True)
def heads_of_this_test(settings: Any, tmp_path: Path) -> None:
    """Each test keeps the copies of the journal's head in a file of its own."""
    settings.JOURNAL_HEADS = str(tmp_path / "journal-heads")
