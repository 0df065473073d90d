"""Settings from the environment alone: each variable, its meaning, and what to do when it is missing."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 5,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        "PRAGMA recursive_triggers=ON;"
    ),
}
"""One writer, short transactions; what is acknowledged is on the disk, what is deleted is not.

Without recursive triggers, INSERT OR REPLACE deletes rows past the triggers that refuse DELETE.
"""
SECRET_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Environment:
    """What `asylon serve` is told from outside. Nothing secret has a default."""

    secret: str = field(repr=False)
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
    hosts = [host for host in os.environ.get("ASYLON_HOSTS", "").split(",") if host]
    secure = os.environ.get("ASYLON_SECURE", "yes") != "no"
    demo = os.environ.get("ASYLON_DEMO", "no") == "yes"
    if demo and (hosts or secure):
        raise ImproperlyConfigured(
            "ASYLON_DEMO shows the codes of every account to everybody, so it is for one machine only. "
            "Leave it out in a real office; for the demonstration, use 'asylon demo'."
        )
    return Environment(
        secret=_secret(),
        office_keys=wanted("ASYLON_OFFICE_KEYS", "the office keys"),
        hosts=hosts,
        database=_database(database),
        keys_database=_database(os.environ.get("ASYLON_KEYS_DATABASE", "") or _beside(database, home)),
        home=home,
        secure=secure,
        demo=demo,
    )


def wanted(name: str, meaning: str) -> str:
    """The value of a variable, or the content of the file that the variable with _FILE behind it names.

    Raises: ImproperlyConfigured if there is neither, or the file cannot be read.
    """
    file = os.environ.get(f"{name}_FILE", "")
    if file:
        try:
            value = Path(file).read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise ImproperlyConfigured(f"{name}_FILE: {file}: {problem.strerror}.") from problem
    else:
        value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. It holds {meaning}; or let {name}_FILE name the file that holds it. "
            "See docs/howto/run-an-office.md."
        )
    return value


def _secret() -> str:
    secret = wanted("ASYLON_SECRET", "a long random text; it signs sessions and forms")
    if len(secret) < SECRET_LETTERS:
        raise ImproperlyConfigured(
            f"ASYLON_SECRET has {len(secret)} letters. Whoever guesses it can sign in as anybody: use at "
            f"least {SECRET_LETTERS}, made at random, such as 'openssl rand -base64 48' prints."
        )
    return secret


def _beside(database: str, home: Path) -> str:
    """Where the keys lie if nobody says so: beside a database that is a file, in a file of the same kind."""
    kind = database.partition(":")[0]
    if kind not in ("sqlite", "sqlcipher"):
        raise ImproperlyConfigured(
            "ASYLON_KEYS_DATABASE is not set. Name a second database, which no backup copies: it holds "
            "the keys of the people. Erasing somebody erases a key there."
        )
    return f"{kind}:///{home / 'keys.sqlite3'}"


def _database(address: str) -> dict[str, Any]:
    ciphered = address.startswith("sqlcipher:")
    plain = address.replace("sqlcipher:", "sqlite:", 1) if ciphered else address
    try:
        parsed = dj_database_url.parse(plain, conn_max_age=600, conn_health_checks=True)
    except ValueError as problem:
        raise ImproperlyConfigured(  # without the address: it may hold a password
            "ASYLON_DATABASE or ASYLON_KEYS_DATABASE is no address of a database. It looks like "
            "sqlite:////srv/asylon/asylon.sqlite3, sqlcipher:////srv/asylon/asylon.sqlite3 or "
            "postgresql://user:password@host:5432/name."
        ) from problem
    found: dict[str, Any] = dict(parsed)
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {**found.get("OPTIONS", {}), **SQLITE_OPTIONS}
        found["CONN_MAX_AGE"] = None
    if ciphered:
        found["ENGINE"] = "asylon.site.sqlcipher"
        found["OPTIONS"]["key"] = _file_key()
    return found


def _file_key() -> str:
    key = wanted("ASYLON_DATABASE_KEY", "the key of the encrypted database file")
    if not re.fullmatch(r"[0-9a-fA-F]{64}", key):
        raise ImproperlyConfigured(
            "ASYLON_DATABASE_KEY is no key: it takes 64 of the signs 0-9 and a-f, made at random, such as "
            "'openssl rand -hex 32' prints."
        )
    return key
