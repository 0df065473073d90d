"""Opens the office of the demonstration: a folder of its own, secrets made up there, people made up in it.

Nothing of the environment's settings for a real office is used, so that the two can never be mixed.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import socket
import sys
from hashlib import sha256
from io import StringIO
from pathlib import Path

from asylon.cli.opening import CannotOpen, bring_up_to_date, load_office, office_needs
from asylon.cli.serve import become_server, collect_static_files

FOLDER = "ASYLON_DEMO_HOME"
KEPT = (FOLDER, "ASYLON_WORKERS", "ASYLON_THREADS", "ASYLON_LOG")
"""Settings that mean the same here as in a real office."""
MADE, LOCK = "made", "lock"
PARTS = (
    "casework/*/migrations/*.py",
    "responses/*/migrations/*.py",
    "site/demo/*",
    "site/demo/emergencies/*",
    "figures/shipped/*/*/manifest.json",
)
"""What the demonstration is made of, in the package."""
FIRST_PORT, PORTS = 8000, 100
HERE = "127.0.0.1"


def open_demo_office(*, fresh: bool, persons: int | None, port: int | None) -> int:
    """Make the office if it is not there, and become its server.

    Raises: CannotOpen.
    """
    office_needs("django")
    home = Path(os.environ.get(FOLDER, "var/demo")).absolute()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotOpen(
            f"the folder {home} cannot be made: {problem.strerror}; {FOLDER} names another"
        ) from problem
    _take_turn(home)
    made = home / MADE
    there = made.read_text("utf-8") if made.is_file() else ""
    if begins_anew(there, fresh=fresh, persons=persons):
        _empty(home)
    _set_environment(home)
    load_office()
    if not made.is_file():
        _make(made, persons or 0)
    collect_static_files()
    os.environ["ASYLON_BIND"] = f"{HERE}:{free_port(port)}"
    become_server()
    return 0


def begins_anew(there: str, *, fresh: bool, persons: int | None) -> bool:
    """Whether what is there is thrown away; `there` is the fingerprint of what made it.

    Raises: CannotOpen if only a new one could have as many people as are asked for.
    """
    if fresh or there != fingerprint():
        return True
    if persons is not None:
        raise CannotOpen("the demonstration is there already; '--fresh --persons N' makes it anew")
    return False


def fingerprint() -> str:
    """What the demonstration is made of: another version of it, or of the tables, makes it anew."""
    package = Path(__file__).parent.parent
    seen = sha256()
    for pattern in PARTS:
        for path in sorted(path for path in package.glob(pattern) if path.is_file()):
            seen.update(path.name.encode() + path.read_bytes())
    return seen.hexdigest()


def free_port(wanted: int | None) -> int:
    """The port that was asked for, else the first one from 8000 on that nobody listens on.

    Raises: CannotOpen.
    """
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((HERE, port))
            except OSError:
                continue
            return port
    raise CannotOpen(
        f"port {wanted} is taken; choose another one with --port"
        if wanted
        else f"every port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} is taken; choose one with --port"
    )


def _take_turn(home: Path) -> None:
    """Keep the folder to this process, and to the server that it becomes.

    Raises: CannotOpen.
    """
    lock = os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        raise CannotOpen(
            f"the demonstration in {home} is open already; close it there with Ctrl-C, or let {FOLDER} name "
            "another folder"
        ) from problem
    os.set_inheritable(lock, True)


def _empty(home: Path) -> None:
    for path in home.iterdir():
        if path.name == LOCK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _set_environment(home: Path) -> None:
    from asylon.vault import generate

    for name in [name for name in os.environ if name.startswith("ASYLON_") and name not in KEPT]:
        del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "asylon.site.settings"
    os.environ["ASYLON_HOME"] = str(home)
    os.environ["ASYLON_SECURE"] = "no"
    os.environ["ASYLON_DEMO"] = "yes"
    for name, made in (
        ("SECRET", secrets.token_urlsafe(48)),
        ("OFFICE_KEYS", f"{generate(1)}\n{generate('index')}\n"),
    ):
        file = home / name.lower().replace("_", "-")
        if not file.is_file():
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as opened:
                opened.write(made)
        os.environ[f"ASYLON_{name}_FILE"] = str(file)


def _make(made: Path, persons: int) -> None:
    from django.core.management import call_command

    print("asylon: making up an office and its people; this is done once ...", file=sys.stderr, flush=True)
    bring_up_to_date()
    call_command("seed_demo", persons=persons, stdout=StringIO())
    made.write_text(fingerprint(), "utf-8")
