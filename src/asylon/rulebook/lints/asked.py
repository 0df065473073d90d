"""Facts that decide something and that nobody can be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from asylon.rulebook.lints.findings import Finding, error
from asylon.rulebook.lints.law import Law


def find(law: Law) -> Iterator[Finding]:
    """Facts that an expression reads, without a question and not filled in from others."""
    for each in law.entries("facts"):
        fact = each.entry
        if fact.id in law.readers and not fact.question and fact.derive is None and not fact.answered_by:
            _, reader = law.place(law.readers[fact.id])
            yield error("never_asked", fact.place, id=fact.id, reader=reader)
