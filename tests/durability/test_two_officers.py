"""Two officers who edit one record at the same moment, in two processes: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.durability.storm import send_family
from tests.e2e.office import Office, ask, end, hear, open_office, send
from tests.server import Engine

ORDERS = "tests.durability.orders"
ROUNDS = 12


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """An empty office on each engine."""
    database: Engine = request.param
    with open_office(database, scene=False) as opened:
        yield opened


def test_of_two_edits_at_once_exactly_one_stands(office: Office) -> None:
    one, other = office.process(ORDERS), office.process(ORDERS)
    try:
        token = ask(one, "programs", number=2)[0]
        draft = str(uuid4())
        assert send_family(office.url, token, draft, ["Ana", "Ben"]) == 201
        person = ask(one, "first_of", draft=draft)
        for number in range(ROUNDS):
            for edit, read in (
                (rename_person, "name"),
                (answer, "value"),
                (rename_office, "office_name"),
            ):
                before = ask(one, "look", person=person)
                wanted = [edit(worker, number, before, person) for worker in (0, 1)]
                for process, order in zip((one, other), wanted, strict=True):
                    send(process, **order)
                told = [hear(one), hear(other)]
                assert sorted(told) == ["done", "edited meanwhile"], wanted[0]["order"]
                winner = wanted[told.index("done")]
                after = ask(one, "look", person=person)
                assert after[read] in winner.values()
                assert after[read] != before[read]
    finally:
        end(one)
        end(other)


def rename_person(worker: int, number: int, seen: dict[str, Any], person: str) -> dict[str, Any]:
    """An order to rename."""
    given = f"Ana {number} {worker}"
    return {
        "order": "rename_person",
        "worker": worker,
        "person": person,
        "given": given,
        "seen": seen["person"],
    }


def answer(worker: int, number: int, seen: dict[str, Any], person: str) -> dict[str, Any]:
    """An order to answer; nobody answers as the other does."""
    value = ["declined", "unknown", True, False][2 * (number % 2) + worker]
    return {"order": "answer", "worker": worker, "person": person, "value": value, "seen": seen["answer"]}


def rename_office(worker: int, number: int, seen: dict[str, Any], person: str) -> dict[str, Any]:
    """An order to rename the office."""
    return {"order": "rename_office", "name": f"Dock {number} {worker}", "seen": seen["office"]}
