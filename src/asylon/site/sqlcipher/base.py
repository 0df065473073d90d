"""Django's SQLite backend, on a file that SQLCipher encrypts.

Everything that Django knows of SQLite holds; only the library that opens the file is another one.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]  # not in the stubs
    register as register_functions,
)
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as sqlcipher

for column, read in {
    "date": parse_date,
    "time": parse_time,
    "datetime": parse_datetime,
    "timestamp": parse_datetime,
}.items():
    sqlcipher.register_converter(column, base.decoder(read))
sqlcipher.register_converter("bool", b"1".__eq__)
sqlcipher.register_adapter(decimal.Decimal, str)
sqlcipher.register_adapter(datetime.date, base.adapt_date)
sqlcipher.register_adapter(datetime.datetime, base.adapt_datetime)


class Cursor(sqlcipher.Cursor):  # type: ignore[misc]  # the library ships no types
    """Takes Django's way of writing places for values, as the cursor of Django's own backend does."""

    convert_query = base.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for each row of values."""
        return super().executemany(self.convert_query(query), param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to an encrypted file. OPTIONS hold the key, as 64 hexadecimal digits."""

    display_name = "SQLCipher"
    Database = sqlcipher

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file with its key.

        Raises: ImproperlyConfigured if the key does not open it.
        """
        key = conn_params.pop("key")
        connection = sqlcipher.connect(**conn_params)
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlcipher.DatabaseError as problem:
            connection.close()
            raise ImproperlyConfigured(
                f"{conn_params['database']} does not open with this ASYLON_DATABASE_KEY: the key is another "
                "one, or the file is no encrypted database."
            ) from problem
        register_functions(connection)
        connection.execute("PRAGMA legacy_alter_table = OFF")
        commands: list[str] = self.init_commands  # type: ignore[attr-defined]  # the stubs leave it out
        for command in filter(None, map(str.strip, commands)):
            connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor of the library that opened the file."""
        return self.connection.cursor(factory=Cursor)
