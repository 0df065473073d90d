"""The whole file encrypted: nothing to read without the key, everything as usual with it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, IntegrityError, connections
from pytest_django import DjangoDbBlocker

from asylon.casework.journal.models import Entry
from asylon.casework.offices.models import Office
from asylon.site.environment import SQLITE_OPTIONS
from asylon.site.sqlcipher.base import DatabaseWrapper

KEY = "3c" * 32
CLEAR = "Reception centre at the old brickworks"
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def open_with(key: str, file: Path) -> DatabaseWrapper:
    """A connection like the product's own, on this file."""
    told = {
        **connections[DEFAULT_DB_ALIAS].settings_dict,
        "ENGINE": "asylon.site.sqlcipher",
        "NAME": str(file),
        "OPTIONS": {**SQLITE_OPTIONS, "key": key},
    }
    return DatabaseWrapper(told, alias="ciphered")


@contextmanager
def as_a_database_of_the_office(database: DatabaseWrapper, blocker: DjangoDbBlocker) -> Iterator[None]:
    connections.databases["ciphered"] = database.settings_dict
    connections["ciphered"] = database
    with blocker.unblock():
        yield
        database.close()
    del connections["ciphered"]
    del connections.databases["ciphered"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """An office's database in an encrypted file, made by the migrations."""
    file = tmp_path_factory.mktemp("ciphered") / "office.db"
    with as_a_database_of_the_office(open_with(KEY, file), django_db_blocker):
        call_command("migrate", database="ciphered", verbosity=0)
    return file


@pytest.fixture
def ciphered(made: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    """A copy of it with one office inside."""
    shutil.copy(made, tmp_path)
    database = open_with(KEY, tmp_path / made.name)
    with as_a_database_of_the_office(database, django_db_blocker):
        Office.objects.using("ciphered").create(code="brick", name=CLEAR, kind="reception", jurisdiction="RS")
        yield database


def written(database: DatabaseWrapper) -> bytes:
    """Every byte that lies on the disk, the log of what was not yet moved over included."""
    file = Path(database.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def test_rows_come_back_as_they_went_in(ciphered: DatabaseWrapper) -> None:
    office = Office.objects.using("ciphered").get()
    assert (office.name, type(office.pk), office.version) == (CLEAR, UUID, 1)
    Entry.objects.using("ciphered").create(
        seq=1, at=AT, act="read", outcome="done", detail={"found": 3}, before=b"", hash=b"\x00\xff"
    )
    entry = Entry.objects.using("ciphered").get()
    assert (entry.at, entry.detail, bytes(entry.hash)) == (AT, {"found": 3}, b"\x00\xff")


def test_the_disk_holds_nothing_that_can_be_read(ciphered: DatabaseWrapper) -> None:
    on_disk = written(ciphered)
    assert len(on_disk) > 100_000
    assert b"SQLite format 3" not in on_disk
    assert CLEAR.encode() not in on_disk
    assert b"CREATE TABLE" not in on_disk


def test_a_file_without_encryption_would_have_failed_that_test(
    ciphered: DatabaseWrapper, tmp_path: Path
) -> None:
    with ciphered.cursor() as cursor:
        cursor.execute(f"ATTACH DATABASE '{tmp_path / 'clear.db'}' AS clear KEY ''")
        cursor.execute("SELECT sqlcipher_export('clear')")
    assert CLEAR.encode() in (tmp_path / "clear.db").read_bytes()


def test_without_the_key_it_is_no_database(ciphered: DatabaseWrapper) -> None:
    ciphered.close()
    plain = sqlite3.connect(ciphered.settings_dict["NAME"])
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


def test_a_wrong_key_says_so_and_shows_none(ciphered: DatabaseWrapper) -> None:
    other = open_with("4d" * 32, Path(ciphered.settings_dict["NAME"]))
    with pytest.raises(ImproperlyConfigured) as problem:
        other.ensure_connection()
    assert "does not open with this ASYLON_DATABASE_KEY" in str(problem.value)
    assert "4d4d" not in str(problem.value)
    assert other.connection is None


def test_what_is_acknowledged_is_on_the_disk(ciphered: DatabaseWrapper) -> None:
    told = {}
    with ciphered.cursor() as cursor:
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete"):
            cursor.execute(f"PRAGMA {pragma}")
            told[pragma] = cursor.fetchone()[0]
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_constraints_and_triggers_hold_as_on_every_engine(ciphered: DatabaseWrapper) -> None:
    with pytest.raises(IntegrityError):
        Office.objects.using("ciphered").create(
            code="brick", name="Twice", kind="reception", jurisdiction="RS"
        )
    Entry.objects.using("ciphered").create(seq=1, at=AT, act="read", outcome="done", before=b"", hash=b"x")
    with pytest.raises(DatabaseError, match="journal_entry is append-only"):
        Entry.objects.using("ciphered").update(act="print")


def test_many_rows_at_once_and_values_by_name(ciphered: DatabaseWrapper) -> None:
    with ciphered.cursor() as cursor:
        cursor.execute("CREATE TABLE pairs (a integer, b text)")
        cursor.executemany("INSERT INTO pairs VALUES (%s, %s)", [(1, "x"), (2, "100%")])
        cursor.execute("SELECT b FROM pairs WHERE a = %(which)s", {"which": 2})
        assert cursor.fetchone() == ("100%",)
