"""A program of small random rules, and every assignment of the few facts that it reads.

The person has two facts, a destination two, a nationality one. Rules read facts, each other in both
readings, and the items in every way: any, every, and the nationality that is the same place.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import product
from random import Random

from asylon.logic import (
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
    Truth,
    Unless,
)
from asylon.logic.tree import WHOLE
from asylon.rulebook.contents import Contents
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.program import Body, Program
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.situation import BASELINE, Given, Item, Situation
from asylon.rulebook.vocabulary import Vocabulary

DAY = date(2026, 11, 22)
TRUTHS: tuple[Truth, ...] = (True, False, None)
PLACE, NATION = "destination", "nationality"
FACTS = {WHOLE: ("a", "b"), PLACE: ("x", "y"), NATION: ("t",)}
RULES_A_SCOPE = 24
FAMILY = 4
"""Rules read rules of their own family only, so that there are about as many levels as in the law."""

Facts = dict[str, Truth]
Items = tuple[tuple[str, Facts], ...] | None
"""Listed items with their facts; None where the list was not asked for."""


@cache
def small_program() -> Program:
    """Rules of the person, of destinations and of nationalities, and gates, tracks and alerts over them."""
    random = Random(20261122)
    contents = Contents()
    for scope, names in FACTS.items():
        contents.facts |= {name: FactEntry(id=name, scope=scope or "person") for name in names}
    bodies: dict[str, Body] = {}
    rules: dict[str, list[Rule]] = {scope: [] for scope in FACTS}
    for number, scope in product(range(RULES_A_SCOPE), (NATION, PLACE, WHOLE)):
        if not number % FAMILY and scope == NATION:
            rules = {each: [] for each in FACTS}
        name = f"{scope or 'person'}_{number}"
        bodies[name] = Body(_tree(random, scope, rules, depth=random.choice((1, 2, 3))), scope)
        rules[scope].append(Rule(name, scope))
    for number in range(RULES_A_SCOPE // 4):
        bodies[f"gate:whole_{number}"] = Body(_tree(random, WHOLE, rules, depth=2))
        bodies[f"gate:each_{number}"] = Body(_tree(random, PLACE, rules, depth=2), PLACE)
        bodies[f"track:{number}"] = Body(_tree(random, WHOLE, rules, depth=2))
        bodies[f"alert:{number}"] = Body(_tree(random, WHOLE, rules, depth=2))
        bodies[f"status:{number}"] = Body(_tree(random, WHOLE, rules, depth=2))
    return Program(contents, Vocabulary({}, {}, {}), bodies, version="small", jurisdiction=BASELINE)


def goals_of(program: Program) -> list[str]:
    """Everything that can be asked of the person: all but rules of items."""
    return [key for key, body in program.plain.items() if not body.scope or key.startswith("gate:")]


def _tree(random: Random, scope: str, rules: dict[str, list[Rule]], depth: int) -> Node:
    if not depth:
        return _leaf(random, scope, rules)

    def part() -> Node:
        return _tree(random, scope, rules, depth - 1)

    def parts() -> tuple[Node, ...]:
        return tuple(part() for _ in range(random.randint(1, 3)))

    several = parts()
    makers: list[Callable[[], Node]] = [
        lambda: Not(part()),
        lambda: And(several),
        lambda: Or(several),
        lambda: Unless(part()),
        lambda: Doubt(part(), part()),
        lambda: Known(part()),
        lambda: AtLeast(random.randint(0, len(several) + 1), several),
        lambda: If(part(), part(), part()),
        lambda: Else(part(), part()),
    ]
    return random.choice(makers)()


def _leaf(random: Random, scope: str, rules: dict[str, list[Rule]]) -> Node:
    def of(where: str) -> Node:
        facts = [Fact(name, where) for name in FACTS[where]]
        found: list[Node] = [*facts, *facts, *rules[where]]
        return random.choice(found)

    def over(where: str) -> Node:
        seen_from_there = _tree(random, where, rules, depth=1) if random.random() < 0.4 else of(where)
        return Some(where, seen_from_there) if random.random() < 0.5 else Every(where, seen_from_there)

    choices: list[Callable[[], Node]] = [lambda: of(scope)] * 4
    choices += [lambda: over(PLACE), lambda: over(NATION), lambda: of(WHOLE)]
    choices.append(lambda: Const(random.choice(TRUTHS)))
    if scope == PLACE:
        choices += [lambda: Same(NATION, of(NATION))] * 2
    return random.choice(choices)()


@cache
def small_worlds() -> tuple[Situation, ...]:
    """Every assignment of a few shapes: lists not asked for, empty, of one and two, unnamed ones beside."""
    found = []
    places, nations = [None, (), *_listed(PLACE, "NG")], [None, (), *_listed(NATION, "NG")]
    for whole, place, beside, nation in product(_facts("a"), places, _facts("x"), nations):
        found.append(_situation(whole, place, beside, nation, {}))
    for whole, x, t in product(_facts("a", "b"), _facts("x"), _facts("t")):
        found.append(_situation(whole, None, x | {"y": True}, None, t))
        found.append(_situation(whole, (), x | {"y": False}, (), t))
    for two, nation, known in product(_listed(PLACE, "NG", "GR"), _listed(NATION, "NG"), (None, True)):
        found.append(_situation({"a": True}, two, {}, nation, {"t": known}))
    return tuple(found)


def _facts(*names: str) -> list[Facts]:
    return [dict(zip(names, values, strict=True)) for values in product(TRUTHS, repeat=len(names))]


def _listed(scope: str, *ids: str) -> Iterator[Items]:
    for facts in product(_facts(*FACTS[scope]), repeat=len(ids)):
        yield tuple(zip(ids, facts, strict=True))


def _situation(whole: Facts, places: Items, place: Facts, nations: Items, nation: Facts) -> Situation:
    items = dict.fromkeys(LISTS) | {PLACE: _items(places), NATION: _items(nations)}
    unnamed: dict[str, dict[str, Given]] = {scope: {} for scope in LISTS} | {
        PLACE: _given(place),
        NATION: _given(nation),
    }
    return Situation(BASELINE, DAY, _given(whole), items, unnamed)


def _items(listed: Items) -> tuple[Item, ...] | None:
    return None if listed is None else tuple(Item(id_, _given(facts)) for id_, facts in listed)


def _given(facts: Facts) -> dict[str, Given]:
    return {name: Given(value) for name, value in facts.items() if value is not None}
