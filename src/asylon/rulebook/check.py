"""Look a rulebook over for what its author should mend or know of: all lints, in every jurisdiction.

What may enter: the order of the lints and how findings are gathered; each lint is a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from asylon.rulebook.examples import EXAMPLES_AS_OF
from asylon.rulebook.faults import BadRulebook
from asylon.rulebook.library import Rulebook, load
from asylon.rulebook.lints import (
    asked,
    citations,
    dates,
    decided,
    negated,
    polarity,
    references,
    requirements,
    tested,
    translations,
    twins,
    unused,
    unverified,
)
from asylon.rulebook.lints.findings import ERROR, NOTICE, Finding, of_fault
from asylon.rulebook.lints.law import Law

__all__ = ["ERROR", "LINTS", "NOTICE", "Finding", "check_folder", "check_rulebook"]

LINTS: tuple[Callable[[Law], Iterator[Finding]], ...] = (
    references.find,
    unused.find,
    asked.find,
    citations.find,
    dates.find,
    requirements.find,
    twins.find,
    tested.find,
    decided.find,
    negated.find,
    polarity.find,
    translations.find,
    unverified.find,
)
"""Every lint, the plainest mistakes first; what cannot be read or resolved comes before all of them."""


def check_rulebook(rulebook: Rulebook, *, as_of: date = EXAMPLES_AS_OF) -> list[Finding]:
    """Run every lint over the law of a day, as each jurisdiction has it; errors come first.

    Texts that cannot be resolved give their faults only: the lints need a law that can be read.
    """
    try:
        law = Law(rulebook, as_of)
    except BadRulebook as problem:
        return [of_fault(fault) for fault in problem.faults]
    found: list[Finding] = []
    for lint in LINTS:
        try:
            found += lint(law)
        except BadRulebook as problem:  # an example or a source that cannot be read stops its lint only
            found += map(of_fault, problem.faults)
    distinct = {(each.code, each.place, each.sentence()): each for each in found}
    return sorted(distinct.values(), key=lambda each: each.severity != ERROR)


def check_folder(folder: Path | str | None = None, *, as_of: date = EXAMPLES_AS_OF) -> list[Finding]:
    """Check a folder of texts, or the shipped ones; what the loader refuses comes back as findings."""
    try:
        rulebook = load(folder)
    except BadRulebook as problem:
        return [of_fault(fault) for fault in problem.faults]
    return check_rulebook(rulebook, as_of=as_of)
