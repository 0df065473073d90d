"""Read a UNHCR table as the Refugee Data Finder gives it, from CSV or Parquet.

The table has the columns of `asylon.figures.shapes` with ISO codes in `coo_iso` and `coa_iso`, its rows
sorted by their key. What does not add up is told and not repaired.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from asylon.figures.shapes import TABLES, Shape
from asylon.interchange.cells import MOST_FAULTS, as_code, as_count, as_text, as_year, converted, one_of
from asylon.interchange.countries import SCHEMES, as_country, check_scheme, is_unknown, lists, weigh
from asylon.interchange.grid import Grid, read_grid
from asylon.interchange.report import BadFile, Imported, Note, Report, RowFault, fault
from asylon.interchange.unhcr_columns import (
    KNOWN_AND_NOT_READ,
    columns_of,
    letters,
    looks_like_unhcr,
    missing,
    table_of,
)
from asylon.interchange.unhcr_notes import notes_on

ENDS = ("coo", "coa")
KNOWN = "Year, Country of origin, Country of asylum and the figures"

Columns = dict[str, Sequence[Any]]


def read_unhcr(path: Path, *, codes: str | None, table: str | None = None) -> Imported:
    """Read one table. `codes` says which country codes the file has: `iso` or `unhcr`.

    `table` is needed only where the columns fit several tables. Rows that do not fit are faults of the
    report and are left out.

    Raises: BadFile if the file as a whole cannot be used, its codes being of the other list among that.
    """
    scheme = check_scheme(codes, path.name)
    grid = read_grid(path, is_header=looks_like_unhcr, known=KNOWN)
    name = table_of(grid.file, grid.names, table)
    shape = TABLES[name]
    given, notes = _given(grid, name)
    faults: list[RowFault] = list(grid.faults)
    made: Columns = {"year": converted(grid, "year", given["year"], as_year, faults)}
    for end in ENDS:
        made |= _country(grid, given, end, scheme, faults, notes)
    for column in shape.codes:
        made[column] = converted(grid, column, given[column], _reader(column, shape), faults)
    nothing = [None] * grid.rows
    for column in shape.values:
        cells = given.get(column)
        made[column] = nothing if cells is None else converted(grid, column, cells, as_count, faults)
    _refuse_repeats(grid, made, shape, faults)
    rows = _table(made, shape, grid, faults)
    if grid.preamble:
        notes.append(Note("preamble", grid.preamble))
    notes += notes_on(rows, name, given)
    return Imported(rows, Report(grid.file, name, scheme, grid.rows, tuple(faults), tuple(notes)))


def _given(grid: Grid, table: str) -> tuple[Columns, list[Note]]:
    """The columns of the file by the names of the table.

    Raises: BadFile for columns that are missing or stand twice.
    """
    spellings, shape = columns_of(table), TABLES[table]
    given: Columns = {}
    first: dict[str, str] = {}
    unread = []
    for name, cells in zip(grid.names, grid.columns, strict=True):
        column = spellings.get(letters(name))
        if column is None:
            unread += [] if letters(name) in KNOWN_AND_NOT_READ else [name or "(without a name)"]
        elif column in given:
            told: dict[str, Any] = {"column": column, "first": first[column], "second": name}
            raise BadFile([fault("duplicate_column", grid.file, **told)])
        else:
            given[column], first[column] = cells, name
    said = {letters(name) for name in grid.names}
    lacking = missing(grid.file, table, said)
    absent = [each.column for each in lacking if each.column in shape.values]
    # A download holds the measures that were asked for; but a misspelt one must not pass for an absent one.
    if not unread and len(absent) == len(lacking) < len(shape.values):
        lacking = []
    lacking += [fault("missing_column", grid.file, column=name) for name in ("year",) if name not in given]
    for end in ENDS:
        if not {end, f"{end}_iso", f"{end}_code"} & set(given):
            lacking.append(fault("missing_column", grid.file, column=f"{end}_iso"))
    if lacking:
        raise BadFile(lacking)
    notes = [Note("unread_columns", len(unread), {"columns": ", ".join(unread)})] if unread else []
    if absent:
        notes.append(Note("absent_measures", len(absent), {"columns": ", ".join(absent)}))
    return given, notes


def _country(
    grid: Grid, given: Columns, end: str, scheme: str, faults: list[RowFault], notes: list[Note]
) -> Columns:
    """The three columns of one end: name, code of UNHCR, ISO code.

    Raises: BadFile if the codes are those of the other list.
    """
    column = _chosen(grid, given, end, scheme)
    raw = given[column]
    names = given.get(f"{end}_name")
    filled, unknown = _with_unknown(raw, names)
    if unknown:
        notes.append(Note("unknown_origin", unknown))
    _refuse_other_list(grid, column, scheme, filled, names, notes)
    iso = converted(grid, column, filled, as_country(scheme), faults)
    there = lists()
    if f"{end}_iso" in given and end in given:
        _refuse_disagreement(grid, given, end, faults)
        unhcr: Sequence[Any] = [str(cell) for cell in given[end]]
    else:
        unhcr = [there.to_unhcr.get(code or "") for code in iso]
    if names is None:
        said: Sequence[Any] = [None if code is None else there.name(code) for code in iso]
    else:
        said = [cell or None for cell in converted(grid, f"{end}_name", names, as_text, faults)]
    return {f"{end}_name": said, end: unhcr, f"{end}_iso": iso}


def _chosen(grid: Grid, given: Columns, end: str, scheme: str) -> str:
    """The column to read: never one whose own name says the other list."""
    wanted = [f"{end}_iso", f"{end}_code", end] if scheme == "iso" else [end, f"{end}_code"]
    found = next((name for name in wanted if name in given), None)
    if found is None:
        told: dict[str, Any] = {"other": "ISO", "said": SCHEMES[scheme]}
        raise BadFile([fault("header_says", grid.file, column=f"{end}_iso", **told)])
    return found


def _with_unknown(raw: Sequence[Any], names: Sequence[Any] | None) -> tuple[Sequence[Any], int]:
    """Some downloads leave the code of unknown origin empty; the name beside it says so."""
    if names is None or all(raw):
        return raw, 0
    filled = [code or ("UNK" if is_unknown(name) else code) for code, name in zip(raw, names, strict=True)]
    return filled, sum(not code and bool(new) for code, new in zip(raw, filled, strict=True))


def _refuse_other_list(
    grid: Grid,
    column: str,
    scheme: str,
    codes: Sequence[Any],
    names: Sequence[Any] | None,
    notes: list[Note],
) -> None:
    pairs = zip(codes, names or [None] * len(codes), strict=True)
    first = dict(zip(reversed(list(pairs)), reversed(grid.numbers), strict=True))
    told = (
        (code.strip(), name if isinstance(name, str) else None, row)
        for (code, name), row in reversed(first.items())
        if isinstance(code, str)
    )
    found = weigh(grid.file, column, scheme, told)
    if found.faults:
        raise BadFile(found.faults)
    if found.undecided:
        values = {"said": SCHEMES[scheme], "codes": ", ".join(found.undecided)}
        notes.append(Note("undecided", len(found.undecided), values))


def _refuse_disagreement(grid: Grid, given: Columns, end: str, faults: list[RowFault]) -> None:
    """Where a file has both codes, they must be the same country."""
    there = lists()
    first: dict[Any, int] = {}
    for pair, number in zip(zip(given[end], given[f"{end}_iso"], strict=True), grid.numbers, strict=True):
        first.setdefault(pair, number)
    for pair, number in first.items():
        unhcr, iso = (str(each or "").strip() for each in pair)
        means, is_iso = there.meaning(unhcr, "unhcr"), there.meaning(iso, "iso")
        if means is not None and is_iso is not None and means != is_iso:
            told = {"unhcr": unhcr, "iso": iso}
            faults.append(fault("codes_disagree", grid.file, row=number, column=end, **told))


def _reader(column: str, shape: Shape) -> Any:
    if column == shape.unit:
        return one_of("P", "C")
    return as_text if column == "location" else as_code


def _refuse_repeats(grid: Grid, made: Columns, shape: Shape, faults: list[RowFault]) -> None:
    first: dict[tuple[Any, ...], int] = {}
    for place, key in enumerate(zip(*(made[column] for column in shape.key), strict=True)):
        if None in key:
            continue
        if key in first:
            said = ", ".join(str(each) for each in key)
            faults.append(
                fault("duplicate_row", grid.file, row=grid.numbers[place], first=first[key], key=said)
            )
        else:
            first[key] = grid.numbers[place]


def _table(made: Columns, shape: Shape, grid: Grid, faults: Sequence[RowFault]) -> pa.Table:
    types: Mapping[str, pa.DataType] = {"year": pa.int16()} | dict.fromkeys(shape.values, pa.int32())
    table = pa.table({name: pa.array(made[name], types.get(name, pa.string())) for name in shape.columns})
    bad = {each.row for each in faults}
    if len(faults) >= MOST_FAULTS:  # more rows are bad than were noted
        table = table.slice(0, 0)
    elif bad:
        table = table.filter(pa.array([number not in bad for number in grid.numbers], pa.bool_()))
    return table.sort_by([(name, "ascending") for name in shape.key])
