"""How much of the law no lawyer has signed: said once, for the whole."""

from __future__ import annotations

from collections.abc import Iterator

from asylon.rulebook.lints.findings import Finding, notice
from asylon.rulebook.lints.law import Law


def find(law: Law) -> Iterator[Finding]:
    """One notice with the number of rules, gates, tracks, alerts, statuses, rights and limits unsigned."""
    sections = ("rules", "gates", "tracks", "alerts", "statuses", "rights", "deadlines")
    signed = [each.entry.verified for each in law.entries(*sections)]
    if not all(signed):
        yield notice("unverified", "", count=signed.count(False), total=len(signed))
