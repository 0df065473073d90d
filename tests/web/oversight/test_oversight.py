"""Oversight: notices for supervisors, the journal for auditors; others are refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from asylon.casework.access.kernel import Act
from asylon.casework.access.search import find_people
from asylon.casework.staff.models import Account, Role
from asylon.web.oversight.acts import ACTS, DEEDS
from tests.office_cast import Cast, visitor_of
from tests.web.people.records import Rich, a_rich_case
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def rich(cast: Cast) -> Rich:
    return a_rich_case(cast)


def browser_of(account: Account) -> Client:
    client = Client()
    sign_in(client, account)
    return client


def rows_of(client: Client, **query: str) -> int:
    """How many entries a page of the journal shows."""
    page: str = client.get("/journal/", query).content.decode()
    return page.split('<template id="cover">')[0].count('<th scope="row"')


def test_every_act_has_words() -> None:
    assert set(ACTS) == set(Act)
    assert not set(DEEDS) & set(Act)


def test_the_journal_is_read_in_words_and_references_are_short(cast: Cast, rich: Rich) -> None:
    auditor = browser_of(cast.by_role[Role.AUDITOR])
    page = auditor.get("/journal/", {"person": str(rich.person)}).content.decode()
    entries = page.split("<tbody>")[1].split("</tbody>")[0]
    assert f"<code>{str(rich.person)[-6:]}</code>" in entries
    assert f"<code>{rich.person}</code>" not in entries
    assert "see_page" not in entries


class TestNotices:
    def test_whoever_asked_is_named_until_somebody_has_seen_it(self, cast: Cast, rich: Rich) -> None:
        find_people(visitor_of(cast.carla), "Leyla Haroun", now=timezone.now())
        supervisor = browser_of(cast.by_role[Role.SUPERVISOR])
        page = supervisor.get("/notices/").content.decode()
        assert "Asked about a record that may not be opened" in page
        assert "Carla" in page
        seen = page.split('action="/notices/')[1].split("/seen/")[0]
        assert supervisor.post(f"/notices/{seen}/seen/").headers["Location"] == "/notices/"
        assert "No notice waits." in supervisor.get("/notices/").content.decode()
        kept = supervisor.get("/notices/", {"seen": "1"}).content.decode()
        assert "Carla" in kept

    def test_a_notice_that_there_is_none_of_is_not_there(self, cast: Cast) -> None:
        supervisor = browser_of(cast.by_role[Role.SUPERVISOR])
        assert supervisor.post(f"/notices/{uuid4()}/seen/").status_code == 404

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.SUPERVISOR])
    def test_nobody_else_reads_them(self, cast: Cast, role: Role) -> None:
        assert browser_of(cast.by_role[role]).get("/notices/").status_code == 403


class TestJournal:
    def test_an_auditor_reads_references_and_codes(self, cast: Cast, rich: Rich) -> None:
        browser_of(cast.amina).get(f"/people/{rich.person}/")
        page = browser_of(cast.by_role[Role.AUDITOR]).get("/journal/").content.decode()
        assert "Looked at a person" in page
        assert str(rich.person) in page
        for name in ("Leyla", "Haroun", "Amina", "RS-26"):
            assert name not in page

    def test_it_narrows_by_act_outcome_role_and_day(self, cast: Cast, rich: Rich) -> None:
        browser_of(cast.amina).get(f"/people/{rich.person}/")
        browser_of(cast.carla).get(f"/people/{rich.person}/")
        auditor = browser_of(cast.by_role[Role.AUDITOR])

        today, tomorrow = timezone.now().date(), timezone.now().date() + timedelta(days=1)
        assert rows_of(auditor, act="see_page", outcome="refused") == 1
        assert rows_of(auditor, act="see_page", role="protection_caseworker", since=today.isoformat()) == 2
        assert rows_of(auditor, act="see_page", since=tomorrow.isoformat()) == 0
        assert rows_of(auditor, act="see_page", until=today.isoformat()) == 2
        assert rows_of(auditor, person=str(rich.person), act="see_page", outcome="done") == 1

    def test_a_day_that_is_none_is_told_beside_its_field(self, cast: Cast) -> None:
        auditor = browser_of(cast.by_role[Role.AUDITOR])
        page = auditor.get("/journal/", {"since": "soon"}).content.decode()
        assert "Choose a day, or leave it empty." in page

    def test_long_journals_come_in_pages(self, cast: Cast) -> None:
        amina = browser_of(cast.amina)
        for _ in range(55):
            amina.get(f"/people/{uuid4()}/")
        auditor = browser_of(cast.by_role[Role.AUDITOR])
        page = auditor.get("/journal/", {"act": "see_page"}).content.decode()
        assert rows_of(auditor, act="see_page") == 50
        older = page.split('<a class="btn" href="?act=see_page&amp;before=')[1].split('"')[0]
        assert rows_of(auditor, act="see_page", before=older) == 5

    def test_it_says_that_it_is_whole(self, cast: Cast, rich: Rich) -> None:
        browser_of(cast.amina).get(f"/people/{rich.person}/")
        page = browser_of(cast.by_role[Role.AUDITOR]).post("/journal/").content.decode()
        assert "The journal is whole." in page

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
    def test_nobody_else_reads_it(self, cast: Cast, role: Role) -> None:
        client = browser_of(cast.by_role[role])
        assert client.get("/journal/").status_code == 403
        assert client.post("/journal/").status_code == 403


class TestCounts:
    @pytest.mark.parametrize("role", list(Role))
    def test_analysts_and_supervisors_read_counts(self, cast: Cast, role: Role) -> None:
        answer = browser_of(cast.by_role[role]).get("/counts/")
        allowed = role in (Role.ANALYST, Role.SUPERVISOR)
        assert answer.status_code == (200 if allowed else 403)
        if allowed:
            assert "Nobody was registered in this time." in answer.content.decode()
