"""The office and the emergency of the tests of pledges, here too."""

from tests.responses.pledges.conftest import cast, emergency, heads_of_this_test

__all__ = ["cast", "emergency", "heads_of_this_test"]
