"""Law without a source: every rule, gate, track, alert, right and time limit says where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from asylon.rulebook.lints.findings import Finding, error
from asylon.rulebook.lints.law import Law


def find(law: Law) -> Iterator[Finding]:
    """Entries, exceptions and sources of rights without a citation, statuses without a basis."""
    for each in law.entries("rules", "gates", "tracks", "alerts", "deadlines", "statuses"):
        if not each.entry.cite and not getattr(each.entry, "basis", ()):
            yield error("no_citation", each.entry.place, owner=each.owner)
    yield from _of_exceptions(law)
    yield from _of_rights(law)


def _of_exceptions(law: Law) -> Iterator[Finding]:
    for rule in law.entries("rules"):
        for name, exception in (rule.entry.exceptions or {}).items():
            if not exception.cite:
                place = getattr(name, "place", rule.entry.place)
                yield error("no_citation", place, owner=f"the exception '{name}' of {rule.owner}")


def _of_rights(law: Law) -> Iterator[Finding]:
    for right in law.entries("rights"):
        for source in right.entry.sources:
            if not source.cite:
                place = getattr(source.holder, "place", right.entry.place)
                yield error("source_without_citation", place, id=right.entry.id, holder=source.holder)
