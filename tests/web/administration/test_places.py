"""Offices, sites and services: added and changed by administrators, never over one another."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from asylon.casework.journal.models import Entry
from asylon.casework.offices import services
from asylon.casework.offices.models import Office, Service, Site
from asylon.casework.offices.services import AlreadyThere
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Account, Role
from tests.web.signin.signed_in import an_office, colleague, sign_in, where

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

TYPED = {
    "code": "LA2",
    "name": "Legal aid Sever",
    "kind": "legal_aid",
    "jurisdiction": "RS",
    "focal_point": "Desk 4",
    "telephone": "",
}


@pytest.fixture
def ada(client: Client) -> Account:
    account = colleague("ada", roles=(Role.ADMINISTRATOR,))
    sign_in(client, account, stepped_up=True)
    return account


def test_an_office_is_added(client: Client, ada: Account) -> None:
    answer = client.post("/staff/offices/new/", TYPED)
    office = Office.objects.get(code="LA2")
    assert where(answer) == f"/staff/offices/{office.pk}/"
    assert "Legal aid Sever" in client.get("/staff/offices/").content.decode()
    entry = Entry.objects.get()
    assert (entry.act, entry.detail) == ("add_place", {"office": str(office.pk)})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": "RC1"}, "Another one is called so already."),
        ({"code": "ист"}, "Use Latin letters, digits and hyphens only."),
        ({"code": "x" * 13}, "at most 12 characters"),
        ({"name": ""}, "Write the name."),
        ({"kind": ""}, "Choose what the office is for."),
        ({"jurisdiction": "XX"}, "Select a valid choice"),
        ({"focal_point": ""}, "Write which desk to ask"),
    ],
)
def test_an_office_that_will_not_do_is_refused_beside_its_field(
    client: Client, ada: Account, changed: dict[str, str], said: str
) -> None:
    page = client.post("/staff/offices/new/", TYPED | changed).content.decode()
    assert said in page
    assert 'value="Desk 4"' in page or "focal_point" in changed
    assert Office.objects.count() == 1
    assert not Entry.objects.exists()


def test_an_office_has_the_clock_of_its_law_until_another_is_chosen(client: Client, ada: Account) -> None:
    client.post("/staff/offices/new/", TYPED)
    made = Office.objects.get(code="LA2")
    assert made.time_zone == "Europe/Belgrade"
    change, sent = f"/staff/offices/{made.pk}/edit/", {**TYPED, "time_zone": "Asia/Dhaka", "seen": "1"}
    assert client.post(change, sent).status_code == 302
    assert "Asia/Dhaka" in client.get(f"/staff/offices/{made.pk}/").content.decode()
    wrong = client.post(change, {**sent, "time_zone": "Mars/Olympus", "seen": "2"})
    assert "Choose one of the time zones." in wrong.content.decode()
    assert Office.objects.get(pk=made.pk).time_zone == "Asia/Dhaka"


def test_sites_and_services_are_added_and_changed(client: Client, ada: Account) -> None:
    office = an_office()
    client.post(f"/staff/offices/{office.pk}/sites/new/", {"name": "Gate", "place": "North"})
    client.post(
        f"/staff/offices/{office.pk}/services/new/", {"kind": "health", "name": "Clinic", "contact": "113"}
    )
    site, service = Site.objects.get(), Service.objects.get()
    client.post(f"/staff/sites/{site.pk}/", {"name": "Gate 2", "place": "", "seen": "1"})
    client.post(
        f"/staff/services/{service.pk}/", {"kind": "shelter", "name": "House", "contact": "", "seen": "1"}
    )
    page = client.get(f"/staff/offices/{office.pk}/").content.decode()
    assert "Gate 2" in page
    assert "House" in page
    assert Entry.objects.count() == 4


def test_two_sites_of_an_office_have_two_names(client: Client, ada: Account) -> None:
    office = an_office()
    services.add_site(office, name="Gate")
    page = client.post(f"/staff/offices/{office.pk}/sites/new/", {"name": "Gate"}).content.decode()
    assert "Another one is called so already." in page
    with pytest.raises(AlreadyThere):
        services.add_site(office, name="Gate")
    assert services.add_site(services.add_office(**{**TYPED, "code": "B"}), name="Gate")


def test_two_who_edit_an_office_never_overwrite_each_other_silently(client: Client, ada: Account) -> None:
    office = an_office()
    typed = TYPED | {"code": "RC1", "kind": "reception", "focal_point": "Desk 9"}
    services.edit_office(Office.objects.get(), seen=1, focal_point="Desk 7")
    page = client.post(f"/staff/offices/{office.pk}/edit/", {**typed, "seen": "1"}).content.decode()
    assert "Somebody changed this meanwhile" in page
    assert 'value="Desk 9"' in page
    assert "Desk 7" in page
    assert 'name="seen" value="2"' in page
    assert Office.objects.get().focal_point == "Desk 7"
    client.post(f"/staff/offices/{office.pk}/edit/", {**typed, "seen": "2"})
    assert Office.objects.get().focal_point == "Desk 9"


def test_a_form_without_its_version_changes_nothing(client: Client, ada: Account) -> None:
    office = an_office()
    page = client.post(f"/staff/offices/{office.pk}/edit/", TYPED).content.decode()
    assert "Somebody changed this meanwhile" in page
    assert Office.objects.get().code == "RC1"


def test_the_service_refuses_an_old_version() -> None:
    office = an_office()
    services.edit_office(office, seen=1, name="A")
    with pytest.raises(EditedMeanwhile):
        services.edit_office(office, seen=1, name="B")
    assert Office.objects.get().name == "A"


@pytest.mark.parametrize("kind", ["offices/{}", "offices/{}/edit", "sites/{}", "services/{}"])
def test_a_place_that_is_not_there_is_not_there(client: Client, ada: Account, kind: Any) -> None:
    address = kind.format("0190b7c2-0000-7000-8000-000000000001")
    assert client.get(f"/staff/{address}/").status_code == 404
