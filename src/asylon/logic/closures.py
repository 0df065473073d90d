"""Expressions compiled to closures: the executor for one subject.

A closure takes two dictionaries of values: the whole subject's and the current item's (the same
one where there is no item). Under `items_key(scope)` the whole holds the value dictionaries of the
items that count, or None where the list is not known; under `same_key(scope)` an item holds
those of the items that stand for the same thing.
"""

from collections.abc import Callable
from typing import Any

from asylon.logic.frame import rule_key
from asylon.logic.tree import (
    WHOLE,
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
    lowered,
)
from asylon.logic.truth import Truth, agreement, conjunction, disjunction

Values = dict[str, Any]
"""Truth values by name; under the keys of items and sameness, lists of such dictionaries."""

Evaluate = Callable[[Values, Values], Truth]


def items_key(scope: str) -> str:
    """The key under which the items of a scope are kept."""
    return f"@{scope}"


def same_key(scope: str) -> str:
    """The key under which an item keeps the items of another scope that stand for the same thing."""
    return f"@same {scope}"


def compiled(node: Node, scope: str = WHOLE) -> Evaluate:
    """Compile an expression of the given scope to a closure, once; it may be called any number of times."""
    return _compile(lowered(node), scope)


def _compile(node: Node, here: str) -> Evaluate:  # noqa: C901 - one case a node
    match node:
        case Fact(name, scope):
            return _leaf(name, scope, here)
        case Rule(name, scope, strict):
            return _leaf(rule_key(name, strict), scope, here)
        case Const(value):
            return lambda whole, item: value
        case Some(scope, part):
            return _some(items_key(scope), _compile(part, scope))
        case Every(scope, part):
            return _every(items_key(scope), _compile(part, scope))
        case Same(scope, part):
            return _same(same_key(scope), _compile(part, scope))
        case And(parts):
            return _and(tuple(_compile(part, here) for part in parts))
        case Or(parts):
            return _or(tuple(_compile(part, here) for part in parts))
        case AtLeast(count, parts):
            return _at_least(count, tuple(_compile(part, here) for part in parts))
        case Doubt(part, granted):
            return _doubt(_compile(part, here), _compile(granted, here))
        case Else(part, other):
            return _else(_compile(part, here), _compile(other, here))
        case _:
            return _single(node, here)


def _leaf(key: str, scope: str, here: str) -> Evaluate:
    if scope == WHOLE and here != WHOLE:
        return lambda whole, item: whole[key]
    if scope != here:
        raise ValueError(f"{key!r} belongs to scope {scope!r} and was read in scope {here!r}")
    return lambda whole, item: item[key]


def _single(node: Node, here: str) -> Evaluate:
    match node:
        case Not(part):
            inner = _compile(part, here)

            def negated(whole: Values, item: Values) -> Truth:
                value = inner(whole, item)
                return None if value is None else not value

            return negated
        case Unless(part):
            inner = _compile(part, here)
            return lambda whole, item: inner(whole, item) is not True
        case Known(part):
            inner = _compile(part, here)
            return lambda whole, item: None if inner(whole, item) is None else True
    raise TypeError(f"no closure for {type(node).__name__}")


def _and(parts: tuple[Evaluate, ...]) -> Evaluate:
    def evaluate(whole: Values, item: Values) -> Truth:
        result: Truth = True
        for part in parts:
            value = part(whole, item)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    return evaluate


def _or(parts: tuple[Evaluate, ...]) -> Evaluate:
    def evaluate(whole: Values, item: Values) -> Truth:
        result: Truth = False
        for part in parts:
            value = part(whole, item)
            if value is True:
                return True
            if value is None:
                result = None
        return result

    return evaluate


def _at_least(count: int, parts: tuple[Evaluate, ...]) -> Evaluate:
    spare = len(parts) - count
    if count < 1 or spare < 0:
        settled = count < 1  # nothing is needed, or more than there is
        return lambda whole, item: settled

    def evaluate(whole: Values, item: Values) -> Truth:
        wanted, allowed = count, spare
        for part in parts:
            value = part(whole, item)
            if value is True:
                wanted -= 1
                if not wanted:
                    return True
            elif value is False:
                allowed -= 1
                if allowed < 0:
                    return False
        return None

    return evaluate


def _doubt(part: Evaluate, granted: Evaluate) -> Evaluate:
    def evaluate(whole: Values, item: Values) -> Truth:
        value = part(whole, item)
        if value is None and granted(whole, item) is True:
            return True
        return value

    return evaluate


def _else(part: Evaluate, other: Evaluate) -> Evaluate:
    def evaluate(whole: Values, item: Values) -> Truth:
        value = part(whole, item)
        return other(whole, item) if value is None else value

    return evaluate


def _some(key: str, part: Evaluate) -> Evaluate:
    def evaluate(whole: Values, item: Values) -> Truth:
        items = whole[key]
        if items is None:
            return None
        return disjunction(part(whole, each) for each in items)

    return evaluate


def _every(key: str, part: Evaluate) -> Evaluate:
    def evaluate(whole: Values, item: Values) -> Truth:
        items = whole[key]
        if not items:
            return None  # over nothing, "every" must never come out yes by accident
        return conjunction(part(whole, each) for each in items)

    return evaluate


def _same(key: str, part: Evaluate) -> Evaluate:
    def evaluate(whole: Values, item: Values) -> Truth:
        return agreement(part(whole, each) for each in item[key])

    return evaluate
