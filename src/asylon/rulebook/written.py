"""Write an expression tree back as the text that a rulebook would hold."""

from __future__ import annotations

from asylon.logic.tree import (
    And,
    AtLeast,
    Const,
    Doubt,
    Else,
    Every,
    Fact,
    If,
    Known,
    Node,
    Not,
    Or,
    Rule,
    Same,
    Some,
    Unless,
)
from asylon.logic.truth import word

_ELSE, _OR, _AND, _NOT, _ATOM = range(5)


def written(node: Node, above: int = _ELSE) -> str:
    """The expression as text, with brackets only where they are needed."""
    text, strength = _text(node)
    return f"({text})" if strength < above else text


def _text(node: Node) -> tuple[str, int]:  # noqa: C901 - one case a node
    match node:
        case Fact(name, _) | Rule(name, _, _):
            return name, _ATOM
        case Const(value):
            return word(value), _ATOM
        case Not(part):
            return f"not {written(part, _NOT)}", _NOT
        case And(parts):
            return " and ".join(written(part, _NOT) for part in parts), _AND
        case Or(parts):
            return " or ".join(written(part, _AND) for part in parts), _OR
        case Else(part, Rule()):
            return written(part, _ATOM), _ATOM  # a fact that a rule completes is written by its own name
        case Else(part, other):
            return f"{written(part, _OR)} else {written(other, _ELSE)}", _ELSE
        case If(condition, then, other):
            return f"if({written(condition)}, {written(then)}, {written(other)})", _ATOM
        case AtLeast(count, parts):
            return f"at_least({count}, {', '.join(written(part) for part in parts)})", _ATOM
        case Unless(part):
            return f"unless({written(part)})", _ATOM
        case Doubt(part, _):
            return f"doubt({written(part)})", _ATOM
        case Known(part):
            return f"known({written(part)})", _ATOM
        case Some(scope, part):
            return f"any_{scope}({written(part)})", _ATOM
        case Every(scope, part):
            return f"every_{scope}({written(part)})", _ATOM
        case Same(_, part):
            return f"at_origin({written(part)})", _ATOM
