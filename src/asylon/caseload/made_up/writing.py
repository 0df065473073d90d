"""Writes a made-up caseload block by block: first beside its target, renamed when it is complete."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Protocol

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from asylon.caseload.made_up.arrow import tables_of
from asylon.caseload.made_up.block import BLOCK, MadePersons, make_block
from asylon.caseload.made_up.lines import lines_of
from asylon.caseload.made_up.orders import PERSONS, Order, Target
from asylon.rulebook import Rulebook
from asylon.rulebook.faults import BadInput, Fault
from asylon.rulebook.scopes import LISTS

ROW_GROUP_BLOCKS = 4
"""Blocks that share a row group of Parquet: fewer groups are quicker to read, more need less memory."""

UNQUOTED = pa_csv.WriteOptions(quoting_style="none")
"""Codes and ids hold nothing that would need quotes; should one, the writer refuses."""

Progress = Callable[[int], None]
"""Told how many persons are done."""


class Writer(Protocol):
    """Takes blocks in order."""

    def put(self, made: MadePersons) -> None:
        """Write the next block."""

    def finish(self) -> None:
        """Write what is left."""


def write_caseload(
    order: Order, target: Target, rulebook: Rulebook, *, progress: Progress = lambda done: None
) -> Mapping[str, int]:
    """Make up a caseload and write it; returns the rows of each table.

    Raises: BadInput if it cannot be written; then nothing is left behind.
    """
    rows: Counter[str] = Counter({PERSONS: 0, **dict.fromkeys(LISTS.values(), 0)})
    try:
        with _unfinished(target) as place, ExitStack() as open_files:
            writer = _writer(place, order, target, open_files)
            for made in _blocks(order, rulebook):
                writer.put(made)
                rows[PERSONS] += made.size
                rows.update({LISTS[scope]: len(items.owner) for scope, items in made.items.items()})
                progress(rows[PERSONS])
            writer.finish()
            open_files.close()
            _keep(place, target)
    except OSError as problem:
        said = problem.strerror or str(problem)
        raise BadInput([Fault("unwritable", str(target.path), {"problem": said})]) from problem
    return rows


def _blocks(order: Order, rulebook: Rulebook) -> Iterator[MadePersons]:
    facts = rulebook.all_facts
    for number in range(-(-order.persons // BLOCK)):
        yield make_block(number, order, facts)


@contextmanager
def _unfinished(target: Target) -> Iterator[Path]:
    """A hidden folder beside the target, for what must not look complete; gone at the end."""
    folder = Path(mkdtemp(prefix=f".{target.path.name}.unfinished-", dir=target.path.parent))
    try:
        yield folder / target.path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _writer(place: Path, order: Order, target: Target, open_files: ExitStack) -> Writer:
    if target.format == "jsonl":
        return _Lines(open_files.enter_context(place.open("w", encoding="utf-8", newline="\n")), order)
    if target.folder:
        place.mkdir()
    sort = _Csv if target.format == "csv" else _Parquet
    return sort(place, order, target, open_files)


def _keep(place: Path, target: Target) -> None:
    """Give the finished files their name. What they replace is only then taken away."""
    for path in place.iterdir() if target.folder else (place,):
        with path.open("rb") as file:
            os.fsync(file.fileno())
    target.refuse_if_taken()
    if target.folder and target.path.exists():
        target.path.rename(place.with_name("replaced"))
    place.replace(target.path)


class _Lines:
    def __init__(self, file: IO[str], order: Order) -> None:
        self.file = file
        self.order = order

    def put(self, made: MadePersons) -> None:
        self.file.writelines(lines_of(made, self.order))

    def finish(self) -> None:
        """Nothing is held back."""


class _Csv:
    def __init__(self, place: Path, order: Order, target: Target, open_files: ExitStack) -> None:
        self.place = place
        self.order = order
        self.folder = target.folder
        self.open_files = open_files
        self.writers: dict[str, pa_csv.CSVWriter] = {}

    def put(self, made: MadePersons) -> None:
        for name, table in tables_of(made, self.order, words=True, folder=self.folder).items():
            if name not in self.writers:
                path = self.place / f"{name}.csv" if self.folder else self.place
                writer = pa_csv.CSVWriter(path, table.schema, write_options=UNQUOTED)
                self.writers[name] = self.open_files.enter_context(writer)
            self.writers[name].write_table(table)

    def finish(self) -> None:
        """Nothing is held back."""


class _Parquet:
    def __init__(self, place: Path, order: Order, target: Target, open_files: ExitStack) -> None:
        self.place = place
        self.order = order
        self.folder = target.folder
        self.open_files = open_files
        self.writers: dict[str, pq.ParquetWriter] = {}
        self.held: list[dict[str, pa.Table]] = []

    def put(self, made: MadePersons) -> None:
        self.held.append(tables_of(made, self.order, words=False, folder=self.folder))
        if len(self.held) == ROW_GROUP_BLOCKS:
            self.finish()

    def finish(self) -> None:
        """Write the blocks that wait as one row group a table."""
        for name in self.held[0] if self.held else ():
            table = pa.concat_tables([each[name] for each in self.held])
            if name not in self.writers:
                path = self.place / f"{name}.parquet" if self.folder else self.place
                writer = pq.ParquetWriter(path, table.schema, compression="zstd")
                self.writers[name] = self.open_files.enter_context(writer)
            self.writers[name].write_table(table)
        self.held.clear()
