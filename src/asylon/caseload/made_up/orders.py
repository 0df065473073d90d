"""What is wanted, and where it goes: checked before anything is drawn or written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asylon.rulebook.faults import BadInput, Fault
from asylon.rulebook.scopes import LISTS

FORMATS = ("parquet", "csv", "jsonl")
PERSONS = "persons"
TABLES = (PERSONS, *LISTS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How many people, and everything else that decides what they are like.

    `unknown` is the share of answers that stay unknown, from 0 to 1. Person k depends on neither
    the number of persons nor the format, and what is true of them does not depend on `unknown`.
    """

    persons: int
    seed: int
    as_of: date
    jurisdiction: str | None = None
    unknown: float = 0.3


@dataclass(frozen=True, slots=True)
class Target:
    """A file or folder to write, which must not be there yet unless `force` says so."""

    path: Path
    format: str
    folder: bool
    force: bool = False

    @classmethod
    def chosen(cls, path: Path, format: str | None = None, *, force: bool = False) -> Target:
        """Choose by the ending of the path: a name without ending is a folder of tables.

        Raises: BadInput where ending and format disagree, or nothing can be written there.
        """
        ending = path.suffix.removeprefix(".").casefold()
        found = cls(path, format or ending or FORMATS[0], not ending, force)
        if ending and ending not in FORMATS:
            raise _unwritable(
                path,
                f"a table ends in .parquet, .csv or .jsonl, a folder of tables in nothing; not in .{ending}",
            )
        if ending and format and ending != format:
            raise _unwritable(path, f"its ending says {ending} and --format says {format}; leave one out")
        if found.folder and found.format == "jsonl":
            raise _unwritable(path, f"as jsonl everything goes into one file; call it {path.name}.jsonl")
        if not path.parent.is_dir():
            raise _unwritable(path, f"there is no folder '{path.parent}'; make it first")
        found.refuse_if_taken()
        return found

    def refuse_if_taken(self) -> None:
        """Raises: BadInput where something is there that must not be replaced."""
        if not self.path.exists() and not self.path.is_symlink():
            return
        if not self.force:
            raise _unwritable(
                self.path, "it is there already; choose another name, or replace it with --force"
            )
        if self.folder != self.path.is_dir():
            raise _unwritable(
                self.path, "what is there is a folder" if self.path.is_dir() else "what is there is a file"
            )
        if self.folder and not all(_is_table(each) for each in self.path.iterdir()):
            raise _unwritable(
                self.path, "the folder also holds other files than tables; --force would delete them"
            )


def _is_table(path: Path) -> bool:
    return path.is_file() and path.stem in TABLES and path.suffix.removeprefix(".") in FORMATS


def _unwritable(path: Path, problem: str) -> BadInput:
    return BadInput([Fault("unwritable", str(path), {"problem": problem})])
