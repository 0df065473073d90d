"""Keys that ship with this package, with the published figures that they were made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from asylon.sharing.faults import bad, nearest
from asylon.sharing.indicators import Indicators
from asylon.sharing.key_texts import read_key
from asylon.sharing.keys import Key
from asylon.sharing.tables import read_indicators

KEYS = Path(__file__).parent / "shipped_keys"
TABLES = Path(__file__).parent / "shipped_tables"

FACTBOOK_COLUMNS = frozenset({"population", "gdp_usd", "gdp_ppp_usd", "unemployment_pct"})
"""Columns of the capacity table that ships elsewhere in this product."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A key that ships, as a list shows it."""

    id: str
    title: str
    source: str
    base_year: int | None
    valid_from: str
    valid_to: str
    has_table: bool
    unchecked: tuple[str, ...]


def presets() -> tuple[Preset, ...]:
    """Every key that ships, by id."""
    return tuple(_listed(preset(id_)) for id_ in _ids())


@cache
def preset(id_: str) -> Key:
    """The key of this id.

    Raises: BadSharing with the nearest id.
    """
    if id_ not in _ids():
        raise bad("unknown_preset", meant=nearest(id_, _ids()), name=id_)
    path = KEYS / f"{id_}.yaml"
    return read_key(path.read_text(encoding="utf-8"), where=path.name)


@cache
def shipped_table(name: str) -> Indicators:
    """A table of published figures, by the name that a key gives it.

    Raises: BadSharing with the nearest name.
    """
    names = sorted(path.stem for path in TABLES.glob("*.csv"))
    if name not in names:
        raise bad("unknown_table", meant=nearest(name, names), name=name)
    return read_indicators((TABLES / f"{name}.csv").read_text(encoding="utf-8"), where=f"{name}.csv")


@cache
def shipped_columns() -> frozenset[str]:
    """Column names of the tables that ship: a table that has them too is no slip."""
    tops = (path.read_text(encoding="utf-8").split("\n", 1)[0] for path in TABLES.glob("*.csv"))
    return FACTBOOK_COLUMNS.union(*(top.strip().split(",") for top in tops))


@cache
def _ids() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in KEYS.glob("*.yaml")))


def _listed(key: Key) -> Preset:
    return Preset(
        id=key.id,
        title=key.title,
        source=key.source,
        base_year=key.base_year,
        valid_from=key.valid_from.isoformat() if key.valid_from else "",
        valid_to=key.valid_to.isoformat() if key.valid_to else "",
        has_table=key.shipped_table is not None,
        unchecked=key.unchecked,
    )
