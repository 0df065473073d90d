"""What can be wrong with figures, as data; the sentence is made late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from asylon.rulebook.faults import BadInput, Fault

SENTENCES: Mapping[str, str] = {
    # releases
    "no_source": "there is no source '{source}' here; there are: {sources}",
    "no_release": "there is no release '{release}' of {source}; there are: {releases}",
    "no_figures_table": "this release has no table '{table}'; it has: {tables}",
    "bad_name": "'{name}' cannot be the name of a {what}: use letters, digits, dots, hyphens and underscores",
    "release_taken": "release '{release}' of {source} is there already with other content ({differs}), and a "
    "release is never overwritten; nothing was written. Give the new content a name of its own, such as "
    "--release {later}",
    "bad_manifest": "this is no manifest of a release: {problem}",
    "changed_file": "this file is not the one that was kept (its SHA-256 differs from the manifest); "
    "bring it back from a copy",
    "missing_file": "this file of the release is missing; bring it back from a copy",
    "unreadable": "cannot be read: {problem}",
    "unwritable": "cannot be written: {problem}; nothing was kept",
    "no_folder": "say in which folder the release is to be kept",
    "empty_release": "there is no table to keep",
    # selectors
    "no_measure": "there is no measure '{measure}' in {table}; there are: {measures}",
    "no_year": "there are no figures for {year} in {table}; there are: {first} to {last}",
    "no_unit": "decisions are counted in {units}, not in '{unit}'",
    "no_grouping": "figures are grouped by 'asylum' or by 'origin', not by '{by}'",
    "no_indicator": "there is no indicator '{indicator}' in {source}; there are: {indicators}",
}


@dataclass(frozen=True, slots=True)
class FigureFault(Fault):
    """One thing that is wrong with figures; its sentence is in `SENTENCES` of this module."""

    def problem(self) -> str:
        """Say in English what is wrong and what may have been meant, without the place."""
        hint = f"; did you mean '{self.meant}'?" if self.meant else ""
        return SENTENCES[self.code].format_map(self.values) + hint


class BadFigures(BadInput):
    """Figures that cannot be used, or were asked for under a name that is not there."""


def refuse(code: str, place: str = "", *, meant: str | None = None, **values: object) -> BadFigures:
    """Make the exception for one fault, to be raised by the caller."""
    return BadFigures([FigureFault(code, place, values, meant)])
