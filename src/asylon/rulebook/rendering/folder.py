"""Write a folder of pages whole: either all of the new pages are there, or the folder is as it was."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from asylon.rulebook.faults import BadInput, Fault

MARK = ".asylon-rulebook"
"""Holds the names of the pages that were written, so that nothing else is ever removed."""


def write_folder(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write files by their path into a new or empty folder, or in place of what this wrote before.

    Raises: BadInput if the folder holds anything else; OSError if it cannot be written.
    """
    target = folder.resolve()
    _refuse_other_content(target, folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        for name, text in {**files, MARK: "".join(f"{each}\n" for each in sorted(files))}.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        fresh.chmod(0o777 & ~_umask())
        _put_in_place(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return [folder / name for name in sorted(files)]


def _refuse_other_content(target: Path, named: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise BadInput([Fault("not_a_folder", str(named))])
    ours: set[str] = set()
    if (target / MARK).is_file():
        ours = {MARK, *(target / MARK).read_text("utf-8").splitlines()}
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if (not path.is_dir() or path.is_symlink()) and name not in ours:
            raise BadInput([Fault("other_content", str(named), {"name": name})])


def _put_in_place(fresh: Path, target: Path) -> None:
    """Exchange the old folder for the new one; a rename is done or not done, never half."""
    if not target.exists():
        fresh.rename(target)
        return
    holder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    old = holder / "old"
    try:
        target.rename(old)
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        holder.rmdir()
        raise
    shutil.rmtree(holder, ignore_errors=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
