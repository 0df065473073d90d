"""Which leaves the programs under proof read, and what the facts behind them may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asylon.logic.tree import Fact, walk
from asylon.rulebook.entries import Derivation, FactEntry
from asylon.rulebook.program import Program
from asylon.rulebook.scopes import tree_scope
from asylon.rulebook.vocabulary import CodeTest

NONE = "none"


@dataclass(frozen=True, slots=True)
class CodedFact:
    """A code or a list, as far as expressions can tell its values apart.

    `codes` are the codes that some expression names, `none` where it is allowed, and one more that
    stands for all others, where there are others.
    """

    entry: FactEntry
    codes: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Whether it may hold several codes, or an empty list."""
        return self.entry.type == "list"


@dataclass(frozen=True, slots=True)
class Space:
    """Leaves by tree scope: yes-or-no facts, coded facts, and the tests of codes."""

    facts: Mapping[str, tuple[str, ...]]
    coded: Mapping[str, tuple[CodedFact, ...]]
    tests: Mapping[str, CodeTest]
    derived: Mapping[str, Derivation]


def space_of(programs: Iterable[Program], tests: Iterable[CodeTest] = ()) -> Space:
    """The leaves that the expressions of some programs read, and those of further code tests."""
    facts: dict[str, dict[str, None]] = {}
    named: dict[str, set[str]] = {test.fact: set(test.codes or ()) for test in tests}
    found_tests: dict[str, CodeTest] = {}
    entries: dict[str, FactEntry] = {}
    countries: dict[str, str] = {}
    for program in programs:
        entries |= program.contents.facts
        countries |= program.contents.countries
        for body in program.bodies.values():
            for node in walk(body.tree):
                if isinstance(node, Fact) and node.name in program.vocabulary.code_tests:
                    test = program.vocabulary.code_tests[node.name]
                    found_tests[node.name] = test
                    named.setdefault(test.fact, set()).update(test.codes or ())
                elif isinstance(node, Fact):
                    facts.setdefault(node.scope, {})[node.name] = None
    coded: dict[str, list[CodedFact]] = {}
    for name, codes in named.items():
        entry = entries[name]
        coded.setdefault(tree_scope(entry.scope), []).append(
            CodedFact(entry, _told_apart(entry, codes, entries, countries))
        )
    derived = {
        name: how
        for names in facts.values()
        for name in names
        if (how := entries[name].derive) is not None and not how.rule
    }
    return Space(
        {scope: tuple(names) for scope, names in facts.items()},
        {scope: tuple(found) for scope, found in coded.items()},
        found_tests,
        derived,
    )


def _told_apart(
    entry: FactEntry, named: set[str], entries: Mapping[str, FactEntry], countries: Mapping[str, str]
) -> tuple[str, ...]:
    if entry.codes in ("countries", "countries_or_none"):
        allowed = [*countries, *([NONE] if entry.codes == "countries_or_none" else [])]
    elif entry.codes == "facts":
        allowed = [fact.id for fact in entries.values() if fact.type == "tri" and _may_name(entry, fact)]
    elif isinstance(entry.codes, tuple):
        allowed = [str(code) for code in entry.codes]
    else:
        allowed = [*named, "another"]
    others = [code for code in allowed if code not in named and code != NONE]
    return (*sorted(named - {NONE}), *([NONE] if NONE in allowed else []), *others[:1])


def _may_name(entry: FactEntry, fact: FactEntry) -> bool:
    return not entry.of_scope or fact.scope == entry.of_scope
