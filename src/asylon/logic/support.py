"""Why an expression has its value.

One sufficient set of reasons, as light as the search finds. Nothing outside that set can change the
answer, so whatever is presumed in it is all that the answer presumes. What is missing where there is
no answer is told in `asylon.logic.missing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from math import fsum

from asylon.logic.frame import Frame, rule_key
from asylon.logic.interpret import value_of
from asylon.logic.reason import NOTHING, Reason, Reasons
from asylon.logic.tree import (
    And,
    AtLeast,
    Const,
    Doubt,
    Else,
    Every,
    Fact,
    Known,
    Node,
    Not,
    Or,
    Rule,
    Same,
    Some,
    Unless,
)


class Support:
    """Looks for reasons in one run of a program.

    `body(key)` gives the lowered tree of a rule, or None where the rule is to be taken as it
    stands. `weight(reason)` says how little a reason is wanted. `shown(tree)` writes a presumed part.
    """

    def __init__(
        self,
        body: Callable[[str], Node | None],
        weight: Callable[[Reason], float],
        shown: Callable[[Node], str],
    ) -> None:
        """Start with nothing explained yet."""
        self.body = body
        self.weight = weight
        self.shown = shown
        self.presumptions: dict[Reason, tuple[Node, Frame]] = {}
        self._sufficient: dict[tuple[str, int], Reasons] = {}

    def why(self, node: Node, frame: Frame) -> Reasons:
        """One sufficient set of reasons for a value that is yes or no; empty where it is unknown."""
        value = value_of(node, frame)
        return NOTHING if value is None else self.sufficient(node, frame, value)

    def cost(self, reasons: Reasons) -> float:
        """How heavy a set of reasons is; presumptions weigh more than facts."""
        # A plain sum would round differently in each process, as the order of a set differs.
        return fsum(self.weight(reason) for reason in reasons)

    def lightest(self, choices: Iterable[Reasons]) -> Reasons:
        """The lightest of several sufficient sets; the first of those that weigh the same."""
        return min(choices, key=self.cost)

    def sufficient(self, node: Node, frame: Frame, value: bool) -> Reasons:  # noqa: C901 - one case a node
        """Reasons that are enough for a value which the node has in this frame."""
        match node:
            case Fact(name, scope):
                at = frame.at(scope)
                return frozenset({Reason("fact", name, at.scope, at.name, value)})
            case Rule(name, scope, strict):
                return self.of_rule(rule_key(name, strict), frame.at(scope), value)
            case Const():
                return NOTHING
            case Not(part):
                return self.sufficient(part, frame, not value)
            case Known(part):
                return self.why(part, frame)
            case Unless(part):
                return self.of_presumption(part, frame, value)
            case Doubt(part, granted) | Else(part, granted):
                return self.of_completion(node, part, granted, frame, value)
            case And(parts) | Or(parts):
                return self.of_parts(node, parts, frame, value)
            case AtLeast(count, parts):
                return self.of_count(count, parts, frame, value)
            case Some() | Every() | Same():
                return self.of_items(node, frame, value)
        raise TypeError(f"no reasons for {type(node).__name__}; lower it first")

    def of_rule(self, key: str, frame: Frame, value: bool) -> Reasons:
        """Reasons of a rule, remembered, since many rules read the same ones."""
        memory = (key, id(frame))
        if memory not in self._sufficient:
            body = self.body(key)
            if body is None:
                name = key.removesuffix("!")
                found = frozenset({Reason("rule", name, frame.scope, frame.name, value)})
            else:
                found = self.sufficient(body, frame, value)
            self._sufficient[memory] = found
        return self._sufficient[memory]

    def of_presumption(self, part: Node, frame: Frame, value: bool) -> Reasons:
        """An `unless`: its part is shown, or known not to be, or merely presumed absent."""
        inner = value_of(part, frame)
        if inner is None:
            reason = Reason("presumed", self.shown(part), frame.scope, frame.name, value)
            self.presumptions[reason] = (part, frame)
            return frozenset({reason})
        return self.sufficient(part, frame, inner)

    def of_completion(self, node: Node, part: Node, other: Node, frame: Frame, value: bool) -> Reasons:
        """A benefit of the doubt, or a value that was computed because none was given."""
        if value_of(part, frame) is not None:
            return self.sufficient(part, frame, value)
        if isinstance(node, Doubt):
            name = part.name if isinstance(part, Fact) else self.shown(part)
            doubt = frozenset({Reason("doubt", name, frame.scope, frame.name, value)})
            return doubt | self.sufficient(other, frame, True)
        return self.sufficient(other, frame, value)

    def of_parts(self, node: And | Or, parts: tuple[Node, ...], frame: Frame, value: bool) -> Reasons:
        """All parts where the value needs all of them, the lightest where one is enough."""
        if value is isinstance(node, And):
            return frozenset(chain.from_iterable(self.sufficient(part, frame, value) for part in parts))
        able = [part for part in parts if value_of(part, frame) is value]
        return self.lightest(self.sufficient(part, frame, value) for part in able)

    def of_count(self, count: int, parts: tuple[Node, ...], frame: Frame, value: bool) -> Reasons:
        """As many of the lightest parts as settle the count."""
        needed = count if value else len(parts) - count + 1
        able = [self.sufficient(part, frame, value) for part in parts if value_of(part, frame) is value]
        return frozenset(chain.from_iterable(sorted(able, key=self.cost)[:needed]))

    def of_items(self, node: Some | Every | Same, frame: Frame, value: bool) -> Reasons:
        """Every item where the value needs all of them, the lightest where one is enough."""
        frames = frame.same[node.scope] if isinstance(node, Same) else frame.whole.items[node.scope] or []
        if not frames:
            return frozenset({Reason("none", node.scope, value=value)})
        if isinstance(node, Same) or value is isinstance(node, Every):
            return frozenset(chain.from_iterable(self.sufficient(node.part, each, value) for each in frames))
        able = [each for each in frames if value_of(node.part, each) is value]
        return self.lightest(self.sufficient(node.part, each, value) for each in able)
