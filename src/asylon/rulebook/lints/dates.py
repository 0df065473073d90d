"""Entries that no day is in force: they begin after they end, or outside the time of their overlay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asylon.rulebook.contents import SECTIONS, Contents
from asylon.rulebook.lints.findings import Finding, error
from asylon.rulebook.lints.law import Law, owner


def find(law: Law) -> Iterator[Finding]:
    """Entries, sources of rights, practices and changes whose last day comes before their first."""
    for entry, named, head in _dated(law):
        within = (entry,) if head is None else (entry, head)
        begins = max((e.since for e in within if e.since), key=lambda day: day.first, default=None)
        ends = min((e.until for e in within if e.until), key=lambda day: day.last, default=None)
        if begins is not None and ends is not None and begins.first > ends.last:
            place = getattr(entry, "place", None) or getattr(getattr(entry, "holder", None), "place", None)
            yield error("never_in_force", place, owner=named, begins=begins.text, ends=ends.text)


def _dated(law: Law) -> Iterator[tuple[Any, str, Any]]:
    """Whatever has dates, its name, and the head of the overlay within whose dates it stands."""
    yield from _of_contents(law.rulebook.core, None)
    for overlay in law.rulebook.overlays:
        yield overlay.head, f"the overlay '{overlay.head.id}'", None
        yield from _of_contents(overlay.added, overlay.head)
        for id_, change in overlay.changes():
            yield change, f"the change to '{id_}'", overlay.head


def _of_contents(contents: Contents, head: Any) -> Iterator[tuple[Any, str, Any]]:
    for section in SECTIONS:
        for entry in contents.section(section).values():
            yield entry, owner(section, entry.id), head
            for source in getattr(entry, "sources", ()):
                yield source, f"a source of {owner(section, entry.id)}", head
    for practice in contents.practice:
        yield practice, f"a practice in {practice.state} on '{practice.subject}'", None
