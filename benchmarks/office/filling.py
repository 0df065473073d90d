"""Fill a database with made-up people as fast as the engine takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from asylon.site.key_router import KEYS
from benchmarks.office.people import COLUMNS, Desk, Row, rows

BATCH = 5_000
"""People whose rows are held in memory at a time."""


def fill(desk: Desk, first: int, how_many: int, *, seed: int) -> None:
    """Write people and all that belongs to them."""
    source = rows(desk, first, how_many, seed=seed)
    for batch in _batches(source):
        by_table: dict[str, list[Row]] = defaultdict(list)
        for table, row in batch:
            by_table[table].append(row)
        _write(KEYS, {"keys_personkey": by_table.pop("keys_personkey")})
        _write("default", {table: by_table[table] for table in COLUMNS if table in by_table})


def _batches(source: Iterator[tuple[str, Row]]) -> Iterator[list[tuple[str, Row]]]:
    while batch := list(islice(source, BATCH * 20)):
        yield batch


def _write(alias: str, tables: dict[str, list[Row]]) -> None:
    connection = connections[alias]
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        for table, found in tables.items():
            columns = COLUMNS[table].split()
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in found:
                        copy.write_row(row)
            else:
                marks = ", ".join("%s" for _ in columns)
                cursor.executemany(
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
                    [tuple(_plain(value) for value in row) for row in found],
                )


def _plain(value: Any) -> Any:
    """SQLite keeps an id as 32 letters."""
    return value.hex if isinstance(value, UUID) else value
