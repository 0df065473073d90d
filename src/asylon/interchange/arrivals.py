"""Read a plain table of arrivals: day, place, origin, sex, age, persons, counted or estimated, source.

No figure is not zero: a row without a number of persons says that people came and not how many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from asylon.interchange.cells import MOST_FAULTS, BadCell, as_count, as_day, as_text, converted, one_of, shown
from asylon.interchange.countries import SCHEMES, as_country, check_scheme, weigh
from asylon.interchange.grid import Grid, read_grid
from asylon.interchange.report import BadFile, Imported, Note, Report, RowFault, fault
from asylon.rulebook.faults import nearest

NEEDED = ("day", "place", "origin", "persons", "basis", "source")
MAY_BE_THERE = ("sex", "age", "origin_name")
COLUMNS = ("day", "place", "origin", "sex", "age", "persons", "basis", "source")
ALSO_CALLED: Mapping[str, str] = {
    "date": "day",
    "counted_or_estimated": "basis",
    "counted|estimated": "basis",
    "people": "persons",
    "gender": "sex",
}
SEXES: Mapping[str, str | None] = {
    "": None,
    "unknown": None,
    "f": "f",
    "female": "f",
    "m": "m",
    "male": "m",
    "x": "x",
    "other": "x",
}
AGE = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))?", re.ASCII)
OLDEST = 130
ADULT_FROM = 18


def looks_like_arrivals(cells: Sequence[str]) -> bool:
    """Whether a line is the header of a table of arrivals."""
    said = {_column(cell) for cell in cells}
    return {"day", "persons"} <= said and bool(said & {"place", "basis"})


def read_arrivals(path: Path, *, codes: str | None) -> Imported:
    """Read a table of arrivals. `codes` says which country codes `origin` has: `iso` or `unhcr`.

    `origin` may be empty where it is not known; so may sex and age. Ages are written 7, 0-17 or 60+. The
    table has the columns of the file, the ends of the age as `age_from` and `age_to`, and ISO codes.

    Raises: BadFile if the file as a whole cannot be used.
    """
    scheme = check_scheme(codes, path.name)
    grid = read_grid(path, is_header=looks_like_arrivals, known=", ".join(COLUMNS))
    given, notes = _given(grid)
    faults: list[RowFault] = list(grid.faults)
    found = weigh(grid.file, "origin", scheme, _pairs(grid, given))
    if found.faults:
        raise BadFile(found.faults)
    if found.undecided:
        told = {"said": SCHEMES[scheme], "codes": ", ".join(found.undecided)}
        notes.append(Note("undecided", len(found.undecided), told))
    nothing = [""] * grid.rows
    ages = converted(grid, "age", given.get("age", nothing), _as_age, faults)
    made: dict[str, Sequence[Any]] = {
        "day": converted(grid, "day", given["day"], as_day, faults),
        "place": converted(grid, "place", given["place"], _needed, faults),
        "origin": converted(grid, "origin", given["origin"], as_country(scheme, may_be_empty=True), faults),
        "sex": converted(grid, "sex", given.get("sex", nothing), _as_sex, faults),
        "age": [None if age is None else age[0] for age in ages],
        "age_from": [None if age is None else age[1] for age in ages],
        "age_to": [None if age is None else age[2] for age in ages],
        "persons": converted(grid, "persons", given["persons"], as_count, faults),
        "basis": converted(grid, "basis", given["basis"], one_of("counted", "estimated"), faults),
        "source": converted(grid, "source", given["source"], _needed, faults),
    }
    _refuse_repeats(grid, made, faults)
    table = _table(grid, made, faults)
    notes += _notes(table.to_pylist())
    return Imported(table, Report(grid.file, "arrivals", scheme, grid.rows, tuple(faults), tuple(notes)))


def _column(cell: str) -> str:
    name = cell.strip().casefold().replace(" ", "_")
    return ALSO_CALLED.get(name, name)


def _given(grid: Grid) -> tuple[dict[str, Sequence[Any]], list[Note]]:
    given: dict[str, Sequence[Any]] = {}
    unread = []
    for name, cells in zip(grid.names, grid.columns, strict=True):
        column = _column(name)
        if column in given:
            raise BadFile([fault("duplicate_column", grid.file, column=column, first=column, second=name)])
        if column in (*NEEDED, *MAY_BE_THERE):
            given[column] = cells
        else:
            unread.append(name or "(without a name)")
    lacking = [name for name in NEEDED if name not in given]
    if lacking:
        raise BadFile(
            [fault("missing_column", grid.file, column=name, meant=nearest(name, unread)) for name in lacking]
        )
    misspelt = [
        (name, near) for name in ("sex", "age") if name not in given and (near := nearest(name, unread))
    ]
    if misspelt:
        raise BadFile(
            [fault("missing_column", grid.file, column=name, meant=near) for name, near in misspelt]
        )
    return given, [Note("unread_columns", len(unread), {"columns": ", ".join(unread)})] if unread else []


def _pairs(grid: Grid, given: Mapping[str, Sequence[Any]]) -> list[tuple[str, str | None, int]]:
    names = given.get("origin_name", [None] * grid.rows)
    return [
        (str(code).strip(), None if name is None else str(name), number)
        for code, name, number in zip(given["origin"], names, grid.numbers, strict=True)
        if code
    ]


def _needed(cell: object) -> str:
    said = as_text(cell)
    if not said:
        raise BadCell("no_value")
    return said


def _as_sex(cell: object) -> str | None:
    said = as_text(cell).casefold()
    if said not in SEXES:
        raise BadCell("bad_word", text=shown(said), wanted="f, m, x, unknown or empty")
    return SEXES[said]


def _as_age(cell: object) -> tuple[str, int, int | None] | None:
    said = as_text(cell)
    if said.casefold() in ("", "unknown"):
        return None
    parts = AGE.fullmatch(said)
    if parts is None:
        raise BadCell("bad_age", text=shown(said))
    first = int(parts[1])
    last = None if parts[3] else int(parts[2] or first)
    if first > OLDEST or (last is not None and not first <= last <= OLDEST):
        raise BadCell("bad_age", text=shown(said))
    return said, first, last


KEY = ("day", "place", "origin", "sex", "age", "source")


def _refuse_repeats(grid: Grid, made: Mapping[str, Sequence[Any]], faults: list[RowFault]) -> None:
    first: dict[tuple[Any, ...], int] = {}
    for place, key in enumerate(zip(*(made[name] for name in KEY), strict=True)):
        if key[0] is None or key[1] is None:
            continue
        if key in first:
            said = ", ".join(str(each) for each in key if each is not None)
            faults.append(
                fault("duplicate_row", grid.file, row=grid.numbers[place], first=first[key], key=said)
            )
        else:
            first[key] = grid.numbers[place]


def _table(grid: Grid, made: Mapping[str, Sequence[Any]], faults: Sequence[RowFault]) -> pa.Table:
    types = {"day": pa.date32(), "persons": pa.int32(), "age_from": pa.int16(), "age_to": pa.int16()}
    table = pa.table({name: pa.array(cells, types.get(name, pa.string())) for name, cells in made.items()})
    bad = {each.row for each in faults}
    if len(faults) >= MOST_FAULTS:  # more rows are bad than were noted
        return table.slice(0, 0)
    return (
        table.filter(pa.array([number not in bad for number in grid.numbers], pa.bool_())) if bad else table
    )


def _notes(rows: Sequence[Mapping[str, Any]]) -> list[Note]:
    sources: dict[tuple[Any, ...], set[str]] = {}
    places: dict[tuple[Any, ...], set[str]] = {}
    groups: dict[tuple[Any, ...], Counter[bool]] = {}
    for row in rows:
        sources.setdefault((row["day"], row["place"]), set()).add(row["source"])
        if row["origin"] is not None:
            places.setdefault((row["day"], row["origin"]), set()).add(row["place"])
        group = tuple(row[name] for name in ("day", "place", "origin", "source"))
        groups.setdefault(group, Counter())[row["sex"] is None and row["age"] is None] += 1
    around = sum(
        row["age_from"] is not None
        and row["age_from"] < ADULT_FROM
        and (row["age_to"] is None or row["age_to"] >= ADULT_FROM)
        for row in rows
    )
    notes = [
        Note("no_number", sum(row["persons"] is None for row in rows)),
        Note("estimated", sum(row["basis"] == "estimated" for row in rows)),
        Note("around_18", around),
        Note("total_and_parts", sum(each[True] for each in groups.values() if len(each) > 1)),
        Note("two_sources", sum(len(each) > 1 for each in sources.values())),
        Note("two_places", sum(len(each) > 1 for each in places.values())),
    ]
    return [note for note in notes if note.count]
