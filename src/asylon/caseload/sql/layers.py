"""The plan behind the text: which columns are worked out in which layer, and how long each is kept.

A layer holds the rows of one scope: everything of one level that reads only lower levels, and
those columns of lower levels that somebody still reads. So no layer is joined with another of its own
scope, and quantifiers become columns of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from asylon.caseload.sql.names import blank_name
from asylon.logic.frame import rule_key
from asylon.logic.tree import (
    WHOLE,
    AtLeast,
    Every,
    Fact,
    Node,
    Rule,
    Same,
    Some,
    children,
    rebuilt,
    walk,
)
from asylon.rulebook.program import Body

Leaf = Fact | Rule


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a layer; its tree reads leaves and other cells, and folds only at its top."""

    name: str
    scope: str
    tree: Node
    level: int

    @property
    def fold(self) -> Some | Every | Same | None:
        """The quantifier over items that this cell is, if it is one."""
        return self.tree if isinstance(self.tree, Some | Every | Same) else None

    def reads(self) -> tuple[Leaf, ...]:
        """The leaves and cells that must be at hand, each once, in the order of the text."""
        found: list[Leaf] = [node for node in walk(self.tree) if isinstance(node, Fact | Rule)]
        if isinstance(self.tree, Some | Every):
            found.append(Fact(blank_name(self.tree.scope)))
        return tuple(dict.fromkeys(found))


@dataclass(slots=True)
class Plan:
    """Every cell that the goals need, each after what it reads."""

    bodies: Mapping[str, Body]
    cells: dict[Rule, Cell] = field(default_factory=dict)
    _made: dict[tuple[str, Node], Rule] = field(default_factory=dict)

    def goal(self, key: str) -> Rule:
        """The cell that answers for a goal of the person; that of an item asks for every item.

        Raises: KeyError if the program has no such expression.
        """
        scope = self.bodies[key].scope
        rule = Rule(key, scope)
        return self.rule(rule) if scope == WHOLE else self.fold(Every(scope, rule), WHOLE)

    def rule(self, rule: Rule) -> Rule:
        """The cell of a rule, in the reading that is asked for."""
        key = rule_key(rule.name, rule.strict)
        cell = Rule(key, rule.scope)
        if cell not in self.cells:
            self.put(cell, self.flat(self.bodies[key].tree, rule.scope))
        return cell

    def put(self, cell: Rule, tree: Node) -> None:
        """Keep a cell, one level above everything that it reads."""
        new = Cell(cell.name, cell.scope, tree, 0)
        below = [self.cells[read].level for read in new.reads() if isinstance(read, Rule)]
        self.cells[cell] = Cell(cell.name, cell.scope, tree, 1 + max(below, default=0))

    def flat(self, node: Node, scope: str) -> Node:
        """The same expression over leaves and cells, without quantifiers."""
        match node:
            case Rule():
                return self.rule(node)
            case Some() | Every():
                return self.fold(node, WHOLE)
            case Same():
                return self.fold(node, scope)
            case AtLeast(count, parts):
                # Each part is written twice, so a part that is not a leaf becomes a cell.
                return AtLeast(count, tuple(self.leaf(part, scope) for part in parts))
        return rebuilt(node, tuple(self.flat(part, scope) for part in children(node)))

    def fold(self, node: Some | Every | Same, scope: str) -> Rule:
        """The cell of a quantifier; what it asks of each item is a column of the items."""
        part = self.leaf(node.part, node.scope)
        if part.scope != node.scope:
            part = self.cell(part, node.scope)
        return self.cell(rebuilt(node, (part,)), scope)

    def leaf(self, node: Node, scope: str) -> Leaf:
        """A leaf that stands for the expression."""
        found = self.flat(node, scope)
        return found if isinstance(found, Fact | Rule) else self.cell(found, scope)

    def cell(self, tree: Node, scope: str) -> Rule:
        """The cell of an expression that is no rule; the same expression gives the same cell."""
        if (scope, tree) not in self._made:
            # A space keeps these names apart from the ids of rules.
            made = Rule(f"{_KIND.get(type(tree), 'part')} {len(self._made) + 1}", scope)
            self._made[scope, tree] = made
            self.put(made, tree)
        return self._made[scope, tree]

    def levels(self) -> list[dict[str, list[Cell]]]:
        """The cells by level and scope, the lowest first."""
        found: list[dict[str, list[Cell]]] = []
        for cell in sorted(self.cells.values(), key=lambda cell: cell.level):
            if len(found) < cell.level:
                found.append({})
            found[-1].setdefault(cell.scope, []).append(cell)
        return found

    def last_read(self, goals: Iterable[Rule]) -> dict[Leaf, int]:
        """The highest level that reads each leaf and cell; goals are read after the last."""
        found: dict[Leaf, int] = {}
        for cell in self.cells.values():
            for read in cell.reads():
                found[read] = max(found.get(read, 0), cell.level)
        beyond = 1 + max((cell.level for cell in self.cells.values()), default=0)
        return found | dict.fromkeys(goals, beyond)


_KIND: Mapping[type[Node], str] = {Some: "any", Every: "every", Same: "same"}
