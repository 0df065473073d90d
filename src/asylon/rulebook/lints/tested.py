"""Tests that are missing, fail, or never expect one of the answers that an entry can have."""

from __future__ import annotations

from collections.abc import Iterator

from asylon.rulebook.examples import PREFIXES, ExampleResult
from asylon.rulebook.lints.answers import Seen
from asylon.rulebook.lints.findings import Finding, error, of_fault
from asylon.rulebook.lints.law import Law, Owned, owner


def find(law: Law) -> Iterator[Finding]:
    """Every failing test, every entry without tests, every answer that no test expects."""
    expected: dict[str, set[str]] = {}
    for result in law.results:
        example = result.example
        key = PREFIXES[example.section] + example.entry.id
        expected.setdefault(key, set()).add(example.expected)
        yield from _failed(result)
    for each in law.entries(*PREFIXES):
        if each.key not in expected:
            if each.key in _with_expression(law):
                yield error("no_test", each.entry.place, owner=each.owner)
            continue
        yield from _not_expected(each, expected[each.key], law.seen.get(each.key, Seen()))


def _failed(result: ExampleResult) -> Iterator[Finding]:
    example = result.example
    yield from map(of_fault, result.faults)
    named = owner(example.section, example.entry.id)
    if result.faults:
        return
    if result.found != example.expected:
        values = {"name": example.text.name, "expected": example.expected, "found": result.found}
        yield error("test_failed", example.place, owner=named, **values)
    if result.unasked:
        missing = ", ".join(result.missing) or "nothing"
        values = {"name": example.text.name, "fact": result.unasked, "missing": missing}
        yield error("test_not_missing", example.place, owner=named, **values)


def _not_expected(each: Owned, expected: set[str], seen: Seen) -> Iterator[Finding]:
    """Yes and no, as far as the entry can be that; what it was never seen to be is not asked for."""
    words = {"yes": "open: yes", "no": "open: no"} if each.section == "gates" else {"yes": "yes", "no": "no"}
    can_be = {"yes": seen.yes, "no": seen.no or (each.section == "gates" and seen.unknown)}
    for answer, word in words.items():
        if can_be[answer] and answer not in expected:
            yield error("no_test_for", each.entry.place, owner=each.owner, answer=word)


def _with_expression(law: Law) -> set[str]:
    """The keys that a test can look at: an alert raised by an event has none."""
    return {key for program in law.distinct for key in program.plain}
