"""Names outside the expressions that the loader reads: who holds a bundle, what `doubt()` rests on."""

from __future__ import annotations

from collections.abc import Iterator

from asylon.rulebook.expression import parse
from asylon.rulebook.faults import BadRulebook, Fault, nearest
from asylon.rulebook.lints.findings import Finding, of_fault
from asylon.rulebook.lints.law import Law

EVERYONE = "everyone"


def find(law: Law) -> Iterator[Finding]:
    """Bundles and the head of the rulebook that name a fact or rule which does not exist."""
    program = next(iter(law.programs.values()))
    for each in law.entries("bundles"):
        holder = each.entry.holder
        if holder == EVERYONE:
            continue
        try:
            parse(holder, program.vocabulary)
        except BadRulebook as problem:
            yield from map(of_fault, problem.faults)
    head, core = law.rulebook.head, law.rulebook.core
    for what, name, known in (
        ("fact", head.doubt_given, list(law.rulebook.all_facts)),
        ("rule", head.doubt_conditions, list(core.rules)),
    ):
        if name and name not in known:
            place = str(getattr(name, "place", ""))
            yield of_fault(Fault("undefined", place, {"what": what, "name": name}, nearest(name, known)))
