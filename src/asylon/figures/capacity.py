"""What States can carry: population, GDP and unemployment, each cell with its year and its source.

The result is plain data, so that a key engine can take it, or a table from elsewhere in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

import pyarrow.compute as pc

from asylon.figures.faults import refuse
from asylon.figures.manifest import Source
from asylon.figures.store import Release, Store
from asylon.rulebook.faults import nearest


class Cell(NamedTuple):
    """One indicator of one State: the value, the year that it is for, and the source to show."""

    value: int | Decimal
    year: int
    source: Source


Indicators = dict[str, dict[str, Cell]]
"""State -> indicator -> cell. What is not known has no cell."""

UNITS: Mapping[str, str] = {
    "population": "persons",
    "gdp_usd": "US dollars a year, at the exchange rates of the source",
    "gdp_ppp_usd": "constant US dollars a year at purchasing power; the base year is not verified",
    "unemployment_pct": "per cent of the labour force",
}

_YEARS = {
    "population": "population_year",
    "gdp_usd": "gdp_year",
    "gdp_ppp_usd": "gdp_ppp_year",
    "unemployment_pct": "unemployment_year",
}
"""The Factbook has a year for each indicator; other tables have one for the row."""

_IN_MILLIONS = {"population": "population_m", "gdp_usd": "gdp_nominal_musd"}
"""Columns of the Penn World Table."""

MILLION = 1_000_000


def indicators(
    store: Store,
    *,
    sources: Mapping[str, str] | None = None,
    states: Iterable[str] | None = None,
    year: int | None = None,
) -> Indicators:
    """The indicators of States, from the newest release of the source chosen for each indicator.

    `sources` says indicator -> source; by default all four from the Factbook. With `year`, the figures
    of that year; without, the newest that each source has. The Factbook has one figure a State, of
    different years: with `year` only those of that very year.

    Raises: BadFigures for an indicator that a source does not have.
    """
    chosen = dict(sources) if sources is not None else dict.fromkeys(UNITS, "factbook")
    wanted = None if states is None else set(states)
    found: Indicators = {}
    for indicator, source in chosen.items():
        release, column = _newest_with(store, source, indicator)
        for state, cell in sorted(_cells(release, indicator, column, year).items()):
            if wanted is None or state in wanted:
                found.setdefault(state, {})[indicator] = cell
    return dict(sorted(found.items()))


def _newest_with(store: Store, source: str, indicator: str) -> tuple[Release, str]:
    """The newest release of a source that has an indicator, and the column that holds it."""
    known: dict[str, None] = {}
    for release in reversed(store.of(source)):
        if "indicators" not in release.tables:
            continue
        columns = release.table("indicators").column_names
        there = {name: name for name in UNITS if name in columns}
        there |= {name: column for name, column in _IN_MILLIONS.items() if column in columns}
        if indicator in there:
            return release, there[indicator]
        known |= dict.fromkeys(there)
    near = nearest(indicator, known)
    said = ", ".join(known) or "none"
    raise refuse("no_indicator", meant=near, indicator=indicator, source=source, indicators=said)


def _cells(release: Release, indicator: str, column: str, year: int | None) -> dict[str, Cell]:
    columns = release.table("indicators").column_names
    years = _YEARS[indicator] if _YEARS[indicator] in columns else "year"
    rows = _rows(release, column, years)
    if column in _IN_MILLIONS.values():
        rows = [(state, round(Decimal(str(value)) * MILLION), when) for state, value, when in rows]
    found: dict[str, Cell] = {}
    for state, value, when in rows:
        if year is not None and when != year:
            continue
        if state not in found or found[state].year < when:
            found[state] = Cell(value, when, release.source)
    return found


def _rows(release: Release, value: str, year: str) -> list[tuple[str, int | Decimal, int]]:
    known = release.table("indicators").filter(pc.is_valid(pc.field(value)))
    columns = (known.column(name).to_pylist() for name in ("iso3", value, year))
    return list(zip(*columns, strict=True))


def inhabitants_of(store: Store, states: Iterable[str]) -> int | None:
    """How many people live in States, by the newest figures; None if not known of one of them."""
    wanted = tuple(states)
    cells = indicators(store, sources={"population": "factbook"}, states=wanted)
    if not wanted or any("population" not in cells.get(code, {}) for code in wanted):
        return None
    return sum(int(cells[code]["population"].value) for code in wanted)


def population_series(store: Store, *, state: str) -> dict[int, Cell]:
    """The population of a State by year, from the World Bank."""
    release, column = _newest_with(store, "worldbank", "population")
    return {
        when: Cell(value, when, release.source)
        for code, value, when in _rows(release, column, "year")
        if code == state
    }
