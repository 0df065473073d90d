"""A category that counts against a person: `not` over a category belongs in gates only."""

from __future__ import annotations

from collections.abc import Iterator

from asylon.logic.tree import Node, Not, Rule, Unless, children
from asylon.rulebook.lints.findings import Finding, notice
from asylon.rulebook.lints.law import Law


def find(law: Law) -> Iterator[Finding]:
    """Each category that stands under `not` in an expression outside gates."""
    reported: set[tuple[str, str]] = set()
    for program in law.distinct:
        categories = {id_ for id_, rule in program.contents.rules.items() if rule.kind == "category"}
        for key, body in program.plain.items():
            if key.startswith(("gate:", "consult:")):
                continue
            for name in _negated(body.tree, inside=False):
                if name in categories and (key, name) not in reported:
                    reported.add((key, name))
                    entry, owner = law.place(key)
                    yield notice("negated_category", entry.place, owner=owner, category=name)


def _negated(node: Node, *, inside: bool) -> Iterator[str]:
    """The rules under an odd number of `not`; an `unless` is a presumption, not a negation."""
    if isinstance(node, Rule) and inside:
        yield node.name
    if isinstance(node, Unless):
        return
    for child in children(node):
        yield from _negated(child, inside=inside is not isinstance(node, Not))
