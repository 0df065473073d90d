"""What the tests of changing an identity share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.office_cast import Cast, the_cast


@pytest.fixture
def cast(db: Any) -> Cast:
    """Amina, Bojan, Carla, and one account for each role."""
    return the_cast()


@pytest.fixture(autouse=True)
def heads_of_this_test(settings: Any, tmp_path: Path) -> None:
    """Each test keeps the copies of the journal's head in a file of its own."""
    settings.JOURNAL_HEADS = str(tmp_path / "journal-heads")
