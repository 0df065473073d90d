"""The two readings of an expression.

Plain: `Unless` presumes and `Doubt` gives the benefit. Strict: both count only what is known,
so nothing that is merely presumed can make the result yes. Where the strict reading knows, the
plain one says the same.
"""

from collections.abc import Callable

from asylon.logic.tree import Doubt, Node, Not, Rule, Unless, children, rebuilt


def strict_reading(node: Node, differs: Callable[[str], bool]) -> Node:
    """Rewrite an expression into its strict reading.

    `differs(rule)` says whether a rule's own strict reading is another than its plain one; the
    others are shared between both readings.
    """
    match node:
        case Unless(part):
            return Not(strict_reading(part, differs))
        case Doubt(part, _):
            return strict_reading(part, differs)
        case Rule(name, scope, _):
            return Rule(name, scope, strict=differs(name))
    return rebuilt(node, tuple(strict_reading(child, differs) for child in children(node)))


def presumes(node: Node) -> bool:
    """Tell whether the node itself is a presumption or a benefit of the doubt."""
    return isinstance(node, Unless | Doubt)
