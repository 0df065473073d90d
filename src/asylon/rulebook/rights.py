"""Rights: the union over everything that a person is and holds, each at its most protective level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from asylon.logic.truth import Truth
from asylon.rulebook.entries import LEVELS, PracticeEntry, RightEntry, RightSource
from asylon.rulebook.program import Program, Run

SILENT = "not_guaranteed"
"""A source of this level says that its text is silent; it gives no right."""

PRESENCE = ("jurisdiction", "physically_present")
"""Attachments that are taken as given for whoever stands before us."""

STATUS_HELD = "status:"


@dataclass(frozen=True, slots=True)
class Ground:
    """One source that gives a right; `begun` tells whether the attachment that it asks for is shown."""

    source: RightSource
    begun: Truth

    @property
    def level(self) -> str:
        """How far the right goes; one whose attachment is not shown is conditional at most."""
        if self.begun is True or LEVELS.index(self.source.level) > LEVELS.index("conditional"):
            return self.source.level
        return "conditional"


@dataclass(frozen=True, slots=True)
class HeldRight:
    """A right that this person has, with every ground, the most protective first."""

    right: RightEntry
    grounds: tuple[Ground, ...]
    practice: tuple[PracticeEntry, ...]

    @property
    def level(self) -> str:
        """The most protective level among the grounds."""
        return self.grounds[0].level


def held_rights(program: Program, run: Run, practice: Mapping[str, list[PracticeEntry]]) -> list[HeldRight]:
    """The rights that follow from everything that is true of the person.

    Adding a category adds grounds, and takes none away.
    """
    holders = _holders(program, run)
    found = []
    for right in program.contents.rights.values():
        grounds = [
            Ground(source, _begun(source, program, run))
            for source in right.sources
            if source.holder in holders and source.level != SILENT
        ]
        if grounds:
            grounds.sort(key=lambda ground: LEVELS.index(ground.level))
            found.append(HeldRight(right, tuple(grounds), tuple(practice.get(right.id, ()))))
    return found


def _holders(program: Program, run: Run) -> set[str]:
    """Everything that this person is or holds and that rights follow from."""
    values = run.person.values
    held = {f"{STATUS_HELD}{code}" for code in _held_codes(run)}
    return {
        each for each in program.holders if each == "everyone" or each in held or values.get(each) is True
    }


def _held_codes(run: Run) -> tuple[str, ...]:
    basis = run.situation.facts.get("lawful_stay_basis")
    return basis.value if basis is not None and isinstance(basis.value, tuple) else ()


def _begun(source: RightSource, program: Program, run: Run) -> Truth:
    if not source.begins or source.begins in PRESENCE:
        return True
    return run.value(source.begins) if source.begins in program.contents.rules else None
