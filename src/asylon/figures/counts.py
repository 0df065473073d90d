"""Counts of people with what is known of their precision, and sums of one measure at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from asylon.figures.faults import refuse
from asylon.figures.manifest import Source
from asylon.figures.shapes import TABLES
from asylon.figures.store import Release
from asylon.rulebook.faults import nearest


@dataclass(frozen=True, slots=True)
class Count:
    """So many, and the bounds that disclosure control leaves open.

    `low` and `high` read each published 0 as 0 to 4 and each 5 as 1 to 5 (in the table of decisions 5 as
    1 to 9 and 10 as 6 to 10). Cells that are not in the table at all are not counted. The bounds come
    from the values that never occur; how UNHCR rounds was not read in its own words.
    """

    value: int
    low: int
    high: int

    def __add__(self, other: Count) -> Count:
        """Only counts of one measure and unit may be added; the selectors see to that."""
        return Count(self.value + other.value, self.low + other.low, self.high + other.high)


NOBODY = Count(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Counts:
    """One measure of one year by country, in persons, with its source.

    `by` holds only the countries for which there is a figure: what is absent is not known, not zero.
    """

    measure: str
    year: int
    grouped: str
    by: Mapping[str, Count]
    source: Source

    @property
    def total(self) -> Count:
        """All countries together."""
        return reduce(Count.__add__, self.by.values(), NOBODY)

    def largest(self, number: int) -> list[tuple[str, Count]]:
        """The countries with the highest counts, the highest first."""
        return sorted(self.by.items(), key=lambda pair: (-pair[1].value, pair[0]))[:number]


def check_measure(measure: str, table: str) -> None:
    """Refuse what is not one measure of a table.

    Raises: BadFigures; the message names the measures that there are.
    """
    known = TABLES[table].values
    if measure not in known:
        near = nearest(measure, known)
        raise refuse("no_measure", meant=near, measure=measure, table=table, measures=", ".join(known))


def check_by(by: str) -> str:
    """The column that a grouping reads.

    Raises: BadFigures for anything but 'asylum' and 'origin'.
    """
    columns = {"asylum": "coa_iso", "origin": "coo_iso"}
    if by not in columns:
        raise refuse("no_grouping", by=by)
    return columns[by]


def rows_of(
    release: Release,
    table: str,
    *,
    year: int | None = None,
    asylum: str | None = None,
    origin: str | None = None,
    **codes: str,
) -> pa.Table:
    """The rows of a table for a year, countries and codes.

    Raises: BadFigures if the table has no row of that year.
    """
    whole = release.table(table)
    wanted = {"year": year, "coa_iso": asylum, "coo_iso": origin, **codes}
    found = whole
    if year is not None:
        found = whole.filter(pc.field("year") == year)
        if not found.num_rows:
            span = pc.min_max(whole.column("year")).as_py()
            raise refuse("no_year", release.name, year=year, table=table, first=span["min"], last=span["max"])
    for column, value in wanted.items():
        if value is not None and column != "year":
            found = found.filter(pc.field(column) == value)
    return found


def summed(rows: pa.Table, table: str, value: str, by: str) -> dict[str | int, Count]:
    """Add one measure up by a column; a cell without a figure is left out."""
    known = rows.filter(pc.is_valid(pc.field(value)))
    cells = known.column(value).cast(pa.int64())
    low = high = cells
    for shown, (least, most) in TABLES[table].small.items():
        is_shown = pc.equal(cells, shown)
        low = pc.if_else(is_shown, least, low)
        high = pc.if_else(is_shown, most, high)
    groups = known.column(by)
    if pa.types.is_dictionary(groups.type):
        groups = groups.cast(pa.string())
    told = pa.table({"by": groups, "value": cells, "low": low, "high": high})
    sums = told.group_by("by").aggregate([("value", "sum"), ("low", "sum"), ("high", "sum")])
    return {
        row["by"]: Count(row["value_sum"], row["low_sum"], row["high_sum"])
        for row in sums.sort_by("by").to_pylist()
    }
