"""`asylon serve`: check the settings, then hand over to the server."""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from hashlib import sha256
from pathlib import Path

from asylon.cli.opening import CannotOpen, bring_up_to_date, load_office, must_be_up_to_date

MORE = """Settings come from the environment; docs/howto/run-an-office.md lists them. Needed are
ASYLON_SECRET and ASYLON_OFFICE_KEYS_FILE. ASYLON_WORKERS and ASYLON_THREADS are 2 each.

The server speaks plain HTTP on this machine: let a proxy in front of it speak TLS."""

HERE = ("127.0.0.1:", "localhost:", "[::1]:")
MOST = 64
"""Workers, or threads in each."""


def add_arguments(parser: ArgumentParser) -> None:
    """Where to listen, and whether the database may be brought up to date first."""
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = MORE
    parser.add_argument(
        "--bind",
        metavar="ADDRESS:PORT",
        help="where to listen; else ASYLON_BIND, else 127.0.0.1:8000",
    )
    parser.add_argument(
        "--migrate", action="store_true", help="bring the databases up to date first; make a backup before"
    )
    parser.add_argument("--check", action="store_true", help="only see whether the office can open")


def run(arguments: Namespace) -> int:
    """Check, prepare, and become the server. Returns only if something stands in the way."""
    if arguments.bind:
        os.environ["ASYLON_BIND"] = arguments.bind
    check_server_settings()
    load_office()
    if arguments.migrate:
        bring_up_to_date()
    must_be_up_to_date()
    collect_static_files()
    if arguments.check:
        print("asylon: the office can open")
        return 0
    become_server()
    return 0


def check_server_settings() -> None:
    """Look at what gunicorn is told, in words that it would not use.

    Raises: CannotOpen.
    """
    for name in ("ASYLON_WORKERS", "ASYLON_THREADS"):
        number = os.environ.get(name, "2")
        if not number.isdecimal() or not 1 <= int(number) <= MOST:
            raise CannotOpen(f"{name}: '{number}' is not a number from 1 to {MOST}")
    bind = os.environ.get("ASYLON_BIND", "127.0.0.1:8000")
    if not bind.startswith("unix:") and not re.fullmatch(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}", bind):
        raise CannotOpen(f"ASYLON_BIND: '{bind}' is no ADDRESS:PORT, such as 127.0.0.1:8000, or unix:FILE")
    if os.environ.get("ASYLON_DEMO") == "yes" and not bind.startswith(HERE):
        raise CannotOpen(
            f"ASYLON_BIND: '{bind}' can be reached from outside, and ASYLON_DEMO shows everybody's codes; "
            "the demonstration is for this machine only"
        )


def become_server() -> None:
    """Replace this process by gunicorn: signals and the exit code are then its own."""
    from django.db import connections

    connections.close_all()
    sys.stdout.flush()
    command = [sys.executable, "-P", "-m", "asylon.site.server"]
    os.execv(command[0], command)


def collect_static_files() -> None:
    """Gather stylesheets, scripts and fonts where the server looks, unless they are there as they are now.

    Raises: CannotOpen if the folder cannot be written.
    """
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            told = Path(storage.path(name)).stat()
            seen.update(f"{name} {told.st_size} {told.st_mtime_ns}\n".encode())
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".collected"
    try:
        if stamp.is_file() and stamp.read_text("utf-8") == seen.hexdigest():
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=root.is_dir())
        stamp.write_text(seen.hexdigest(), "utf-8")
    except OSError as problem:
        raise CannotOpen(
            f"the folder {root} cannot be written: {problem.strerror}; see ASYLON_HOME"
        ) from problem
