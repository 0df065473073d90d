"""The rulebook as a whole: load a folder of texts, then resolve it for a State and a date."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from asylon.rulebook.contents import Contents, Overlay, RulebookHead
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import BadRulebook, Fault
from asylon.rulebook.program import Program
from asylon.rulebook.protected import refuse_weakened_gates
from asylon.rulebook.reader import Reader, text_files
from asylon.rulebook.resolve import resolve

SHIPPED = Path(__file__).parent / "texts"
"""The texts that come with the product."""


class Rulebook:
    """A folder of texts, read but not yet resolved."""

    def __init__(self, folder: Path, head: RulebookHead, core: Contents, overlays: list[Overlay]) -> None:
        """Keep what the reader found."""
        self.folder = folder
        self.head = head
        self.core = core
        self.overlays = overlays
        self._programs: dict[tuple[str, date], Program] = {}

    def resolve(self, jurisdiction: str, as_of: date) -> Program:
        """The program of a State on a date; the same one each time.

        Raises: BadRulebook for a wrong expression or name, exceptions that disagree, or an overlay
        that weakens a protected gate.
        """
        chosen = (jurisdiction, as_of)
        if chosen not in self._programs:
            resolution = resolve(self.head, self.core, self.overlays, jurisdiction, as_of)
            _refuse_disagreeing_exceptions(resolution.program)
            refuse_weakened_gates(resolution)
            self._programs[chosen] = resolution.program
        return self._programs[chosen]

    @cached_property
    def fingerprint(self) -> str:
        """A hash of every text of the folder: any change of any rule, note or test changes it."""
        digest = hashlib.sha256()
        for path in text_files(self.folder):
            digest.update(path.relative_to(self.folder).as_posix().encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    @cached_property
    def all_facts(self) -> dict[str, FactEntry]:
        """The facts of the core and of every overlay: what a situation may record anywhere."""
        found = dict(self.core.facts)
        for overlay in self.overlays:
            found |= overlay.added.facts
        return found

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """The baseline and one State for each overlay: enough to see every text at work."""
        found = ["INT"]
        for overlay in self.overlays:
            where = overlay.head.applies_in
            states = self.core.states.get(where)
            if states is not None:
                found += [code for code in states.codes if code not in found][:1]
            elif where in self.core.countries and where not in found:
                found.append(str(where))
        return tuple(found)


def load(folder: Path | str | None = None) -> Rulebook:
    """Read the shipped texts, or those of another folder.

    Raises: BadRulebook with every fault of every file.
    """
    return _load(Path(folder) if folder is not None else SHIPPED)


@cache
def _load(folder: Path) -> Rulebook:
    if not folder.is_dir():
        raise BadRulebook([Fault("no_texts", str(folder))])
    reader = Reader()
    reader.read_folder(folder)
    if reader.head is None:
        raise BadRulebook([Fault("no_texts", str(folder))])
    return Rulebook(folder, reader.head, reader.core, reader.overlays)


def _refuse_disagreeing_exceptions(program: Program) -> None:
    if any(len(rule.exceptions or {}) > 1 for rule in program.contents.rules.values()):
        # Imported here: the search costs a cold start more than most rulebooks, which need none of it.
        from asylon.rulebook.lints.exceptions import refuse_disagreeing_exceptions

        refuse_disagreeing_exceptions(program)
