"""My day: what is urgent across everybody's own people, at the same price however many there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asylon.casework.access.search import find_people
from asylon.casework.staff.models import Account, Role
from tests.office_cast import Cast, a_person, involved, visitor_of
from tests.web.people.records import a_rich_case
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def day_of(account: Account, **query: str) -> str:
    client = Client()
    sign_in(client, account)
    answer = client.get("/day/", query)
    assert answer.status_code == 200
    page: str = answer.content.decode()
    return page.split('<template id="cover">')[0]


def test_what_is_urgent_for_anybody_stands_first_with_a_way_to_the_page(cast: Cast) -> None:
    rich = a_rich_case(cast, immediate_danger=True)
    page = day_of(cast.amina)
    assert "Make the person safe before you ask anything else" in page
    assert page.index('class="urgent"') < page.index("My people")
    assert f'href="/people/{rich.person}/"' in page


def test_lists_show_initials_and_no_names(cast: Cast) -> None:
    a_rich_case(cast)
    page = day_of(cast.amina)
    assert "L. H." in page
    assert "Leyla" not in page
    assert "Haroun" not in page


def test_a_colleague_is_not_told_what_is_sealed(cast: Cast) -> None:
    """Bojan does not see what stands on the asylum track: no order of his may rest on it."""
    a_rich_case(cast, "V14")
    order = "Something has happened in the country since the person left, and it may touch them"
    assert order in day_of(cast.amina)
    assert order not in day_of(cast.bojan)


def test_a_newcomer_is_told_how_to_begin(cast: Cast) -> None:
    page = day_of(cast.by_role[Role.LEGAL_ADVISER])
    assert "How to begin" in page
    assert 'href="/register/"' in page


def test_somebody_of_whom_nothing_is_known_is_not_called_settled(cast: Cast) -> None:
    involved(a_person(cast.reception, cast.amina), cast.amina, since=timezone.now())
    assert "not assessed yet" in day_of(cast.amina)


def test_more_people_cost_no_more_queries(cast: Cast) -> None:
    def queries() -> int:
        client = Client()
        sign_in(client, cast.amina)
        client.get("/day/")
        with (
            CaptureQueriesContext(connections["default"]) as first,
            CaptureQueriesContext(connections["keys"]) as second,
        ):
            client.get("/day/")
        return len(first) + len(second)

    a_rich_case(cast)
    few = queries()
    for _ in range(30):
        involved(a_person(cast.reception, cast.amina), cast.amina, since=timezone.now())
    assert queries() == few
    assert few <= 14


def test_long_lists_come_in_pages(cast: Cast) -> None:
    since = timezone.now() - timedelta(minutes=5)
    for _ in range(27):
        involved(a_person(cast.reception, cast.amina), cast.amina, since=since)
    first, second = day_of(cast.amina), day_of(cast.amina, page="2")
    assert first.count('<th scope="row">') == 25
    assert second.count('<th scope="row">') == 2
    assert "27 people are with you." in first
    assert day_of(cast.amina, page="nonsense").count('<th scope="row">') == 25


def test_a_supervisor_is_told_of_notices(cast: Cast) -> None:
    a_rich_case(cast)
    find_people(visitor_of(cast.carla), "Leyla Haroun", now=timezone.now())
    page = day_of(cast.by_role[Role.SUPERVISOR])
    assert "1 notice that nobody has seen" in page
    assert "notice that nobody has seen" not in day_of(cast.amina)


@pytest.mark.parametrize(
    ("role", "where"),
    [(Role.AUDITOR, "/journal/"), (Role.ANALYST, "/counts/"), (Role.ADMINISTRATOR, "/staff/")],
)
def test_whoever_has_no_people_begins_elsewhere(cast: Cast, role: Role, where: str) -> None:
    client = Client()
    sign_in(client, cast.by_role[role])
    assert client.get("/day/").headers["Location"] == where
