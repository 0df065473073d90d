"""Sends the wrapped keys of people to their own database, and nothing else there."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

KEYS = "keys"


class KeyRouter:
    """Django asks this for each table."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """Where to read a table."""
        return KEYS if model._meta.app_label == KEYS else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The keys database holds only keys, every other database everything else."""
        return (app_label == KEYS) == (db == KEYS)
