"""Keep a new release: all of it or nothing, and never in the place of another one."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from asylon.figures.faults import refuse
from asylon.figures.manifest import FILE, Kept, Manifest, check_name, write_manifest
from asylon.figures.store import TABLE, Release, Store

UNFINISHED = ".unfinished-"


@dataclass(frozen=True, slots=True)
class Keeping:
    """What came of it: the release that holds the content, and whether it was added just now."""

    release: Release
    added: bool


def keep(store: Store, *, manifest: Manifest, tables: Mapping[str, pa.Table]) -> Keeping:
    """Write tables as a release in the folder of the store; nothing appears until all of it is written.

    The same content again adds nothing, under whatever name: the release that has it is given back.

    Raises: BadFigures if the name is taken by other content, if it is no name, or if nothing can be
    written there.
    """
    if store.folder is None or not tables:
        raise refuse("empty_release" if not tables else "no_folder")
    check_name(manifest.source, what="source")
    check_name(manifest.release, what="release")
    for name in tables:
        check_name(name, what="table")
    contents = {name: content_of(table) for name, table in tables.items()}
    there = [release for release in store.releases() if release.manifest.source == manifest.source]
    for release in reversed(there):
        if not _differing(release, contents):
            return Keeping(release, added=False)
    _refuse_taken(manifest, there, contents)
    try:
        folder = _write(store.folder, manifest, tables, contents)
    except OSError as problem:
        said = problem.strerror or str(problem)
        raise refuse("unwritable", str(store.folder), problem=said) from problem
    if folder is None:  # somebody else kept a release of this name in the meantime
        return keep(store, manifest=manifest, tables=tables)
    return Keeping(store.release(manifest.source, manifest.release), added=True)


def content_of(table: pa.Table) -> str:
    """A hash of what a table says: the same for every way of writing it and every order of its rows."""
    # Two tables of one content have their columns and rows in one order here.
    plain = pa.table({name: _plain(table.column(name)) for name in sorted(table.column_names)})
    plain = plain.sort_by([(name, "ascending") for name in plain.column_names])
    sink = _Hash()
    pcsv.write_csv(plain, pa.PythonFile(sink, mode="w"))
    return sink.hash.hexdigest()


class _Hash:
    """Takes what is written and keeps only its hash."""

    closed = False

    def __init__(self) -> None:
        self.hash = hashlib.sha256()

    def write(self, content: bytes) -> int:
        self.hash.update(content)
        return len(content)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        self.closed = True


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Without what depends on the way of writing: codes of a dictionary, the width of a number."""
    if pa.types.is_dictionary(column.type):
        return column.cast(column.type.value_type)
    return column.cast(pa.int64()) if pa.types.is_integer(column.type) else column


def _differing(release: Release, contents: Mapping[str, str]) -> list[str]:
    """Which tables are not in a release with this content."""
    return [
        name
        for name, content in contents.items()
        if name not in release.tables or _content_in(release, name) != content
    ]


def _content_in(release: Release, name: str) -> str:
    kept = release.manifest.files[f"{name}{TABLE}"]
    return kept.content or content_of(release.table(name))


def _refuse_taken(manifest: Manifest, there: list[Release], contents: Mapping[str, str]) -> None:
    names = {release.manifest.release: release for release in there}
    if manifest.release not in names:
        return
    later = next(name for number in range(2, 1000) if (name := f"{manifest.release}.r{number}") not in names)
    raise refuse(
        "release_taken",
        source=manifest.source,
        release=manifest.release,
        differs=", ".join(_differing(names[manifest.release], contents)),
        later=later,
    )


def _write(
    root: Path, manifest: Manifest, tables: Mapping[str, pa.Table], contents: Mapping[str, str]
) -> Path | None:
    """Write beside the place where it belongs and rename at the end; None if the place is taken."""
    home = root / manifest.source
    home.mkdir(parents=True, exist_ok=True)
    working = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=home))
    try:
        files = {}
        for name, table in tables.items():
            path = working / f"{name}{TABLE}"
            pq.write_table(table, path, compression="zstd")
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            files[path.name] = Kept(sha256, table.num_rows, contents[name])
        write_manifest(working / FILE, replace(manifest, files=files))
        for path in working.iterdir():
            _to_disk(path)
        working.chmod(0o755)
        target = home / manifest.release
        try:
            # Renaming a folder onto one that holds something fails: nothing is ever replaced.
            working.rename(target)
        except OSError:
            if target.exists():
                return None
            raise
        _to_disk(home)
        return target
    finally:
        with suppress(OSError):
            shutil.rmtree(working)


def _to_disk(path: Path) -> None:
    """Only what is on the disk survives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
