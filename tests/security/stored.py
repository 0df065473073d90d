"""Reads everything that a served office has stored, past the product: every value of every table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from tests.e2e.office import Office

CASES, KEYS = "ASYLON_DATABASE", "ASYLON_KEYS_DATABASE"
FILES = {CASES: "asylon.sqlite3", KEYS: "keys.sqlite3"}
TABLES_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
TABLES_POSTGRESQL = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


class Value(NamedTuple):
    """One value as it is stored, and where."""

    table: str
    column: str
    row: str
    """The id of its row, if it has one."""
    value: Any


def values(office: Office, database: str) -> list[Value]:
    """Every value of a database of an office, as it is stored."""
    address = office.server.environment.get(database, "")
    if address.startswith("postgresql"):
        return list(_in_postgresql(address))
    return list(values_in_file(office.server.home / FILES[database]))


def values_in_file(file: Path) -> Iterator[Value]:
    """Every value of a SQLite file."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        for (table,) in connection.execute(TABLES_SQLITE).fetchall():
            rows = connection.execute(f'SELECT * FROM "{table}"')
            yield from _values(table, [each[0] for each in rows.description], rows.fetchall())


def bytes_on_disk(office: Office) -> bytes:
    """What lies in the folder of an office: databases, their logs, what the server said. Not its scripts."""
    static = office.server.home / "static"
    files = (path for path in sorted(office.server.home.rglob("*")) if static not in path.parents)
    return b"".join(path.read_bytes() for path in files if path.is_file())


def _in_postgresql(address: str) -> Iterator[Value]:
    parts = urlsplit(address)
    folder, database = unquote(parts.netloc.rpartition("@")[2]), parts.path.removeprefix("/")
    with psycopg.connect(f"host={folder} user=postgres dbname={database}") as connection:
        for (table,) in connection.execute(TABLES_POSTGRESQL).fetchall():
            rows = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
            assert rows.description is not None
            yield from _values(table, [each.name for each in rows.description], rows.fetchall())


def _values(table: str, columns: list[str], rows: list[Any]) -> Iterator[Value]:
    for row in rows:
        told = dict(zip(columns, row, strict=True))
        id_ = str(told.get("id", told.get("person", "")))
        yield from (Value(table, column, id_, value) for column, value in told.items())
