"""The small lists in the browser: added to, taken out of, said to be empty or not known."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client

from asylon.casework.facts.items import add_item, withdraw_item
from asylon.casework.facts.selectors import record_of
from asylon.casework.people.case import Case
from asylon.casework.staff.models import Role
from asylon.casework.staff.services import set_language
from tests.casework.facts.records import RULEBOOK, case_for
from tests.office_cast import NOW, Cast
from tests.web.facts.conftest import SignedIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def case(cast: Cast, person: UUID) -> Case:
    return case_for(person, cast.amina)


@pytest.fixture
def amina(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.amina)


def address(case: Case, scope: str, more: str = "") -> str:
    return f"/people/{case.person}/facts/lists/{scope}/{more}"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("scope", "given", "details", "shown"),
    [
        ("nationality", {"id": "SD"}, {"id": "SD"}, "Sudan"),
        ("destination", {"id": "TR"}, {"id": "TR"}, "Türkiye"),
        (
            "episode",
            {"country": "AE", "from": "3/2020", "to": "2023", "note": "the house"},
            {"id": "episode-1", "country": "AE", "from": "2020-03", "to": "2023", "note": "the house"},
            "March 2020 to 2023",
        ),
        ("episode", {"note": "on the way"}, {"id": "episode-1", "note": "on the way"}, "Time 1"),
        (
            "leg",
            {"from": "SD", "to": "LY", "on": "2025"},
            {"id": "leg-1", "from": "SD", "to": "LY", "on": "2025"},
            "From Sudan to Libya",
        ),
        ("leg", {"to": "IT"}, {"id": "leg-1", "to": "IT"}, "To Italy"),
    ],
)
def test_something_is_added_and_shown_by_name(
    case: Case, amina: Client, scope: str, given: dict[str, str], details: dict[str, str], shown: str
) -> None:
    assert amina.post(address(case, scope), given).headers["Location"] == address(case, scope)
    (item,) = record_of(case).listed(scope)
    assert item.details == details
    assert shown in page(amina, address(case, scope))


def test_countries_are_chosen_by_name_in_the_language_of_the_officer(
    cast: Cast, case: Case, signed_in: SignedIn
) -> None:
    set_language(cast.amina.pk, "ar")
    content = page(signed_in(cast.amina), address(case, "nationality"))
    assert '<option value="SD">السودان</option>' in content


@pytest.mark.parametrize(
    ("scope", "given", "field"),
    [
        ("nationality", {}, "id"),
        ("nationality", {"id": "ZZ"}, "id"),
        ("episode", {"country": "AE", "from": "2023", "to": "2020"}, "to"),
        ("episode", {"country": "AE", "from": "99/2020"}, "from"),
        ("episode", {"country": "AE", "note": "x" * 201}, "note"),
        ("leg", {"from": "SD", "on": "34"}, "on"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    case: Case, amina: Client, scope: str, given: dict[str, str], field: str
) -> None:
    answer = amina.post(address(case, scope), given)
    assert answer.status_code == 422
    assert f'id="item-{field}_error"' in answer.content.decode()
    assert not record_of(case).items


def test_the_same_country_twice_is_said(case: Case, amina: Client) -> None:
    add_item(case, "nationality", {"id": "SD"}, rulebook=RULEBOOK)
    answer = amina.post(address(case, "nationality"), {"id": "SD"})
    assert answer.status_code == 422
    assert "This stands in the list already." in answer.content.decode()


def test_something_is_taken_out_and_stays_on_record(case: Case, amina: Client) -> None:
    item = add_item(case, "nationality", {"id": "SD"}, rulebook=RULEBOOK)
    given = {"item": str(item), "seen": "1"}
    assert amina.post(address(case, "nationality", "withdraw/"), given).status_code == 302
    content = page(amina, address(case, "nationality"))
    assert "What was taken out" in content
    assert not record_of(case).listed("nationality")
    again = amina.post(address(case, "nationality", "withdraw/"), given, follow=True)
    assert "taken out of the list already" in again.content.decode()


def test_the_second_to_take_it_out_is_told(cast: Cast, case: Case, amina: Client) -> None:
    item = add_item(case, "nationality", {"id": "SD"}, rulebook=RULEBOOK)
    stale = {"item": str(item), "seen": "7"}
    answer = amina.post(address(case, "nationality", "withdraw/"), stale, follow=True)
    assert "Somebody else changed this list meanwhile." in answer.content.decode()
    assert record_of(case).listed("nationality")


@pytest.mark.parametrize(
    "given",
    [{}, {"item": "x", "seen": "1"}, {"item": str(UUID(int=7)), "seen": "-1"}, {"item": str(UUID(int=7))}],
)
def test_nothing_that_is_not_there_is_taken_out(case: Case, amina: Client, given: dict[str, str]) -> None:
    assert amina.post(address(case, "nationality", "withdraw/"), given).status_code == 404


def test_an_item_of_another_list_is_not_taken_out_through_this_one(
    cast: Cast, case: Case, amina: Client
) -> None:
    item = add_item(case, "episode", {"country": "AE"}, rulebook=RULEBOOK)
    amina.post(address(case, "leg", "withdraw/"), {"item": str(item), "seen": "1"})
    assert record_of(case).listed("episode")


@pytest.mark.parametrize(
    ("said", "shown"),
    [("none", "there is none"), ("unknown", "not known"), ("declined", "does not want to say")],
)
def test_it_is_said_of_the_whole_list(case: Case, amina: Client, said: str, shown: str) -> None:
    assert amina.post(address(case, "leg", "said/"), {"said": said}).status_code == 302
    assert shown in page(amina, address(case, "leg"))
    assert record_of(case).said["leg"].said == said


def test_a_list_with_something_in_it_is_not_said_to_be_empty(case: Case, amina: Client) -> None:
    item = add_item(case, "leg", {"to": "IT"}, rulebook=RULEBOOK)
    answer = amina.post(address(case, "leg", "said/"), {"said": "none"}, follow=True)
    assert "Something stands in this list." in answer.content.decode()
    withdraw_item(case, item, seen=1, now=NOW)
    assert amina.post(address(case, "leg", "said/"), {"said": "perhaps"}).status_code == 404


def test_a_list_that_is_sealed_to_somebody_is_refused_and_shows_nothing(
    cast: Cast, case: Case, amina: Client, signed_in: SignedIn
) -> None:
    add_item(case, "episode", {"country": "AE"}, rulebook=RULEBOOK)
    assert "United Arab Emirates" in page(amina, address(case, "episode"))
    supervisor = signed_in(cast.by_role[Role.SUPERVISOR])
    assert "Add a time" not in page(supervisor, address(case, "episode"))
    assert supervisor.post(address(case, "episode"), {"country": "SA"}).status_code == 403
    adviser = signed_in(cast.by_role[Role.LEGAL_ADVISER])
    answer = adviser.get(address(case, "episode"))
    assert answer.status_code == 403
    assert not re.search("Emirates", answer.content.decode())
