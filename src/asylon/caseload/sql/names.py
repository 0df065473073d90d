"""Names of tables and columns: quoted as they are, unless a database would cut or confuse them."""

from __future__ import annotations

from hashlib import blake2b

from asylon.logic.tree import WHOLE
from asylon.rulebook.scopes import PERSON

LONGEST = 63
"""PostgreSQL cuts a longer name in silence, so that two leaves could become one."""

PERSONS = "persons"
BLANK = "stands_for_blank"
OWN_COLUMNS = frozenset({PERSON, "item", BLANK})


def column_name(name: str) -> str:
    """The column of a leaf or rule: its name, or a cut one with a fingerprint of the whole.

    SQLite and DuckDB take `RS` and `rs` for one column, so names with capital letters are cut too.
    """
    plain = name.isascii() and name == name.lower() and '"' not in name
    if plain and len(name) <= LONGEST and name not in OWN_COLUMNS:
        return name
    mark = blake2b(name.encode(), digest_size=4).hexdigest()
    readable = name.lower().encode("ascii", "replace").decode().replace('"', "'")
    return f"{readable[: LONGEST - len(mark) - 1]}~{mark}"


def blank_name(scope: str) -> str:
    """The column of the persons' table that says that nothing is known of a list."""
    return f"{scope} blank"


def table_name(scope: str) -> str:
    """The leaf table of a tree scope."""
    return PERSONS if scope == WHOLE else scope


def link_name(scope: str, other: str) -> str:
    """The table of pairs of items of two scopes that stand for the same thing."""
    return f"{scope}_{other}"


def quoted(name: str) -> str:
    """A name in double quotes, which all three databases read alike."""
    return '"' + name.replace('"', '""') + '"'


def own_columns(scope: str) -> tuple[str, ...]:
    """The columns of a table or layer that say whose row it is."""
    return (PERSON,) if scope == WHOLE else ("item", PERSON, BLANK)
