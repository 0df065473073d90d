"""The office and the emergency of the tests of plans, here too."""

from tests.responses.plans.conftest import cast, coordinator, emergency, heads_of_this_test

__all__ = ["cast", "coordinator", "emergency", "heads_of_this_test"]
