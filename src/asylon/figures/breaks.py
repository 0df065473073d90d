"""What in a table asks to be looked at: jumps from year to year, totals that do not add up, small cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from asylon.figures.shapes import TABLES

FACTOR = 3.0
AT_LEAST = 10_000
WORLD = "world"


@dataclass(frozen=True, slots=True)
class Break:
    """A jump of one measure in one country of asylum (or the world) from a year to the next, in persons."""

    measure: str
    asylum: str
    year: int
    before: int
    now: int

    @property
    def factor(self) -> float | None:
        """How many times more or less; None where one of the two is zero."""
        low, high = sorted((self.before, self.now))
        return high / low if low else None


def stock_breaks(
    table: pa.Table, *, name: str = "population", factor: float = FACTOR, at_least: int = AT_LEAST
) -> tuple[Break, ...]:
    """Jumps by `factor` or more, up or down, of at least so many persons, between years that follow.

    A jump may be people who came or left, a new way of counting, or a slip: it is told, not judged.
    Only for stocks; a flow may well be three times that of the year before. The largest come first.
    """
    shape = TABLES.get(name)
    if shape is None or not shape.stock:
        return ()
    found = []
    for measure, stocks in _stocks(table, [each for each in shape.values if each in table.column_names]):
        years = {year for _, year in stocks}
        for (asylum, year), now in stocks.items():
            # A country that is not there in a year that is has nobody.
            before = stocks.get((asylum, year - 1), 0 if year - 1 in years else None)
            if before is not None and _jumps(before, now, factor, at_least):
                found.append(Break(measure, asylum, year, before, now))
    return tuple(sorted(found, key=lambda each: (-abs(each.now - each.before), each.asylum, each.year)))


def _jumps(before: int, now: int, factor: float, at_least: int) -> bool:
    low, high = sorted((before, now))
    return high - low >= at_least and high >= factor * low


Stocks = dict[tuple[str, int], int]
"""Country of asylum and year -> persons."""


def _stocks(table: pa.Table, measures: Sequence[str]) -> Iterator[tuple[str, Stocks]]:
    """Each measure added up by country of asylum and for the world; where there is no figure, no stock."""
    columns = {"asylum": table.column("coa_iso").cast(pa.string()), "year": table.column("year")}
    columns |= {measure: table.column(measure).cast(pa.int64()) for measure in measures}
    sums = pa.table(columns).group_by(["asylum", "year"]).aggregate([(each, "sum") for each in measures])
    places = list(zip(sums.column("asylum").to_pylist(), sums.column("year").to_pylist(), strict=True))
    for measure in measures:
        cells = sums.column(f"{measure}_sum").to_pylist()
        stocks = {place: value for place, value in zip(places, cells, strict=True) if value is not None}
        for (_, year), value in list(stocks.items()):
            stocks[WORLD, year] = stocks.get((WORLD, year), 0) + value
        yield measure, stocks


def not_adding_up(table: pa.Table, *, name: str) -> pa.Table:
    """The rows whose parts differ from their total, as they are; nothing is repaired.

    Rows of `demographics` without a split by sex are left out: there is nothing to add up.
    """
    shape = TABLES[name]
    if shape.total is None or not {shape.total, *shape.parts} <= set(table.column_names):
        return table.slice(0, 0)
    parts = pc.field(shape.parts[0]).cast(pa.int64())
    for part in shape.parts[1:]:
        parts = parts + pc.field(part).cast(pa.int64())
    differ = parts != pc.field(shape.total).cast(pa.int64())
    return table.filter(differ & (parts > 0) if name == "demographics" else differ)


def hidden_values_shown(table: pa.Table, *, name: str) -> int:
    """How many cells hold 1 to 4, which the published tables never do: they may give people away."""
    number = 0
    for measure in TABLES[name].values:
        if measure in table.column_names:
            cells = table.column(measure)
            shown = pc.and_(pc.greater(cells, 0), pc.less(cells, 5))
            number += pc.sum(shown).as_py() or 0
    return number


ENOUGH = 10
"""Fewer large figures in a year than this say nothing about rounding."""


def rounded_years(table: pa.Table, *, measure: str = "refugees", share: float = 0.25) -> tuple[int, ...]:
    """Years in which at least this share of the figures from 1,000 up is whole thousands: rounded figures."""
    large = table.filter(pc.field(measure) >= 1000)
    cells = large.column(measure)
    whole = pc.equal(pc.multiply(pc.divide(cells, 1000), 1000), cells)
    counted = pa.table({"year": large.column("year"), "whole": whole.cast(pa.int64())})
    sums = counted.group_by("year").aggregate([("whole", "mean"), ("whole", "count")])
    return tuple(
        row["year"]
        for row in sums.sort_by("year").to_pylist()
        if row["whole_mean"] >= share and row["whole_count"] >= ENOUGH
    )
