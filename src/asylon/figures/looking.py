"""The first look at a new file: what it changes against a release. It tells and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from asylon.figures.breaks import AT_LEAST, FACTOR, Break, hidden_values_shown, not_adding_up, stock_breaks
from asylon.figures.manifest import Source
from asylon.figures.shapes import TABLES, Layout, layout_of
from asylon.figures.store import Release

EXAMPLES = 10
NAMES = ("coo_name", "coo", "coa_name", "coa", "name", "country")
"""Columns of names and second codes: no part of a key, and no figures."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that was something else before; None stands for no figure."""

    key: Mapping[str, str]
    measure: str
    before: object
    now: object

    @property
    def size(self) -> float:
        """By how much, where both are numbers."""
        numbers = [float(str(value)) if _is_number(value) else 0.0 for value in (self.before, self.now)]
        return abs(numbers[1] - numbers[0])


@dataclass(frozen=True, slots=True)
class TableLook:
    """What became of one table.

    `changed` counts cells by measure among the `same` rows that both have; `largest` are the greatest of
    those changes. `added_in_old_years` are new rows of years that were there already. `removed` are
    rows that are gone from years that the new table has; `years_left_out` are years that it does not have at
    all, as a download of a few years does not. `absent` are measures that it has no figure of at all: they
    are not compared. `breaks` are those that the release before does not have.
    """

    table: str
    rows_before: int
    rows_now: int
    same: int
    changed: Mapping[str, int]
    largest: tuple[Change, ...]
    added: int
    added_in_old_years: int
    added_examples: tuple[Mapping[str, str], ...]
    removed: int
    removed_examples: tuple[Mapping[str, str], ...]
    new_years: tuple[int, ...]
    years_left_out: tuple[int, ...]
    new_codes: Mapping[str, tuple[str, ...]]
    absent: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    not_adding_up: int = 0
    not_adding_up_before: int = 0
    hidden_values_shown: int = 0


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a new file or release changes against an earlier release."""

    against: Source
    tables: tuple[TableLook, ...]
    only_new: tuple[str, ...] = field(default=())
    only_before: tuple[str, ...] = field(default=())
    factor: float = FACTOR
    at_least: int = AT_LEAST

    @property
    def changed(self) -> int:
        """Cells that were something else before, over all tables."""
        return sum(number for table in self.tables for number in table.changed.values())

    @property
    def is_the_same(self) -> bool:
        """Whether nothing was changed, added or removed in the tables that were looked at."""
        return not self.changed and not any(
            each.added or each.removed or each.years_left_out for each in self.tables
        )


def look(
    new: Release | Mapping[str, pa.Table],
    *,
    against: Release,
    factor: float = FACTOR,
    at_least: int = AT_LEAST,
    examples: int = EXAMPLES,
) -> FirstLook:
    """Compare a new release, or tables that were read from a file, with an earlier release.

    `factor` and `at_least` (persons) say which jump from one year to the next is told as a break.

    Raises: BadFigures if a file of the releases cannot be read.
    """
    tables = {name: new.table(name) for name in new.tables} if isinstance(new, Release) else dict(new)
    both = [name for name in tables if name in against.tables]
    return FirstLook(
        against.source,
        tuple(_look(name, tables[name], against.table(name), factor, at_least, examples) for name in both),
        tuple(name for name in tables if name not in against.tables),
        tuple(name for name in against.tables if name not in tables),
        factor,
        at_least,
    )


def _look(
    name: str, now: pa.Table, before: pa.Table, factor: float, at_least: int, examples: int
) -> TableLook:
    common = tuple(column for column in now.column_names if column in before.column_names)
    layout = layout_of(name, common)
    measures = tuple(column for column in layout.values if column not in NAMES and column in common)
    absent = tuple(each for each in measures if now.num_rows and now.column(each).null_count == now.num_rows)
    compared = tuple(each for each in measures if each not in absent)
    joined = _joined(now, before, Layout(layout.key, compared))
    is_new, is_old = pc.is_valid(pc.field("is now")), pc.is_valid(pc.field("is before"))
    same = joined.filter(is_new & is_old)
    added, removed = joined.filter(is_new & ~is_old), joined.filter(~is_new & is_old)
    changed, changes = {}, []
    for measure in compared:
        differing = same.filter(_differs(same, measure))
        if differing.num_rows:
            changed[measure] = differing.num_rows
            changes += _largest(differing, measure, layout.key, examples)
    years_before, years_now = _years(before), _years(now)
    in_old = 0
    if "year" in layout.key:
        in_old = added.filter(_of(years_before)).num_rows
        removed = removed.filter(_of(years_now))
    is_unhcr = name in TABLES
    old_breaks = set(stock_breaks(before, name=name, factor=factor, at_least=at_least))
    breaks = stock_breaks(now, name=name, factor=factor, at_least=at_least)
    return TableLook(
        table=name,
        rows_before=before.num_rows,
        rows_now=now.num_rows,
        same=same.num_rows,
        changed=changed,
        largest=tuple(sorted(changes, key=lambda each: -each.size)[:examples]),
        added=added.num_rows,
        added_in_old_years=in_old,
        added_examples=_keys(added, layout.key, examples),
        removed=removed.num_rows,
        removed_examples=_keys(removed, layout.key, examples),
        new_years=tuple(sorted(years_now - years_before)),
        years_left_out=tuple(sorted(years_before - years_now)),
        new_codes=_new_codes(now, before, layout.key),
        absent=absent,
        breaks=tuple(each for each in breaks if each not in old_breaks),
        not_adding_up=not_adding_up(now, name=name).num_rows if is_unhcr else 0,
        not_adding_up_before=not_adding_up(before, name=name).num_rows if is_unhcr else 0,
        hidden_values_shown=hidden_values_shown(now, name=name) if is_unhcr else 0,
    )


def _joined(now: pa.Table, before: pa.Table, layout: Layout) -> pa.Table:
    """Rows of both by their key; a row that is on one side only has nothing on the other."""
    sides = []
    for table, side in ((now, "now"), (before, "before")):
        columns = {column: _text(table.column(column)) for column in layout.key}
        columns |= {f"{each} {side}": _value(table.column(each)) for each in layout.values}
        columns[f"is {side}"] = pa.array([True] * table.num_rows, pa.bool_())
        sides.append(pa.table(columns))
    return sides[0].join(sides[1], list(layout.key), join_type="full outer", use_threads=False)


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    # A null never equals a null in a join.
    return column.cast(pa.string()).fill_null("")


def _value(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_integer(column.type):
        return column.cast(pa.int64())
    if pa.types.is_decimal(column.type) or pa.types.is_floating(column.type):
        return column.cast(pa.float64())
    return column.cast(pa.string())


def _differs(rows: pa.Table, measure: str) -> pa.ChunkedArray:
    now, before = rows.column(f"{measure} now"), rows.column(f"{measure} before")
    unequal = pc.fill_null(pc.not_equal(now, before), False)
    return pc.or_(unequal, pc.xor(pc.is_null(now), pc.is_null(before)))


def _largest(rows: pa.Table, measure: str, key: tuple[str, ...], examples: int) -> list[Change]:
    found = [
        Change(
            {column: row[column] for column in key}, measure, row[f"{measure} before"], row[f"{measure} now"]
        )
        for row in rows.to_pylist()
    ]
    return sorted(found, key=lambda each: (-each.size, tuple(each.key.values())))[:examples]


def _keys(rows: pa.Table, key: tuple[str, ...], examples: int) -> tuple[Mapping[str, str], ...]:
    ordered = rows.select(list(key)).sort_by([(column, "ascending") for column in key])
    return tuple(ordered.slice(0, examples).to_pylist())


def _years(table: pa.Table) -> set[int]:
    return set(pc.unique(table.column("year")).to_pylist()) if "year" in table.column_names else set()


def _of(years: set[int]) -> pc.Expression:
    # Keys are texts in a join.
    return pc.field("year").isin(pa.array([str(year) for year in years], pa.string()))


def _new_codes(now: pa.Table, before: pa.Table, key: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found = {}
    for column in key:
        if column in ("year", "day", "date", "location", "place"):
            continue
        there = set(pc.unique(before.column(column)).to_pylist())
        new = sorted(str(code) for code in set(pc.unique(now.column(column)).to_pylist()) - there)
        if new:
            found[column] = tuple(new)
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
