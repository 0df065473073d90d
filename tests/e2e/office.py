"""A served office with the story of `tests.scene`, and a process behind it for what no page does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.server import Engine, Server, office_server

ROOT = Path(__file__).parents[2]
ORDERS = "tests.e2e.orders"
STOP_SECONDS = 20


class Office:
    """A running office: `url` is its address, `scene` whoever and whatever is in it."""

    def __init__(self, server: Server, *, orders: str = ORDERS) -> None:
        self.server = server
        self.orders = orders
        self.url = server.url
        self.scene: dict[str, dict[str, str]] = {}
        self._backstage: subprocess.Popen[str] | None = None

    @property
    def log(self) -> str:
        """What the server said."""
        return self.server.log

    def id_of(self, part: str, name: str) -> str:
        """The id of somebody or something of the scene."""
        return self.scene[part][name]

    def ask(self, order: str, **given: Any) -> Any:
        """Let the process behind the office do something; see `orders.py`."""
        if self._backstage is None or self._backstage.poll() is not None:
            self._backstage = self.process(self.orders)
        return ask(self._backstage, order, **given)

    def process(self, orders: str) -> subprocess.Popen[str]:
        """Another process behind the same office, which knows the orders of a module."""
        settings = {"DJANGO_SETTINGS_MODULE": "asylon.site.settings", "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.backstage", orders],
            env=self.server.environment | settings,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process behind the office."""
        if self._backstage is not None:
            end(self._backstage)
            self._backstage = None


@contextmanager
def open_office(database: Engine = "sqlite", *, scene: bool = True) -> Iterator[Office]:
    """An office of its own, with the scene in it or empty."""
    with office_server(database, demo=False) as server:
        office = Office(server)
        try:
            if scene:
                office.scene = office.ask("scene")
            yield office
        finally:
            office.close()


def ask(process: subprocess.Popen[str], order: str, **given: Any) -> Any:
    """Give an order to a process behind an office, and wait for what comes of it."""
    send(process, order, **given)
    return hear(process)


def send(process: subprocess.Popen[str], order: str, **given: Any) -> None:
    """Give an order without waiting."""
    assert process.stdin is not None
    process.stdin.write(json.dumps({"order": order, **given}) + "\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> Any:
    """What came of the next order that was given."""
    assert process.stdout is not None
    answer = process.stdout.readline()
    if not answer:
        raise RuntimeError("the process behind the office failed; it says why on standard error")
    return json.loads(answer)


def end(process: subprocess.Popen[str]) -> None:
    """End a process behind an office."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait(STOP_SECONDS)
