"""The text of a statement: what it reads, how it names things, and what it refuses."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from asylon.caseload.sql import leaf_tables, sql_text
from asylon.caseload.sql.names import LONGEST, column_name
from asylon.rulebook import receive
from asylon.rulebook.program import Program
from tests.caseload.small_programs import DAY, goals_of
from tests.cast import CAST
from tests.rulebook.situations import shipped


@pytest.fixture(scope="module")
def program() -> Program:
    """The law of Serbia."""
    return shipped().resolve("RS", DAY)


def test_only_what_a_goal_reads_is_written(program: Program) -> None:
    few = sql_text(program, ["smuggled"])
    assert "leg" in few.tables
    assert "episode" not in few.tables
    assert len(few.text) < len(sql_text(program, goals_of(program)).text) / 10


def test_a_result_is_named_as_in_a_screening(program: Program) -> None:
    found = sql_text(program, ["trafficked", "gate:reflection", "track:asylum", "alert:see_alone"])
    assert list(found.columns.values()) == [
        "trafficked",
        "blocked_reflection",
        "track_asylum",
        "alert_see_alone",
    ]


def test_a_rule_of_an_item_is_no_goal(program: Program) -> None:
    with pytest.raises(ValueError, match="'trafficked_episode' is asked of each episode, not of the person"):
        sql_text(program, ["trafficked_episode"])


def test_every_leaf_has_a_column_of_its_own_that_no_database_cuts(program: Program) -> None:
    for leaves in program.leaves.template.values():
        columns = [column_name(leaf) for leaf in leaves]
        assert len({column.casefold() for column in columns}) == len(columns)
        assert max(len(column.encode()) for column in columns) <= LONGEST


@pytest.mark.parametrize(("one", "other"), [("is(f, RS)", "is(f, rs)"), ("x" * 64, "x" * 65), ('a"b', "a'b")])
def test_names_that_a_database_would_confuse_are_told_apart(one: str, other: str) -> None:
    assert column_name(one).casefold() != column_name(other).casefold()


@pytest.mark.parametrize("name", ["person", "item", "stands_for_blank"])
def test_a_fact_does_not_take_the_place_of_a_tables_own_column(name: str) -> None:
    assert column_name(name) != name


def test_the_text_is_the_same_in_every_process(program: Program) -> None:
    script = (
        "from tests.caseload.test_sql_text import *\n"
        "program = shipped().resolve('RS', DAY)\n"
        "print(sql_text(program, goals_of(program)).text, end='')"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4711"}
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=True, cwd=root, env=environment, capture_output=True, text=True)
    assert done.stdout == sql_text(program, goals_of(program)).text


def test_a_statement_runs_on_tables_that_hold_only_what_it_reads(program: Program) -> None:
    goals = goals_of(program)[::9]
    statement = sql_text(program, goals)
    people = [receive(person() | {"jurisdiction": "RS"}, shipped()) for person in CAST.values()]
    with sqlite3.connect(":memory:") as base:
        for table in leaf_tables(program, people, statement.tables):
            base.execute(table.create_statement())
            places = ", ".join("?" for _ in (*table.keys, *table.values))
            base.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.rows)
        found = base.execute(str(statement))
        assert [column[0] for column in found.description] == ["person", *statement.columns.values()]
        rows = found.fetchall()
    base.close()
    assert len(rows) == len(people)
    assert all(value is not None for row in rows for value in row)
