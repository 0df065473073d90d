"""An installation with a process beside it that runs command after command: each would take seconds alone."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.cli.conftest import Json, Ran
from tests.server import Server, office_server

ROOT = Path(__file__).parents[2]


class Office:
    """An installation, and a process beside it that runs its commands."""

    def __init__(self, server: Server, process: subprocess.Popen[str]) -> None:
        self.server = server
        self._process = process
        self.bytes = b""
        """What the last command wrote, as it was."""

    def __call__(self, *words: object) -> Ran:
        code, out, err = self._ask([str(word) for word in words])
        self.bytes = bytes.fromhex(out)
        assert "Traceback" not in err
        return Ran(code, self.bytes.decode(errors="replace"), err)

    def json(self, *words: object) -> Json:
        ran = self(*words, "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        told: Json = json.loads(ran.out)
        return told

    def scene(self, name: str) -> dict[str, str]:
        """A new emergency of this name with all that can be written about; gives the ids."""
        made: dict[str, str] = self._ask({"scene": name})
        return made

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self.server.home / "asylon.sqlite3")
        try:
            with connection:
                return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def journal(self, most: int = 1) -> list[tuple[Any, ...]]:
        """The last entries, the newest first: act, role, outcome, detail."""
        asked = "SELECT act, role, outcome, detail FROM journal_entry ORDER BY seq DESC LIMIT ?"
        return [(*row[:3], json.loads(str(row[3]))) for row in self.rows(asked, most)]

    def _ask(self, order: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def office_of_commands() -> Iterator[Office]:
    """The office of the demonstration, without a server."""
    with office_server(started=False) as server:
        command = [sys.executable, "-P", "-m", "tests.cli.office_process"]
        # The test runner tells its workers a width; a pipe has none.
        plain = {name: value for name, value in server.environment.items() if name != "COLUMNS"}
        with subprocess.Popen(
            command,
            env=plain | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
            cwd=server.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            yield Office(server, process)
            assert process.stdin
            process.stdin.close()  # it ends by itself
