"""Offices that may be battered: one on each engine, empty, of one test alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from tests.durability.postmaster import Postmaster, own_postgres
from tests.e2e.office import Office
from tests.postgres import make_database, url
from tests.server import office_server


@dataclass(frozen=True)
class Battered:
    """An office, and its PostgreSQL server if it has one."""

    office: Office
    postmaster: Postmaster | None = None


@pytest.fixture
def on_sqlite() -> Iterator[Battered]:
    """An office on a SQLite file."""
    with office_server("sqlite", demo=False) as server:
        office = Office(server, orders="tests.durability.orders")
        yield Battered(office)
        office.close()


@pytest.fixture
def on_postgres() -> Iterator[Battered]:
    """An office on a PostgreSQL server of its own."""
    with ExitStack() as stack:
        postmaster = stack.enter_context(own_postgres())
        names = {"DATABASE": "office", "KEYS_DATABASE": "office_keys"}
        for name in names.values():
            make_database(postmaster.folder, name)
        settings = {variable: url(postmaster.folder, name) for variable, name in names.items()}
        server = stack.enter_context(office_server("sqlite", demo=False, started=False, **settings))
        migrated = server.run("serve", "--migrate", "--check")
        assert migrated.returncode == 0, migrated.stderr
        server.start()
        office = Office(server, orders="tests.durability.orders")
        yield Battered(office, postmaster)
        office.close()
