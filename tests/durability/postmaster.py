"""A PostgreSQL server of one's own that can be killed in the middle of its work, and recovers."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.postgres import address, postgres_server

RECOVERY_SECONDS = 30


class Postmaster:
    """The server in a folder that `postgres_server` made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._own: subprocess.Popen[bytes] | None = None

    def kill(self) -> None:
        """Kill the first process without a word; the others of the server end when they notice."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        if self._own is not None:
            self._own.wait(RECOVERY_SECONDS)
        else:
            os.waitpid(pid, 0)

    def recover(self) -> None:
        """Start it again on what is left, and wait until it answers."""
        data = self.folder / "data"
        command = shlex.split((data / "postmaster.opts").read_text())
        owner = data.stat()
        until = time.monotonic() + RECOVERY_SECONDS
        while True:
            # The lock on the memory is held until the last process of the server that was killed has ended.
            if self._own is None or self._own.poll() is not None:
                with (self.folder / "log").open("ab") as log:
                    self._own = subprocess.Popen(
                        command,
                        stdout=log,
                        stderr=log,
                        cwd=self.folder,
                        env={"LC_ALL": "C"},
                        user=owner.st_uid if os.geteuid() == 0 else None,
                        group=owner.st_gid if os.geteuid() == 0 else None,
                    )
            try:
                psycopg.connect(address(self.folder)).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    said = (self.folder / "log").read_text()
                    raise RuntimeError(f"PostgreSQL did not come back:\n{said}") from None
                time.sleep(0.1)

    def stop(self) -> None:
        """End what was started again; the first one ends with its own context."""
        if self._own is not None:
            self._own.send_signal(signal.SIGINT)
            self._own.wait(RECOVERY_SECONDS)


@contextmanager
def own_postgres() -> Iterator[Postmaster]:
    """A server that nobody else uses."""
    with postgres_server() as folder:
        postmaster = Postmaster(folder)
        try:
            yield postmaster
        finally:
            postmaster.stop()
