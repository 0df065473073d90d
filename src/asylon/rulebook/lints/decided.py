"""Expressions that always have the same answer: dead, or not needed.

An error where every situation that differs could be tried, otherwise a notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from asylon.rulebook.lints.findings import ERROR, NOTICE, Finding
from asylon.rulebook.lints.law import Law


def find(law: Law) -> Iterator[Finding]:
    """Expressions that are never yes, or always yes, wherever they are in force."""
    for key, seen in law.seen.items():
        entry, named = law.place(key)
        if getattr(entry, "open_when", "") == "never":
            continue
        words = ("open", "shut") if key.startswith("gate:") else ("yes", "yes")
        if not seen.yes:
            code, answer = "never_yes", words[0]
        elif not seen.no and not seen.unknown:
            code, answer = "always_yes", words[0]
        else:
            continue
        shown = "all combinations tried" if seen.proven else f"{seen.tried} situations tried"
        values = {"owner": named, "answer": answer, "shown": shown}
        yield Finding(ERROR if seen.proven else NOTICE, code, str(entry.place), values)
