"""The command from a cold start: a new process reads the whole rulebook and answers."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.clock import heading, milliseconds, table, timed
from benchmarks.one_person import VIGNETTES


def run() -> None:
    """Print the wall time of whole processes."""
    heading("The command from a cold start (whole processes)")
    situation = json.loads((VIGNETTES / "V01.json").read_text(encoding="utf-8"))["situation"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "situation.json"
        file.write_text(json.dumps(situation), encoding="utf-8")
        rows = [
            (
                "asylon assess FILE --format json",
                process("assess", str(file), "--format", "json"),
                "goal: at most 400 ms",
            ),
            ("asylon assess FILE", process("assess", str(file)), "goal: at most 400 ms"),
            ("asylon explain FILE trafficked", process("explain", str(file), "trafficked"), ""),
            (
                "python -c pass",
                milliseconds(timed(lambda: _process([sys.executable, "-c", "pass"]))),
                "the floor",
            ),
        ]
    table(rows, ("command", "median (fastest-slowest)", ""))


def process(*arguments: str) -> str:
    """Time one call of the command."""
    return milliseconds(timed(lambda: _process([sys.executable, "-m", "asylon", *arguments]), rounds=9))


def _process(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
