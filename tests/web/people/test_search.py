"""Finding somebody in any script; nothing shows of what is none of the visitor's business."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from asylon.casework.access.oversight import read_entries
from asylon.casework.staff.models import Account, Role
from tests.office_cast import Cast
from tests.web.people.records import Rich, a_rich_case
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def rich(cast: Cast) -> Rich:
    return a_rich_case(cast)


def found(account: Account, words: str) -> str:
    client = Client()
    sign_in(client, account)
    answer = client.get("/people/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("words", ["Leyla Haroun", "haroun", "ليلى هارون", "RS-26-000001"])
def test_a_person_is_found_by_name_in_any_script_and_by_number(cast: Cast, rich: Rich, words: str) -> None:
    page = found(cast.amina, words)
    assert f'href="/people/{rich.person}/"' in page
    assert "31 years" in page


def test_another_office_is_told_whom_to_ask_and_nothing_else(cast: Cast, rich: Rich) -> None:
    page = found(cast.carla, "Leyla Haroun")
    assert str(rich.person) not in page
    assert "Desk rs" in page
    assert "RS-26" not in page


def test_a_name_that_nobody_has_gives_an_empty_page_that_says_what_to_do(cast: Cast, rich: Rich) -> None:
    page = found(cast.carla, "Zxqwv Ptlkm")
    assert "Nobody of that name or number is open to you." in page
    assert "Ask here" not in page


def test_before_anything_is_typed_the_page_explains_itself(cast: Cast) -> None:
    assert "Nothing typed yet." in found(cast.amina, "  ")


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "a" * 10_000, "\x00", "\u202eabc", "😀", "'\"--"]
)
def test_whatever_is_typed_is_only_looked_for(cast: Cast, words: str) -> None:
    page = found(cast.amina, words)
    assert "<script>alert" not in page


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_without_people_may_not_search(cast: Cast, role: Role) -> None:
    client = Client()
    sign_in(client, cast.by_role[role])
    for words in ("", "Haroun"):
        assert client.get("/people/", {"q": words}).status_code == 403


def test_that_somebody_searched_is_written_down_and_not_what_for(cast: Cast, rich: Rich) -> None:
    found(cast.amina, "Haroun")
    entries = read_entries(cast.visitor(Role.AUDITOR), now=timezone.now())
    searched = next(each for each in entries if each.act == "search")
    assert "haroun" not in str(searched).casefold()
