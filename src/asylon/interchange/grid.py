"""A file as a grid of cells, whatever its format: texts from CSV, values from Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from asylon.interchange.report import BadFile, RowFault, fault

MOST_BYTES = 1 << 28
MOST_ROWS = 5_000_000
MOST_UNPACKED = 1 << 30
HEADER_WITHIN = 40
"""Some downloads begin with a dozen lines of text."""

MAGIC = {
    b"PAR1": ("it is a Parquet file", "let its name end in .parquet"),
    b"PK\x03\x04": ("it is a ZIP file or a spreadsheet", "unpack it, or save it as CSV"),
    b"\xd0\xcf\x11\xe0": ("it is a spreadsheet", "save it as CSV in UTF-8"),
    b"\x1f\x8b": ("it is compressed with gzip", "unpack it"),
    b"\xff\xfe": ("it is UTF-16 text", "save it as UTF-8"),
    b"\xfe\xff": ("it is UTF-16 text", "save it as UTF-8"),
}


@dataclass(slots=True)
class Grid:
    """Named columns of equal length; `numbers` says which row of the file each is, from 1."""

    file: str
    names: list[str]
    columns: list[Sequence[Any]]
    numbers: Sequence[int]
    preamble: int = 0
    faults: list[RowFault] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.numbers)


def read_grid(path: Path, *, is_header: Callable[[list[str]], bool], known: str) -> Grid:
    """Read a CSV or Parquet file. `is_header` finds the header of a CSV among its first lines.

    Raises: BadFile for a file that cannot be read, has no such header, or has no row.
    """
    try:
        if not path.is_file():
            said = "it is a folder" if path.is_dir() else "there is no such file"
            raise BadFile([fault("unreadable", str(path), problem=said)])
        if path.stat().st_size > MOST_BYTES:
            raise BadFile([fault("too_large", path.name, most=f"{MOST_BYTES >> 20} MB")])
        if path.suffix == ".parquet":
            grid = _parquet(path)
        elif path.suffix == ".csv":
            grid = _csv(path.name, path.read_bytes(), is_header, known)
        else:
            raise BadFile([fault("no_ending", path.name)])
    except OSError as problem:
        said = problem.strerror or str(problem).splitlines()[0]
        raise BadFile([fault("unreadable", str(path), problem=said)]) from problem
    if not grid.rows and not grid.faults:
        raise BadFile([fault("no_rows", grid.file)])
    return grid


def _csv(name: str, content: bytes, is_header: Callable[[list[str]], bool], known: str) -> Grid:
    for magic, (found, wanted) in MAGIC.items():
        if content.startswith(magic):
            raise BadFile([fault("other_format", name, found=found, wanted=wanted)])
    lines = _lines(name, _text(name, content))
    if not lines:
        raise BadFile([fault("empty", name)])
    at = next((place for place, (_, row) in enumerate(lines[:HEADER_WITHIN]) if is_header(row)), None)
    if at is None:
        raise BadFile([_no_header(name, [row for _, row in lines[:HEADER_WITHIN]], known)])
    header = [cell.strip() for cell in lines[at][1]]
    below = [row for _, row in lines[at + 1 :]]
    while header and not header[-1] and not any(any(row[len(header) - 1 :]) for row in below):
        header.pop()  # spreadsheets leave empty columns at the end
    rows, numbers, faults = [], [], []
    for number, row in enumerate(below, 1):
        kept = row[: len(header)] if not any(row[len(header) :]) else row
        if len(kept) != len(header):
            faults.append(fault("ragged", name, row=number, found=len(row), wanted=len(header)))
            continue
        rows.append(kept)
        numbers.append(number)
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [() for _ in header]
    return Grid(name, header, columns, numbers, at, faults)


def _text(name: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise BadFile([fault("not_utf8", name, line=line)]) from None
    if "\0" in text:
        raise BadFile([fault("nul", name, line=text.count("\n", 0, text.index("\0")) + 1)])
    return text


def _lines(name: str, text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as problem:
        raise BadFile([fault("csv_syntax", name, line=reader.line_num, problem=problem)]) from None


def _no_header(name: str, rows: list[list[str]], known: str) -> RowFault:
    for sign in (";", "\t"):
        if rows and all(len(row) == 1 for row in rows[:1]) and rows[0][0].count(sign) > 1:
            return fault("semicolons", name, sign="tab" if sign == "\t" else sign)
    return fault("no_header", name, most=HEADER_WITHIN, known=known)


def _parquet(path: Path) -> Grid:
    try:
        with pq.ParquetFile(path) as file:
            unpacked = sum(
                file.metadata.row_group(place).total_byte_size
                for place in range(file.metadata.num_row_groups)
            )
            if file.metadata.num_rows > MOST_ROWS or unpacked > MOST_UNPACKED:
                most = f"{MOST_ROWS:,} rows or {MOST_UNPACKED >> 20} MB unpacked"
                raise BadFile([fault("too_large", path.name, most=most)])
            names = file.schema_arrow.names
            for each in file.schema_arrow:
                if not _is_plain(each.type):
                    raise BadFile([fault("wrong_column", path.name, column=each.name, found=each.type)])
            table = file.read()
            columns = [table.column(place).to_pylist() for place in range(len(names))]
    except (pa.ArrowException, UnicodeDecodeError, OverflowError) as problem:
        said = (str(problem) or type(problem).__name__).splitlines()[0]
        raise BadFile([fault("unreadable", path.name, problem=said)]) from problem
    return Grid(path.name, list(names), columns, range(1, table.num_rows + 1))


def _is_plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    tests = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_integer,
        pa.types.is_floating,
        pa.types.is_decimal,
        pa.types.is_date,
        pa.types.is_null,
    )
    return any(test(kind) for test in tests)


def first_lines(path: Path) -> list[list[str]]:
    """The first lines of a file as cells, to see which kind it is; nothing where they cannot be read.

    What is wrong with the file is said by whoever reads all of it.
    """
    try:
        if path.suffix == ".parquet":
            return [pq.read_schema(path).names]
        with path.open("rb") as file:
            text = file.read(1 << 16).decode("utf-8-sig", errors="replace").replace("\0", "")
        reader = csv.reader(io.StringIO(text, newline=""))
        return [[cell.strip() for cell in row] for _, row in zip(range(HEADER_WITHIN), reader, strict=False)]
    except (OSError, pa.ArrowException, csv.Error, UnicodeDecodeError):
        return []
