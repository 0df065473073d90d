"""Write a result so that what looks complete is complete.

Rows are written in parts of a fixed size under a working folder beside the target; a part is
renamed when it is whole, so an interrupted run can go on after the last whole part. Only at the
end does the target appear, under its own name.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from asylon.caseload.tables import BadTable
from asylon.rulebook.faults import Fault

GROUP_ROWS = 1 << 17
"""Rows of a Parquet row group: fixed, so that the file does not depend on how the input was cut."""

GROUPS = 8
PART_ROWS = GROUP_ROWS * GROUPS
"""Rows of a part: what is lost at most when a run is interrupted."""

ENDINGS = (".parquet", ".csv", ".jsonl")


class ResultFile:
    """A result that is being written; used as a context, it appears only when all went well."""

    def __init__(
        self, target: Path, schema: pa.Schema, recipe: dict[str, Any], *, force: bool = False
    ) -> None:
        """Open or take up again the working folder; `recipe` says what the result is made from.

        Raises: BadTable if the target exists, has no known format, or lies in no folder.
        """
        if target.suffix not in ENDINGS:
            raise BadTable([Fault("no_result_format", str(target), {"endings": ", ".join(ENDINGS)})])
        if target.exists() and not force:
            raise BadTable([Fault("exists", str(target))])
        if not target.parent.is_dir():
            raise BadTable([Fault("unreadable", str(target.parent), {"problem": "there is no such folder"})])
        self.target = target
        self.schema = schema
        self.folder = target.with_name(f".{target.name}.unfinished")
        self.rows_done = 0
        self._part = 0
        self._groups = 0
        self._open: PartFile | None = None
        self._writer = ThreadPoolExecutor(max_workers=1)
        self._sent: Future[None] | None = None
        self._waiting: list[pa.RecordBatch] = []
        self._have = 0
        self._take_up(recipe)

    def _take_up(self, recipe: dict[str, Any]) -> None:
        written = self.folder / "recipe.json"
        wanted = json.dumps(recipe, sort_keys=True)
        if self.folder.is_dir() and written.is_file() and written.read_text(encoding="utf-8") == wanted:
            self._part = len(self._parts())
            self.rows_done = self._part * PART_ROWS
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        written.write_text(wanted, encoding="utf-8")

    def _parts(self) -> list[Path]:
        return sorted(self.folder.glob(f"[0-9]*{self.target.suffix}"))

    def write(self, batch: pa.RecordBatch) -> None:
        """Add rows; whole groups go to disk while the next rows are worked out."""
        self._waiting.append(batch)
        self._have += batch.num_rows
        while self._have >= GROUP_ROWS:
            whole = pa.Table.from_batches(self._waiting)
            self._send(whole.slice(0, GROUP_ROWS))
            rest = whole.slice(GROUP_ROWS)
            self._waiting, self._have = rest.to_batches(), rest.num_rows

    def _send(self, group: pa.Table) -> None:
        if self._sent is not None:
            self._sent.result()
        self._sent = self._writer.submit(self._write_group, group)

    def _write_group(self, group: pa.Table) -> None:
        if self._open is None:
            self._open = open_part(self._path(".unfinished"), self.schema, self.target.suffix)
        self._open.write(group)
        self._groups += 1
        if self._groups == GROUPS:
            self._close_part()

    def _close_part(self) -> None:
        if self._open is not None:
            self._open.close()
            os.replace(self._path(".unfinished"), self._path(""))
            self._part, self._groups, self._open = self._part + 1, 0, None

    def _path(self, ending: str) -> Path:
        return self.folder / f"{self._part:06d}{self.target.suffix}{ending}"

    def finish(self) -> None:
        """Put the parts together under the target's name."""
        if self._have or (self._sent is None and not self._part):
            self._send(pa.Table.from_batches(self._waiting, schema=self.schema))
        if self._sent is not None:
            self._sent.result()
        self._close_part()
        parts = self._parts()
        if len(parts) == 1:
            os.replace(parts[0], self.target)
        else:
            whole = self.folder / f"whole{self.target.suffix}.unfinished"
            _join(parts, whole, self.schema, self.target.suffix)
            os.replace(whole, self.target)
        shutil.rmtree(self.folder)

    def __enter__(self) -> ResultFile:
        """Write inside the context."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Finish if nothing went wrong; otherwise keep the whole parts for another run."""
        with self._writer:
            if kind is None:
                self.finish()


class PartFile(Protocol):
    """A part that is being written, group by group."""

    def write(self, group: pa.Table) -> None:
        """Add a group of rows."""

    def close(self) -> None:
        """Write what is left and close the file."""


def open_part(path: Path, schema: pa.Schema, ending: str) -> PartFile:
    """Start a part in the format that the ending names."""
    return {".parquet": _ParquetPart, ".csv": _CsvPart, ".jsonl": _JsonPart}[ending](path, schema)


class _ParquetPart:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.writer = pq.ParquetWriter(path, schema, compression="zstd", version="2.6")

    def write(self, group: pa.Table) -> None:
        self.writer.write_table(group.combine_chunks(), row_group_size=GROUP_ROWS)

    def close(self) -> None:
        self.writer.close()


class _CsvPart:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        options = pcsv.WriteOptions(quoting_style="needed")
        self.writer = pcsv.CSVWriter(path, _plain(schema), write_options=options)

    def write(self, group: pa.Table) -> None:
        self.writer.write_table(group.cast(_plain(group.schema)))

    def close(self) -> None:
        self.writer.close()


class _JsonPart:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, group: pa.Table) -> None:
        self.file.writelines(_lines(group))

    def close(self) -> None:
        self.file.close()


def _lines(table: pa.Table) -> Iterator[str]:
    for batch in table.to_batches(max_chunksize=GROUP_ROWS // 8):
        for row in batch.to_pylist():
            yield json.dumps(row, ensure_ascii=False) + "\n"


def _plain(schema: pa.Schema) -> pa.Schema:
    """Words instead of codes, for formats that have no codes."""
    return pa.schema([pa.field(f.name, pa.string()) if pa.types.is_dictionary(f.type) else f for f in schema])


def _join(parts: list[Path], path: Path, schema: pa.Schema, ending: str) -> None:
    if ending == ".parquet":
        with pq.ParquetWriter(path, schema, compression="zstd", version="2.6") as writer:
            for part in parts:
                file = pq.ParquetFile(part)
                for group in range(file.num_row_groups):
                    writer.write_table(file.read_row_group(group).cast(schema), row_group_size=GROUP_ROWS)
        return
    with path.open("wb") as whole:
        for number, part in enumerate(parts):
            with part.open("rb") as file:
                if number and ending == ".csv":
                    file.readline()
                shutil.copyfileobj(file, whole)
