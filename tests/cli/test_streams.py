"""Pipes, signals and full disks, with real processes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.interrupts import heeded

ASYLON = [sys.executable, "-P", "-m", "asylon"]


def test_piped_text_holds_no_escape_codes(process: Command, worker: Path) -> None:
    ran = process("assess", worker, TERM="xterm-256color")
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    assert 90 < max(map(len, ran.out.splitlines())) <= 100


def test_a_stream_that_knows_only_ascii_gets_escapes(process: Command, worker: Path) -> None:
    ran = process("assess", worker, PYTHONIOENCODING="ascii")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.isascii()
    as_json = process("assess", "-", "--format", "json", stdin=b'{"id": "Jos\xc3\xa9", "facts": {}}')
    assert json.loads(as_json.out)["id"] == "José"


def test_a_reader_that_has_seen_enough_is_no_error(worker: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*ASYLON, "assess", str(worker)], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_disk_that_is_full_is_said(worker: Path, tmp_path: Path, form: str) -> None:
    # A limit on the size of files plays the full disk, on every system.
    shell = 'ulimit -f 1; exec "$0" "$@" > page'
    done = subprocess.run(
        ["sh", "-c", shell, *ASYLON, "assess", str(worker), "--format", form],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == b"asylon: the output cannot be written: File too large\n"


def test_ctrl_c_ends_quietly() -> None:
    waiting = subprocess.Popen(
        [*ASYLON, "assess", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeded,  # noqa: PLW1509 - no threads here
    )
    assert waiting.stdin is not None
    # A situation longer than the pipe holds: once it is taken, the command sits in its reading.
    waiting.stdin.write(b" " * 200_000)
    waiting.stdin.flush()
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, out, err) == (130, b"", b"")


def test_closed_standard_input_is_said() -> None:
    shell = 'exec "$0" -P -m asylon assess - <&-'
    done = subprocess.run(["sh", "-c", shell, sys.executable], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"asylon: standard input: cannot be read: it is closed\n"


def test_bad_input_leaves_standard_output_empty_and_shows_no_traceback(process: Command) -> None:
    ran = process("assess", "-", stdin=b'{"facts": {"nonsense": true}}')
    assert (ran.code, ran.out) == (2, "")
    assert ran.said == ["asylon: standard input: facts.nonsense: unknown fact 'nonsense'"]
