"""The page of one person: what it shows, to whom, and what it may cost."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asylon.casework.access.erasing import erase_person
from asylon.casework.access.oversight import Filters, read_entries
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.services import set_language
from asylon.rulebook import load, words
from tests.office_cast import Cast, a_person, involved, visitor_of
from tests.web.people.records import Rich, a_rich_case
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def browser_of(account: Account, *, stepped_up: bool = False) -> Client:
    client = Client()
    sign_in(client, account, stepped_up=stepped_up)
    return client


def text_of(client: Client, path: str, **query: Any) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def _bare(answer: Any, asked_for: UUID) -> str:
    """An answer without what was asked for, and without the token that is another in each form."""
    page = answer.content.decode().replace(str(asked_for), "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def acts_of(cast: Cast, rich: Rich) -> list[tuple[str, str]]:
    auditor = cast.visitor(Role.AUDITOR)
    found = read_entries(auditor, Filters(person=rich.person), now=timezone.now())
    return [(each.act, each.outcome) for each in found]


@pytest.fixture
def rich(cast: Cast) -> Rich:
    return a_rich_case(cast, immediate_danger=True)


@pytest.fixture
def page(cast: Cast, rich: Rich) -> str:
    return text_of(browser_of(cast.amina), f"/people/{rich.person}/")


def test_what_is_urgent_stands_before_everything_else(page: str) -> None:
    panels = ("do", "ask", "true", "mustnot", "rights", "tracks", "know")
    places = [page.index(f'id="{name}"') for name in panels]
    assert places == sorted(places)
    assert "Make the person safe before you ask anything else" in page


def test_names_are_shown_in_every_script_with_their_direction(page: str) -> None:
    assert re.search(r"<h1><bdi dir=\"ltr\">Leyla Idris Haroun</bdi></h1>", page)
    assert '<span lang="ar" dir="rtl">ليلى إدريس هارون</span>' in page


def test_categories_stand_side_by_side_each_with_a_plain_name_and_its_term(page: str) -> None:
    met, may, not_met = (page.index(f'<div class="{column}">') for column in ("met", "may", "not"))
    assert met < page.index("Protected as a refugee ", met) < may < not_met
    assert '<span class="term">refugee under the 1951 Convention</span>' in page


def test_the_title_of_the_window_names_no_category_and_no_whole_name(page: str) -> None:
    assert re.search(r"<title>L\. H\. · Asylon</title>", page)


def test_the_family_stands_on_the_page_and_the_one_who_is_looked_for(page: str, rich: Rich) -> None:
    assert f'href="/people/{rich.daughter}/"' in page
    assert "daughter or son" in page
    assert "being looked for" in page


def test_the_page_carries_no_style_or_script_of_its_own(page: str) -> None:
    assert " style=" not in page
    assert "<script>" not in page
    assert not re.search(r"\son\w+=", page)


def test_the_page_of_somebody_of_whom_all_is_known_is_small_and_cheap(cast: Cast, rich: Rich) -> None:
    client, path = browser_of(cast.amina), f"/people/{rich.person}/"
    client.get(path)
    with (
        CaptureQueriesContext(connections["default"]) as first,
        CaptureQueriesContext(connections["keys"]) as second,
    ):
        answer = client.get(path)
    asked = [
        each["sql"]
        for each in (*first.captured_queries, *second.captured_queries)
        if not each["sql"].startswith(TRANSACTIONS) and "pg_advisory" not in each["sql"]
    ]
    assert len(answer.content) <= 100_000
    assert len(asked) <= 12, "\n".join(asked)


@pytest.mark.parametrize("language", ["ar", "fr", "sr", "sr-latn"])
def test_the_page_speaks_the_language_of_the_visitor(cast: Cast, rich: Rich, language: str) -> None:
    set_language(cast.amina.pk, language)
    page = text_of(browser_of(cast.amina), f"/people/{rich.person}/")
    told = words(load(), language)
    assert str(told.plain("rules", "refugee_1951")) in page
    assert f'<html lang="{language}"' in page.replace("sr-Latn", "sr-latn")


def test_words_that_have_no_translation_are_marked_as_english(cast: Cast, rich: Rich) -> None:
    set_language(cast.amina.pk, "ar")
    page = text_of(browser_of(cast.amina), f"/people/{rich.person}/")
    assert '<span lang="en" dir="ltr">' in page


def test_somebody_of_whom_nothing_is_known_has_a_page_that_says_what_will_come(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina)
    involved(person, cast.amina, since=timezone.now())
    page = text_of(browser_of(cast.amina), f"/people/{person}/")
    assert "Nothing has been recorded yet." in page
    assert "Nobody is recorded beside this person." in page
    assert "Nothing yet. That is not a no." in page


def test_what_does_not_exist_and_what_is_none_of_ones_business_look_the_same(cast: Cast, rich: Rich) -> None:
    carla = browser_of(cast.carla)
    nobody = uuid4()
    hidden, missing = carla.get(f"/people/{rich.person}/"), carla.get(f"/people/{nobody}/")
    assert hidden.status_code == missing.status_code == 404
    assert _bare(hidden, rich.person) == _bare(missing, nobody)
    assert acts_of(cast, rich)[0] == ("see_page", "refused")


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_without_people_find_nothing(cast: Cast, rich: Rich, role: Role) -> None:
    client = browser_of(cast.by_role[role])
    for path in ("", "why/child/", "history/", "?print=1"):
        assert client.get(f"/people/{rich.person}/{path}").status_code == 404


def test_an_erased_person_leaves_a_number_and_nothing_else(cast: Cast, rich: Rich) -> None:
    now = timezone.now()
    supervisor = visitor_of(cast.by_role[Role.SUPERVISOR], stepped_up=True, now=now)
    erase_person(supervisor, rich.person, seen=1, now=now)
    answer = browser_of(cast.amina).get(f"/people/{rich.person}/")
    assert answer.status_code == 200
    assert "This person was erased." in answer.content.decode()
    assert "Haroun" not in answer.content.decode()


class TestOnPaper:
    def test_the_copy_has_codes_in_place_of_category_words(self, cast: Cast, rich: Rich) -> None:
        copy = text_of(browser_of(cast.amina), f"/people/{rich.person}/", print="1")
        assert re.search(r"C-\d\d", copy)
        told = words(load(), "en")
        for section in ("rules", "tracks"):
            for id_ in getattr(load().core, section):
                for name in (told.label(section, id_), told.plain(section, id_)):
                    assert len(name.text) < 8 or name.text.casefold() not in copy.casefold(), name

    def test_the_copy_says_who_printed_it_for_what(self, cast: Cast, rich: Rich) -> None:
        copy = text_of(browser_of(cast.amina), f"/people/{rich.person}/", print="1")
        assert "<bdi>Amina</bdi> (Protection caseworker), for this purpose: Assistance." in copy

    def test_printing_is_written_down_as_printing(self, cast: Cast, rich: Rich) -> None:
        text_of(browser_of(cast.amina), f"/people/{rich.person}/", print="1")
        assert acts_of(cast, rich)[0] == ("print_page", "done")

    def test_codes_do_not_depend_on_the_person(self, cast: Cast) -> None:
        one, other = a_rich_case(cast, "V24"), a_rich_case(cast, "V42")
        copies = [
            text_of(browser_of(cast.amina), f"/people/{each.person}/", print="1") for each in (one, other)
        ]
        met = [set(re.findall(r"C-\d\d", copy)) for copy in copies]
        assert met[0] & met[1]
        assert met[0] != met[1]

    def test_whoever_may_look_and_not_print_is_refused(self, cast: Cast, rich: Rich) -> None:
        adviser = browser_of(cast.by_role[Role.LEGAL_ADVISER])
        assert adviser.get(f"/people/{rich.person}/").status_code == 200
        assert adviser.get(f"/people/{rich.person}/", {"print": "1"}).status_code == 403


class TestHistory:
    def test_it_tells_what_changed_in_plain_names(self, cast: Cast, rich: Rich) -> None:
        page = text_of(browser_of(cast.amina), f"/people/{rich.person}/history/")
        said = re.sub(r"<svg.*?</svg>|</?span[^>]*>", "", page)
        assert "<b>Protected as a refugee:</b> may apply  is now met." in said
        assert "Registered." in page

    def test_in_place_it_is_only_the_list(self, cast: Cast, rich: Rich) -> None:
        client = browser_of(cast.amina)
        answer = client.get(f"/people/{rich.person}/history/", headers={"HX-Request": "true"})
        assert answer.content.decode().lstrip().startswith("<ol")
