"""Changing names, birth and the rest on a page: nothing typed is lost, and nobody is overwritten."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from asylon.casework.access.door import open_person
from asylon.casework.access.kernel import Act
from asylon.casework.people.identity import Identity, Name
from asylon.casework.people.partial_dates import in_year
from asylon.casework.people.typed_dates import read_typed
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, TODAY, Cast, a_case, visitor_of
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def mina(cast: Cast) -> UUID:
    names = (
        Name(given="Mina", family="Rahimi"),
        Name(whole="مينا رحيمي", script="Arab", kind="written", machine_made=True),
    )
    return a_case(cast, names=names, telephone="+381 60 1", languages=("fa",))


@pytest.fixture
def amina(cast: Cast) -> Client:
    client = Client()
    sign_in(client, cast.amina)
    return client


def stands(cast: Cast, person: UUID) -> Identity:
    return open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW).identity


def sent(page: Any, **changes: str) -> dict[str, str]:
    """What a browser would send from a page that was opened, with changes."""
    told = page.context["sent"]
    fields = {form.add_prefix(name): form[name].value() for form in told.forms for name in form.fields}
    return {name: str(value or "") for name, value in fields.items()} | changes


def test_sent_as_it_came_nothing_changes(cast: Cast, mina: UUID, amina: Client) -> None:
    before = stands(cast, mina)
    page = amina.get(f"/people/{mina}/identity/")
    answer = amina.post(f"/people/{mina}/identity/", sent(page))
    assert answer.headers["Location"] == f"/people/{mina}/"
    assert stands(cast, mina) == before


def test_a_name_is_mended_another_added_and_a_third_taken_away(cast: Cast, mina: UUID, amina: Client) -> None:
    page = amina.get(f"/people/{mina}/identity/")
    changes = {
        "n0-given": "Meena",
        "n1-whole": "",
        "n2-given": "Мина",
        "born": "1991",
        "marks": "a scar",
    }
    amina.post(f"/people/{mina}/identity/", sent(page, **changes))
    now = stands(cast, mina)
    assert {(name.given, name.script, name.kind) for name in now.names} == {
        ("Meena", "Latn", "main"),
        ("Мина", "Cyrl", "other"),
    }
    assert (now.born, now.marks, now.telephone, now.languages) == (
        in_year(1991),
        "a scar",
        "+381 60 1",
        ("fa",),
    )
    assert b"Meena" in amina.get("/people/?q=Meena").content


def test_a_span_of_years_stays_as_it_is_until_it_is_changed(cast: Cast, amina: Client) -> None:
    born = read_typed("~34", today=TODAY)
    person = a_case(cast, born=born)
    page = amina.get(f"/people/{person}/identity/")
    amina.post(f"/people/{person}/identity/", sent(page, marks="tall"))
    assert stands(cast, person).born == born
    page = amina.get(f"/people/{person}/identity/")
    amina.post(f"/people/{person}/identity/", sent(page, born="?"))
    assert stands(cast, person).born.earliest is None


def test_over_somebody_elses_change_nothing_is_saved_and_what_was_typed_stays(
    cast: Cast, mina: UUID, amina: Client
) -> None:
    first = amina.get(f"/people/{mina}/identity/")
    amina.post(f"/people/{mina}/identity/", sent(first, **{"n0-given": "Meena"}))
    late = amina.post(f"/people/{mina}/identity/", sent(first, **{"n0-given": "Minaa"}))
    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody changed this meanwhile" in page
    assert 'value="Minaa"' in page
    assert "Meena" in page
    assert stands(cast, mina).main.given == "Meena"
    amina.post(f"/people/{mina}/identity/", sent(late))
    assert stands(cast, mina).main.given == "Minaa"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("n0-given", "Yu\u202esuf", "There is a sign in it"),
        ("n0-given", "Mina\x00", "There is a sign in it"),
        ("n1-whole", "ي" * 201, "Make it shorter."),
        ("telephone", "+381\u202e60", "There is a sign in it"),
        ("marks", "<b>scar</b>", "There is a sign in it"),
        ("born", "31.2.1990", "no such day"),
        ("sex", "both", "Select a valid choice"),
        ("n0-kind", "royal", "Select a valid choice"),
        ("n0-id", "not-an-id", "Enter a valid UUID"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    cast: Cast, mina: UUID, amina: Client, field: str, typed: str, said: str
) -> None:
    before = stands(cast, mina)
    page = amina.get(f"/people/{mina}/identity/")
    answer = amina.post(f"/people/{mina}/identity/", sent(page, **{field: typed, "n2-given": "Typed too"}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Typed too" in answer.content.decode()
    assert stands(cast, mina) == before


def test_a_row_of_somebody_else_or_the_same_row_twice_makes_a_new_name(
    cast: Cast, mina: UUID, amina: Client
) -> None:
    other = a_case(cast, given="Hana")
    hers = stands(cast, other).names[0].id
    page = amina.get(f"/people/{mina}/identity/")
    own = sent(page)["n0-id"]
    amina.post(
        f"/people/{mina}/identity/",
        sent(page, **{"n1-id": own, "n2-id": str(hers), "n2-given": "Zara", "n1-whole": "Mina R."}),
    )
    assert stands(cast, other).names[0].given == "Hana"
    assert {name.shown for name in stands(cast, mina).names} == {"Mina Rahimi", "Mina R.", "Zara"}


def test_whoever_only_looks_does_not_come_here(cast: Cast, mina: UUID) -> None:
    for account, status in ((cast.by_role[Role.SUPERVISOR], 403), (cast.carla, 404)):
        client = Client()
        sign_in(client, account)
        assert client.get(f"/people/{mina}/identity/").status_code == status
        assert client.post(f"/people/{mina}/identity/", {"seen": "1"}).status_code == status
