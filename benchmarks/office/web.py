"""The case page and the search at full size: 100,000 people in SQLite, 1,000,000 in PostgreSQL.

Everything is the product's own: its server with two workers, its journal, its second look at rights for
each visit. Two visitors ask at a time, each for the next page as soon as the last one came.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.clock import heading, table
from benchmarks.office.open_office import Office, server
from benchmarks.office.visits import Timings, visit
from tests.postgres import make_database, postgres_server, url

WARM = 12
ENOUGH = 400
"""Visits of each sort that are counted, once for the first time and once again."""


def run_sqlite(people: int = 100_000) -> None:
    """SQLite with its database in one file."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        office = Office(home, f"sqlite:///{home / 'asylon.sqlite3'}", f"sqlite:///{home / 'keys.sqlite3'}")
        _measure(office, people, workers=1, engine="SQLite")


def run_postgresql(people: int = 1_000_000) -> None:
    """A PostgreSQL server of its own, with its usual settings."""
    with tempfile.TemporaryDirectory() as folder, postgres_server(durable=True) as socket_folder:
        for name in ("office", "keys"):
            make_database(socket_folder, name)
        office = Office(Path(folder), url(socket_folder, "office"), url(socket_folder, "keys"))
        _measure(office, people, workers=2, engine="PostgreSQL")


def run() -> None:
    """Both engines."""
    run_sqlite()
    run_postgresql()


def _measure(office: Office, people: int, *, workers: int, engine: str) -> None:
    said = _prepare(office, people, workers)
    heading(f"{people:,} people in {engine} (filled in {said['filled_in']:.0f} s), two visitors at a time")
    pages = [f"/people/{id_}/" for id_ in said["people"]]
    searches = [f"/people/?q={quote(words)}" for words in said["searches"]]
    with server(office) as address:
        rows = [
            each
            for name, paths in (("case page", pages), ("search", searches[: 2 * ENOUGH]))
            for each in _rows(name, address, paths, said["cookie"])
        ]
    table(rows, ("page", "median, p95, slowest", "answers a second, largest answer"))


def _rows(name: str, address: str, paths: list[str], cookie: str) -> Iterator[tuple[str, str, str]]:
    """What is asked for the first time, and again: the questions that still matter are remembered."""
    visit(
        address, paths[:WARM], cookie=cookie, at_once=4
    )  # the first answer of a process loads what it needs
    for which in ("first visits", "later visits"):
        timings: Timings = visit(address, paths[WARM:], cookie=cookie)
        figures = f"{timings.median * 1e3:.0f} {timings.p95 * 1e3:.0f} {timings.slowest * 1e3:.0f} ms"
        largest = f"{timings.per_second:.0f}/s, {timings.largest / 1000:.0f} kB"
        yield f"{name}, {which}", figures, largest


def _prepare(office: Office, people: int, workers: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.office.prepare", str(people), str(workers)]
    environment = {**os.environ, **office.environment()}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
