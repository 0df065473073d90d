"""Giving a case to others, closing it to others, and erasing: on the pages, by whoever may."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from asylon.casework.access.models import Involvement
from asylon.casework.people.models import Person
from asylon.casework.staff.models import Role
from tests.office_cast import Cast, a_case
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PAGES_ABOUT_SOMEBODY = (
    *("", "?print=1", "why/refugee_1951/", "history/", "certificate.pdf", "keep/", "keep/give/"),
    *("facts/", "facts/add/", "facts/lists/nationality/", "facts/pregnant/", "account/"),
    *("interview/", "interview/begin/", "interview/answer/", "interview/pause/", "interview/in-danger/"),
)


@pytest.fixture
def mina(cast: Cast) -> UUID:
    return a_case(cast)


def as_(cast: Cast, role: Role, *, stepped_up: bool = False) -> Client:
    client = Client()
    sign_in(client, cast.by_role[role], stepped_up=stepped_up)
    return client


def test_a_supervisor_gives_the_case_to_a_colleague_who_then_opens_it(cast: Cast, mina: UUID) -> None:
    supervisor, adviser = as_(cast, Role.SUPERVISOR), as_(cast, Role.LEGAL_ADVISER)
    assert "Who works on this" in supervisor.get(f"/people/{mina}/").content.decode()
    page = supervisor.get(f"/people/{mina}/keep/").content.decode()
    assert "Amina" in page
    assert adviser.get(f"/people/{mina}/account/").status_code == 403
    who = f"account:{cast.by_role[Role.LEGAL_ADVISER].pk}"
    given = supervisor.post(f"/people/{mina}/keep/give/", {"who": who, "purpose": "legal_advice"})
    assert given.headers["Location"] == f"/people/{mina}/keep/"
    assert adviser.get(f"/people/{mina}/account/").status_code == 200
    involvement = Involvement.objects.get(account=cast.by_role[Role.LEGAL_ADVISER])
    supervisor.post(f"/people/{mina}/keep/{involvement.pk}/end/")
    assert adviser.get(f"/people/{mina}/account/").status_code == 403


def test_whoever_works_with_nobody_is_not_offered(cast: Cast, mina: UUID) -> None:
    page = as_(cast, Role.SUPERVISOR).get(f"/people/{mina}/keep/").content.decode()
    for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.ANALYST):
        assert str(cast.by_role[role].pk) not in page
    assert "Carla" not in page
    assert f"office:{cast.elsewhere.pk}" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a colleague or an office."),
        (
            {"who": "account:00000000-0000-0000-0000-000000000000", "purpose": "assistance"},
            "Choose one of these.",
        ),
        ({"who": "\x00", "purpose": "audit"}, "Choose one of these."),
        ({"who": "$adviser", "purpose": "assistance"}, "They hold no role that works for this."),
        ({"who": "$bojan", "purpose": "trafficking_assistance"}, "for this already"),
    ],
)
def test_what_cannot_be_given_is_refused_beside_its_field(
    cast: Cast, mina: UUID, sent: dict[str, str], said: str
) -> None:
    known = {
        "$adviser": f"account:{cast.by_role[Role.LEGAL_ADVISER].pk}",
        "$bojan": f"account:{cast.bojan.pk}",
    }
    given = {name: known.get(text, text) for name, text in sent.items()}
    answer = as_(cast, Role.SUPERVISOR).post(f"/people/{mina}/keep/give/", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    if sent.get("who") in known:
        assert f'value="{given["who"]}" selected' in page


def test_a_closed_case_is_found_by_nobody_else_until_it_is_opened_again(cast: Cast, mina: UUID) -> None:
    amina, colleague = as_(cast, Role.PROTECTION_CASEWORKER), as_(cast, Role.LEGAL_ADVISER)
    assert colleague.get(f"/people/{mina}/").status_code == 200
    amina.post(f"/people/{mina}/keep/close/", {"seen": "1"})
    assert colleague.get(f"/people/{mina}/").status_code == 404
    page = amina.get(f"/people/{mina}/keep/").content.decode()
    assert "Take it out of the closed caseload" in page
    amina.post(f"/people/{mina}/keep/reopen/", {"seen": "2"})
    assert colleague.get(f"/people/{mina}/").status_code == 200


@pytest.mark.parametrize("seen", ["2", "", "x", "0", "9" * 40])
def test_over_somebody_elses_change_nothing_is_closed(cast: Cast, mina: UUID, seen: str) -> None:
    answer = as_(cast, Role.SUPERVISOR).post(f"/people/{mina}/keep/close/", {"seen": seen})
    assert answer.status_code == 409
    assert "Somebody changed this case meanwhile" in answer.content.decode()
    assert not Person.objects.get(pk=mina).closed


def test_a_person_is_erased_once_the_number_was_typed_and_the_factor_shown(cast: Cast, mina: UUID) -> None:
    number = Person.objects.get(pk=mina).number
    asked = as_(cast, Role.SUPERVISOR).post(f"/people/{mina}/keep/erase/", {"seen": "1", "number": number})
    assert "account/reauthenticate.html" in {each.name for each in asked.templates}
    supervisor = as_(cast, Role.SUPERVISOR, stepped_up=True)
    wrong = supervisor.post(f"/people/{mina}/keep/erase/", {"seen": "1", "number": "RS-26-999999"})
    assert (wrong.status_code, "This is another number." in wrong.content.decode()) == (422, True)
    stale = supervisor.post(f"/people/{mina}/keep/erase/", {"seen": "7", "number": number})
    assert stale.status_code == 409
    assert Person.objects.get(pk=mina).erased_at is None
    supervisor.post(f"/people/{mina}/keep/erase/", {"seen": "1", "number": f" {number.lower()} "})
    assert Person.objects.get(pk=mina).erased_at is not None
    assert "This person was erased." in supervisor.get(f"/people/{mina}/").content.decode()


def test_whoever_may_not_erase_is_not_offered_it(cast: Cast, mina: UUID) -> None:
    page = as_(cast, Role.PROTECTION_CASEWORKER).get(f"/people/{mina}/keep/").content.decode()
    assert "Erase for good" not in page
    assert "Close the case to others" in page


def test_whoever_ends_their_own_business_goes_back_to_my_day(cast: Cast, mina: UUID) -> None:
    amina = as_(cast, Role.PROTECTION_CASEWORKER)
    own = Involvement.objects.get(account=cast.amina)
    assert amina.post(f"/people/{mina}/keep/{own.pk}/end/").headers["Location"] == "/day/"


def test_no_page_about_somebody_erased_falls_over(cast: Cast, mina: UUID) -> None:
    supervisor = as_(cast, Role.SUPERVISOR, stepped_up=True)
    number = Person.objects.get(pk=mina).number
    supervisor.post(f"/people/{mina}/keep/erase/", {"seen": "1", "number": number})
    for end in PAGES_ABOUT_SOMEBODY:
        for client in (supervisor, as_(cast, Role.LEGAL_ADVISER)):
            assert client.get(f"/people/{mina}/{end}").status_code in (200, 302, 403, 404, 405), end
            assert client.post(f"/people/{mina}/{end}").status_code in (302, 403, 404, 405), end
