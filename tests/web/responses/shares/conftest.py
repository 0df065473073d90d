"""The office and the emergency of the tests of shares, here too."""

from tests.responses.shares.conftest import cast, coordinator, emergency, heads_of_this_test

__all__ = ["cast", "coordinator", "emergency", "heads_of_this_test"]
