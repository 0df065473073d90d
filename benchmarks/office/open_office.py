"""An office made for measuring: its own databases, made-up people in them, and the real server before it."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from asylon.vault import generate

START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Office:
    """Where the office is: its home folder and the addresses of its two databases."""

    home: Path
    database: str
    keys_database: str

    def environment(self) -> dict[str, str]:
        """The settings of this office, the same ones each time."""
        keys = self.home / "office-keys"
        if not keys.exists():
            keys.write_text(f"{generate(1)}\n{generate('index')}\n", "utf-8")
            keys.chmod(0o600)
            (self.home / "secret").write_text(secrets.token_urlsafe(48), "utf-8")
        return {
            "ASYLON_HOME": str(self.home),
            "ASYLON_SECRET": (self.home / "secret").read_text("utf-8"),
            "ASYLON_OFFICE_KEYS_FILE": str(keys),
            "ASYLON_DATABASE": self.database,
            "ASYLON_KEYS_DATABASE": self.keys_database,
            "ASYLON_SECURE": "no",
            "DJANGO_SETTINGS_MODULE": "asylon.site.settings",
        }


@contextmanager
def server(office: Office) -> Iterator[str]:
    """The product's server on this office, as `asylon serve` starts it; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "asylon", "serve", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, env={**os.environ, **office.environment()}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 10):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/health/live", timeout=5):
                return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer within {START_SECONDS} s")
