"""The manifest of a release: where it comes from, what may be done with it, and what it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from asylon.figures.faults import refuse

VERSION = 1
FILE = "manifest.json"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
"""Names become folders: nothing that leads out of one, and nothing hidden."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from, short enough to stand beside it.

    `attribution` must be shown wherever the figure is; `retrieved` is the day it was fetched.
    """

    source: str
    release: str
    attribution: str
    licence: str
    retrieved: date

    def words(self) -> str:
        """The line to show: the words that the licence asks for, with the release."""
        return f"{self.attribution}; release {self.release}; converted"


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a release: its SHA-256, its rows if it is a table, and the hash of what the table says.

    `content` does not depend on how the file was written, so the same table from CSV and from Parquet
    has the same one. A file that is no table has none.
    """

    sha256: str
    rows: int | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a release beside its figures."""

    source: str
    release: str
    title: str
    licence: str
    attribution: str
    retrieved: date
    published: date | None = None
    origin: str = ""
    licence_url: str = ""
    codes: str = "iso"
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    files: Mapping[str, Kept] = field(default_factory=dict, hash=False)

    def as_source(self) -> Source:
        """The part that stands beside each figure."""
        return Source(self.source, self.release, self.attribution, self.licence, self.retrieved)


def check_name(name: str, *, what: str) -> None:
    """Refuse what cannot be the name of a source or a release.

    Raises: BadFigures.
    """
    if not NAME.fullmatch(name):
        raise refuse("bad_name", name=name, what=what)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a manifest as JSON that people can read."""
    told = as_json(manifest)
    path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def as_json(manifest: Manifest) -> dict[str, Any]:
    """A manifest as plain data."""
    return {
        "manifest": VERSION,
        "source": manifest.source,
        "release": manifest.release,
        "title": manifest.title,
        "licence": manifest.licence,
        "licence_url": manifest.licence_url,
        "attribution": manifest.attribution,
        "origin": manifest.origin,
        "published": manifest.published and manifest.published.isoformat(),
        "retrieved": manifest.retrieved.isoformat(),
        "codes": manifest.codes,
        "changes": list(manifest.changes),
        "notes": list(manifest.notes),
        "files": {
            name: {key: value for key, value in _kept(kept).items() if value is not None}
            for name, kept in manifest.files.items()
        },
    }


def _kept(kept: Kept) -> dict[str, object]:
    return {"sha256": kept.sha256, "rows": kept.rows, "content": kept.content}


def read_manifest(path: Path) -> Manifest:
    """Read the manifest of a release.

    Raises: BadFigures if the file cannot be read or is no manifest.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(told, dict) or told.get("manifest") != VERSION:
            raise refuse("bad_manifest", str(path), problem=f'it needs "manifest": {VERSION}')
        return _manifest(told)
    except OSError as problem:
        raise refuse("unreadable", str(path), problem=problem.strerror or str(problem)) from problem
    except KeyError as problem:
        raise refuse("bad_manifest", str(path), problem=f"{problem} is missing") from problem
    except (ValueError, TypeError, AttributeError, RecursionError) as problem:
        if isinstance(problem, ValueError) and hasattr(problem, "faults"):
            raise
        said = (str(problem) or type(problem).__name__).splitlines()[0]
        raise refuse("bad_manifest", str(path), problem=said) from problem


def _manifest(told: Mapping[str, Any]) -> Manifest:
    source, release = str(told["source"]), str(told["release"])
    check_name(source, what="source")
    check_name(release, what="release")
    files = {str(name): Kept(**kept) for name, kept in told["files"].items()}
    for name in files:
        check_name(name, what="file")
    return Manifest(
        source=source,
        release=release,
        title=str(told["title"]),
        licence=str(told["licence"]),
        attribution=str(told["attribution"]),
        retrieved=date.fromisoformat(told["retrieved"]),
        published=date.fromisoformat(told["published"]) if told.get("published") else None,
        origin=str(told.get("origin", "")),
        licence_url=str(told.get("licence_url", "")),
        codes=str(told.get("codes", "iso")),
        changes=tuple(told.get("changes", ())),
        notes=tuple(told.get("notes", ())),
        files=files,
    )
