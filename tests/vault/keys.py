"""Office keys made up for the tests of the vault, and places where something may stand."""

import base64
import hashlib
from uuid import UUID

from hypothesis import strategies as st

from asylon.vault import Context, Keyring


def line_of(name: int | str, seed: str) -> str:
    """A line of a key file, the same in every process: what is drawn anew would give each its own tests."""
    return f"{name}:{base64.b64encode(hashlib.sha256(seed.encode()).digest()).decode()}"


ONE, TWO, INDEX = line_of(1, "one"), line_of(2, "two"), line_of("index", "index")

BEFORE = Keyring.from_text(f"{ONE}\n{INDEX}")
"""The office keys of an office."""
DURING = Keyring.from_text(f"{ONE}\n{TWO}\n{INDEX}")
"""The same office while it changes to a new office key."""
AFTER = Keyring.from_text(f"{TWO}\n{INDEX}")
"""The same office once the old key is gone."""
ELSEWHERE = Keyring.from_text(f"{line_of(1, 'elsewhere')}\n{line_of('index', 'elsewhere, index')}")
"""Another office."""

PLACE = Context("people_person", "sealed", UUID("0193556e-0000-7000-8000-000000000001"))

names = st.text("abc_", min_size=1, max_size=4)
contexts = st.builds(Context, names, names, names | st.uuids())
data_keys = st.binary(min_size=32, max_size=32)


def secrets_of(*lines: str) -> list[str]:
    """The keys as they are written in lines of a key file."""
    return [line.partition(":")[2] for line in lines]
