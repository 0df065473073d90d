"""Settings from the environment alone: each variable, its meaning, and what to do when it is missing."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 5,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
"""One writer, short transactions, and nothing acknowledged before it is on the disk."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What `asylon serve` is told from outside. Nothing secret has a default."""

    secret: str
    office_keys: str = field(repr=False)
    hosts: list[str]
    database: dict[str, Any] = field(repr=False)
    keys_database: dict[str, Any] = field(repr=False)
    home: Path
    secure: bool
    demo: bool


def read_environment() -> Environment:
    """The variables that begin with ASYLON_.

    Raises: ImproperlyConfigured with the name of the variable and what it should hold.
    """
    home = Path(os.environ.get("ASYLON_HOME", "var")).absolute()
    database = os.environ.get("ASYLON_DATABASE", f"sqlite:///{home / 'asylon.sqlite3'}")
    keys = os.environ.get("ASYLON_KEYS_DATABASE", "")
    if not keys:
        if not database.startswith("sqlite"):
            raise ImproperlyConfigured(
                "ASYLON_KEYS_DATABASE is not set. Name a second database, which no backup copies: it holds "
                "the keys of the people. Erasing somebody erases a key there."
            )
        keys = f"sqlite:///{home / 'keys.sqlite3'}"
    return Environment(
        secret=wanted("ASYLON_SECRET", "a long random text; it signs sessions and forms"),
        office_keys=_office_keys(),
        hosts=[host for host in os.environ.get("ASYLON_HOSTS", "").split(",") if host],
        database=_database(database),
        keys_database=_database(keys),
        home=home,
        secure=os.environ.get("ASYLON_SECURE", "yes") != "no",
        demo=os.environ.get("ASYLON_DEMO", "no") == "yes",
    )


def wanted(name: str, meaning: str) -> str:
    """The value of a variable.

    Raises: ImproperlyConfigured if it is missing or empty.
    """
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. It holds {meaning}. See docs/howto/run-an-office.md.")
    return value


def _office_keys() -> str:
    file = os.environ.get("ASYLON_OFFICE_KEYS_FILE", "")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8")
        except OSError as problem:
            raise ImproperlyConfigured(f"ASYLON_OFFICE_KEYS_FILE: {problem.strerror}.") from problem
    return wanted("ASYLON_OFFICE_KEYS", "the office keys, or set ASYLON_OFFICE_KEYS_FILE to their file")


def _database(address: str) -> dict[str, Any]:
    found: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True))
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {**found.get("OPTIONS", {}), **SQLITE_OPTIONS}
        found["CONN_MAX_AGE"] = None
    return found
