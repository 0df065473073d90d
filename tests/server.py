"""A real office for tests in a browser, over HTTP or with kill -9: the server as `asylon serve` starts it.

Each server has databases of its own, copied from a template that is migrated and filled once for all
workers. What it writes it keeps until the test ends, through `kill()` and `restart()` as well.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal
from uuid import uuid4

from tests.postgres import drop_database, make_database, shared_folder, url

Engine = Literal["sqlite", "postgresql"]
START_SECONDS = 60
SECRET = "made up for tests, signs nothing that matters"
OFFICE_KEYS = f"1:{'A' * 43}=\nindex:{'B' * 42}A="
"""The same as in `tests.settings`: a test may look into the database of its server with the keys it has."""
FILL = """
from asylon.cli.opening import bring_up_to_date, load_office
from asylon.cli.serve import collect_static_files
load_office()
bring_up_to_date()
collect_static_files()
from django.conf import settings
from django.core.management import call_command
if settings.DEMO:
    call_command("seed_demo")
"""


class Server:
    """An office that is open. Its processes are in a group of their own."""

    def __init__(self, home: Path, environment: dict[str, str], port: int) -> None:
        self.home = home
        self.environment = environment
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """All that the server said."""
        return (self.home / "log").read_text("utf-8", errors="replace")

    def start(self) -> None:
        """Start, and wait until it is ready."""
        command = [sys.executable, "-P", "-m", "asylon", "serve", "--bind", f"127.0.0.1:{self.port}"]
        with (self.home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self.environment, cwd=self.home, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"the server did not start:\n{self.log}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End every process of the server at once, in the middle of whatever it does (SIGKILL)."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """End as an operator does; gives the exit code."""
        return self._end(signal.SIGTERM)

    def restart(self) -> None:
        """Start again after `kill()` or `stop()`, on the same databases and port."""
        self.start()

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A verb of the command with the settings of this office."""
        command = [sys.executable, "-P", "-m", "asylon", *words]
        return subprocess.run(
            command, env=self.environment, cwd=self.home, capture_output=True, text=True, check=False
        )

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        if self._process.poll() is None:
            os.killpg(self._process.pid, how)
        code = self._process.wait(timeout=START_SECONDS)
        if how is signal.SIGKILL:
            _wait_until_gone(self._process.pid)
        self._process = None
        return code

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def office_server(
    database: Engine = "sqlite", *, demo: bool = True, started: bool = True, **settings: str
) -> Iterator[Server]:
    """An office of its own for one test or module: `demo` with the made-up people, otherwise empty.

    `settings` are further variables, without ASYLON_: `office_server(WORKERS="1")`.
    """
    with _home(database, demo=demo) as (home, environment):
        environment |= {f"ASYLON_{name}": value for name, value in settings.items()}
        server = Server(home, environment, _free_port())
        try:
            if started:
                server.start()
            yield server
        finally:
            server.kill()


@contextmanager
def _home(database: Engine, *, demo: bool) -> Iterator[tuple[Path, dict[str, str]]]:
    template = _template(database, demo=demo)
    home = Path(mkdtemp(prefix="asylon-server-", dir=os.environ.get("ASYLON_TEST_HOME")))
    shutil.copytree(template, home, dirs_exist_ok=True, copy_function=shutil.copy)
    names = [] if database == "sqlite" else _copied_databases(template.name)
    try:
        yield home, _environment(home, demo=demo, names=names)
    finally:
        for name in names:
            drop_database(shared_folder(), name)
        shutil.rmtree(home, ignore_errors=True)


def _template(database: Engine, *, demo: bool) -> Path:
    """The folder that every server's folder is copied from; the first worker that wants it fills it."""
    root = Path(os.environ["ASYLON_TEST_HOME"])  # of the whole run: each worker has a folder in it
    name = f"office_{database}_{'demo' if demo else 'empty'}"
    folder = root / "templates" / name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{name}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder.parent / f"{name}.done").exists():
            names = [] if database == "sqlite" else _new_databases(name)
            environment = _environment(folder, demo=demo, names=names)
            command = [sys.executable, "-P", "-c", FILL]
            done = subprocess.run(
                command, env=environment, cwd=folder, capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise RuntimeError(f"the template could not be filled:\n{done.stdout}{done.stderr}")
            (folder.parent / f"{name}.done").touch()
    return folder


def _environment(home: Path, *, demo: bool, names: list[str]) -> dict[str, str]:
    plain = {name: text for name, text in os.environ.items() if not name.startswith(("ASYLON_", "DJANGO_"))}
    told = {
        "ASYLON_HOME": str(home),
        "ASYLON_SECRET": SECRET,
        "ASYLON_OFFICE_KEYS": OFFICE_KEYS,
        "ASYLON_SECURE": "no",
        "ASYLON_DEMO": "yes" if demo else "no",
    }
    if names:
        told["ASYLON_DATABASE"], told["ASYLON_KEYS_DATABASE"] = (url(shared_folder(), name) for name in names)
    return plain | told


def _new_databases(template: str) -> list[str]:
    names = [template, f"{template}_keys"]
    for name in names:
        drop_database(shared_folder(), name)
        make_database(shared_folder(), name)
    return names


def _copied_databases(template: str) -> list[str]:
    mark = uuid4().hex[:12]
    names = [f"office_{mark}", f"office_{mark}_keys"]
    for name, like in zip(names, (template, f"{template}_keys"), strict=True):
        make_database(shared_folder(), name, like=like)
    return names


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _wait_until_gone(group: int) -> None:
    """Until no process of the group is left: a worker may hold the port a moment longer than its master."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise RuntimeError("a process of the server does not end")
