"""The solver writes nothing where a command writes its data."""

import subprocess
import sys

PROGRAM = """
from asylon.sharing.coverage.solving import Arc, solve
assert solve([3], [2], [Arc(0, 0)], [[-1]]) == [2]
"""


def test_nothing_is_written_on_standard_output() -> None:
    ran = subprocess.run([sys.executable, "-P", "-c", PROGRAM], capture_output=True, check=True)
    assert (ran.stdout, ran.stderr) == (b"", b"")
