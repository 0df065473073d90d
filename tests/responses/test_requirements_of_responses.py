"""Every requirement of ExCom Conclusion 100 is served, and what is said to serve it is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import get_resolver

from asylon.responses.requirements import SERVED
from asylon.rulebook import load
from asylon.rulebook.coverage import coverage
from tests.cli import requirements as command
from tests.responses.emergencies import requirements as emergencies
from tests.responses.plans import requirements as plans
from tests.responses.pledges import requirements as pledges
from tests.responses.shares import requirements as shares

ROOT = Path(__file__).parents[2]


def said_by_the_tests() -> Iterator[tuple[str, str]]:
    for room in (emergencies, plans, pledges, shares, command):
        for id_, by in [*room.REQUIREMENTS.items(), *getattr(room, "PAGES", {}).items()]:
            file, found = by.partition("::")[0], by.startswith("tests/")
            yield id_, f"test:{file}" if found else f"page:{by}"


def test_no_requirement_of_the_conclusion_is_left_open() -> None:
    asked = [each for each in coverage(load()) if each.requirement.id.startswith("X")]
    assert len(asked) == 58
    assert [each.requirement.id for each in asked if not each.by and each.requirement.id not in SERVED] == []


def test_the_list_says_what_the_tests_of_each_room_say() -> None:
    assert {(id_, by) for id_, each in SERVED.items() for by in each} == set(said_by_the_tests())


@pytest.mark.parametrize("by", sorted({by for each in SERVED.values() for by in each}))
def test_what_serves_is_there(by: str) -> None:
    kind, name = by.split(":", 1)
    assert (ROOT / name).is_file() if kind == "test" else name in get_resolver().reverse_dict
