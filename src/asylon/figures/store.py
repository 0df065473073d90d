"""The store of releases: those that ship with the product, and those that somebody imported.

Nothing here changes a release. A folder of the caller's is read at each call, so that what another
process has kept is seen.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from asylon.figures.faults import refuse
from asylon.figures.manifest import FILE, Manifest, Source, read_manifest
from asylon.rulebook.faults import nearest

if TYPE_CHECKING:
    import pyarrow as pa

SHIPPED = Path(__file__).parent / "shipped"
TABLE = ".parquet"


@dataclass(frozen=True, slots=True)
class Release:
    """One release: a folder that nobody changes, and its manifest."""

    folder: Path
    manifest: Manifest
    ships: bool

    @property
    def source(self) -> Source:
        """What must stand beside each figure of it."""
        return self.manifest.as_source()

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of its tables."""
        return tuple(sorted(name.removesuffix(TABLE) for name in self.manifest.files if name.endswith(TABLE)))

    def table(self, name: str) -> pa.Table:
        """Read one of its tables, kept in memory for the next call.

        Raises: BadFigures if there is none of this name, or if the file is not the one that was kept.
        """
        if name not in self.tables:
            raise refuse(
                "no_figures_table",
                self.name,
                meant=nearest(name, self.tables),
                table=name,
                tables=", ".join(self.tables),
            )
        path = self.folder / f"{name}{TABLE}"
        return _table(path, self.manifest.files[path.name].sha256)

    def bytes_of(self, name: str) -> bytes:
        """Read one of its files that is no table, such as the map.

        Raises: BadFigures if it is missing or is not the one that was kept.
        """
        kept = self.manifest.files.get(name)
        if kept is None:
            raise refuse("missing_file", str(self.folder / name))
        return _checked(self.folder / name, kept.sha256)

    @property
    def name(self) -> str:
        """Source and release in one word, as on the command line."""
        return f"{self.manifest.source}/{self.manifest.release}"


class Store:
    """All releases that are at hand: the shipped ones and, if a folder is given, the imported ones."""

    def __init__(self, folder: Path | None = None) -> None:
        """Look at the shipped releases and at those of `folder`, which need not exist yet."""
        self.folder = folder

    def releases(self) -> tuple[Release, ...]:
        """Every release, by source, the newest of each source last.

        What an office has imported stays what it was: if a later version of the product ships a release
        of the same name, the imported one is read.

        Raises: BadFigures for a folder that is no release.
        """
        found = {release.name: release for release in _shipped()}
        if self.folder is not None:
            found |= {release.name: release for release in _releases(self.folder, ships=False)}
        return tuple(sorted(found.values(), key=_order))

    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that have a release."""
        return tuple(dict.fromkeys(release.manifest.source for release in self.releases()))

    def of(self, source: str) -> tuple[Release, ...]:
        """The releases of one source, the newest last.

        Raises: BadFigures if there is none.
        """
        found = tuple(release for release in self.releases() if release.manifest.source == source)
        if not found:
            known = self.sources()
            raise refuse("no_source", meant=nearest(source, known), source=source, sources=", ".join(known))
        return found

    def release(self, source: str, name: str) -> Release:
        """One release by its name.

        Raises: BadFigures if it is not there; the message names those that are.
        """
        there = {release.manifest.release: release for release in self.of(source)}
        if name not in there:
            raise refuse(
                "no_release",
                meant=nearest(name, there),
                release=name,
                source=source,
                releases=", ".join(there),
            )
        return there[name]

    def newest(self, source: str, *, having: str | None = None) -> Release:
        """The newest release of a source: by the day it was published or, where not known, fetched.

        A release may hold some of the tables of its source only. With `having`, the newest that has
        that table.

        Raises: BadFigures if there is none.
        """
        found = self.of(source)
        with_it = [release for release in found if having is None or having in release.tables]
        if not with_it:
            tables = ", ".join(sorted({table for release in found for table in release.tables}))
            raise refuse("no_figures_table", source, table=having, tables=tables)
        return with_it[-1]


def _order(release: Release) -> tuple[str, str, list[tuple[int, int, str]]]:
    manifest = release.manifest
    # What ships and has no day of its own was gathered from older editions: an import is newer.
    day = manifest.published or (date.min if release.ships else manifest.retrieved)
    return manifest.source, day.isoformat(), natural(manifest.release)


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that puts 2025.9 before 2025.12."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _releases(folder: Path, *, ships: bool) -> list[Release]:
    if not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.glob(f"[!.]*/[!.]*/{FILE}")):
        manifest = read_manifest(path)
        where = f"{path.parent.parent.name}/{path.parent.name}"
        if where != f"{manifest.source}/{manifest.release}":
            said = f"it says {manifest.source}/{manifest.release} and lies in {where}"
            raise refuse("bad_manifest", str(path), problem=said)
        found.append(Release(path.parent, manifest, ships))
    return found


def _checked(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as problem:
        raise refuse("missing_file", str(path)) from problem
    except OSError as problem:
        raise refuse("unreadable", str(path), problem=problem.strerror or str(problem)) from problem
    if hashlib.sha256(content).hexdigest() != sha256:
        raise refuse("changed_file", str(path))
    return content


@lru_cache(maxsize=1)
def _shipped() -> tuple[Release, ...]:
    """What ships cannot change while the program runs, and every page about countries asks for it."""
    return tuple(_releases(SHIPPED, ships=True))


@lru_cache(maxsize=32)
def _table(path: Path, sha256: str) -> pa.Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    content = pa.BufferReader(_checked(path, sha256))
    try:
        names = [field.name for field in pq.read_schema(content) if pa.types.is_string(field.type)]
        content.seek(0)
        # Not `read_table`: it loads the machinery for folders of files, which takes longer than the file.
        return pq.ParquetFile(content, read_dictionary=names).read()
    except (pa.ArrowException, OSError) as problem:
        raise refuse("unreadable", str(path), problem=str(problem).splitlines()[0]) from problem
