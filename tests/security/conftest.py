"""What the tests of security share, and how many decisions the matrix asked for, in the summary."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def heads_of_this_test(settings: Any, tmp_path: Path) -> None:
    """Each test keeps the copies of the journal's head in a file of its own."""
    settings.JOURNAL_HEADS = str(tmp_path / "journal-heads")


@pytest.fixture
def now(settings: Any) -> datetime:
    """The time of day, in an office whose API takes as many questions as there are."""
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    return timezone.now()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many decisions about access were tested, over all processes."""
    reports = [each for kind in ("passed", "failed") for each in terminalreporter.stats.get(kind, ())]
    told = [value for each in reports for name, value in each.user_properties if name == "decisions"]
    if told:
        terminalreporter.write_line(f"{sum(told):,} decisions about access were tested.")
