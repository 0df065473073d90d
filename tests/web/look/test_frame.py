"""The frame: places by what the visitor may do, languages by their own names, and nobody in by default."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from asylon.casework.access.visitors import Visitor, purposes_of
from asylon.casework.staff.models import Role
from asylon.web.frame import ADDRESSES, frame, places_of
from asylon.web.frame import PLACES as PLACES_OF_THE_HEADER
from tests.web.look.addresses import amina

DESK = ["day", "people", "register", "responses"]
PLACES = {
    Role.REGISTRATION_OFFICER: DESK,
    Role.PROTECTION_CASEWORKER: DESK,
    Role.LEGAL_ADVISER: DESK,
    Role.TRAFFICKING_SPECIALIST: DESK,
    Role.CHILD_PROTECTION_OFFICER: DESK,
    Role.ASYLUM_ADJUDICATOR: ["day", "people"],
    Role.SUPERVISOR: ["day", "people", "responses", "oversight", "counts"],
    Role.COORDINATOR: ["day", "responses"],
    Role.ANALYST: ["day", "responses", "counts"],
    Role.AUDITOR: ["day", "oversight"],
    Role.ADMINISTRATOR: ["day", "administration"],
}


def shown(path: str = "/people/", visitor: Visitor | None = None, **context: object) -> str:
    request = RequestFactory().get(path)
    request.visitor = visitor  # type: ignore[attr-defined]  # the middleware puts it there
    return render_to_string("asylon/base.html", context, request=request)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_the_places_where_it_has_anything_to_do(role: Role) -> None:
    assert [place.key for place, _address in places_of(role, purposes_of(role)[0])] == PLACES[role]


def test_oversight_leads_to_what_the_role_may_read() -> None:
    def address(role: Role) -> str:
        return {place.key: where for place, where in places_of(role, purposes_of(role)[0])}["oversight"]

    assert address(Role.AUDITOR) == "journal/"
    assert address(Role.SUPERVISOR) == "notices/"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/day/", "day"),
        ("/people/0199/facts/", "people"),
        ("/groups/0199/", "register"),
        ("/register/family/", "register"),
        ("/notices/", "oversight"),
        ("/counts/", "counts"),
        ("/staff/", "administration"),
        ("/accounts/", ""),
    ],
)
def test_the_place_follows_the_address(path: str, place: str) -> None:
    assert frame(RequestFactory().get(path))["place"] == place


def test_the_page_itself_and_a_page_below_it_are_told_apart() -> None:
    assert 'href="/people/" aria-current="page"' in shown("/people/", amina())
    assert 'href="/people/" aria-current="true"' in shown("/people/0199/", amina())


def test_a_view_may_name_the_place_itself() -> None:
    assert 'href="/day/" aria-current="true"' in shown("/elsewhere/", amina(), place="day")


def test_without_a_visitor_there_is_nothing_of_an_office() -> None:
    page = shown()
    assert 'class="nav"' not in page
    assert "data-cover" not in page
    assert "idle.js" not in page


def test_with_one_role_and_one_purpose_there_is_nothing_to_switch() -> None:
    alone = replace(amina(), role=Role.AUDITOR, purpose=purposes_of(Role.AUDITOR)[0], roles=(Role.AUDITOR,))
    assert 'action="/role/"' not in shown(visitor=alone)
    assert 'name="role" value="supervisor"' in shown(visitor=amina())
    assert 'name="purpose" value="registration"' in shown(visitor=amina())


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("sr-latn", "ltr")])
def test_language_and_direction_stand_on_the_page(language: str, direction: str) -> None:
    with translation.override(language):
        assert f'<html lang="{language}" dir="{direction}">' in shown()


def test_languages_go_by_their_own_names() -> None:
    names = [language.name for language in frame(RequestFactory().get("/"))["languages"]]
    assert names == ["English", "français", "العربيّة", "српски", "srpski (latinica)"]


def test_the_rulebook_is_named_shortly() -> None:
    edition = frame(RequestFactory().get("/"))["rulebook"]
    assert edition.version
    assert len(edition.mark) == 9
    assert edition.version in shown()


def test_made_up_people_are_said_to_be_made_up_in_the_demonstration_only(settings: object) -> None:
    said = "Made-up people and offices. Public figures name their source."
    settings.DEMO = True  # type: ignore[attr-defined]  # the fixture takes any setting
    assert said in shown()
    settings.DEMO = False  # type: ignore[attr-defined]  # the fixture takes any setting
    assert said not in shown()


def test_htmx_is_told_to_stay_small() -> None:
    assert (
        '{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0}'
        in shown()
    )


ADDRESSES_OF_PLACES = [address for place in PLACES_OF_THE_HEADER for _act, address in place.ways]


@pytest.mark.parametrize("address", [*ADDRESSES.values(), *ADDRESSES_OF_PLACES])
def test_every_address_of_the_header_leads_somewhere(address: str) -> None:
    assert resolve(f"/{address}")
