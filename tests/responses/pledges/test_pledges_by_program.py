"""Pledges by program: the same doors as the pages, and who is slower is told what stands."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.pledges.kinds import Step
from tests.api.calling import Answered, call
from tests.api.world import token_of
from tests.office_cast import Cast
from tests.responses.pledges.pledged import a_pledge, moved, needed, pledged

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PLEDGE: dict[str, Any] = {
    "donor_kind": "state",
    "donor_state": "NOR",
    "kind": "money",
    "unit": "money",
    "currency": "EUR",
    "parts": [{"since": "2027-01-01", "until": "2027-12-31", "amount": 1_000_000}],
    "announced_on": "2026-10-20",
    "evidence": "Statement at the conference",
}


@pytest.fixture
def token(cast: Cast) -> str:
    """Of the coordinator."""
    return token_of(cast.by_role[Role.COORDINATOR], Role.COORDINATOR)


def post(token: str, path: str, body: dict[str, Any]) -> Answered:
    return call(token, "POST", f"/responses/{path}", body)


def test_a_pledge_goes_from_announced_to_reported(emergency: Emergency, token: str) -> None:
    made = post(token, f"{emergency.pk}/pledges", PLEDGE)
    assert made.status == 201, made.text
    path = f"pledges/{made.json['id']}"
    read = call(token, "GET", f"/responses/{path}").json
    part = read["parts"][0]["id"]
    for seen, step in enumerate(("committed", "delivered", "reported"), start=1):
        body = {
            "part": part,
            "step": step,
            "amount": 400_000,
            "on": "2026-11-01",
            "evidence": "Letter",
            "seen": seen,
        }
        done = post(token, f"{path}/movements", body)
        assert done.status == 201, done.text
    stands = call(token, "GET", f"/responses/{path}").json["stands"]
    assert stands == {"announced": 1_000_000, "committed": 400_000, "delivered": 400_000, "reported": 400_000}


def test_pledges_come_in_pages(cast: Cast, emergency: Emergency, token: str) -> None:
    for state in ("NOR", "CHE", "DEU"):
        pledged(cast, emergency, a_pledge(donor_state=state))
    path = f"/responses/{emergency.pk}/pledges"
    whole = call(token, "GET", path).json
    pages = [call(token, "GET", f"{path}?start={start}&limit=2").json for start in (0, 2)]
    assert [each for page in pages for each in page["pledges"]] == whole["pledges"]
    assert [page["total"] for page in pages] == [3, 3]
    assert call(token, "GET", f"{path}?donor=CHE&limit=1").json["total"] == 1


def test_faults_have_the_places_of_the_body(emergency: Emergency, token: str) -> None:
    wrong = {
        **PLEDGE,
        "donor_state": "XYZ",
        "currency": "EUX",
        "parts": [*PLEDGE["parts"], {"since": "2028-01-01", "until": "2027-01-01", "amount": 1}],
    }
    refused = post(token, f"{emergency.pk}/pledges", wrong)
    assert refused.status == 422
    assert {(each["place"], each["code"]) for each in refused.json["faults"]} == {
        ("donor_state", "country"),
        ("currency", "currency_near"),
        ("parts[1].until", "turned"),
    }


def test_more_committed_than_announced_is_refused_with_how_much_there_is(
    cast: Cast, emergency: Emergency, token: str
) -> None:
    pledge = pledged(cast, emergency)
    body = {
        "part": str(pledge.tranches.get().pk),
        "step": "committed",
        "amount": 1_000_001,
        "on": "2026-11-01",
        "evidence": "Letter",
        "seen": 1,
    }
    refused = post(token, f"pledges/{pledge.pk}/movements", body)
    assert (refused.status, refused.json["faults"][0]["code"]) == (422, "more_than_announced")
    assert "1000000" in refused.json["faults"][0]["says"]


def test_whoever_was_slower_is_told_what_stands(cast: Cast, emergency: Emergency, token: str) -> None:
    pledge = pledged(cast, emergency)
    body = {
        "part": str(pledge.tranches.get().pk),
        "step": "committed",
        "amount": 5,
        "on": "2026-11-01",
        "evidence": "Letter",
        "seen": 1,
    }
    moved(cast, pledge, Step.COMMITTED, 7)
    refused = post(token, f"pledges/{pledge.pk}/movements", body)
    assert (refused.status, refused.json["why"]) == (409, "edited_meanwhile")
    assert refused.json["now"]["pledge"]["last"] == 2
    assert refused.json["now"]["pledge"]["stands"]["committed"] == 7
    assert post(token, f"pledges/{pledge.pk}/movements", {**body, "seen": 2}).status == 201


def test_coverage_comes_three_times_and_is_never_added(cast: Cast, emergency: Emergency, token: str) -> None:
    needed(cast, emergency, amount=1_500_000)
    pledge = pledged(cast, emergency)
    moved(cast, pledge, Step.COMMITTED, 400_000)
    found = call(token, "GET", f"/responses/{emergency.pk}/coverage").json
    assert {key: each["needs"][0]["covered"] for key, each in found.items()} == {
        "announced": 1_000_000,
        "committed": 400_000,
        "delivered": 0,
    }


def test_times_and_the_ledger_as_a_file(cast: Cast, emergency: Emergency, token: str) -> None:
    """X-P10."""
    pledged(cast, emergency)
    times = call(token, "GET", f"/responses/{emergency.pk}/delivery-times").json
    assert (times["all"]["middle"], times["all"]["waiting"]) == (None, 1)
    taken = call(token, "GET", f"/responses/{emergency.pk}/ledger?form=csv").json
    (row,) = csv.DictReader(io.StringIO(taken["text"], newline=""))
    assert (row["donor_state"], row["amount"], row["iati_type"]) == ("NOR", "10000.00", "12")


def test_needs_and_terms_are_corrected_with_what_was_read(
    cast: Cast, emergency: Emergency, token: str
) -> None:
    pledge, need = pledged(cast, emergency), needed(cast, emergency)
    path = f"/responses/pledges/{pledge.pk}/terms"
    terms = {"conditions": "A report", "sectors": ["health"], "seen": 1}
    assert call(token, "PUT", path, terms).json == {"version": 2}
    assert call(token, "PUT", path, terms).json["now"]["pledge"]["sectors"] == ["health"]
    body = {
        "sector": "health",
        "since": "2027-01-01",
        "until": "2027-12-31",
        "unit": "places",
        "amount": 5,
        "source": "Assessment",
        "seen": 1,
    }
    assert call(token, "PUT", f"/responses/needs/{need.pk}", body).json == {"version": 2}
    assert call(token, "PUT", f"/responses/needs/{need.pk}", body).json["now"]["need"]["amount"] == 5
