"""Runs the command: in this process where only words matter, as a real process where streams do."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from asylon.cli import demo
from asylon.cli.main import main

Json = dict[str, Any]


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def said(self) -> list[str]:
        """The messages: one line each."""
        return self.err.splitlines()

    @property
    def flat(self) -> str:
        """The output as one line, so that a test does not depend on where a line was wrapped."""
        return " ".join(self.out.split())


Command = Callable[..., Ran]


@pytest.fixture
def asylon(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*words: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["asylon", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        monkeypatch.delenv("COLUMNS", raising=False)
        code = main()
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def process() -> Command:
    def run(*words: object, stdin: bytes = b"", **settings: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "asylon", *map(str, words)],
            input=stdin,
            capture_output=True,
            check=False,
            # The test runner tells its workers a width; a pipe has none.
            env={name: value for name, value in os.environ.items() if name != "COLUMNS"} | settings,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def worker() -> Path:
    """The domestic worker who moved on to Serbia."""
    return demo.SITUATIONS / "domestic_worker.json"


@pytest.fixture
def officer() -> Path:
    """The excluded officer who faces torture at home."""
    return demo.SITUATIONS / "former_officer.json"


@pytest.fixture
def boy() -> Path:
    """The boy of 16 who works off his journey."""
    return demo.SITUATIONS / "boy_who_owes_his_journey.json"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a situation, or raw text or bytes, to a file."""

    def to_file(content: object, name: str = "situation.json") -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return to_file
