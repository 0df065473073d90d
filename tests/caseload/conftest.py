"""What the tests of caseloads share."""

import pytest

from tests.postgres import address, shared_folder


@pytest.fixture(scope="session")
def postgres() -> str:
    """How to connect to a PostgreSQL server that lasts as long as the tests."""
    return address(shared_folder())
