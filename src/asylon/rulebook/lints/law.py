"""A rulebook as the lints look at it: its programs, its entries, and what reads what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from asylon.logic.tree import Fact, Rule, walk
from asylon.rulebook.contents import SECTIONS, Contents
from asylon.rulebook.entries import Entry
from asylon.rulebook.examples import PREFIXES, ExampleResult, run_examples
from asylon.rulebook.library import Rulebook
from asylon.rulebook.lints.answers import Seen, possible_answers
from asylon.rulebook.program import Program

SINGULAR = {
    "facts": "fact",
    "rules": "rule",
    "gates": "gate",
    "acts": "act",
    "tracks": "track",
    "alerts": "alert",
    "statuses": "status",
    "dimensions": "dimension",
    "bundles": "bundle",
    "rights": "right",
    "deadlines": "deadline",
    "states": "set of States",
}
"""Section to the word for one of its entries."""


@dataclass(frozen=True, slots=True)
class Owned:
    """An entry with its section."""

    section: str
    entry: Any

    @property
    def owner(self) -> str:
        """The entry as a finding names it: the gate 'access'."""
        return owner(self.section, self.entry.id)

    @property
    def key(self) -> str:
        """The key of its expression in a program."""
        return PREFIXES.get(self.section, "") + str(self.entry.id)


def owner(section: str, id_: str) -> str:
    """Name an entry as a finding does."""
    return f"the {SINGULAR[section]} '{id_}'"


class Law:
    """A rulebook that could be resolved everywhere, on one day."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        """Resolve it for every jurisdiction in which its texts differ.

        Raises: BadRulebook for texts that cannot be resolved.
        """
        self.rulebook = rulebook
        self.as_of = as_of
        self.programs: dict[str, Program] = {
            where: rulebook.resolve(where, as_of) for where in rulebook.jurisdictions
        }

    @cached_property
    def distinct(self) -> tuple[Program, ...]:
        """One program for each set of expressions: most jurisdictions share theirs."""
        found: list[Program] = []
        for program in self.programs.values():
            if not any(program.plain == known.plain for known in found):
                found.append(program)
        return tuple(found)

    @cached_property
    def contents(self) -> tuple[Contents, ...]:
        """The core, and what each overlay adds."""
        return (self.rulebook.core, *(overlay.added for overlay in self.rulebook.overlays))

    def entries(self, *sections: str) -> Iterator[Owned]:
        """The entries of some sections, of the core and of every overlay."""
        for contents in self.contents:
            for section in sections or tuple(SECTIONS):
                for entry in contents.section(section).values():
                    yield Owned(section, entry)

    @cached_property
    def results(self) -> list[ExampleResult]:
        """What came out of every example.

        Raises: BadRulebook for an example with a wrong key.
        """
        return run_examples(self.rulebook)

    @cached_property
    def seen(self) -> dict[str, Seen]:
        """By key, the answers that an expression was seen to have wherever it is in force."""
        return possible_answers(self.distinct, self.results)

    @cached_property
    def readers(self) -> dict[str, str]:
        """Facts and rules that an expression reads, each with the key of one that does."""
        found: dict[str, str] = {}
        for program in self.distinct:
            for key, body in program.plain.items():
                for node in walk(body.tree):
                    if isinstance(node, Fact):
                        test = program.vocabulary.code_tests.get(node.name)
                        found.setdefault(test.fact if test else node.name, key)
                    elif isinstance(node, Rule):
                        found.setdefault(node.name, key)
        return found

    @cached_property
    def _by_key(self) -> dict[str, tuple[Entry, str]]:
        found: dict[str, tuple[Entry, str]] = {}
        for each in self.entries("rules", "gates", "statuses"):
            for prefix in ("consult", "may", "recognised"):
                found[f"{prefix}:{each.entry.id}"] = (each.entry, f"{each.owner} ({prefix})")
        return found | {each.key: (each.entry, each.owner) for each in self.entries(*PREFIXES)}

    def place(self, key: str) -> tuple[Entry, str]:
        """The entry of a program's key, and how a finding names it."""
        return self._by_key[key]
