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

JURISDICTIONS = ("INT", "RS", "DE", "UG", "BR")
PERSONS = 300


@cache
def expected(program: Program, situations: tuple[Situation, ...]) -> Answers:
    """What the closures say, worked out once for all the others."""
    return Closures(program, situations).answers(program, goals_of(program))


@cache
def persons(jurisdiction: str) -> tuple[Situation, ...]:
    """Random persons of a State, the same for every executor."""
    return tuple(random_persons(jurisdiction, PERSONS))


def differing(program: Program, found: Answers, wanted: Answers) -> list[str]:
    """Goals with another answer, those with the smallest tree first, and the first person concerned."""
    goals = goals_of(program)
    said = []
    for place in sorted(range(len(goals)), key=lambda place: len(repr(program.plain[goals[place]].tree))):
        pairs = ((mine[place], theirs[place]) for mine, theirs in zip(found, wanted, strict=True))
        for row, (mine, theirs) in enumerate(pairs):
            if mine is not theirs and mine != theirs:
                said.append(f"{goals[place]}, person {row}: {mine}, not {theirs}: {program.plain[goals[place]].tree}")
                break
    return said


@pytest.mark.parametrize("name", COMPARED)
def test_small_rules_come_out_alike_for_every_assignment(name: str, postgres: str) -> None:
    program, situations = small_program(), small_worlds()
    with closing(executor(name, program, situations, postgres)) as other:
        found = other.answers(program, goals_of(program))
    assert differing(program, found, expected(program, situations)) == []


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
@pytest.mark.parametrize("name", COMPARED)
def test_the_shipped_rulebook_comes_out_alike_for_random_persons(
    name: str, jurisdiction: str, postgres: str
) -> None:
    program, situations = shipped().resolve(jurisdiction, DAY), persons(jurisdiction)
    with closing(executor(name, program, situations, postgres)) as other:
        found = other.answers(program, goals_of(program))
    assert differing(program, found, expected(program, situations)) == []


@pytest.mark.parametrize("name", COMPARED)
def test_a_goal_on_its_own_comes_out_as_among_all(name: str, postgres: str) -> None:
    program, situations = shipped().resolve("RS", DAY), persons("RS")[:40]
    goals = goals_of(program)
    wanted = expected(program, persons("RS"))[:40]
    with closing(executor(name, program, situations, postgres)) as other:
        for place in range(0, len(goals), 7):
            assert other.answers(program, [goals[place]]) == [(row[place],) for row in wanted]


def test_the_small_rules_hold_every_kind_of_node() -> None:
    kinds = {type(node) for body in small_program().plain.values() for node in walk(body.tree)}
    assert kinds == set(tree.Node.__args__)


def test_the_small_rules_and_the_random_persons_take_every_value() -> None:
    for program, situations in ((small_program(), small_worlds()), (shipped().resolve("RS", DAY), persons("RS"))):
        columns = [set(column) for column in zip(*expected(program, situations), strict=True)]
        lively = [column for column in columns if len(column) > 1]
        assert len(lively) > len(columns) * 0.6
        assert {"yes", "no", "unknown"} in columns
