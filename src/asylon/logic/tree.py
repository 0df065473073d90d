"""The expression tree: all that a rule can say.

Nodes are immutable and compare by content. A `Fact` or `Rule` belongs to a scope: the empty
scope is the whole subject, any other names a kind of item that the subject has several of.
The readings of `Unless` and `Doubt` are told in `asylon.logic.strict`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from asylon.logic.truth import Truth

WHOLE = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A leaf whose value comes from outside; `name` is unique within its scope."""

    name: str
    scope: str = WHOLE


@dataclass(frozen=True, slots=True)
class Rule:
    """The result of another expression; `strict` asks for its strict reading."""

    name: str
    scope: str = WHOLE
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Const:
    """A value that no fact changes."""

    value: Truth


@dataclass(frozen=True, slots=True)
class Not:
    """Strong negation: unknown stays unknown."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """Yes if all parts are yes, no if one is no."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Yes if one part is yes, no if all are no."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Unless:
    """A presumption: yes until the part is shown, then no. Never unknown in the plain reading."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Doubt:
    """The part; where it is unknown, yes if `granted` is yes. Never turns anything into no."""

    part: "Node"
    granted: "Node"


@dataclass(frozen=True, slots=True)
class Known:
    """Yes if the part is yes or no, otherwise unknown."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Yes if `count` parts are yes, no if that many can no longer be."""

    count: int
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class If:
    """`then` where the condition is yes, `other` where it is no, else what both agree on."""

    condition: "Node"
    then: "Node"
    other: "Node"


@dataclass(frozen=True, slots=True)
class Else:
    """The part where it is known, otherwise the other: a given value before a computed one."""

    part: "Node"
    other: "Node"


@dataclass(frozen=True, slots=True)
class Some:
    """Yes if the part is yes of one item of the scope, no if it is no of all."""

    scope: str
    part: "Node"


@dataclass(frozen=True, slots=True)
class Every:
    """Yes if the part is yes of all items, no if it is no of one; unknown over none."""

    scope: str
    part: "Node"


@dataclass(frozen=True, slots=True)
class Same:
    """The part, seen from an item, in the item of another scope that stands for the same thing."""

    scope: str
    part: "Node"


Node = (
    Fact | Rule | Const | Not | And | Or | Unless | Doubt | Known | AtLeast | If | Else | Some | Every | Same
)
Quantifier = Some | Every


def children(node: Node) -> tuple[Node, ...]:
    """Return the direct parts of a node, in reading order."""
    match node:
        case Fact() | Rule() | Const():
            return ()
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return parts
        case Doubt(part, other) | Else(part, other):
            return (part, other)
        case If(condition, then, other):
            return (condition, then, other)
        case _:
            return (node.part,)


def rebuilt(node: Node, parts: tuple[Node, ...]) -> Node:
    """Return the same kind of node over other parts, in the order of `children`."""
    match node:
        case Fact() | Rule() | Const():
            return node
        case And() | Or():
            return type(node)(parts)
        case AtLeast(count, _):
            return AtLeast(count, parts)
        case Doubt() | Else():
            return type(node)(parts[0], parts[1])
        case If():
            return If(parts[0], parts[1], parts[2])
        case Some(scope, _) | Every(scope, _) | Same(scope, _):
            return type(node)(scope, parts[0])
        case Not() | Unless() | Known():
            return type(node)(parts[0])


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def lowered(node: Node) -> Node:
    """Replace every `If` by and, or, not with the consensus term.

    (c and a) or (not c and b) or (a and b): without the last term an unknown condition would
    hide an answer that both branches give.
    """
    parts = tuple(lowered(child) for child in children(node))
    if isinstance(node, If):
        condition, then, other = parts
        return Or((And((condition, then)), And((Not(condition), other)), And((then, other))))
    return rebuilt(node, parts)
