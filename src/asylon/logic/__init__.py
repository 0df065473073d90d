"""Yes, no and unknown: expressions over them, and how they are worked out.

What may enter: truth values, the expression tree, and visitors of that tree. This room is
the ground floor: it knows nothing of law, files, dates or Django, and imports no other room.
"""

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
from asylon.logic.truth import Truth, word

__all__ = [
    "And",
    "AtLeast",
    "Const",
    "Doubt",
    "Else",
    "Every",
    "Fact",
    "If",
    "Known",
    "Node",
    "Not",
    "Or",
    "Rule",
    "Same",
    "Some",
    "Truth",
    "Unless",
    "word",
]
