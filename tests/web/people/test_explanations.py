"""Why something is so: reasons, what is missing, what would change it; in place and on its own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from asylon.casework.access.kernel import Act
from asylon.rulebook import load
from asylon.web.people.shown.explained import explained
from asylon.web.people.shown.seen import see
from tests.office_cast import Cast, visitor_of
from tests.web.people.records import Rich, a_rich_case
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def rich(cast: Cast) -> Rich:
    return a_rich_case(cast)


@pytest.fixture
def amina(cast: Cast) -> Client:
    client = Client()
    sign_in(client, cast.amina)
    return client


def test_a_category_that_is_met_names_what_it_rests_on_and_what_would_change_it(
    amina: Client, rich: Rich
) -> None:
    page = amina.get(f"/people/{rich.person}/why/refugee_1951/").content.decode()
    assert "Rests on:" in page
    assert "is afraid of going back (Nigeria)" in page
    assert "What would change it:" in page
    assert "Taken as not shown:" in page


def test_a_category_that_may_apply_names_what_is_missing(amina: Client, rich: Rich) -> None:
    page = amina.get(f"/people/{rich.person}/why/temporary_protection/").content.decode()
    assert "Not yet known:" in page
    assert "belongs to a group recognised as a whole" in page


def test_in_place_there_is_no_second_page_around_it(amina: Client, rich: Rich) -> None:
    answer = amina.get(f"/people/{rich.person}/why/refugee_1951/", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "Rests on:" in answer.content.decode()


def test_the_link_is_there_without_a_script(amina: Client, rich: Rich) -> None:
    page = amina.get(f"/people/{rich.person}/").content.decode()
    assert '<p><a href="why/refugee_1951/">' in page


def test_a_goal_that_there_is_none_of_is_not_there(amina: Client, rich: Rich) -> None:
    assert amina.get(f"/people/{rich.person}/why/no_such_thing/").status_code == 404


def test_everything_that_the_rulebook_names_can_be_explained(cast: Cast, rich: Rich) -> None:
    now = timezone.now()
    seen = see(visitor_of(cast.amina), rich.person, act=Act.SEE_PAGE, now=now)
    program = load().resolve("RS", now.date()).contents
    goals = [
        *(id_ for id_, rule in program.rules.items() if rule.scope == "person"),
        *(f"gate:{id_}" for id_ in program.gates),
        *(f"right:{id_}" for id_ in program.rights),
        *(f"track:{id_}" for id_ in program.tracks),
        *(f"alert:{id_}" for id_ in program.alerts),
        *(f"status:{id_}" for id_ in program.statuses),
    ]
    for goal in goals:
        found = explained(seen, goal)
        assert found.name, goal
        assert found.value, goal
