"""Figures by program: long lists come in pages, the newest first, and say how many there are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from asylon.casework.staff.models import Role
from tests.api.calling import call
from tests.api.world import token_of
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.emergencies.situations import an_emergency, arrived, coordinator, full_emergency

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def read(cast: Cast, path: str) -> Any:
    token = token_of(cast.by_role[Role.COORDINATOR], Role.COORDINATOR)
    answered = call(token, "GET", f"/responses/{path}")
    assert answered.status == 200, answered.text
    return answered.json


def test_arrivals_come_in_pages(cast: Cast) -> None:
    emergency = an_emergency(cast)
    arrived(coordinator(cast), emergency, {TODAY - timedelta(days=back): 40 + back for back in range(7)})
    whole = read(cast, f"{emergency}/arrivals")
    assert [row["persons"] for row in whole["rows"]] == list(range(40, 47))
    pages = [read(cast, f"{emergency}/arrivals?start={start}&limit=3") for start in (0, 3, 6, 9)]
    assert [len(page["rows"]) for page in pages] == [3, 3, 1, 0]
    assert [row for page in pages for row in page["rows"]] == whole["rows"]
    assert {page["total"] for page in (*pages, whole)} == {7}


def test_capacities_and_procedures_come_in_pages_of_their_own(cast: Cast) -> None:
    emergency = full_emergency(coordinator(cast), now=NOW)
    whole = read(cast, f"{emergency}/capacities")
    assert (whole["total_capacities"], whole["total_procedures"]) == (4, 1)
    second = read(cast, f"{emergency}/capacities?start=3&limit=3")
    assert second["capacities"] == whole["capacities"][3:]
    assert second["procedures"] == []
    assert (second["total_capacities"], second["total_procedures"]) == (4, 1)


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "start=-1", "page=2"])
def test_what_is_no_page_is_refused(cast: Cast, query: str) -> None:
    token = token_of(cast.by_role[Role.COORDINATOR], Role.COORDINATOR)
    assert call(token, "GET", f"/responses/{an_emergency(cast)}/arrivals?{query}").status == 422
