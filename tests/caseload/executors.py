"""Every executor behind one face: persons go in once, then any goals of any program are asked.

Answers are those of a screening's result: a rule is `yes`, `no` or `unknown`; a gate says whether it
blocks, a track or alert whether it is proposed or raised.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import duckdb
import psycopg
import pyarrow as pa

from asylon.caseload.integers import IntegerPopulation
from asylon.caseload.kernel import PERSONS, Kernel, Pair, Population
from asylon.caseload.planes import unpacked
from asylon.caseload.population import NumpyPopulation
from asylon.caseload.situations import chunk_of
from asylon.caseload.sql import LeafTable, leaf_tables, sql_text
from asylon.logic.frame import Frame
from asylon.logic.interpret import value_of
from asylon.logic.truth import Truth, word
from asylon.rulebook.frames import build_frames
from asylon.rulebook.program import Program
from asylon.rulebook.situation import Situation

Answer = str | bool
Answers = list[tuple[Answer, ...]]


class Executor(Protocol):
    """Persons, ready to be asked."""

    def answers(self, program: Program, goals: Sequence[str]) -> Answers:
        """The answer to each goal, person by person."""

    def close(self) -> None:
        """Let go of whatever holds the persons."""


def answered(goal: str, value: Truth) -> Answer:
    """A value as a user reads it."""
    if goal.startswith("gate:"):
        return value is not True
    return value is True if goal.startswith(("track:", "alert:")) else word(value)


def of_person(program: Program, person: Frame, goal: str) -> Truth:
    """The value of a goal once everything is worked out; a gate of items is that of all that count."""
    scope = program.bodies[goal].scope
    if not scope:
        return person.value(goal)
    counted = person.items[scope]
    return bool(counted) and all(item.value(goal) is True for item in counted or ())


class _InProcess:
    def close(self) -> None:
        """Nothing is open."""


class Closures(_InProcess):
    """Each person on its own, as `assess` does it."""

    def __init__(self, program: Program, situations: Sequence[Situation]) -> None:
        self.situations = situations

    def answers(self, program: Program, goals: Sequence[str]) -> Answers:
        runs = [program.run(situation) for situation in self.situations]
        return [tuple(answered(goal, of_person(program, run.person, goal)) for goal in goals) for run in runs]


class Interpreter(_InProcess):
    """Straight from the definitions, node by node."""

    def __init__(self, program: Program, situations: Sequence[Situation]) -> None:
        self.situations = situations

    def answers(self, program: Program, goals: Sequence[str]) -> Answers:
        found: Answers = []
        for situation in self.situations:
            person = build_frames(situation, program.leaves)
            for key, body in program.bodies.items():
                for frame in _frames(person, body.scope):
                    frame.values[key] = value_of(body.tree, frame)
            found.append(tuple(answered(goal, of_person(program, person, goal)) for goal in goals))
        return found


def _frames(person: Frame, scope: str) -> list[Frame]:
    if not scope:
        return [person]
    items = person.items[scope]
    return [person.blank[scope]] if items is None else items


class IntegerPlanes(_InProcess):
    """Bits in Python integers, without any library."""

    def __init__(self, program: Program, situations: Sequence[Situation]) -> None:
        self.rows = len(situations)
        self.population: Population = IntegerPopulation(program, situations)

    def answers(self, program: Program, goals: Sequence[str]) -> Answers:
        kernel = Kernel(program.bodies, self.population)
        columns = []
        for goal in goals:
            pair = self.pair(kernel, goal)
            values = zip(self.bits(pair.yes), self.bits(pair.no), strict=True)
            columns.append([answered(goal, True if yes else False if no else None) for yes, no in values])
        return list(zip(*columns, strict=True))

    def pair(self, kernel: Kernel, goal: str) -> Pair:
        if not kernel.bodies[goal].scope:
            return kernel.rule(goal, PERSONS)
        return Pair(kernel.everywhere(goal), self.population.zeros(PERSONS))

    def bits(self, plane: Any) -> list[bool]:
        return [bool(plane >> row & 1) for row in range(self.rows)]


class NumpyPlanes(IntegerPlanes):
    """Bits in numpy words: what screens a caseload."""

    def __init__(self, program: Program, situations: Sequence[Situation]) -> None:
        self.rows = len(situations)
        self.population = NumpyPopulation(program, chunk_of(situations, program.contents.facts))

    def bits(self, plane: Any) -> list[bool]:
        found: list[bool] = unpacked(plane, self.rows).tolist()
        return found


class _Database:
    base: Any

    def close(self) -> None:
        """End the connection; the tables go with it."""
        self.base.close()


class DuckDB(_Database):
    """SQL text in DuckDB."""

    def __init__(self, program: Program, situations: Sequence[Situation]) -> None:
        self.base = duckdb.connect()
        for table in leaf_tables(program, situations):
            self.base.execute(table.create_statement())
            if table.rows:
                columns = [pa.array(column) for column in zip(*table.rows, strict=True)]
                filling = pa.table(columns, names=[f"c{number}" for number in range(len(columns))])
                self.base.register("filling", filling)
                self.base.execute(f'INSERT INTO "{table.name}" SELECT * FROM filling')

    def answers(self, program: Program, goals: Sequence[str]) -> Answers:
        return _without_person(self.base.execute(str(sql_text(program, goals))).fetchall())


class SQLite(_Database):
    """SQL text in SQLite, which knows no booleans: 1, 0 and NULL."""

    def __init__(self, program: Program, situations: Sequence[Situation]) -> None:
        self.base = sqlite3.connect(":memory:")
        for table in leaf_tables(program, situations):
            self.base.execute(table.create_statement())
            places = ", ".join("?" for _ in (*table.keys, *table.values))
            self.base.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.rows)

    def answers(self, program: Program, goals: Sequence[str]) -> Answers:
        rows = self.base.execute(str(sql_text(program, goals))).fetchall()
        return [tuple(_flag(value) for value in row) for row in _without_person(rows)]


def _flag(value: object) -> Answer:
    # Anything else, None above all, is no answer that a user may get.
    assert isinstance(value, str) or value in (0, 1)
    return value if isinstance(value, str) else bool(value)


class PostgreSQL(_Database):
    """SQL text in a PostgreSQL server; the tables last as long as the connection."""

    def __init__(self, program: Program, situations: Sequence[Situation], address: str) -> None:
        self.base = psycopg.connect(address)
        for table in leaf_tables(program, situations):
            self._fill(table)

    def _fill(self, table: LeafTable) -> None:
        temporary = table.create_statement().replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1)
        self.base.execute(temporary.encode())
        with self.base.cursor().copy(f'COPY "{table.name}" FROM STDIN'.encode()) as copy:
            for row in table.rows:
                copy.write_row(row)

    def answers(self, program: Program, goals: Sequence[str]) -> Answers:
        return _without_person(self.base.execute(str(sql_text(program, goals)).encode()).fetchall())


def _without_person(rows: Sequence[tuple[Any, ...]]) -> Answers:
    assert [row[0] for row in rows] == list(range(len(rows)))
    return [row[1:] for row in rows]


def executor(name: str, program: Program, situations: Sequence[Situation], address: str) -> Executor:
    """Make the executor of this name; `address` is that of the PostgreSQL server."""
    if name == "PostgreSQL":
        return PostgreSQL(program, situations, address)
    return _MAKE[name](program, situations)


_MAKE: dict[str, Callable[[Program, Sequence[Situation]], Executor]] = {
    "interpreter": Interpreter,
    "integer planes": IntegerPlanes,
    "numpy planes": NumpyPlanes,
    "DuckDB": DuckDB,
    "SQLite": SQLite,
}

COMPARED = (*_MAKE, "PostgreSQL")
"""Every executor that takes situations, but the closures, with which all are compared."""
