"""`asylon demo`: an office with made-up people, without anything being set up before."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from asylon.cli.demo_office import begins_anew, fingerprint, free_port
from asylon.cli.opening import CannotOpen

SECONDS = 120


class Demo:
    """A running demonstration, started as somebody would in a terminal."""

    def __init__(self, home: Path, *words: str, **settings: str) -> None:
        self.environment = {
            name: text for name, text in os.environ.items() if not name.startswith(("ASYLON_", "DJANGO_"))
        }
        self.environment |= {"ASYLON_DEMO_HOME": str(home), **settings}
        self.command = [sys.executable, "-P", "-m", "asylon", "demo", *words]
        began = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.said = ""
        watchdog = threading.Timer(SECONDS, self.process.kill)
        watchdog.start()
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C closes it" in line:
                break
        watchdog.cancel()
        self.seconds = time.monotonic() - began
        found = re.search(r"http://\S+", self.said)
        if found is None:
            raise RuntimeError(f"the demonstration did not open: {self.process.communicate()}")
        self.url = found[0]

    def again(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The same command a second time."""
        return subprocess.run(
            [*self.command, *words], env=self.environment, capture_output=True, text=True, check=False
        )

    def interrupt(self) -> tuple[int, str]:
        """What Ctrl-C does: the signal goes to every process of the terminal. Gives exit code and errors."""
        os.killpg(self.process.pid, signal.SIGINT)
        _, errors = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, errors


@contextmanager
def demonstration(home: Path, *words: str, **settings: str) -> Iterator[Demo]:
    demo = Demo(home, *words, **settings)
    try:
        yield demo
    finally:
        if demo.process.poll() is None:
            os.killpg(demo.process.pid, signal.SIGKILL)
        demo.process.communicate()


def people(home: Path) -> int:
    connection = sqlite3.connect(home / "asylon.sqlite3")
    try:
        return int(connection.execute("SELECT count(*) FROM people_person").fetchone()[0])
    finally:
        connection.close()


def test_from_nothing_to_an_open_office_and_back(tmp_path: Path) -> None:
    home = tmp_path / "var" / "demo"
    with demonstration(home, DJANGO_SETTINGS_MODULE="no.such.settings", ASYLON_DATABASE="nonsense") as demo:
        with urllib.request.urlopen(demo.url) as answer:
            assert answer.status == 200
        for work_name in ("amina", "bojan", "carla", "ravi", "marko"):
            assert f"    {work_name} " in demo.said
        assert "made-up people only" in demo.said
        second = demo.again()
        assert (second.returncode, "is open already" in second.stderr) == (2, True)
        code, errors = demo.interrupt()
        assert code == 0
        assert errors == "asylon: making up an office and its people; this is done once ...\n"
    made = people(home)
    assert made > 24

    with demonstration(home) as demo:
        code, errors = demo.interrupt()
        assert (code, errors) == (0, "")
        assert people(home) == made

    refused = demo.again("--persons", "10")
    assert (refused.returncode, "--fresh --persons N" in refused.stderr) == (2, True)

    with demonstration(home, "--fresh", "--persons", "10") as demo:
        assert people(home) == made + 10
        assert demo.interrupt()[0] == 0
    for name in ("secret", "office-keys", "asylon.sqlite3", "keys.sqlite3"):
        assert (home / name).stat().st_mode & 0o077 == 0, name


def test_a_taken_port_is_passed_over_unless_it_was_asked_for() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(CannotOpen, match=f"port {taken} is taken"):
            free_port(taken)
    assert free_port(taken) == taken
    assert free_port(None) >= 8000


def test_what_another_version_made_is_made_anew() -> None:
    assert begins_anew("made by another version", fresh=False, persons=None)
    assert begins_anew("made by another version", fresh=False, persons=5)
    assert not begins_anew(fingerprint(), fresh=False, persons=None)
    assert begins_anew(fingerprint(), fresh=True, persons=5)


@pytest.mark.parametrize("words", [("--persons", "-1"), ("--persons", "many"), ("--port", "0")])
def test_numbers_that_are_none_are_refused(words: tuple[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "asylon", "demo", f"{words[0]}={words[1]}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"'{words[1]}'" in done.stderr
