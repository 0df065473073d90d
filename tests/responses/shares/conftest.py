"""An emergency to share for, and who works it out."""

from __future__ import annotations

from uuid import UUID

import pytest

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Role
from tests.casework.conftest import cast, heads_of_this_test
from tests.office_cast import Cast
from tests.responses.shares.scenes import an_emergency

__all__ = ["cast", "coordinator", "emergency", "heads_of_this_test"]


@pytest.fixture
def coordinator(cast: Cast) -> Visitor:
    return cast.visitor(Role.COORDINATOR)


@pytest.fixture
def emergency(coordinator: Visitor) -> UUID:
    return an_emergency(coordinator)
