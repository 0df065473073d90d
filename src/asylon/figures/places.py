"""Countries and what they are called, who borders whom, and the map.

Names follow the usage of the United Nations as UNHCR prints them. Names and borders on a map say
nothing about the status of a territory: show `DISCLAIMER` with every map and in its file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from asylon.figures.counts import Counts
from asylon.figures.store import Release, Store

DISCLAIMER = (
    "Boundaries and names shown do not imply endorsement or acceptance by anyone, and carry no opinion on "
    "the legal status of any territory."
)
KOSOVO = "Kosovo (S/RES/1244 (1999))"
WITHOUT_COUNTRY: Mapping[str, str] = {"UNK": "Unknown", "XXA": "Stateless", "TIB": "Tibetan"}
"""Codes of origin in the UNHCR tables that stand for no country."""

MAP = "countries-110m.topo.json"


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: ISO 3166-1 alpha-3, the code of UNHCR, the name, its regions."""

    iso3: str
    unhcr: str | None
    name: str
    unhcr_region: str | None
    region: str | None
    subregion: str | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A land border: with whom, how long (context only, some lengths are partial), what to know.

    `agreed` says whether both sources, the map and the Factbook, have it.
    """

    iso3: str
    border_km: Decimal | None
    note: str | None
    agreed: bool


def countries(store: Store) -> dict[str, Country]:
    """Every country or territory of the UNHCR list by ISO code, with XKX beside them.

    The three codes of UNHCR without an ISO code (CRB, CUR, TIB) have no entry; unknown origin is `UNK`,
    as in the tables.
    """
    return dict(_countries(store.newest("unhcr", having="countries")))


@lru_cache(maxsize=8)
def _countries(release: Release) -> tuple[tuple[str, Country], ...]:
    found = {}
    for row in release.table("countries").to_pylist():
        # The list says XXX where the tables say UNK.
        iso3 = "UNK" if row["unhcr_code"] == "UKN" else row["iso_code"]
        if iso3 is not None:
            found[iso3] = Country(
                iso3,
                row["unhcr_code"],
                row["name"],
                row["unhcr_region"],
                row["unsd_region"],
                row["unsd_subregion"],
            )
    found["XKX"] = Country("XKX", None, KOSOVO, "Europe", "Europe", "Southern Europe")
    found["TIB"] = Country("TIB", "TIB", WITHOUT_COUNTRY["TIB"], None, None, None)
    return tuple(sorted(found.items()))


def name_of(store: Store, iso3: str, *, names: Mapping[str, str] | None = None) -> str:
    """What to call a country; `names` is the office's own setting and comes first.

    Falls back on the map's name for the four places that UNHCR has no name for, then on the code.
    """
    if names and iso3 in names:
        return names[iso3]
    known = countries(store)
    return known[iso3].name if iso3 in known else _map_names(store).get(iso3, iso3)


def neighbours(store: Store) -> dict[str, tuple[Neighbour, ...]]:
    """Land borders, from both sides: if A borders B, B borders A."""
    found: dict[str, list[Neighbour]] = {}
    for row in store.newest("geo", having="neighbours").table("neighbours").to_pylist():
        agreed = row["in_natural_earth"] and row["in_factbook"]
        for one, other in ((row["iso3_a"], row["iso3_b"]), (row["iso3_b"], row["iso3_a"])):
            found.setdefault(one, []).append(Neighbour(other, row["border_km"], row["note"], agreed))
    return {iso3: tuple(sorted(there, key=lambda each: each.iso3)) for iso3, there in sorted(found.items())}


def world_map(store: Store) -> dict[str, Any]:
    """The map as TopoJSON, with its metadata: source, licence, disclaimer.

    Each shape has `iso3` (null for three of them), `stat_iso3` (where UNHCR counts the territory) and
    `name`. The caller gets a copy of its own.
    """
    found: dict[str, Any] = json.loads(store.newest("geo").bytes_of(MAP))
    return found


def drawn(store: Store) -> frozenset[str]:
    """The codes under which UNHCR counts that have a shape on the map."""
    shapes = world_map(store)["objects"]["countries"]["geometries"]
    return frozenset(shape["properties"]["stat_iso3"] for shape in shapes)


def without_shape(store: Store, counts: Counts | Iterable[str]) -> tuple[str, ...]:
    """Countries that have no shape at this scale: list them beside the map, never drop them."""
    there = drawn(store)
    codes = counts.by if isinstance(counts, Counts) else counts
    return tuple(sorted(code for code in codes if code not in there))


def _map_names(store: Store) -> dict[str, str]:
    shapes = world_map(store)["objects"]["countries"]["geometries"]
    return {
        shape["properties"]["iso3"]: shape["properties"]["name"]
        for shape in shapes
        if shape["properties"]["iso3"]
    }
