"""What is missing where an expression is unknown: the unknown leaves that still matter.

An expression is compiled once to a closure that gives its value, or where it has none the leaves that
keep it unknown. One pass finds both, so nothing is asked twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from asylon.logic.frame import Frame, rule_key
from asylon.logic.interpret import value_of
from asylon.logic.reason import NOTHING, Reason, Reasons
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
    walk,
)

Found = bool | Reasons
"""Yes, no, or what is missing."""
Ask = Callable[[Frame, "Missing"], Found]


class Missing:
    """Looks for what is missing in one run of a program.

    `ask(key)` gives the compiled body of a rule and `body(key)` its lowered tree; None where the rule is to
    be taken as it stands.
    """

    def __init__(self, ask: Callable[[str], Ask | None], body: Callable[[str], Node | None]) -> None:
        """Start with nothing asked yet."""
        self.ask = ask
        self.body = body
        self._rules: dict[tuple[str, int], Reasons] = {}

    def of(self, ask: Ask, frame: Frame) -> Reasons:
        """The unknown leaves that keep an expression unknown; empty where it is yes or no."""
        found = ask(frame, self)
        return NOTHING if isinstance(found, bool) else found

    def of_rule(self, key: str, frame: Frame) -> Reasons:
        """The unknown leaves of a rule, remembered, since many rules read the same ones."""
        memory = (key, id(frame))
        if memory not in self._rules:
            ask = self.ask(key)
            self._rules[memory] = NOTHING if ask is None else self.of(ask, frame)
        return self._rules[memory]

    def unasked(self, node: Node, frame: Frame) -> Reasons:
        """Every unknown leaf of the item itself below a node, whatever else would settle the node."""
        found: set[Reason] = set()
        for each in walk(node):
            if isinstance(each, Fact) and each.scope == frame.scope and value_of(each, frame) is None:
                found.add(Reason("fact", each.name, frame.scope, frame.name))
            elif isinstance(each, Rule) and each.scope == frame.scope:
                body = self.body(rule_key(each.name, each.strict))
                found |= self.unasked(body, frame) if body is not None else NOTHING
        return frozenset(found)


def asking(node: Node) -> Ask:  # noqa: C901 - one case a node
    """Compile a lowered expression, once; it may be asked any number of times."""
    match node:
        case Fact(name, scope):
            return _fact(name, scope)
        case Rule(name, scope, strict):
            return _rule(rule_key(name, strict), scope)
        case Const(value):
            return lambda frame, run: NOTHING if value is None else value
        case Not(part):
            return _not(asking(part))
        case Known(part):
            return _known(asking(part))
        case Unless(part):
            shown = asking(part)
            return lambda frame, run: shown(frame, run) is not True
        case And(parts):
            return _joined([asking(part) for part in parts], settled_by=False)
        case Or(parts):
            return _joined([asking(part) for part in parts], settled_by=True)
        case AtLeast(count, parts):
            return _at_least(count, [asking(part) for part in parts])
        case Doubt(part, granted):
            return _doubt(asking(part), asking(granted))
        case Else(part, other):
            return _else(asking(part), asking(other))
        case Some(scope, part):
            return _over_items(scope, part, settled_by=True)
        case Every(scope, part):
            return _over_items(scope, part, settled_by=False)
        case Same(scope, part):
            return _same(scope, part)
    raise TypeError(f"nothing missing can be told for {type(node).__name__}; lower it first")


def _fact(name: str, scope: str) -> Ask:
    def ask(frame: Frame, run: Missing) -> Found:
        at = frame.at(scope)
        value = at.values[name]
        return frozenset((Reason("fact", name, at.scope, at.name),)) if value is None else bool(value)

    of_the_whole = frozenset((Reason("fact", name),))

    def ask_whole(frame: Frame, run: Missing) -> Found:
        value = frame.whole.values[name]
        return of_the_whole if value is None else bool(value)

    return ask_whole if scope == WHOLE else ask


def _rule(key: str, scope: str) -> Ask:
    def ask(frame: Frame, run: Missing) -> Found:
        at = frame.at(scope)
        value = at.values[key]
        return run.of_rule(key, at) if value is None else bool(value)

    return ask


def _not(part: Ask) -> Ask:
    def ask(frame: Frame, run: Missing) -> Found:
        found = part(frame, run)
        return not found if isinstance(found, bool) else found

    return ask


def _known(part: Ask) -> Ask:
    def ask(frame: Frame, run: Missing) -> Found:
        found = part(frame, run)
        return True if isinstance(found, bool) else found

    return ask


def _joined(parts: list[Ask], *, settled_by: bool) -> Ask:
    """All parts of an `and`, which one no settles, or of an `or`, which one yes settles."""

    def ask(frame: Frame, run: Missing) -> Found:
        missing = None
        for part in parts:
            found = part(frame, run)
            if found is settled_by:
                return settled_by
            if not isinstance(found, bool):
                missing = found if missing is None else missing | found
        return not settled_by if missing is None else missing

    return ask


def _at_least(count: int, parts: list[Ask]) -> Ask:
    def ask(frame: Frame, run: Missing) -> Found:
        found = [part(frame, run) for part in parts]
        open_ = [each for each in found if not isinstance(each, bool)]
        sure = sum(each is True for each in found)
        if sure >= count:
            return True
        return NOTHING.union(*open_) if sure + len(open_) >= count else False

    return ask


def _doubt(part: Ask, granted: Ask) -> Ask:
    def ask(frame: Frame, run: Missing) -> Found:
        found = part(frame, run)
        return found if isinstance(found, bool) or granted(frame, run) is not True else True

    return ask


def _else(part: Ask, other: Ask) -> Ask:
    def ask(frame: Frame, run: Missing) -> Found:
        found = part(frame, run)
        if isinstance(found, bool):
            return found
        instead = other(frame, run)
        return instead if isinstance(instead, bool) else found | instead

    return ask


def _over_items(scope: str, part: Node, *, settled_by: bool) -> Ask:
    """Some or every item of a list; of a list of which nothing is known, what its blank item lacks."""
    of_one = asking(part)

    def ask(frame: Frame, run: Missing) -> Found:
        listed = frame.whole.items[scope]
        if listed is None:
            blank = frame.whole.blank[scope]
            return run.of(of_one, blank) or run.unasked(part, blank)
        if not listed:
            return NOTHING if settled_by is False else False
        found = [of_one(each, run) for each in listed]
        if settled_by in (each for each in found if isinstance(each, bool)):
            return settled_by
        return _of_items(found, part, listed, run, settled=not settled_by)

    return ask


def _same(scope: str, part: Node) -> Ask:
    of_one = asking(part)

    def ask(frame: Frame, run: Missing) -> Found:
        alike = frame.same[scope]
        found = [of_one(each, run) for each in alike]
        known = {each for each in found if isinstance(each, bool)}
        if len(known) == 1 and all(isinstance(each, bool) for each in found):
            return known.pop()
        return _of_items(found, part, alike, run, settled=None)

    return ask


def _of_items(
    found: list[Found], part: Node, frames: Iterable[Frame], run: Missing, *, settled: bool | None
) -> Found:
    open_ = [each for each in found if not isinstance(each, bool)]
    if not open_ and settled is not None:
        return settled
    # Items that are known and disagree: each of them is asked about anew.
    return NOTHING.union(*open_) or NOTHING.union(*(run.unasked(part, each) for each in frames))
