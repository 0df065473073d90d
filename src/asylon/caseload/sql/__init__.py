"""A few goals of a program as one SQL statement, for people who keep their caseload in a database.

What may enter: the plan of layers, its text, and the leaf tables that it reads. Needs no library;
the text runs on DuckDB, SQLite (3.35 or newer) and PostgreSQL (12 or newer).
"""

from asylon.caseload.sql.leaf_tables import LeafTable, leaf_tables
from asylon.caseload.sql.text import SqlText, sql_text

__all__ = ["LeafTable", "SqlText", "leaf_tables", "sql_text"]
