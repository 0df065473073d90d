"""One definition, several executors: whoever works it out, the answers are the same.

All are compared with the closures, which assess one person.
"""

from contextlib import closing
from functools import cache

import pytest

from asylon.logic import tree
from asylon.logic.tree import walk
from asylon.rulebook import Situation
from asylon.rulebook.program import Program
from tests.caseload.executors import COMPARED, Answers, Closures, executor
from tests.caseload.random_persons import random_persons
from tests.caseload.small_programs import DAY, goals_of, small_program, small_worlds
from tests.rulebook.situations import shipped

SMALL = "small"
JURISDICTIONS = ("INT", "RS", "DE", "UG", "BR")
PERSONS = 300


@cache
def people(jurisdiction: str) -> tuple[Program, tuple[Situation, ...]]:
    """A program and its persons: random ones of a State, or the small worlds."""
    if jurisdiction == SMALL:
        return small_program(), small_worlds()
    return shipped().resolve(jurisdiction, DAY), tuple(random_persons(jurisdiction, PERSONS))


@cache
def expected(jurisdiction: str) -> Answers:
    """What the closures say, worked out once for all the others."""
    program, situations = people(jurisdiction)
    return Closures(program, situations).answers(program, goals_of(program))


def differing(program: Program, found: Answers, wanted: Answers) -> list[str]:
    """Goals with another answer, those with the smallest tree first, and the first person concerned."""
    goals = goals_of(program)
    said = []
    for place in sorted(range(len(goals)), key=lambda place: len(repr(program.plain[goals[place]].tree))):
        pairs = ((mine[place], theirs[place]) for mine, theirs in zip(found, wanted, strict=True))
        for row, (mine, theirs) in enumerate(pairs):
            if mine is not theirs and mine != theirs:
                said.append(
                    f"{goals[place]}, person {row}: {mine}, not {theirs}: {program.plain[goals[place]].tree}"
                )
                break
    return said


@pytest.mark.parametrize("jurisdiction", [SMALL, *JURISDICTIONS])
@pytest.mark.parametrize("name", COMPARED)
def test_small_rules_and_the_shipped_ones_come_out_alike(name: str, jurisdiction: str, postgres: str) -> None:
    program, situations = people(jurisdiction)
    with closing(executor(name, program, situations, postgres)) as other:
        found = other.answers(program, goals_of(program))
    assert differing(program, found, expected(jurisdiction)) == []


@pytest.mark.parametrize("name", [name for name in COMPARED if name != "interpreter"])
def test_a_goal_on_its_own_comes_out_as_among_all(name: str, postgres: str) -> None:
    program, situations = people("RS")
    goals = goals_of(program)
    with closing(executor(name, program, situations, postgres)) as other:
        for place in range(0, len(goals), 7):
            assert other.answers(program, [goals[place]]) == [(row[place],) for row in expected("RS")]


def test_the_small_rules_hold_every_kind_of_node() -> None:
    kinds = {type(node) for body in small_program().plain.values() for node in walk(body.tree)}
    assert kinds == set(tree.Node.__args__)


@pytest.mark.parametrize("jurisdiction", [SMALL, "RS"])
def test_most_goals_take_more_than_one_value(jurisdiction: str) -> None:
    columns = [set(column) for column in zip(*expected(jurisdiction), strict=True)]
    assert sum(len(column) > 1 for column in columns) > len(columns) * 0.6
    assert {"yes", "no", "unknown"} in columns
