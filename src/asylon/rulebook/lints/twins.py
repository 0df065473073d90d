"""Two rules that say the same: sooner or later only one of them is mended."""

from __future__ import annotations

from collections.abc import Iterator

from asylon.logic.tree import And, Node, Or, children, rebuilt
from asylon.rulebook.lints.findings import Finding, error
from asylon.rulebook.lints.law import Law


def find(law: Law) -> Iterator[Finding]:
    """Pairs of rules with the same expression and scope, whatever the order of `and` and `or`."""
    reported: set[tuple[str, str]] = set()
    for program in law.distinct:
        first: dict[tuple[str, str], str] = {}
        for id_, rule in program.contents.rules.items():
            body = program.plain[id_]
            if body.silent:
                continue
            twin = first.setdefault((body.scope, repr(_sorted(body.tree))), id_)
            if twin != id_ and (twin, id_) not in reported:
                reported.add((twin, id_))
                yield error("identical_twins", rule.place, id=id_, twin=twin)


def _sorted(node: Node) -> Node:
    parts = tuple(_sorted(child) for child in children(node))
    if isinstance(node, And | Or):
        parts = tuple(sorted(dict.fromkeys(parts), key=repr))
    return rebuilt(node, parts)
