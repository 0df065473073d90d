"""Read one file of a caseload, CSV or Parquet, as Arrow tables of so many rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from asylon.caseload.bad_rows import BadRow, BadTable, Ragged
from asylon.caseload.table_columns import (
    refuse_columns,
)
from asylon.rulebook.faults import Fault

NAMES_OF_PERSONS = {"id": ("id",), "person": ("person",)}
"""By the first column that a table needs: the columns that name persons, all different, so no dictionary."""


def read_table(
    path: Path, known: Sequence[str], needed: Sequence[str], rows: int, ragged: Ragged
) -> Iterator[pa.Table]:
    """Yield a file as tables of exactly so many rows, the last one shorter."""
    batches = (_csv_batches if path.suffix == ".csv" else _parquet_batches)(path, known, needed, rows, ragged)
    waiting: list[pa.RecordBatch] = []
    have = 0
    try:
        for batch in batches:
            waiting.append(batch)
            have += batch.num_rows
            while have >= rows:
                whole = pa.Table.from_batches(waiting)
                yield whole.slice(0, rows).combine_chunks()
                waiting, have = whole.slice(rows).to_batches(), have - rows
    except (OSError, pa.ArrowException, UnicodeDecodeError, csv.Error) as problem:
        said = (str(problem) or type(problem).__name__).splitlines()[0]
        raise BadTable([Fault("unreadable", path.name, {"problem": said})]) from problem
    if have:
        yield pa.Table.from_batches(waiting).combine_chunks()


def _parquet_batches(
    path: Path, known: Sequence[str], needed: Sequence[str], rows: int, ragged: Ragged
) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        names = [field.name for field in file.schema_arrow if pa.types.is_string(field.type)]
        refuse_columns(path.name, file.schema_arrow.names, known, needed)
    texts = [name for name in names if name not in NAMES_OF_PERSONS.get(needed[0], ())]
    # Without `pre_buffer=False` Arrow would hold the bytes of the whole file to the end.
    with pq.ParquetFile(path, read_dictionary=texts, pre_buffer=False) as file:
        yield from file.iter_batches(batch_size=rows)


def _csv_batches(
    path: Path, known: Sequence[str], needed: Sequence[str], rows: int, ragged: Ragged
) -> Iterator[pa.RecordBatch]:
    names, has_rows = _csv_header(path)
    refuse_columns(path.name, names, known, needed)
    if not has_rows:  # Arrow takes a header without a line's end for no table at all
        return

    def note(row: pcsv.InvalidRow) -> str:
        cells = f"it has {row.actual_columns} cells and the header has {row.expected_columns}"
        lines = len(row.text.strip().splitlines())
        over = f"; it goes on over {lines} lines, so a quote may be missing" if lines > 1 else ""
        ragged.note(BadRow(path.name, row.number - 1, "", cells + over))
        return "skip"

    with pcsv.open_csv(
        path,
        # One thread: only then are rows numbered. The columns are cut and converted at the same speed.
        read_options=pcsv.ReadOptions(block_size=8 << 20, use_threads=False),
        parse_options=pcsv.ParseOptions(newlines_in_values=True, invalid_row_handler=note),
        convert_options=pcsv.ConvertOptions(
            column_types={name: pa.string() for name in names}, strings_can_be_null=False
        ),
    ) as file:
        if file.schema.names != names:
            raise pa.ArrowInvalid(f"the header cannot be read; it may be {', '.join(file.schema.names)}")
        yield from file


def _csv_header(path: Path) -> tuple[list[str], bool]:
    """The names of the columns, and whether a row follows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = (row for row in csv.reader(file) if row)
        names = next(lines, None)
        if names is None:
            raise BadTable([Fault("empty", path.name)])
        return names, next(file, None) is not None
