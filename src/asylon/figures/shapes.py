"""The tables of UNHCR: their columns, what makes a row unique, and what each measure counts.

Source: UNHCR refugee statistics, methodology and tables of release 2025.12.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Bounds = Mapping[int, tuple[int, int]]

SMALL: Bounds = {0: (0, 4), 5: (1, 5)}
"""No value from 1 to 4 is published: such a number of people was shown as 0 or as 5."""

SMALL_DECISIONS: Bounds = {0: (0, 4), 5: (1, 9), 10: (6, 10)}
"""No value from 6 to 9 is published either in the table of decisions."""

COUNTRIES = ("coo_name", "coo", "coo_iso", "coa_name", "coa", "coa_iso")


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: the code columns that belong to its key, its measures, and those that may have no figure.

    `total` names a measure that the others should add up to, and `parts` names those others. `small` says
    between which bounds a published small value may lie.
    """

    codes: tuple[str, ...]
    values: tuple[str, ...]
    may_be_empty: frozenset[str] = frozenset()
    total: str | None = None
    parts: tuple[str, ...] = ()
    unit: str | None = None
    stock: bool = False
    small: Bounds = field(default_factory=lambda: SMALL)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together stand only once."""
        return ("year", "coo_iso", "coa_iso", *self.codes)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column in the order of the file."""
        return ("year", *COUNTRIES, *self.codes, *self.values)


_OUTCOMES = ("dec_recognized", "dec_other", "dec_rejected", "dec_closed")
BANDS = ("0_4", "5_11", "12_17", "18_59", "60")
"""The age bands that UNHCR knows; `other` is an age that is not given or does not fit."""

_SEXED = tuple(f"{sex}_{band}" for sex in "fm" for band in (*BANDS, "other", "total"))

TABLES: Mapping[str, Shape] = {
    "population": Shape(
        (),
        (
            "refugees",
            "asylum_seekers",
            "returned_refugees",
            "idps",
            "returned_idps",
            "stateless",
            "ooc",
            "oip",
            "hst",
        ),
        frozenset({"oip"}),
        stock=True,
    ),
    "flows": Shape(
        (),
        ("refugees", "asylum_seekers", "refugee_like", "oip"),
        frozenset({"refugees", "asylum_seekers", "refugee_like", "oip"}),
    ),
    "asylum_applications": Shape(
        ("procedure_type", "app_type", "dec_level", "app_pc"), ("applied",), unit="app_pc"
    ),
    "asylum_decisions": Shape(
        ("procedure_type", "dec_level", "dec_pc"),
        (*_OUTCOMES, "dec_total"),
        total="dec_total",
        parts=_OUTCOMES,
        unit="dec_pc",
        small=SMALL_DECISIONS,
    ),
    "solutions": Shape(
        (),
        ("returned_refugees", "resettlement", "naturalisation", "returned_idps"),
        frozenset({"returned_refugees", "resettlement", "naturalisation", "returned_idps"}),
    ),
    "demographics": Shape(
        ("pop_type", "location", "loc_type", "acc_type"),
        (*_SEXED, "total"),
        total="total",
        parts=("f_total", "m_total"),
        stock=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table of any source is compared by: the columns of its key and those that are counted."""

    key: tuple[str, ...]
    values: tuple[str, ...]


ARRIVALS = Layout(("day", "place", "origin", "sex", "age", "source"), ("persons",))
HXL = Layout(("date", "country", "origin", "place", "tag"), ("value",))


def layout_of(table: str, columns: tuple[str, ...]) -> Layout:
    """The layout of a table by its name; indicators are keyed by State and, if they have it, year."""
    if table in TABLES:
        shape = TABLES[table]
        return Layout(shape.key, tuple(name for name in shape.values if name in columns))
    if table == "arrivals":
        return ARRIVALS
    if table == "hxl":
        return HXL
    key = tuple(name for name in ("iso3", "unhcr_code", "iso3_a", "iso3_b", "year") if name in columns)
    return Layout(key, tuple(name for name in columns if name not in key))
