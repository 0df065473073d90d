"""What the tests of the API share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.api.world import World, the_world


@pytest.fixture
def world(db: Any) -> World:
    """A family of the reception centre, and everybody who may or may not open it."""
    return the_world()


@pytest.fixture(autouse=True)
def heads_of_this_test(settings: Any, tmp_path: Path) -> None:
    """Each test has a file of its own for the journal's heads, and may ask as fast as it likes."""
    settings.JOURNAL_HEADS = str(tmp_path / "journal-heads")
    settings.API_REQUESTS_A_MINUTE = 1_000_000
