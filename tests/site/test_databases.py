"""What the databases themselves promise, on whichever engine the tests run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.migrations.loader import MigrationLoader

from asylon.casework.spine import AppendOnly, new_id

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

VALUES: list[tuple[type[models.Field[Any, Any]], Callable[[], Any]]] = [
    (models.UUIDField, new_id),
    (models.BinaryField, lambda: b"sealed"),
    (models.DateTimeField, lambda: datetime(2026, 11, 22, tzinfo=UTC)),
    (models.DateField, lambda: date(2026, 11, 22)),
    (models.IntegerField, lambda: 1),
    (models.CharField, lambda: "x"),
    (models.TextField, lambda: "x"),
    (models.JSONField, dict),
]
SAYS: dict[str, dict[str, Any]] = {
    "emergencies_capacity": {"capacity": 1},
    "emergencies_procedures": {"waiting": 1},
    "emergencies_declaration": {"numbers": True, "look_again_on": date(2026, 12, 22)},
}
"""What a table wants to be told at least, beside the columns that may not be empty."""


def append_only_tables() -> list[str]:
    """Every table that a migration closes to rewriting."""
    steps = (
        step for migration in MigrationLoader(None).disk_migrations.values() for step in migration.operations
    )
    return sorted(step.table for step in steps if isinstance(step, AppendOnly))


def made_up(field: models.Field[Any, Any]) -> Any:
    if field.name == "outcome":
        return "done"
    if field.choices:
        return next(value for value, _ in field.flatchoices)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return next(make() for kind, make in VALUES if isinstance(target, kind))


def insert_row(table: str) -> None:
    """A row with something in every column that wants it; what it refers to does not exist."""
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    wanted = [
        field
        for field in model._meta.concrete_fields
        if not (field.null or field.has_default() or field.db_default is not models.NOT_PROVIDED)
    ]
    filled = {field.attname: made_up(field) for field in wanted}
    model._base_manager.create(**filled | SAYS.get(table, {}))


def refused(statement: str) -> str:
    with pytest.raises(DatabaseError) as problem, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(problem.value)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", append_only_tables())
def test_a_row_once_written_stays_as_it_is(table: str) -> None:
    column = {"facts_fact": "role"}.get(table, "id" if table != "journal_entry" else "seq")
    with transaction.atomic():
        insert_row(table)
        assert f"{table} is append-only" in refused(f"UPDATE {table} SET {column} = {column}")
        assert f"{table} is append-only" in refused(f"DELETE FROM {table}")
        if connection.vendor == "sqlite":  # an insert that makes room for itself by deleting
            again = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
            assert f"{table} is append-only" in refused(again)
        assert count(table) == 1
        transaction.set_rollback(True)  # the row refers to people who do not exist
    assert count(table) == 0
    if connection.vendor == "postgresql":  # SQLite has no such statement
        assert f"{table} is append-only" in refused(f"TRUNCATE {table} CASCADE")


def test_the_keys_lie_in_a_database_of_their_own() -> None:
    held = {alias: set(connections[alias].introspection.table_names()) for alias in connections}
    assert "keys_personkey" in held["keys"]
    assert "people_person" in held["default"]
    assert held["keys"] & held["default"] <= {"django_migrations"}


def test_the_tests_run_on_the_engine_that_was_asked_for() -> None:
    engines = {connections[alias].vendor for alias in connections}
    asked = "postgresql" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else "sqlite"
    assert engines == {asked}


def test_what_is_acknowledged_is_on_the_disk() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)
            return
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (2,)
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)
