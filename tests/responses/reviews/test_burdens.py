"""People, money and places: each a ratio of its own, one number only with stated weights."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from asylon.casework.access.door import Refused
from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.pledges.kinds import Step
from asylon.responses.pledges.records import NewPledge
from asylon.responses.reviews.burdens import EQUAL, Burdens, StateBurdens, burdens_of
from asylon.sharing.faults import BadSharing
from asylon.sharing.index import Burden
from tests.casework.conftest import cast, heads_of_this_test
from tests.office_cast import NOW, Cast
from tests.responses.pledges.pledged import a_pledge, an_emergency, coordinator, moved, places, pledged
from tests.responses.shares.scenes import a_scenario
from tests.web.signin.signed_in import sign_in

__all__ = ["cast", "heads_of_this_test"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def delivered(office: Cast, emergency: Emergency, given: NewPledge, amount: int) -> None:
    pledge = pledged(office, emergency, given)
    for step in (Step.COMMITTED, Step.DELIVERED):
        moved(office, pledge, step, amount)


def told(who: Visitor, emergency: Emergency, **weights: int) -> Burdens:
    scenario = a_scenario(who, emergency.pk)
    stated = {Burden(name): weight for name, weight in weights.items()} or EQUAL
    return burdens_of(who, emergency.pk, scenario, weights=stated, now=NOW)


def of(found: Burdens, state: str) -> StateBurdens:
    return next(row for row in found.rows if row.state == state)


def test_each_burden_has_a_ratio_of_its_own(request: pytest.FixtureRequest) -> None:
    office: Cast = request.getfixturevalue("cast")
    emergency = an_emergency(office)
    delivered(office, emergency, a_pledge(10_000, donor_state="DEU"), 6_000)
    delivered(office, emergency, places(40, donor_state="FRA"), 10)
    found = told(coordinator(office), emergency)
    germany, france, chad = (of(found, state) for state in ("DEU", "FRA", "TCD"))
    assert germany.ratios[Burden.MONEY]
    assert germany.ratios[Burden.PLACES] == 0
    assert france.ratios[Burden.MONEY] == 0
    assert france.ratios[Burden.PLACES]
    assert chad.ratios[Burden.MONEY] == 0
    assert chad.ratios[Burden.PEOPLE] is not None
    assert found.currency == "EUR"


def test_what_was_only_announced_carries_nothing(request: pytest.FixtureRequest) -> None:
    office: Cast = request.getfixturevalue("cast")
    emergency = an_emergency(office)
    pledged(office, emergency, a_pledge(10_000, donor_state="DEU"))
    found = told(coordinator(office), emergency, people=1)
    assert of(found, "DEU").ratios[Burden.MONEY] is None
    assert found.currency == ""


def test_they_become_one_number_only_by_the_weights_that_are_stated(request: pytest.FixtureRequest) -> None:
    office: Cast = request.getfixturevalue("cast")
    emergency = an_emergency(office)
    delivered(office, emergency, a_pledge(10_000, donor_state="DEU"), 6_000)
    found = of(told(coordinator(office), emergency, people=3, money=1, places=0), "DEU")
    people, money = found.ratios[Burden.PEOPLE], found.ratios[Burden.MONEY]
    assert people is not None
    assert money is not None
    assert found.combined == (3 * people + money) / Fraction(4)


def test_where_nobody_delivered_places_there_is_no_number_that_counts_them(
    request: pytest.FixtureRequest,
) -> None:
    office: Cast = request.getfixturevalue("cast")
    emergency = an_emergency(office)
    delivered(office, emergency, a_pledge(10_000, donor_state="DEU"), 6_000)
    assert of(told(coordinator(office), emergency), "DEU").combined is None


def test_currencies_are_not_added_up(request: pytest.FixtureRequest) -> None:
    office: Cast = request.getfixturevalue("cast")
    emergency = an_emergency(office)
    for state in ("DEU", "FRA"):
        delivered(office, emergency, a_pledge(10_000, donor_state=state), 6_000)
    delivered(office, emergency, a_pledge(99_000, donor_state="USA", currency="USD"), 99_000)
    found = told(coordinator(office), emergency, money=1)
    assert (found.currency, found.other_currencies) == ("EUR", ("USD",))
    assert of(found, "USA").ratios[Burden.MONEY] == 0


def test_weights_that_say_nothing_are_refused(request: pytest.FixtureRequest) -> None:
    office: Cast = request.getfixturevalue("cast")
    with pytest.raises(BadSharing):
        told(coordinator(office), an_emergency(office), people=0, money=0, places=0)


def test_an_adjudicator_is_not_told(request: pytest.FixtureRequest) -> None:
    office: Cast = request.getfixturevalue("cast")
    emergency = an_emergency(office)
    scenario = a_scenario(coordinator(office), emergency.pk)
    with pytest.raises(Refused):
        burdens_of(office.visitor(Role.ASYLUM_ADJUDICATOR), emergency.pk, scenario, weights=EQUAL, now=NOW)


def test_the_page_keeps_the_weights_and_says_what_they_cannot_be(request: pytest.FixtureRequest) -> None:
    office: Cast = request.getfixturevalue("cast")
    emergency = an_emergency(office)
    delivered(office, emergency, a_pledge(10_000, donor_state="DEU"), 6_000)
    scenario = a_scenario(coordinator(office), emergency.pk)
    address = reverse("share_burdens", args=[emergency.pk, scenario])
    client = Client()
    sign_in(client, office.by_role[Role.COORDINATOR])
    page = client.get(address, {"people": "2", "money": "1", "places": "0"})
    assert page.status_code == 200
    assert "Money delivered" in page.content.decode()
    assert 'value="2"' in page.content.decode()
    for bad, says in (
        ({"people": "0", "money": "0", "places": "0"}, "above 0"),
        ({"people": "-1", "money": "1", "places": "1"}, "0"),
        ({"people": "much", "money": "1", "places": "1"}, "much"),
    ):
        answer = client.get(address, bad)
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert 'class="errors"' in answer.content.decode()
