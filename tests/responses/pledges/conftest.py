"""The office of the tests of pledges."""

from __future__ import annotations

import pytest

from asylon.responses.emergencies.models import Emergency
from tests.office_cast import Cast
from tests.responses.pledges.pledged import an_emergency
from tests.web.people.conftest import cast, heads_of_this_test

__all__ = ["cast", "emergency", "heads_of_this_test"]


@pytest.fixture
def emergency(cast: Cast) -> Emergency:
    """Northern crossings, with invented figures."""
    return an_emergency(cast)
