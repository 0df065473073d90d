"""The text of a statement: one materialised layer a level and scope, then the answers in words.

NULL is unknown. AND, OR and NOT of SQL are those of three-valued logic; what is not, is spelled out.
DuckDB, SQLite and PostgreSQL share every construct used here, so that one text serves all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asylon.caseload.sql.layers import Cell, Leaf, Plan
from asylon.caseload.sql.names import (
    BLANK,
    blank_name,
    column_name,
    link_name,
    own_columns,
    quoted,
    table_name,
)
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
)
from asylon.rulebook.program import Program
from asylon.rulebook.scopes import PERSON

YES, UNKNOWN, NO = 2, 1, 0
"""How a value is ranked in a fold: "any" is the highest of all items, "every" the lowest."""

NULL = "CAST(NULL AS BOOLEAN)"
"""Unknown, with a type: PostgreSQL would take a bare NULL for a text."""

TWO_VALUED = {"gate": "blocked", "track": "track", "alert": "alert"}
"""What begins the name of a column that is true or false, by what begins its key."""


@dataclass(frozen=True, slots=True)
class SqlText:
    """A statement, the leaf tables that it reads, and the column of each goal.

    `tables` gives for each table the leaf of each column beyond `person`, `item` and
    `stands_for_blank`.
    """

    text: str
    tables: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, str]

    def __str__(self) -> str:
        """The statement itself."""
        return self.text


def sql_text(program: Program, goals: Iterable[str]) -> SqlText:
    """Write one statement that answers some goals for every person of the leaf tables.

    A goal is a key of the program: a rule or status comes out as yes, no or unknown; a gate, track or
    alert as a column that is never NULL. A gate of an item is shut unless it is open for every item.
    Raises: KeyError for a goal that the program has not; ValueError for a rule of an item.
    """
    goals = list(goals)
    plan = Plan(program.bodies)
    for goal in goals:
        if program.bodies[goal].scope != WHOLE and not goal.startswith("gate:"):
            raise ValueError(f"'{goal}' is asked of each {program.bodies[goal].scope}, not of the person")
    cells = {goal: plan.goal(goal) for goal in goals}
    writer = _Writer(plan, plan.last_read(cells.values()))
    for number, level in enumerate(plan.levels(), 1):
        writer.write_level(number, level)
    return writer.statement(program, cells)


def result_name(goal: str) -> str:
    """The column of a goal in the result: the names of a screening's result."""
    kind, _, name = goal.rpartition(":")
    return column_name(f"{TWO_VALUED.get(kind, kind)}_{name}" if kind else name)


class _Writer:
    def __init__(self, plan: Plan, last_read: Mapping[Leaf, int]) -> None:
        self.plan = plan
        self.last_read = last_read
        self.layers: list[str] = []
        self.now: dict[str, str] = {}  # the latest layer of each scope; its leaf table where there is none
        self.tables: dict[str, dict[str, str]] = {table_name(WHOLE): {}}
        self.held: dict[str, list[Leaf]] = {}
        for leaf in last_read:
            if isinstance(leaf, Fact):
                self.hold(leaf)
        for cell in plan.cells.values():
            if cell.fold is not None:
                self.tables.setdefault(table_name(cell.fold.scope), {})
        for tables in self.tables:
            self.now.setdefault(WHOLE if tables == table_name(WHOLE) else tables, tables)

    def hold(self, leaf: Fact) -> None:
        self.held.setdefault(leaf.scope, []).append(leaf)
        self.tables.setdefault(table_name(leaf.scope), {})[column_name(leaf.name)] = leaf.name

    def write_level(self, number: int, level: Mapping[str, list[Cell]]) -> None:
        """Write the layers of a level; each reads the layers as they were below it."""
        made = {}
        for scope, cells in level.items():
            name = f"{scope or PERSON}_{number}"
            joins = self.folds(name, scope, cells)
            kept = [leaf for leaf in self.held.get(scope, ()) if self.last_read[leaf] > number]
            columns = [f"at_hand.{quoted(own)}" for own in own_columns(scope)]
            columns += [f"at_hand.{quoted(column_name(leaf.name))}" for leaf in kept]
            columns += [f"{_computed(cell)} AS {_column(cell)}" for cell in cells]
            if any(read.scope != scope for cell in cells if cell.fold is None for read in cell.reads()):
                joins.append(f"JOIN {quoted(self.now[WHOLE])} AS whole ON whole.person = at_hand.person")
            lines = [f"FROM {quoted(self.now[scope])} AS at_hand", *joins]
            made[scope] = (name, [*kept, *(Rule(cell.name, scope) for cell in cells)])
            self.layer(name, columns, lines)
        for scope, (name, held) in made.items():
            self.now[scope] = name
            self.held[scope] = held

    def layer(self, name: str, columns: Iterable[str], lines: Iterable[str]) -> None:
        body = "  SELECT\n    " + ",\n    ".join(columns) + "\n  " + "\n  ".join(lines)
        self.layers.append(f"{quoted(name)} AS MATERIALIZED (\n{body}\n)")

    def folds(self, layer: str, scope: str, cells: list[Cell]) -> list[str]:
        """Write one grouped layer a scope of items; returns the joins that bring them in."""
        joins = []
        by_items: dict[tuple[str, bool], list[str]] = {}
        for cell in cells:
            if cell.fold is not None:
                column = f"{_folded(cell.fold)} AS {_column(cell)}"
                by_items.setdefault((cell.fold.scope, isinstance(cell.fold, Same)), []).append(column)
        for (items, same), found in by_items.items():
            name = f"{layer} over {items}"
            key = "item" if same else "person"
            joins.append(
                f"LEFT JOIN {quoted(name)} AS {quoted(items)} ON {quoted(items)}.{key} = at_hand.{key}"
            )
            if same:
                link = link_name(scope, items)
                self.tables.setdefault(link, {})
                columns = [f"link.{quoted(scope)} AS item"]
                lines = [
                    f"FROM {quoted(link)} AS link",
                    f"JOIN {quoted(self.now[items])} AS at_hand ON at_hand.item = link.{quoted(items)}",
                    f"GROUP BY link.{quoted(scope)}",
                ]
            else:
                columns = ["at_hand.person"]
                lines = [
                    f"FROM {quoted(self.now[items])} AS at_hand",
                    f"WHERE at_hand.{BLANK} IS NOT TRUE",
                    "GROUP BY at_hand.person",
                ]
            self.layer(name, [*columns, *found], lines)
        return joins

    def statement(self, program: Program, cells: Mapping[str, Rule]) -> SqlText:
        """The layers, and the answers as a user reads them."""
        columns = {goal: result_name(goal) for goal in cells}
        answers = [
            f"{_answer(goal, _read(cell, WHOLE))} AS {quoted(columns[goal])}" for goal, cell in cells.items()
        ]
        head = (
            f"-- Asylon, rulebook {program.version} ({program.hash}), jurisdiction {program.jurisdiction}.\n"
            "-- The tables that it reads are told in docs/reference/executors.md.\n"
        )
        layers = "WITH\n" + ",\n".join(self.layers) + "\n" if self.layers else ""
        body = ",\n  ".join(["at_hand.person", *answers])
        rows = f"FROM {quoted(self.now[WHOLE])} AS at_hand\nORDER BY at_hand.person\n"
        text = f"{head}{layers}SELECT\n  {body}\n{rows}"
        return SqlText(text, self.tables, columns)


def _column(cell: Cell) -> str:
    return quoted(column_name(cell.name))


def _read(leaf: Leaf, scope: str) -> str:
    """A column of the rows at hand, or of the person to whom an item belongs."""
    return f"{'at_hand' if leaf.scope == scope else 'whole'}.{quoted(column_name(leaf.name))}"


def _computed(cell: Cell) -> str:
    """The value of a cell, from the columns that are at hand."""
    return _value(cell.tree, cell.scope) if cell.fold is None else _unfolded(cell.fold, cell)


def _value(node: Node, scope: str) -> str:  # noqa: C901 - one case a node
    """A three-valued expression; brackets stand around everything that is not atomic."""

    def of(part: Node) -> str:
        return _value(part, scope)

    match node:
        case Fact() | Rule():
            return _read(node, scope)
        case Const(value):
            return NULL if value is None else str(value).upper()
        case Not(part):
            return f"(NOT {of(part)})"
        case And(parts):
            return f"({' AND '.join(map(of, parts))})" if parts else "TRUE"
        case Or(parts):
            return f"({' OR '.join(map(of, parts))})" if parts else "FALSE"
        case Unless(part):
            return f"({of(part)} IS NOT TRUE)"
        case Known(part):
            return f"(CASE WHEN {of(part)} IS NOT NULL THEN TRUE END)"
        case Doubt(part, granted):
            return f"COALESCE({of(part)}, CASE WHEN {of(granted)} IS TRUE THEN TRUE END)"
        case Else(part, other):
            return f"COALESCE({of(part)}, {of(other)})"
        case AtLeast(count, parts):
            return _counted(count, [of(part) for part in parts])
    raise TypeError(f"no SQL for {type(node).__name__}; lower it first")


def _counted(count: int, values: list[str]) -> str:
    sure = " + ".join(f"CASE WHEN {value} IS TRUE THEN 1 ELSE 0 END" for value in values) or "0"
    possible = " + ".join(f"CASE WHEN {value} IS FALSE THEN 0 ELSE 1 END" for value in values) or "0"
    return f"(CASE WHEN {sure} >= {count} THEN TRUE WHEN {possible} >= {count} THEN {NULL} ELSE FALSE END)"


def _folded(fold: Some | Every | Same) -> str:
    """The rank that stands for all items of a group."""
    value = _value(fold.part, fold.scope)
    rank = f"CASE WHEN {value} IS TRUE THEN {YES} WHEN {value} IS FALSE THEN {NO} ELSE {UNKNOWN} END"
    match fold:
        case Some():
            return f"MAX({rank})"
        case Every():
            return f"MIN({rank})"
        case Same():
            return f"CASE WHEN MIN({rank}) = MAX({rank}) THEN MIN({rank}) ELSE {UNKNOWN} END"


def _unfolded(fold: Some | Every | Same, cell: Cell) -> str:
    """The value that a rank stands for; no rank at all means that there was no item."""
    rank = f"{quoted(fold.scope)}.{_column(cell)}"
    found = f"WHEN {rank} = {YES} THEN TRUE"
    if isinstance(fold, Some):
        found += f" WHEN {rank} = {UNKNOWN} THEN {NULL} ELSE FALSE"
    else:
        found += f" WHEN {rank} = {NO} THEN FALSE"
    if isinstance(fold, Same):
        return f"(CASE {found} END)"
    blank = _read(Fact(blank_name(fold.scope)), WHOLE)
    return f"(CASE WHEN {blank} IS TRUE THEN {NULL} {found} END)"


def _answer(goal: str, value: str) -> str:
    kind = goal.partition(":")[0]
    if kind == "gate":
        return f"({value} IS NOT TRUE)"  # a WHERE on a gate that could be NULL would drop the unknown
    if kind in TWO_VALUED:
        return f"({value} IS TRUE)"
    return f"CASE WHEN {value} IS TRUE THEN 'yes' WHEN {value} IS FALSE THEN 'no' ELSE 'unknown' END"
