"""What every table of casework has in common: ids in the order of time, versions, rows never rewritten."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

import uuid_utils.compat
from django.db import models, router
from django.db.migrations.operations.base import Operation


def new_id() -> UUID:
    """A UUIDv7: rows made later have greater ids, and no id tells how many rows there are."""
    return uuid_utils.compat.uuid7()


class EditedMeanwhile(Exception):
    """Somebody else changed the row after it was read; nothing was written."""


class Row(models.Model):
    """A table's row with an id of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class EditableRow(Row):
    """A row that people edit. Whoever writes says which version was read."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


Edited = TypeVar("Edited", bound=EditableRow)

LAST_VERSION = 2**31 - 1
"""The largest number that a version column holds."""


def write_edit(row: Edited, *, seen: int, **changes: Any) -> Edited:
    """Write changes to a row that was read at version `seen`, in one statement.

    Raises: EditedMeanwhile if the row has another version by now.
    """
    if not 0 < seen < LAST_VERSION:
        raise EditedMeanwhile  # no row has it, and PostgreSQL would not even look
    rows = type(row)._base_manager.filter(pk=row.pk, version=seen)
    if not rows.update(version=seen + 1, **changes):
        raise EditedMeanwhile
    for name, value in changes.items():
        setattr(row, name, value)
    row.version = seen + 1
    return row


class AppendOnly(Operation):
    """A migration step: the database itself refuses UPDATE and DELETE on a table."""

    reversible = True
    elidable = False

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Create the triggers of this engine, in the database that holds the table."""
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        refusal = f"{self.table} is append-only"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                "CREATE OR REPLACE FUNCTION asylon_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
                params=None,  # with any, even none, the driver would take the % for a place of one
            )
            schema_editor.execute(
                f"CREATE TRIGGER {self.table}_no_rewriting BEFORE UPDATE OR DELETE ON {self.table} "
                "FOR EACH ROW EXECUTE FUNCTION asylon_refuse_rewriting()"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {self.table}_no_truncating BEFORE TRUNCATE ON {self.table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION asylon_refuse_rewriting()"
            )
            return
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {self.table}_no_{act.lower()} BEFORE {act} ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop the triggers again."""
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        if schema_editor.connection.vendor == "postgresql":
            for end in ("rewriting", "truncating"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_{end} ON {self.table}")
            return
        for act in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_{act}")

    def describe(self) -> str:
        """What the migration says that it does."""
        return f"Refuse UPDATE and DELETE on {self.table}"
