"""Settings that every test shares."""

from hypothesis import settings

# No time limit for one example: the same test must hold on a busy machine.
# The same examples each time; `--hypothesis-profile search` looks for new ones.
settings.register_profile("house", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("house")
