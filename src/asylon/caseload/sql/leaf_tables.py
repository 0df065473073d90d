"""The tables that a statement reads, filled from situations.

Persons are numbered in their order, items too. A scope's table holds the items that count, listed or
unnamed. Of a list of which nothing is known it holds one more row, marked `stands_for_blank`:
"any" and "every" pass over it, but a place can be the same as that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from asylon.caseload.sql.names import (
    PERSONS,
    blank_name,
    column_name,
    link_name,
    own_columns,
    quoted,
    table_name,
)
from asylon.logic.frame import Frame
from asylon.logic.tree import WHOLE
from asylon.logic.truth import Truth
from asylon.rulebook.frames import SEEN_FROM, build_frames
from asylon.rulebook.program import Program
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.situation import Situation

Row = tuple[int | Truth, ...]
Leaves = Mapping[str, Mapping[str, str]]
"""By table: the leaf of each column that holds one."""


@dataclass(frozen=True, slots=True)
class LeafTable:
    """One table: its whole-number columns, then its three-valued ones, and its rows."""

    name: str
    keys: tuple[str, ...]
    values: tuple[str, ...]
    rows: Sequence[Row]

    def create_statement(self) -> str:
        """How the table is made, in words that every database understands."""
        columns = [f"{quoted(key)} INTEGER NOT NULL" for key in self.keys]
        columns += [f"{quoted(value)} BOOLEAN" for value in self.values]
        return f"CREATE TABLE {quoted(self.name)} ({', '.join(columns)})"


def leaf_tables(
    program: Program, situations: Iterable[Situation], leaves: Leaves | None = None
) -> list[LeafTable]:
    """Fill the tables of some situations: those that a statement reads (its `tables`), or all."""
    leaves = leaves or all_leaves(program)
    frames = [build_frames(situation, program.leaves) for situation in situations]
    rows = {scope: list(_items(frames, scope)) for scope in LISTS}
    found = []
    for table, columns in leaves.items():
        if table == PERSONS:
            found.append(_persons(frames, columns))
        elif table in rows:
            found.append(_items_table(rows[table], table, columns))
    for scope, other in SEEN_FROM.items():
        if link_name(scope, other) in leaves:
            found.append(_links(rows[scope], rows[other], scope, other))
    return found


def all_leaves(program: Program) -> Leaves:
    """Every table with every leaf of a program."""
    template = program.leaves.template
    found = {table_name(s): {column_name(leaf): leaf for leaf in template[s]} for s in (WHOLE, *LISTS)}
    found[PERSONS] |= {blank_name(scope): blank_name(scope) for scope in LISTS}
    return found | {link_name(scope, other): {} for scope, other in SEEN_FROM.items()}


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    person: int
    frame: Frame
    is_blank: bool


def _items(frames: Sequence[Frame], scope: str) -> Iterator[_Item]:
    number = 0
    for person, whole in enumerate(frames):
        listed = whole.items[scope]
        for frame in [whole.blank[scope]] if listed is None else listed:
            yield _Item(number, person, frame, is_blank=listed is None)
            number += 1


def _persons(frames: Sequence[Frame], columns: Mapping[str, str]) -> LeafTable:
    blanks = {blank_name(scope): scope for scope in LISTS}
    rows: list[Row] = []
    for person, frame in enumerate(frames):
        values = (
            frame.items[blanks[leaf]] is None if leaf in blanks else frame.values[leaf]
            for leaf in columns.values()
        )
        rows.append((person, *values))
    return LeafTable(PERSONS, own_columns(WHOLE), tuple(columns), rows)


def _items_table(items: Sequence[_Item], scope: str, columns: Mapping[str, str]) -> LeafTable:
    rows: list[Row] = [
        (item.number, item.person, item.is_blank, *(item.frame.values[leaf] for leaf in columns.values()))
        for item in items
    ]
    *keys, blank = own_columns(scope)
    return LeafTable(scope, tuple(keys), (blank, *columns), rows)


def _links(items: Sequence[_Item], others: Sequence[_Item], scope: str, other: str) -> LeafTable:
    numbers = {id(each.frame): each.number for each in others}
    rows: list[Row] = [(item.number, numbers[id(same)]) for item in items for same in item.frame.same[other]]
    return LeafTable(link_name(scope, other), (scope, other), (), rows)
