"""Indicators from CSV: one row a State with a column for each indicator, or one row a figure.

Wide: `state` (or `iso3`), then columns of figures; `population_year` and `population_source` say where
`population` is from. Long: `state,indicator,value` with `year` and `source`. Commas, semicolons or tabs;
UTF-8 with or without BOM. An empty cell is unknown, which is not 0.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from asylon.sharing.exact import number
from asylon.sharing.faults import BadSharing, SharingFault, bad, nearest
from asylon.sharing.indicators import Figure, Indicators

LARGEST = 20_000_000
"""Characters. Every State with a hundred figures and their sources fills a tenth of it."""

STATE = ("state", "iso3", "code", "iso3166_2")
NAME = ("name", "country")
LONG = ("indicator", "value", "year", "source", "name")
_WORDS = ("eu_code", "factbook_code", "unemployment_status")
"""Columns of published tables that hold words; they are read past."""

_UNKNOWN = frozenset({"", "..", "-", "n/a", "N/A"})
_STATE = re.compile(r"[A-Za-z0-9][\w .'()-]{0,59}\Z")
_INDICATOR = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")


def read_indicators(
    text: str, *, where: str = "indicators", wanted: Iterable[str] | None = None
) -> Indicators:
    """Read a table; `where` names the file in messages, `wanted` the indicators that a key needs.

    With `wanted`, a column that is neither wanted nor known from the published tables is refused.

    Raises: BadSharing with every fault: file, row and column, what is wrong, the nearest name.
    """
    needed = None if wanted is None else tuple(wanted)
    lines = _lines(text, where)
    header = _header(lines, where)
    reading = _Reading(where, header, [])
    if {"indicator", "value"} <= set(header):
        found = _long(reading, lines[1:], needed)
    else:
        found = _wide(reading, lines[1:], needed)
    if not reading.faults and not found.figures:
        raise bad("empty", where)
    if reading.faults:
        raise BadSharing(reading.faults)
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table: its number below the header, its line in the file, its cells."""

    row: int
    line: int
    cells: list[str]


@dataclass(slots=True)
class _Reading:
    """Where faults are collected, with the header they are found under."""

    where: str
    header: list[str]
    faults: list[SharingFault]
    first: dict[str, int] = field(default_factory=dict)

    def blame(self, code: str, line: _Line | None, column: str, meant: str | None, **values: object) -> None:
        place = self.where
        if line is not None:
            place += f":{line.line}: row {line.row}" + (f", column {column}" if column else "")
        self.faults.append(SharingFault(code, place, values, meant))

    def cell(self, line: _Line, column: str) -> str:
        return line.cells[self.header.index(column)] if column in self.header else ""

    def state(self, line: _Line, column: str) -> str | None:
        found = self.cell(line, column)
        if not found:
            self.blame("no_state", line, column, None)
            return None
        if not _STATE.match(found):
            self.blame("bad_state", line, column, None, text=found)
            return None
        return found

    def figure(self, line: _Line, column: str, year: str, source: str) -> Figure | None:
        """The figure of a cell; None where it is unknown or wrong."""
        found = self.cell(line, column)
        if found in _UNKNOWN:
            return None
        value = number(found)
        if value is None:
            self.blame("not_number", line, column, None, text=found)
            return None
        if value < 0:
            self.blame("negative", line, column, None, text=found)
            return None
        said = self.cell(line, year)
        if said and not re.fullmatch(r"[12]\d{3}", said, re.ASCII):
            self.blame("bad_year", line, year, None, text=said)
            return None
        return Figure(value, int(said) if said else None, self.cell(line, source))


def _lines(text: str, where: str) -> list[_Line]:
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise bad("empty", where)
    if len(text) > LARGEST:
        raise bad("too_long", where, most=LARGEST, what="table")
    if "\0" in text:
        raise bad("nul", f"{where}:{text[: text.index(chr(0))].count(chr(10)) + 1}")
    top = text.lstrip("\r\n").splitlines()[0]
    separator = max(",;\t", key=top.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    found: list[_Line] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(_Line(len(found), reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as problem:
        raise bad("csv_syntax", f"{where}:{reader.line_num}", problem=problem) from problem
    wide = len(found[0].cells)
    for line in found:
        if len(line.cells) != wide:
            raise bad("cells", f"{where}:{line.line}: row {line.row}", found=len(line.cells), wanted=wide)
    return found


def _header(lines: list[_Line], where: str) -> list[str]:
    header = lines[0].cells
    for at, column in enumerate(header):
        if column in header[:at]:
            raise bad("duplicate_column", f"{where}:{lines[0].line}", key=column)
    if not set(STATE) & set(header):
        meant = next((column for column in header if nearest(column.lower(), STATE)), None)
        raise bad("missing_column", f"{where}:{lines[0].line}", key="state", meant=meant)
    return header


def _state_column(header: list[str]) -> str:
    return next(column for column in STATE if column in header)


def _long(reading: _Reading, lines: list[_Line], needed: tuple[str, ...] | None) -> Indicators:
    state_column = _state_column(reading.header)
    known = (state_column, *LONG)
    for column in reading.header:
        if column not in known:
            meant = nearest(column, known)
            reading.blame("unknown_column", None, "", meant, key=column, known=", ".join(known))
    figures: dict[str, dict[str, Figure]] = {}
    names: dict[str, str] = {}
    for line in lines:
        _take_figure(reading, line, figures, names)
    found = Indicators(figures, names)
    for name in needed or ():
        if not reading.faults and name not in found.indicator_names:
            meant = nearest(name, found.indicator_names)
            reading.blame("no_indicator", None, "", meant, name=name)
    return found


def _take_figure(
    reading: _Reading, line: _Line, figures: dict[str, dict[str, Figure]], names: dict[str, str]
) -> None:
    state = reading.state(line, _state_column(reading.header))
    indicator = reading.cell(line, "indicator")
    if not _INDICATOR.match(indicator):
        reading.blame("bad_indicator", line, "indicator", None, text=indicator)
        return
    if state is None:
        return
    once = f"{state}, {indicator}"
    if once in reading.first:
        reading.blame("duplicate_state", line, "", None, name=once, first=reading.first[once])
        return
    reading.first[once] = line.row
    figure = reading.figure(line, "value", "year", "source")
    row = figures.setdefault(state, {})
    if figure is not None:
        row[indicator] = figure
    if name := reading.cell(line, "name"):
        names[state] = name


def _wide(reading: _Reading, lines: list[_Line], needed: tuple[str, ...] | None) -> Indicators:
    state_column = _state_column(reading.header)
    columns = _figure_columns(reading, needed)
    if reading.faults:
        return Indicators({})
    beside = {column: _beside(column, reading.header) for column in columns}
    name_column = next((column for column in NAME if column in reading.header), "")
    figures: dict[str, dict[str, Figure]] = {}
    names: dict[str, str] = {}
    for line in lines:
        state = reading.state(line, state_column)
        if state is None:
            continue
        if state in reading.first:
            reading.blame("duplicate_state", line, state_column, None, name=state, first=reading.first[state])
            continue
        reading.first[state] = line.row
        row = {column: reading.figure(line, column, *beside[column]) for column in columns}
        figures[state] = {column: figure for column, figure in row.items() if figure is not None}
        if name := reading.cell(line, name_column):
            names[state] = name
    return Indicators(figures, names)


def _figure_columns(reading: _Reading, needed: tuple[str, ...] | None) -> list[str]:
    """The columns that hold figures to be read; faults for unknown and missing ones."""
    from asylon.sharing.presets import shipped_columns  # only where a table is wide

    header = reading.header
    beside = {column for each in header for column in _beside(each, header) if column}
    plain = [column for column in header if column not in (*STATE, *NAME, *_WORDS) and column not in beside]
    if needed is None:
        for column in plain:
            if not _INDICATOR.match(column):
                reading.blame("bad_indicator", None, "", None, text=column)
        return plain
    for column in needed:
        if column not in plain:
            reading.blame("missing_column", None, "", nearest(column, plain), key=column)
    for column in plain:
        if column not in needed and column not in shipped_columns():
            reading.blame(
                "unknown_column",
                None,
                "",
                nearest(column, needed),
                key=column,
                known=", ".join(("state", "name", *needed)),
            )
    return [column for column in plain if column in needed]


def _beside(column: str, header: list[str]) -> tuple[str, str]:
    """The columns with the year and source of a column: of its whole name, or of the words it begins with."""
    found = []
    for what in ("year", "source"):
        words = column.split("_")
        stems = ["_".join(words[:length]) for length in range(len(words), 0, -1)]
        names = (f"{stem}_{what}" for stem in stems)
        found.append(next((name for name in names if name in header and name != column), ""))
    return found[0], found[1]
