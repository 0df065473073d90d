"""The pages of shares: who carries what, why a State has its number, and what a form cannot take."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.selectors import the_emergency
from asylon.responses.shares.models import Scenario
from asylon.sharing import sharing_from_json
from asylon.web.responses.shares.panel import panel
from tests.office_cast import Cast
from tests.responses.shares.scenes import a_scenario
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FILLED = {
    "name": "Half and half",
    "key": "population_and_gdp",
    "total": "10000",
    "states": "deu, fra tcd",
    "measure": "refugees",
}
OWN_KEY = """\
key: 1
id: mine
title: By population alone
source: A proposal, made up
form: additive
terms:
  - {id: people, title: Population, indicator: population, weight: 1}
"""


@pytest.fixture
def browser(cast: Cast) -> Client:
    client = Client()
    sign_in(client, cast.by_role[Role.COORDINATOR])
    return client


def shown(client: Client, name: str, *parts: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=parts) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_scenario_is_worked_out_from_the_form(browser: Client, emergency: UUID) -> None:
    answer = browser.post(reverse("share_new", args=[emergency]), FILLED)
    made = Scenario.objects.get()
    assert answer["Location"] == reverse("share_scenario", args=[emergency, made.pk])
    page = shown(browser, "share_scenario", emergency, made.pk)
    for words in (
        "Who carries what",
        "Chad",
        "host",
        "Ratio",
        "How firm the shares are",
        "UNHCR Refugee Data Finder",
    ):
        assert words in page


def test_a_key_of_ones_own_is_read_from_the_form(browser: Client, emergency: UUID) -> None:
    browser.post(reverse("share_new", args=[emergency]), {**FILLED, "key": "own", "key_text": OWN_KEY})
    assert sharing_from_json(Scenario.objects.get().sharing).key.title == "By population alone"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Give the scenario a name"),
        ({"total": "0"}, "1 or more"),
        ({"total": "many"}, "Write a whole number of people"),
        ({"states": "DEU DEE"}, "There is no State “DEE” among the figures."),
        ({"key": "own", "key_text": ""}, "Write the key here"),
        ({"key": "own", "key_text": OWN_KEY.replace("weight: 1", "weight: minus")}, "weight"),
        (
            {"key": "own", "key_text": "key: [1"},
            "Line 1: This cannot be used. In the words of the program: “this is not YAML",
        ),
        ({"key": "own", "key_text": OWN_KEY.replace("population", "happiness")}, "no indicator"),
        ({"key": "nothing"}, "nothing"),
    ],
)
def test_what_cannot_be_worked_out_is_said_and_nothing_typed_is_lost(
    browser: Client, emergency: UUID, changes: dict[str, str], said: str
) -> None:
    filled = {**FILLED, **changes}
    answer = browser.post(reverse("share_new", args=[emergency]), filled)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'class="errors"' in page
    assert filled["name"] in page
    assert filled["states"] in page
    assert not Scenario.objects.exists()


def test_a_name_that_is_taken_is_said_beside_the_name(browser: Client, emergency: UUID) -> None:
    browser.post(reverse("share_new", args=[emergency]), FILLED)
    answer = browser.post(reverse("share_new", args=[emergency]), FILLED)
    assert "Another scenario is called so already" in answer.content.decode()
    assert Scenario.objects.count() == 1


def test_the_steps_to_a_number_stand_beside_their_picture(
    browser: Client, coordinator: Visitor, emergency: UUID
) -> None:
    made = a_scenario(coordinator, emergency)
    page = shown(browser, "share_why", emergency, made, "DEU")
    assert "Why Germany has this number" in page
    assert "<svg" in page
    assert "Whole persons" in page
    assert "84,012,284" in page
    assert browser.get(reverse("share_why", args=[emergency, made, "XXX"])).status_code == 404


def test_the_map_has_its_numbers_and_its_disclaimer(
    browser: Client, coordinator: Visitor, emergency: UUID
) -> None:
    made = a_scenario(coordinator, emergency)
    page = shown(browser, "share_map", emergency, made)
    assert "Boundaries and names shown do not imply" in page
    assert "The same as a table" in page
    assert len(page) < 200_000


def test_the_flaw_of_an_additive_key_is_shown(browser: Client, coordinator: Visitor, emergency: UUID) -> None:
    made = a_scenario(coordinator, emergency, key="eu_may_2015", states=())
    page = shown(browser, "share_scenario", emergency, made)
    assert "Who has borne more is asked for more" in page
    assert "Grech" in page


def test_scenarios_stand_side_by_side(browser: Client, coordinator: Visitor, emergency: UUID) -> None:
    assert "No scenario was worked out yet" in shown(browser, "shares", emergency)
    for key in ("population", "gdp"):
        a_scenario(coordinator, emergency, name=f"By {key}", key=key)
    page = shown(browser, "shares", emergency)
    assert "By population" in page
    assert "By gdp" in page
    assert "Would be elsewhere" in page


def test_the_table_and_the_data_are_what_the_page_shows(
    browser: Client, coordinator: Visitor, emergency: UUID
) -> None:
    made = a_scenario(coordinator, emergency)
    answer = browser.get(reverse("share_table", args=[emergency, made]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert sum(int(row["persons"]) for row in rows) == 10_000
    data = browser.get(reverse("share_data", args=[emergency, made])).json()
    assert {row["state"]: int(row["persons"]) for row in rows} == data["persons"]
    assert sharing_from_json(data).total == 10_000


def test_the_first_page_of_an_emergency_shows_its_host_first(coordinator: Visitor, emergency: UUID) -> None:
    now = timezone.now()
    about = the_emergency(coordinator, emergency, now=now)
    empty = panel(coordinator, about, now=now)
    assert empty.scenario is None
    for key in ("population", "gdp"):
        a_scenario(coordinator, emergency, name=key, key=key)
    found = panel(coordinator, about, now=now)
    assert found.rows[0].code == "TCD"
    assert (found.host, found.scenarios) == ("Chad", 2)


def test_an_adjudicator_is_refused(cast: Cast, coordinator: Visitor, emergency: UUID) -> None:
    made = a_scenario(coordinator, emergency)
    for role, status in ((Role.PROTECTION_CASEWORKER, 200), (Role.ASYLUM_ADJUDICATOR, 403)):
        client = Client()
        sign_in(client, cast.by_role[role])
        assert client.get(reverse("share_scenario", args=[emergency, made])).status_code == status
        assert client.get(reverse("share_new", args=[emergency])).status_code == 403
