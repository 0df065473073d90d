"""Read indicators of States: CSV of the World Bank (a column for each year) and of Eurostat (SDMX-CSV).

The table has iso3, year and one indicator under the name that `asylon.figures.capacity` uses. Rows of the
world, of unions and of regions are left out and named, so that nobody adds them to countries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from asylon.interchange.cells import BadCell, as_number, as_text, as_year, converted, shown
from asylon.interchange.countries import SCHEMES, as_country, check_scheme, lists, weigh
from asylon.interchange.grid import Grid, read_grid
from asylon.interchange.report import BadFile, Imported, Note, Report, RowFault, fault
from asylon.interchange.two_letters import two_letter_codes

WORLD_BANK: Mapping[str, str] = {
    "SP.POP.TOTL": "population",
    "NY.GDP.MKTP.CD": "gdp_usd",
    "NY.GDP.MKTP.PP.KD": "gdp_ppp_usd",
    "SL.UEM.TOTL.ZS": "unemployment_pct",
    "SL.UEM.TOTL.NE.ZS": "unemployment_pct",
}
EUROSTAT: Mapping[str, str] = {
    "DEMO_PJAN": "population",
    "TPS00001": "population",
    "UNE_RT_A": "unemployment_pct",
}
"""Only what is the same measure: the GDP of Eurostat is in euros, so it is not read as dollars."""

YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
KIND = pa.decimal128(24, 4)

Found = list[tuple[int, str | None, int | None, Decimal | None]]
"""Number of the row, ISO code, year, value."""


def looks_like_indicators(cells: Sequence[str]) -> bool:
    """Whether a line is the header of such a file."""
    said = set(cells)
    return {"Country Code", "Indicator Code"} <= said or {"geo", "TIME_PERIOD", "OBS_VALUE"} <= said


def read_indicators(path: Path, *, codes: str | None) -> Imported:
    """Read one indicator. `codes` must be `iso`: both sources have ISO codes, Eurostat those of two letters.

    Raises: BadFile if the file as a whole cannot be used.
    """
    scheme = check_scheme(codes, path.name)
    known = "Country Code, Indicator Code (World Bank) or geo, TIME_PERIOD, OBS_VALUE (Eurostat)"
    grid = read_grid(path, is_header=looks_like_indicators, known=known)
    faults: list[RowFault] = list(grid.faults)
    read = _world_bank if "Country Code" in grid.names else _eurostat
    indicator, found, notes = read(grid, scheme, faults)
    table = _table(grid, indicator, found, faults)
    if grid.preamble:
        notes.append(Note("preamble", grid.preamble))
    return Imported(table, Report(grid.file, "indicators", scheme, grid.rows, tuple(faults), tuple(notes)))


def _cells(grid: Grid, name: str) -> Sequence[Any]:
    if name not in grid.names:
        raise BadFile([fault("missing_column", grid.file, column=name)])
    return grid.columns[grid.names.index(name)]


def _one(grid: Grid, column: str, cells: Sequence[str], known: Mapping[str, str]) -> str:
    """The one indicator of a file."""
    said = sorted({known.get(cell, cell) for cell in cells})
    if len(said) != 1 or said[0] not in known.values():
        wanted = f"one of {', '.join(known)}"
        raise BadFile(
            [fault("bad_code", grid.file, column=column, text=shown(", ".join(said)), wanted=wanted)]
        )
    return said[0]


def _world_bank(grid: Grid, scheme: str, faults: list[RowFault]) -> tuple[str, Found, list[Note]]:
    indicator = _one(grid, "Indicator Code", _cells(grid, "Indicator Code"), WORLD_BANK)
    codes = [str(cell).strip() for cell in _cells(grid, "Country Code")]
    names = _cells(grid, "Country Name") if "Country Name" in grid.names else [None] * grid.rows
    there = lists()
    places = [
        at for at, code in enumerate(codes) if there.meaning(code, "iso") or there.meaning(code, "unhcr")
    ]
    weighed = weigh(
        grid.file, "Country Code", scheme, ((codes[at], names[at], grid.numbers[at]) for at in places)
    )
    if weighed.faults:
        raise BadFile(weighed.faults)
    kept = set(places)
    found: Found = []
    read = as_country(scheme)
    for name, cells in zip(grid.names, grid.columns, strict=True):
        if YEAR.fullmatch(name):
            values = converted(grid, name, cells, as_number, faults)
            found += [
                (grid.numbers[at], read(codes[at]), int(name), value)
                for at, value in enumerate(values)
                if at in kept
            ]
    left_out = [code for at, code in enumerate(codes) if at not in kept]
    notes = [Note("aggregates", len(left_out), {"codes": ", ".join(left_out)})] if left_out else []
    return indicator, found, notes


def _eurostat(grid: Grid, scheme: str, faults: list[RowFault]) -> tuple[str, Found, list[Note]]:
    if scheme != "iso":
        raise BadFile([fault("header_says", grid.file, column="geo", other="ISO", said=SCHEMES[scheme])])
    flows = [str(cell).rpartition(":")[2].partition("(")[0] for cell in _cells(grid, "DATAFLOW")]
    indicator = _one(grid, "DATAFLOW", flows, EUROSTAT)
    left_out: dict[str, None] = {}

    def as_geo(cell: object) -> str | None:
        said = as_text(cell)
        if said in two_letter_codes():
            return two_letter_codes()[said]
        if not said:
            raise BadCell("no_code")
        left_out[said] = None
        return None

    geo = converted(grid, "geo", _cells(grid, "geo"), as_geo, faults)
    years = converted(grid, "TIME_PERIOD", _cells(grid, "TIME_PERIOD"), as_year, faults)
    values = converted(grid, "OBS_VALUE", _cells(grid, "OBS_VALUE"), as_number, faults)
    found = list(zip(grid.numbers, geo, years, values, strict=True))
    notes = [Note("aggregates", len(left_out), {"codes": ", ".join(left_out)})] if left_out else []
    if "OBS_FLAG" in grid.names:
        flags = [str(cell) for cell in _cells(grid, "OBS_FLAG") if cell]
        notes += [Note("flags", len(flags), {"flags": ", ".join(sorted(set(flags)))})] if flags else []
    return indicator, found, notes


def _table(grid: Grid, indicator: str, found: Found, faults: list[RowFault]) -> pa.Table:
    first: dict[tuple[str, int], int] = {}
    rows: list[dict[str, Any]] = []
    for number, iso3, year, value in found:
        if iso3 is None or year is None or value is None:
            continue
        if (iso3, year) in first:
            told: dict[str, Any] = {"first": first[iso3, year], "key": f"{iso3}, {year}"}
            faults.append(fault("duplicate_row", grid.file, row=number, **told))
            continue
        first[iso3, year] = number
        rows.append({"iso3": iso3, "year": year, indicator: value.quantize(Decimal("0.0001"))})
    rows.sort(key=lambda row: (row["iso3"], row["year"]))
    schema = pa.schema([("iso3", pa.string()), ("year", pa.int16()), (indicator, KIND)])
    if indicator == "population":
        schema = schema.set(2, pa.field(indicator, pa.int64()))
        rows = [row | {indicator: int(row[indicator])} for row in rows]
    return pa.Table.from_pylist(rows, schema)
