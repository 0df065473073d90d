"""Breaks a long expression into lines that show how its parts hang together."""

from __future__ import annotations

from asylon.logic.tree import And, Node, Or
from asylon.rulebook.written import written

WIDTH = 72


def expression_lines(node: Node, *, depth: int = 0) -> list[str]:
    """The expression as a rulebook would hold it, one operand a line where it is too long for one."""
    lead, text = "  " * depth, written(node)
    if len(lead) + len(text) <= WIDTH or not isinstance(node, And | Or):
        return [lead + text]
    word = "and" if isinstance(node, And) else "or"
    lines: list[str] = []
    for place, part in enumerate(node.parts):
        joint = f"{word} " if place else ""
        if isinstance(part, And | Or) and len(lead) + len(written(part)) > WIDTH:
            lines += [f"{lead}{joint}(", *expression_lines(part, depth=depth + 1), f"{lead})"]
        else:
            text = written(part)
            bracket = isinstance(part, Or) and isinstance(node, And)
            lines.append(f"{lead}{joint}{f'({text})' if bracket else text}")
    return lines
