"""Made-up situations in which a rulebook is tried: all there are where they are few, else many.

A situation answers facts, not leaves: a code answers all tests of that code together, so no
impossible person is made. Half of the situations are led to a known answer of some expression and
filled up by chance; the seed is fixed, so the same texts give the same findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from random import Random

from asylon.logic.frame import rule_key
from asylon.logic.implication import Ways
from asylon.logic.tree import Every, Fact, Node, Rule, Some, walk
from asylon.logic.truth import Truth, word
from asylon.rulebook.lints.planes import Cell, Planes, numbers
from asylon.rulebook.program import Program
from asylon.rulebook.scopes import tree_scope

SEED = 20261122
EXHAUSTIVE = 20_000
"""Up to so many situations are all tried."""

SUBSETS_OF = 4
"""A list with more codes than this that matter is answered with none, one or all of them."""

Choice = Mapping[str, bool]
"""One answer to a fact: the value of each of its leaves."""

Answer = tuple["Variable", int]
"""A fact of the person or of the item with this number."""

Row = dict[Answer, Choice]
"""One made-up situation; what it does not answer is unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """A fact with every answer that makes a difference; `complete` is false where some are left out."""

    fact: str
    scope: str
    choices: tuple[tuple[str, Choice], ...]
    complete: bool = True

    @property
    def leaves(self) -> tuple[str, ...]:
        """The leaves that an answer gives a value."""
        return tuple(self.choices[0][1])

    def named(self, choice: Choice) -> str:
        """The answer as people write it."""
        return next(name for name, known in self.choices if known == choice)


class Trials:
    """Makes situations for one program."""

    def __init__(self, program: Program) -> None:
        """List the facts that the program reads."""
        self.program = program
        self.by_leaf: dict[str, Variable] = {}
        for fact, leaves in _leaves(program).items():
            variable = _variable(program, fact, leaves)
            self.by_leaf |= dict.fromkeys(leaves, variable)
        self._reads: dict[str, frozenset[Fact]] = {}
        self._lists: dict[str, frozenset[str]] = {}

    def tree(self, key: str) -> Node:
        """The lowered expression of a key."""
        return self.program.bodies[key].tree

    def reads(self, key: str) -> frozenset[Fact]:
        """Every leaf that a key depends on, through all rules."""
        if key not in self._reads:
            self._reads[key] = self.leaves_of(self.tree(key))
        return self._reads[key]

    def leaves_of(self, tree: Node) -> frozenset[Fact]:
        """Every leaf below an expression, through all rules."""
        found: set[Fact] = set()
        for node in walk(tree):
            if isinstance(node, Fact):
                found.add(node)
            elif isinstance(node, Rule):
                found |= self.reads(rule_key(node.name, node.strict))
        return frozenset(found)

    def lists(self, tree: Node) -> frozenset[str]:
        """The scopes whose lists an expression goes over, through all rules."""
        found: set[str] = set()
        for node in walk(tree):
            if isinstance(node, Some | Every):
                found.add(node.scope)
            elif isinstance(node, Rule):
                key = rule_key(node.name, node.strict)
                if key not in self._lists:
                    self._lists[key] = self.lists(self.tree(key))
                found |= self._lists[key]
        return frozenset(found)

    def answers(self, leaves: Iterable[Fact]) -> list[Answer]:
        """The facts behind some leaves, once for the person or for each item."""
        found = dict.fromkeys(self.by_leaf[leaf.name] for leaf in sorted(leaves, key=_by_name))
        return [(variable, number) for variable in found for number in numbers(variable.scope)]

    def every(self, tree: Node) -> Planes | None:
        """All situations that differ for an expression; None where they are too many."""
        answers, lists = self.answers(self.leaves_of(tree)), sorted(self.lists(tree))
        size = 2 ** len(lists)
        for variable, _ in answers:
            size *= len(variable.choices) + 1
            if size > EXHAUSTIVE or not variable.complete:
                return None
        options = [(None, *(choice for _, choice in variable.choices)) for variable, _ in answers]
        rows: list[Row] = []
        empty = dict.fromkeys(lists, 0)
        for none in product((False, True), repeat=len(lists)):
            for chosen in product(*options):
                for scope, is_empty in zip(lists, none, strict=True):
                    empty[scope] |= is_empty << len(rows)
                pairs = zip(answers, chosen, strict=True)
                rows.append({answer: choice for answer, choice in pairs if choice is not None})
        planes = planes_of(rows)
        planes.empty = empty
        return planes

    def led(self, trees: Iterable[Node], each: int, random: Random) -> list[Row]:
        """Situations in which each expression is known yes, or known no, as far as such are found."""
        ways = Ways(self.tree, random)
        found = []
        for tree in trees:
            for side in (True, False):
                for _ in range(each):
                    row = self._row(ways.find(tree, side))
                    if row is not None:
                        found.append(row)
        return found

    def _row(self, assignment: Mapping[Fact, bool] | None) -> Row | None:
        """Answers to facts that give these leaves these values; None where no person is like that."""
        if assignment is None:
            return None
        wanted: dict[Variable, dict[str, bool]] = {}
        for leaf, value in assignment.items():
            wanted.setdefault(self.by_leaf[leaf.name], {})[leaf.name] = value
        row: Row = {}
        for variable, leaves in wanted.items():
            fits = [choice for _, choice in variable.choices if leaves.items() <= choice.items()]
            if not fits:
                return None
            row |= dict.fromkeys(((variable, number) for number in numbers(variable.scope)), fits[0])
        return row

    def filled(self, rows: list[Row], answers: list[Answer], random: Random) -> Planes:
        """Each situation as it is, with half of the other facts answered too, with most, and with all."""
        planes = planes_of(rows * len(SHARES))
        fixed: dict[Answer, int] = {}
        for index, row in enumerate(rows):
            for answer in row:
                fixed[answer] = fixed.get(answer, 0) | 1 << index
        for answer in answers:
            set_ = fixed.get(answer, 0)
            open_ = 0
            for block, share in enumerate(SHARES):
                open_ |= (share(random, len(rows)) & ~set_) << block * len(rows)
            _answer_by_chance(planes, answer, open_, random)
        return planes

    def row_at(self, planes: Planes, answers: Iterable[Answer], index: int) -> Row:
        """Read one situation back from its planes."""
        row: Row = {}
        for variable, number in answers:
            values = {leaf: answer_of(planes, (leaf, number), index) for leaf in variable.leaves}
            if None not in values.values():
                row[variable, number] = {leaf: value is True for leaf, value in values.items()}
        return row


SHARES: tuple[Callable[[Random, int], int], ...] = (
    lambda random, rows: 0,
    lambda random, rows: random.getrandbits(rows),
    lambda random, rows: random.getrandbits(rows) | random.getrandbits(rows) | random.getrandbits(rows),
    lambda random, rows: (1 << rows) - 1,
)
"""Which situations answer a further fact: none, half, seven in eight, all."""


def _answer_by_chance(planes: Planes, answer: Answer, open_: int, random: Random) -> None:
    variable, number = answer
    choices = [choice for _, choice in variable.choices]
    random.shuffle(choices)
    for place, choice in enumerate(choices, start=1):
        chosen = open_ & random.getrandbits(planes.rows) if place < len(choices) else open_
        open_ &= ~chosen
        for leaf, value in choice.items():
            yes, no = planes.values.get((leaf, number), (0, 0))
            planes.values[leaf, number] = (yes | chosen, no) if value else (yes, no | chosen)


def planes_of(rows: list[Row]) -> Planes:
    """Turn situations into planes of their leaves."""
    planes = Planes(len(rows))
    bits: dict[Cell, list[int]] = {}
    for index, row in enumerate(rows):
        bit = 1 << index
        for (variable, number), choice in row.items():
            for leaf in variable.leaves:
                pair = bits.setdefault((leaf, number), [0, 0])
                pair[not choice[leaf]] |= bit
    planes.values = {cell: (yes, no) for cell, (yes, no) in bits.items()}
    return planes


def shown(row: Row) -> str:
    """A made-up situation as people write it, in the order of its names."""
    texts: dict[str, None] = {}
    for (variable, number), choice in row.items():
        alike = all(row.get((variable, each)) == choice for each in numbers(variable.scope))
        which = f" of each {variable.scope}" if alike else f" of {variable.scope} {number + 1}"
        texts[f"{variable.fact}{which if variable.scope else ''}: {variable.named(choice)}"] = None
    return ", ".join(sorted(texts)) or "nothing known at all"


def answer_of(planes: Planes, cell: Cell, index: int) -> Truth:
    """The value of a cell in one situation."""
    yes, no = planes.values.get(cell, (0, 0))
    return True if yes >> index & 1 else False if no >> index & 1 else None


def set_bits(bits: int) -> Iterator[int]:
    """The numbers of the situations that a plane marks."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _by_name(leaf: Fact) -> str:
    return leaf.name


def _leaves(program: Program) -> dict[str, list[str]]:
    """The leaves of a program by the fact that answers them."""
    found: dict[str, list[str]] = {}
    for body in program.bodies.values():
        for node in walk(body.tree):
            if isinstance(node, Fact):
                test = program.vocabulary.code_tests.get(node.name)
                names = found.setdefault(test.fact if test else node.name, [])
                if node.name not in names:
                    names.append(node.name)
    return found


def _variable(program: Program, fact: str, leaves: list[str]) -> Variable:
    entry = program.contents.facts[fact]
    scope = tree_scope(entry.scope)
    if entry.type not in ("code", "list"):
        return Variable(fact, scope, tuple((word(value), {fact: value}) for value in (True, False)))
    tests = {leaf: program.vocabulary.code_tests[leaf].codes for leaf in leaves}
    codes = sorted({code for wanted in tests.values() for code in wanted or ()})
    given, complete = _possible(entry.type, entry.codes, codes)
    choices: dict[str, Choice] = {}
    for held in given:
        choice = {leaf: _holds(held, wanted) for leaf, wanted in tests.items()}
        if choice not in choices.values():
            choices["/".join(held) or "none"] = choice
    return Variable(fact, scope, tuple(choices.items()), complete)


def _possible(type_: str, allowed: object, codes: list[str]) -> tuple[list[tuple[str, ...]], bool]:
    """The answers to try, by the codes that expressions name; and whether those are all there are."""
    listed = [str(code) for code in allowed] if isinstance(allowed, tuple) else ["XX"]
    others = [code for code in listed if code not in codes]
    if type_ == "code":
        none = ["none"] if allowed in ("countries_or_none", "free") else []
        return [(code,) for code in dict.fromkeys([*codes, *others, *none])], True
    mattering = [*codes, *[code for code in others if code != "none"][:1]]
    if len(mattering) <= SUBSETS_OF:
        sizes = range(len(mattering) + 1)
        return [chosen for size in sizes for chosen in combinations(mattering, size)], True
    return [(), *((code,) for code in mattering), tuple(mattering)], False


def _holds(held: tuple[str, ...], wanted: tuple[str, ...] | None) -> bool:
    if wanted is None:
        return any(code != "none" for code in held)
    return any(code in wanted for code in held)
