"""What the tests of caseloads share."""

from collections.abc import Iterator

import pytest

from tests.caseload.postgres import postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """How to connect to a PostgreSQL server that lasts as long as the tests."""
    with postgres_server() as address:
        yield address
