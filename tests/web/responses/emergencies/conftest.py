"""The office of the tests of pages about people, here too."""

from tests.web.people.conftest import cast, heads_of_this_test

__all__ = ["cast", "heads_of_this_test"]
