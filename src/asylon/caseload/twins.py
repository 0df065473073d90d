"""Expressions with equal parts made one, so that a kernel, which goes by identity, meets each part once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from asylon.logic.tree import WHOLE, Node, children, rebuilt
from asylon.rulebook.program import Body, Program


@lru_cache(maxsize=64)
def shared_bodies(program: Program) -> Mapping[str, Body]:
    """The lowered expressions of a program, by key and in its order, with no part standing there twice."""
    return shared(program.bodies)


def shared(bodies: Mapping[str, Body]) -> dict[str, Body]:
    """The same expressions with every part that stands there twice made one."""
    kept: dict[object, Node] = {}
    return {key: replace(body, tree=_shared(body.tree, kept)) for key, body in bodies.items()}


def _shared(node: Node, kept: dict[object, Node]) -> Node:
    parts = tuple(_shared(child, kept) for child in children(node))
    if not parts:
        return kept.setdefault(node, node)
    # Parts by identity: they are shared already, and to compare them by content would walk them again.
    own = (type(node), getattr(node, "scope", WHOLE), getattr(node, "count", 0))
    return kept.setdefault((own, *map(id, parts)), rebuilt(node, parts))
