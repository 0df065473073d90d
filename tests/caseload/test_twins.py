"""Equal parts of a program are one node for the kernel, and say what they said before."""

from __future__ import annotations

from datetime import date

import pytest

from asylon.caseload.twins import shared_bodies
from asylon.logic.tree import Node, walk
from asylon.rulebook import load
from asylon.rulebook.program import Program


@pytest.fixture(scope="module", params=["INT", "RS"])
def program(request: pytest.FixtureRequest) -> Program:
    return load().resolve(request.param, date(2026, 11, 22))


def test_every_expression_stays_what_it_was_and_where_it_was(program: Program) -> None:
    shared = shared_bodies(program)
    assert list(shared.items()) == list(program.bodies.items())


def test_no_part_stands_there_twice(program: Program) -> None:
    met: dict[Node, Node] = {}
    for body in shared_bodies(program).values():
        for node in walk(body.tree):
            assert met.setdefault(node, node) is node
