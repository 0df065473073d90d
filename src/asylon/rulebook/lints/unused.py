"""Entries that nothing reads: facts without a purpose, elements, acts, lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from asylon.rulebook.entries import FactEntry
from asylon.rulebook.expression import tokens_of
from asylon.rulebook.lints.findings import Finding, error, notice
from asylon.rulebook.lints.law import Law
from asylon.rulebook.scopes import PERSON
from asylon.rulebook.statuses import HELD_IN

FOR_PEOPLE = frozenset(
    {"id", "place", "label", "note", "says", "reason", "cite", "checked_against", "serves", "tests"}
)
"""Keys whose words name nothing."""


def find(law: Law) -> Iterator[Finding]:
    """Facts, elements, acts and lists that nothing reads."""
    read = set(law.readers) | _facts_read_elsewhere(law)
    for each in law.entries("facts"):
        if each.entry.id not in read and not each.entry.purpose:
            yield error("unused_fact", each.entry.place, id=each.entry.id)
    rules_read = read | _rules_read_elsewhere(law)
    for each in law.entries("rules"):
        if each.entry.kind == "element" and each.entry.id not in rules_read:
            # An element of the person is at least shown as a conclusion; one of an item is shown nowhere.
            say = notice if each.entry.scope == PERSON else error
            yield say("unused_rule", each.entry.place, id=each.entry.id)
    blocked = {act for gate in law.entries("gates") for act in gate.entry.blocks}
    for each in law.entries("acts"):
        if each.entry.id not in blocked:
            yield error("unused_act", each.entry.place, id=each.entry.id)
    named = _names_in_expressions(law)
    for contents in law.contents:
        for name in contents.lists:
            if name not in named:
                yield error("unused_list", getattr(name, "place", ""), id=name)


def _facts_read_elsewhere(law: Law) -> set[str]:
    """Facts read outside expressions: to fill in others, by tracks that ask, by the engine itself."""
    head = law.rulebook.head
    read = {HELD_IN, head.doubt_given}
    for fact in law.rulebook.all_facts.values():
        read |= _sources(fact)
    for track in law.entries("tracks"):
        read.update(track.entry.asks)
    return read


def _sources(fact: FactEntry) -> set[str]:
    how = fact.derive
    return set() if how is None else {how.of, how.no_if, how.yes_if, how.unnamed, how.if_none}


def _rules_read_elsewhere(law: Law) -> set[str]:
    """Rules that carry rights, deadlines or bundles, start a right, fill in a fact, or close the doubt."""
    read = {law.rulebook.head.doubt_conditions}
    for right in law.entries("rights"):
        read |= {str(name) for source in right.entry.sources for name in (source.holder, source.begins)}
    read |= {str(deadline.entry.applies_to) for deadline in law.entries("deadlines")}
    for bundle in law.entries("bundles"):
        read |= {token.text for token in tokens_of(bundle.entry.holder)}
    return read


def _names_in_expressions(law: Law) -> set[str]:
    """Every word of every key that is read by the program rather than by people."""
    entries = [each.entry for each in law.entries("rules", "gates", "tracks", "alerts", "statuses")]
    changes = [change for overlay in law.rulebook.overlays for _, change in overlay.changes()]
    return {token.text for text in _texts([*entries, *changes]) for token in tokens_of(text)}


def _texts(value: Any) -> Iterator[str]:
    """All texts inside a value, but not those that only people read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in FOR_PEOPLE:
                yield from _texts(getattr(value, field.name))
