"""The plain interpreter: one node at a time, straight from the definitions.

It is the yardstick for every executor, and what explanations ask for the value of a part.
"""

from asylon.logic.frame import Frame, rule_key
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
    lowered,
)
from asylon.logic.truth import Truth, agreement, conjunction, disjunction, negation, threshold


def value_of(node: Node, frame: Frame) -> Truth:  # noqa: C901 - one case a node
    """Work out an expression in a frame.

    Facts must stand in the frame's values; so must the results of the rules that it reads.
    Raises: KeyError for a fact or rule that is not there.
    """
    match node:
        case Fact(name, scope):
            return frame.at(scope).value(name)
        case Rule(name, scope, strict):
            return frame.at(scope).value(rule_key(name, strict))
        case Const(value):
            return value
        case Not(part):
            return negation(value_of(part, frame))
        case And(parts):
            return conjunction([value_of(part, frame) for part in parts])
        case Or(parts):
            return disjunction([value_of(part, frame) for part in parts])
        case AtLeast(count, parts):
            return threshold(count, [value_of(part, frame) for part in parts])
        case Unless(part):
            return value_of(part, frame) is not True
        case Known(part):
            return None if value_of(part, frame) is None else True
        case If():
            return value_of(lowered(node), frame)
        case Some() | Every() | Same():
            return _over_items(node, frame)
        case Doubt(part, granted):
            value = value_of(part, frame)
            return True if value is None and value_of(granted, frame) is True else value
        case Else(part, other):
            value = value_of(part, frame)
            return value_of(other, frame) if value is None else value


def _over_items(node: Some | Every | Same, frame: Frame) -> Truth:
    if isinstance(node, Same):
        return agreement([value_of(node.part, each) for each in frame.same[node.scope]])
    items = frame.whole.items[node.scope]
    if items is None:
        return None
    values = [value_of(node.part, each) for each in items]
    if isinstance(node, Some):
        return disjunction(values)
    return conjunction(values) if values else None
