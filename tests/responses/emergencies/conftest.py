"""The office of the tests, and emergencies in it."""

from tests.casework.conftest import cast, heads_of_this_test

__all__ = ["cast", "heads_of_this_test"]
