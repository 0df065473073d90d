"""An office that runs as a process of its own, on a database of its own, with the story of `tests.scene`.

It is started as the product says, by `asylon serve`, and can be killed without a word.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.postgres import drop_database, make_database, url

ROOT = Path(__file__).parents[2]
KEYS = f"1:{'A' * 43}=\nindex:{'B' * 42}A="
START_SECONDS = 60
STOP_SECONDS = 20
STARTED = re.compile(r"open at (http://[^\s,]+)")


class Office:
    """A running office: `url` is its address, `scene` whoever and whatever is in it."""

    def __init__(self, home: Path, settings: dict[str, str]) -> None:
        self.home = home
        self.environment = _environment(home, settings)
        self.url = ""
        self.scene: dict[str, dict[str, str]] = {}
        self._server: subprocess.Popen[str] | None = None
        self._backstage: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers; afterwards always at the same address."""
        bind = self.url.removeprefix("http://") or "127.0.0.1:0"
        log = self.home / "server.log"
        with log.open("a") as written:
            before = written.tell()
            self._server = subprocess.Popen(
                [sys.executable, "-P", "-m", "asylon", "serve", "--migrate", "--bind", bind],
                env=self.environment,
                cwd=self.home,
                stdout=written,
                stderr=written,
                text=True,
                start_new_session=True,
            )
        until = time.monotonic() + START_SECONDS
        while not (told := STARTED.search(log.read_text()[before:])):
            if self._server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The office did not open:\n{self.log}")
            time.sleep(0.05)
        self.url = told[1]
        _wait_for(f"{self.url}/health/ready", until)

    def kill(self) -> None:
        """Kill every process of the server at once, as a loss of power does."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(STOP_SECONDS)

    def stop(self) -> None:
        """Close the office in an orderly way."""
        if self._backstage is not None and self._backstage.stdin is not None:
            self._backstage.stdin.close()
            self._backstage.wait(STOP_SECONDS)
            if self._backstage.stdout is not None:
                self._backstage.stdout.close()
        if self._server is not None and self._server.poll() is None:
            os.killpg(self._server.pid, signal.SIGTERM)
            self._server.wait(STOP_SECONDS)

    @property
    def log(self) -> str:
        """What the server said."""
        return (self.home / "server.log").read_text()

    def ask(self, order: str, **given: Any) -> Any:
        """Let the process behind the office do something; see `backstage.py`."""
        if self._backstage is None:
            self._backstage = self.process("tests.e2e.backstage")
        assert self._backstage.stdin is not None
        assert self._backstage.stdout is not None
        self._backstage.stdin.write(json.dumps({"order": order, **given}) + "\n")
        self._backstage.stdin.flush()
        answer = self._backstage.stdout.readline()
        if not answer:
            raise RuntimeError(f"'{order}' failed; see what was said on standard error")
        return json.loads(answer)

    def process(self, module: str, *words: str) -> subprocess.Popen[str]:
        """Another process of the same office, with the pipes of its input and output."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *words],
            env={**self.environment, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def id_of(self, part: str, name: str) -> str:
        """The id of somebody or something of the scene."""
        return self.scene[part][name]


@contextmanager
def open_office(
    database: str = "sqlite", *, server: Path | None = None, scene: bool = True
) -> Iterator[Office]:
    """An office on "sqlite" or on "postgresql", where `server` is the folder of the server's socket."""
    with tempfile.TemporaryDirectory(prefix="asylon-office-") as folder, _database(database, server) as told:
        office = Office(Path(folder), told)
        try:
            office.start()
            if scene:
                office.scene = office.ask("scene")
            yield office
        finally:
            office.stop()


@contextmanager
def _database(kind: str, server: Path | None) -> Iterator[dict[str, str]]:
    if kind == "sqlite":
        yield {}
        return
    assert server is not None
    names = {"ASYLON_DATABASE": f"office_{os.getpid()}", "ASYLON_KEYS_DATABASE": f"keys_{os.getpid()}"}
    for name in names.values():
        make_database(server, name)
    try:
        yield {variable: url(server, name) for variable, name in names.items()}
    finally:
        for name in names.values():
            drop_database(server, name)


def _environment(home: Path, settings: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASYLON_", "COV_"))}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "asylon.site.settings",
        "ASYLON_HOME": str(home),
        "ASYLON_SECRET": "made up for tests, signs nothing that matters",
        "ASYLON_OFFICE_KEYS": KEYS,
        "ASYLON_SECURE": "no",
        "ASYLON_DEMO": "no",
        **settings,
    }


def _wait_for(address: str, until: float) -> None:
    while True:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
