"""Settings that every test shares."""

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

# No time limit for one example: the same test must hold on a busy machine.
# The same examples each time; `--hypothesis-profile search` looks for new ones.
settings.register_profile("house", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("house")

# Hypothesis also tries constants that it finds in whatever modules are loaded by then. Which those are
# depends on how the tests are spread over the workers, so the examples would differ after all.
providers._get_local_constants = lambda: providers._local_constants


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say which searches take too long for every run."""
    parser.addoption(
        "--thorough", action="store_true", help="search everywhere where a run otherwise takes a share"
    )
