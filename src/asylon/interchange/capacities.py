"""Read a plain table of what a host can take: day, sector, unit, capacity, in use, district, source.

No figure is not zero: a row may say how much is in use and not of how much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from asylon.foresight.influx import Report
from asylon.interchange.cells import as_count, as_day, as_text, converted, one_of
from asylon.interchange.grid import Grid, read_grid
from asylon.interchange.report import BadFile, RowFault, fault
from asylon.rulebook.faults import nearest

NEEDED = ("day", "sector", "unit", "capacity", "in_use")
MAY_BE_THERE = ("district", "source")
SECTORS = (
    *("registration", "shelter", "water", "health", "food", "education", "protection", "logistics"),
    *("security", "other"),
)
UNITS: Mapping[str, tuple[bool, bool]] = {
    "persons": (True, True),
    "persons_a_day": (False, True),
    "families": (True, False),
    "staff": (True, False),
}
"""In what a capacity is counted: whether it fills up, and whether one of it holds one person."""


def read_capacities(path: Path) -> tuple[Report, ...]:
    """Read reports of capacities, the oldest first. An empty district is the whole country.

    Raises: BadFile with every fault.
    """
    grid = read_grid(path, is_header=_is_header, known=", ".join((*NEEDED, *MAY_BE_THERE)))
    given = _given(grid)
    faults: list[RowFault] = list(grid.faults)
    nothing = [""] * grid.rows
    cells = {
        "day": converted(grid, "day", given["day"], as_day, faults),
        "sector": converted(grid, "sector", given["sector"], one_of(*SECTORS), faults),
        "unit": converted(grid, "unit", given["unit"], one_of(*UNITS), faults),
        "district": converted(grid, "district", given.get("district", nothing), as_text, faults),
        "capacity": converted(grid, "capacity", given["capacity"], as_count, faults),
        "in_use": converted(grid, "in_use", given["in_use"], as_count, faults),
        "source": converted(grid, "source", given.get("source", nothing), as_text, faults),
    }
    rows = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    _refuse_repeats(grid, rows, faults)
    if faults:
        raise BadFile(faults)
    return tuple(sorted((_report(row) for row in rows), key=lambda each: each.on))


def _column(cell: str) -> str:
    return cell.strip().casefold().replace(" ", "_")


def _is_header(cells: Sequence[str]) -> bool:
    return {"day", "sector"} <= {_column(cell) for cell in cells}


def _given(grid: Grid) -> dict[str, Sequence[Any]]:
    given: dict[str, Sequence[Any]] = {}
    for name, cells in zip(grid.names, grid.columns, strict=True):
        if _column(name) in given:
            raise BadFile([fault("duplicate_column", grid.file, column=name, first=name, second=name)])
        given[_column(name)] = cells
    strange = [name for name in given if name not in (*NEEDED, *MAY_BE_THERE)]
    lacking = [name for name in NEEDED if name not in given]
    # A district that is passed over would be taken for the whole country.
    lacking += [name for name in MAY_BE_THERE if name not in given and nearest(name, strange)]
    if lacking:
        raise BadFile(
            [
                fault("missing_column", grid.file, column=name, meant=nearest(name, strange))
                for name in lacking
            ]
        )
    return given


def _refuse_repeats(grid: Grid, rows: Sequence[Mapping[str, Any]], faults: list[RowFault]) -> None:
    first: dict[tuple[Any, ...], int] = {}
    bad = {each.row for each in faults}
    for number, row in zip(grid.numbers, rows, strict=True):
        if number in bad:
            continue
        key = tuple(row[name] for name in ("day", "sector", "unit", "district"))
        if key in first:
            said = ", ".join(str(each) for each in key if each)
            faults.append(fault("duplicate_row", grid.file, row=number, first=first[key], key=said))
        elif row["capacity"] is None and row["in_use"] is None:
            faults.append(fault("no_value", grid.file, row=number, column="capacity"))
        first.setdefault(key, number)


def _report(row: Mapping[str, Any]) -> Report:
    stock, persons = UNITS[row["unit"]]
    return Report(
        sector=row["sector"],
        unit=row["unit"],
        district=row["district"],
        on=row["day"],
        capacity=row["capacity"],
        in_use=row["in_use"],
        source=row["source"],
        stock=stock,
        persons=persons,
    )
