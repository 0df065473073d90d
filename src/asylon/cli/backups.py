"""Backs up and restores the database of cases, sealed. The keys database is left out on purpose.

A person is erased by forgetting one key. If backups held the keys, every restore would bring the erased
back. What happens to the keys instead stands in docs/howto/run-an-office.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from asylon.cli.opening import CannotOpen

POSTGRESQL = """this office's cases are in PostgreSQL, which has its own tools. Back up the database of cases
only, never the one of keys, and seal the file before it leaves the machine:
  pg_dump --format=custom --file=cases.dump NAME
  pg_restore --clean --if-exists --dbname=NAME cases.dump    (with the server stopped)"""


def back_up(file: Path, *, now: datetime) -> int:
    """Write a sealed copy of the cases; gives its size in bytes. People can work meanwhile.

    Raises: CannotOpen if the file exists or cannot be written, or the database is PostgreSQL.
    """
    from django.db import connections

    from asylon.casework.journal.services import write
    from asylon.casework.keys.services import ring
    from asylon.vault import seal_file

    connection = connections["default"]
    _only_files(connection)
    if file.exists():
        raise CannotOpen(f"{file} exists; choose another name, so that no older backup is lost")
    write(act="back_up", visitor=None, now=now)
    with _beside(Path(connection.settings_dict["NAME"])) as copy:
        _copy(connection, copy)
        try:
            seal_file(copy, target=file, holder=ring())
        except OSError as problem:
            raise CannotOpen(f"{file} cannot be written: {problem.strerror}") from problem
    return file.stat().st_size


def restore(file: Path, *, now: datetime) -> list[Path]:
    """Put the cases of a backup in place; gives where what was there before is kept.

    Raises: CannotOpen if the server runs, the file is no whole backup of this office, or there is none.
    """
    from django.conf import settings
    from django.db import connections

    from asylon.casework.journal.services import write
    from asylon.casework.keys.services import ring
    from asylon.vault import VaultFault, open_file

    connection = connections["default"]
    _only_files(connection)
    if not file.is_file():
        raise CannotOpen(f"there is no file {file}")
    database = Path(connection.settings_dict["NAME"])
    with _beside(database) as opened:
        try:
            open_file(file, target=opened, holder=ring())
        except VaultFault as problem:
            raise CannotOpen(f"{file} is no whole backup of this office: {problem}") from problem
        _must_be_whole(connection, opened)
        if database.exists():
            _must_stand_still(connection)
        mark = now.strftime("until-%Y%m%dT%H%M%S")
        kept = [
            path.rename(path.with_name(f"{path.name}.{mark}"))
            for path in (database, Path(settings.JOURNAL_HEADS))
            if path.exists()
        ]
        opened.rename(database)
    write(act="restore", visitor=None, now=now)
    return kept


def _only_files(connection: Any) -> None:
    if connection.vendor != "sqlite":
        raise CannotOpen(POSTGRESQL)


def _copy(connection: Any, target: Path) -> None:
    """A copy as of one moment, while others go on writing."""
    connection.ensure_connection()
    copy = connection.Database.connect(target)
    key = connection.settings_dict["OPTIONS"].get("key")
    if key is not None:  # SQLCipher copies only into a file of the same key
        copy.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.connection.backup(copy)
    copy.close()


def _must_be_whole(connection: Any, file: Path) -> None:
    """Look at the opened copy before anything is replaced.

    Raises: CannotOpen.
    """
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    other = type(connection)({**connection.settings_dict, "NAME": str(file)}, alias="restored")
    try:
        with other.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            said = cursor.fetchone()[0]
            cursor.execute("PRAGMA journal_mode=DELETE")
    except (DatabaseError, ImproperlyConfigured) as problem:
        raise CannotOpen(f"the backup holds no database that opens here: {problem}") from problem
    finally:
        other.close()
    if said != "ok":
        raise CannotOpen(f"the database in the backup is damaged: {said}")


def _must_stand_still(connection: Any) -> None:
    """Make sure that nobody else has the database open, and that all of it is in its one file.

    Raises: CannotOpen.
    """
    from django.db import DatabaseError

    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")  # refused as long as another connection is open
            mode = cursor.fetchone()[0]
    except DatabaseError as problem:
        raise CannotOpen("the office is open; stop the server before you restore") from problem
    finally:
        connection.close()
    if mode != "delete":
        raise CannotOpen("the office is open; stop the server before you restore")


@contextmanager
def _beside(database: Path) -> Iterator[Path]:
    """A name for a passing copy, on the same disk and for this account alone."""
    with TemporaryDirectory(dir=database.parent, prefix=".passing-") as folder:
        yield Path(folder, database.name)
