"""The same rules in zen-engine: one decision in JDM, an expression a rule, null for unknown.

ZEN's `and` and `or` do not take null, so each expression says first when it is true and then when it is
false, with comparisons that null never passes.
"""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import zen

from asylon.logic.frame import rule_key
from asylon.logic.tree import And, AtLeast, Const, Doubt, Else, Fact, Known, Node, Not, Or, Rule, Unless
from benchmarks.same_rules import SameRules

Record = dict[str, bool | None]


class Zen:
    """The rules as one decision."""

    def __init__(self, rules: SameRules) -> None:
        """Translate every rule."""
        self.rules = rules
        self.names = {key: f"v{place}" for place, key in enumerate([*rules.facts, *rules.bodies])}
        expressions = [
            {"id": self.names[key], "key": self.names[key], "value": self.three_valued(body.tree)}
            for key, body in rules.bodies.items()
        ]
        self.decision = zen.ZenEngine().create_decision(json.dumps(_graph(expressions)))

    def three_valued(self, tree: Node) -> str:
        """The expression of a rule: true, false, or null."""
        return f"({self.side(tree, yes=True)}) ? true : (({self.side(tree, yes=False)}) ? false : null)"

    def side(self, node: Node, *, yes: bool) -> str:  # noqa: C901 - one case a node
        """When an expression is true, or when it is false."""
        match node:
            case Fact(name):
                return f"{self.names[name]} == {'true' if yes else 'false'}"
            case Rule(name, _, strict):
                # Within one node `$` holds what the expressions before this one gave.
                return f"$.{self.names[rule_key(name, strict)]} == {'true' if yes else 'false'}"
            case Const(value):
                return "true" if value is yes else "false"
            case Not(inner):
                return self.side(inner, yes=not yes)
            case And(parts) | Or(parts):
                word = " and " if isinstance(node, And) is yes else " or "
                return f"({word.join(self.side(part, yes=yes) for part in parts)})"
            case Unless(inner):
                shown = self.side(inner, yes=True)
                return f"not ({shown})" if yes else shown
            case Known(inner):
                return f"({self.side(inner, yes=True)} or {self.side(inner, yes=False)})" if yes else "false"
            case Doubt(inner, granted):
                shut = self.side(inner, yes=False)
                favour = f"({self.side(granted, yes=True)} and not ({shut}))"
                return f"({self.side(inner, yes=True)} or {favour})" if yes else shut
            case Else(inner, other):
                known = f"({self.side(inner, yes=True)} or {self.side(inner, yes=False)})"
                return f"({self.side(inner, yes=yes)} or ({self.side(other, yes=yes)} and not {known}))"
            case AtLeast(count, parts):
                least = count if yes else len(parts) - count + 1
                listed = ", ".join(self.side(part, yes=yes) for part in parts)
                return f"len(filter([{listed}], # == true)) >= {least}"
        raise TypeError(f"no expression for {type(node).__name__}")

    def named(self, record: Record) -> Record:
        """One person's facts under the decision's names."""
        return {self.names[fact]: record[fact] for fact in self.rules.facts}

    def seconds(self, records: list[Record]) -> float:
        """CPU seconds to work out every rule, person by person."""
        start = process_time()
        for record in records:
            self.decision.evaluate(record)
        return process_time() - start

    def answers(self, record: Record) -> Record:
        """Every rule of one person."""
        found: dict[str, Any] = self.decision.evaluate(record)["result"]
        return {key: found.get(self.names[key]) for key in self.rules.bodies}


def _graph(expressions: list[dict[str, str]]) -> dict[str, Any]:
    place = {"x": 0, "y": 0}
    content = {"expressions": expressions, "passThrough": False}
    return {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "position": place},
            {"id": "rules", "name": "rules", "type": "expressionNode", "position": place, "content": content},
            {"id": "out", "name": "out", "type": "outputNode", "position": place},
        ],
        "edges": [
            {"id": "first", "sourceId": "in", "targetId": "rules", "type": "edge"},
            {"id": "second", "sourceId": "rules", "targetId": "out", "type": "edge"},
        ],
    }
