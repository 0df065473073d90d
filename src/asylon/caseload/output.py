"""Write a result so that what looks complete is complete.

Rows are written in parts of a fixed size under a working folder beside the target; a part is
renamed when it is whole, so an interrupted run can go on after the last whole part. Only at the
end does the target appear, under its own name.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from asylon.caseload.ahead import one_ahead
from asylon.caseload.bad_rows import BadTable
from asylon.rulebook.faults import BadInput, Fault

GROUP_ROWS = 1 << 17
"""Rows of a Parquet row group: fixed, so that the file does not depend on how the input was cut."""

GROUPS = 8
PART_ROWS = GROUP_ROWS * GROUPS
"""Rows of a part: what is lost at most when a run is interrupted."""

LOCK = "lock"

ENDINGS = (".parquet", ".csv", ".jsonl")


class ResultFile:
    """A result that is being written; used as a context, it appears only when all went well."""

    def __init__(
        self, target: Path, schema: pa.Schema, recipe: dict[str, Any], *, force: bool = False
    ) -> None:
        """Open or take up again the working folder; `recipe` says what the result is made from.

        Raises: BadTable if the target exists, has no known format, lies in no folder, cannot be
        written, or is being written by another run.
        """
        _refuse_target(target, force=force)
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
        self._is_unwritable = False
        try:
            self._take_up(recipe | {"rows of a part": PART_ROWS})
        except OSError as problem:
            raise self._unwritable(problem) from problem

    def _take_up(self, recipe: dict[str, Any]) -> None:
        written = self.folder / "recipe.json"
        wanted = json.dumps(recipe, sort_keys=True)
        self.folder.mkdir(exist_ok=True)
        self._lock()
        if self.folder.is_dir() and written.is_file() and written.read_text(encoding="utf-8") == wanted:
            self._part = len(self._parts())
            self.rows_done = self._part * PART_ROWS
            return
        for old in self.folder.iterdir():
            if old.name != LOCK:
                old.unlink()
        written.write_text(wanted, encoding="utf-8")

    def _lock(self) -> None:
        """Two runs that wrote the same parts would spoil them; a run that was killed holds no lock."""
        self._turn = (self.folder / LOCK).open("w", encoding="utf-8")
        try:
            fcntl.flock(self._turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._turn.close()
            raise BadTable([Fault("busy", str(self.target))]) from None

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
        self._wait()
        self._sent = self._writer.submit(self._write_group, group)

    def _wait(self) -> None:
        """Until the last group is written.

        Raises: BadTable if it cannot be written.
        """
        try:
            if self._sent is not None:
                self._sent.result()
        except (OSError, pa.ArrowException) as problem:
            raise self._unwritable(problem) from problem

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
            _keep(self._path(".unfinished"), self._path(""))
            self._part, self._groups, self._open = self._part + 1, 0, None

    def _path(self, ending: str) -> Path:
        return self.folder / f"{self._part:06d}{self.target.suffix}{ending}"

    def finish(self) -> None:
        """Put the parts together under the target's name."""
        if self._have or (self._sent is None and not self._part):
            self._send(pa.Table.from_batches(self._waiting, schema=self.schema))
        self._wait()
        self._close_part()
        parts = self._parts()
        if len(parts) == 1:
            parts[0].replace(self.target)
        else:
            whole = self.folder / f"whole{self.target.suffix}.unfinished"
            _join(parts, whole, self.schema, self.target.suffix)
            _keep(whole, self.target)
        self._clear()

    def _clear(self) -> None:
        self._turn.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> ResultFile:
        """Write inside the context."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Finish if nothing went wrong; otherwise keep the whole parts for another run.

        Raises: BadTable if the result cannot be written.
        """
        try:
            with self._writer:
                if kind is None:
                    self.finish()
        except (OSError, pa.ArrowException) as problem:
            raise self._unwritable(problem) from problem
        finally:
            self._close_open_part()
            # Nothing of bad input may stay; a run that was stopped, or lacked room, may go on later.
            of_bad_input = kind is not None and issubclass(kind, BadInput) and not self._is_unwritable
            if self.folder.exists() and (of_bad_input or not self._parts()):
                self._clear()
            self._turn.close()

    def _close_open_part(self) -> None:
        if self._open is not None:
            with suppress(OSError, pa.ArrowException):  # the part is lost anyway, and why was said already
                self._open.close()
            self._path(".unfinished").unlink(missing_ok=True)

    def _unwritable(self, problem: Exception) -> BadTable:
        self._is_unwritable = True
        said = (isinstance(problem, OSError) and problem.strerror) or str(problem)
        return BadTable([Fault("unwritable", str(self.target), {"problem": said.splitlines()[0]})])


def _refuse_target(target: Path, *, force: bool) -> None:
    if target.suffix not in ENDINGS:
        raise BadTable([Fault("no_result_format", str(target), {"endings": ", ".join(ENDINGS)})])
    if target.is_dir():
        raise BadTable([Fault("unwritable", str(target), {"problem": "it is a folder"})])
    if target.exists() and not force:
        raise BadTable([Fault("exists", str(target))])
    if not target.parent.is_dir():
        raise BadTable([Fault("no_folder", str(target), {"name": str(target.parent)})])


def _keep(written: Path, name: Path) -> None:
    """Give a file its name once its bytes are on the disk: also a power cut leaves nothing half written."""
    with written.open("rb") as file:
        os.fsync(file.fileno())
    written.replace(name)


class PartFile(Protocol):
    """A part that is being written, group by group."""

    def write(self, group: pa.Table) -> None:
        """Add a group of rows."""

    def close(self) -> None:
        """Write what is left and close the file."""


def open_part(path: Path, schema: pa.Schema, ending: str) -> PartFile:
    """Start a part in the format that the ending names."""
    ways: dict[str, Callable[[Path, pa.Schema], PartFile]]
    ways = {".parquet": _ParquetPart, ".csv": _CsvPart, ".jsonl": _JsonPart}
    return ways[ending](path, schema)


class _ParquetPart:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.writer = _parquet_writer(path, schema)

    def write(self, group: pa.Table) -> None:
        self.writer.write_table(group.combine_chunks(), row_group_size=GROUP_ROWS)

    def close(self) -> None:
        self.writer.close()


def _parquet_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    # A dictionary of ids, or the least and greatest of three answers, costs time and serves no reader.
    coded = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(
        path, schema, compression="zstd", version="2.6", use_dictionary=coded, write_statistics=["id"]
    )


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


def _groups(parts: list[Path]) -> Iterator[pa.Table]:
    for part in parts:
        with pq.ParquetFile(part) as file:
            for group in range(file.num_row_groups):
                yield file.read_row_group(group)


def _join(parts: list[Path], path: Path, schema: pa.Schema, ending: str) -> None:
    if ending == ".parquet":
        with _parquet_writer(path, schema) as writer:
            for group in one_ahead(_groups(parts)):
                writer.write_table(group.cast(schema), row_group_size=GROUP_ROWS)
        return
    with path.open("wb") as whole:
        for number, part in enumerate(parts):
            with part.open("rb") as file:
                if number and ending == ".csv":
                    file.readline()
                shutil.copyfileobj(file, whole)
