"""An emergency to share for, and who works it out."""

from __future__ import annotations

from uuid import UUID

import pytest

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Role
from tests.office_cast import Cast, the_cast
from tests.responses.shares.scenes import an_emergency


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


@pytest.fixture
def coordinator(cast: Cast) -> Visitor:
    return cast.visitor(Role.COORDINATOR)


@pytest.fixture
def emergency(coordinator: Visitor) -> UUID:
    return an_emergency(coordinator)
