"""Codes that stand for category words on paper: C-01 for the first category of the rulebook, and so on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from asylon.rulebook import Rulebook
from asylon.rulebook.scopes import PERSON

LETTERS = {"rules": "C", "gates": "G", "rights": "R", "tracks": "T", "alerts": "A", "deadlines": "D"}


def code_of(rulebook: Rulebook, section: str, id_: str) -> str:
    """The code of an entry; the same on every page as long as the rulebook stays the same."""
    return _codes(rulebook, section).get(id_, LETTERS[section])


@cache
def _codes(rulebook: Rulebook, section: str) -> dict[str, str]:
    # Core and every overlay, in force or not: the code must not depend on the State.
    letter, ids = LETTERS[section], dict.fromkeys(_ids(rulebook, section))
    return {id_: f"{letter}-{number:02}" for number, id_ in enumerate(ids, start=1)}


def _ids(rulebook: Rulebook, section: str) -> Iterable[str]:
    for contents in (rulebook.core, *(overlay.added for overlay in rulebook.overlays)):
        # Gates have an order of their own; the others stand in that of the texts.
        entries = sorted(contents.section(section).values(), key=lambda entry: getattr(entry, "order", 0))
        for entry in entries:
            if section != "rules" or (entry.scope == PERSON and entry.kind != "element"):
                yield entry.id
