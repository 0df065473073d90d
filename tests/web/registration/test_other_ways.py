"""One person, a counted group and its people by name, people rescued, and papers."""

from __future__ import annotations

import html
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from asylon.casework.people.models import Group, Person, Registration
from tests.web.registration.sending import YUSUF, ZAHRA, sent
from tests.web.signin.signed_in import where

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
COUNT = {"place": "Gate, 23 November", "women": "2", "girls": "١", "men": "", "boys": "0", "not_known": ""}


def page_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def counted(desk: Client, **changes: str) -> str:
    return where(desk.post("/register/group/", COUNT | changes | {"draft": str(uuid4())}))


def test_one_person_is_registered_without_a_family(desk: Client) -> None:
    assert desk.post("/register/one/", sent(YUSUF)).status_code == 302
    assert Registration.objects.get().kind == "individual"
    assert "Next person" not in page_of(desk.get("/register/one/"))


def test_a_group_is_counted_and_then_registered_by_name(desk: Client) -> None:
    address = counted(desk)
    assert "3 people of this group are left" in page_of(desk.get(address))
    done = desk.post(f"{address}one-by-one/", sent(YUSUF, ZAHRA), follow=True)
    assert f"{address}one-by-one/" in page_of(done)
    assert "1 person of this group is left" in page_of(desk.get(address))
    assert "Gate, 23 November" in page_of(desk.get("/register/"))
    desk.post(f"{address}one-by-one/", sent(YUSUF | {"given": "Ahmad"}, ZAHRA | {"given": "Leila"}))
    assert "1 person more than was counted" in page_of(desk.get(address))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"women": "many"}, "Write a whole number"),
        ({"women": "-1"}, "Write a whole number"),
        ({"women": "9" * 300}, "Write a whole number"),
        ({"place": ""}, "Write the name of the place"),
        ({"women": "", "girls": ""}, "Nobody is counted yet"),
    ],
)
def test_a_count_that_cannot_be_comes_back(desk: Client, changes: dict[str, str], said: str) -> None:
    answer = desk.post("/register/group/", COUNT | changes | {"draft": str(uuid4())})
    assert answer.status_code == 200
    assert page_of(answer).count(said) == 2
    assert Group.objects.count() == 0


def test_people_rescued_are_registered_with_the_place(desk: Client) -> None:
    data = sent(YUSUF, ZAHRA | {"part": "not_related"}) | {"rescue-place": "South", "rescue-at_sea": "yes"}
    assert desk.post("/register/rescue/", data).status_code == 302
    assert Group.objects.get().title == "South"
    page = page_of(desk.post("/register/rescue/", sent({"given": "Nuh", "family": "Osman"})))
    assert page.count("Write the name of the place") == 2


def test_another_group_is_not_there(desk: Client, analyst: Client) -> None:
    address = counted(desk)
    assert desk.get(f"/groups/{uuid4()}/").status_code == 404
    assert analyst.get(address).status_code == 403


def test_certificates_are_papers(desk: Client, analyst: Client) -> None:
    desk.post("/register/family/", sent(YUSUF, ZAHRA))
    person, group = Person.objects.first(), Group.objects.get()
    assert person is not None
    for address in (f"/people/{person.pk}/certificate.pdf", f"/groups/{group.pk}/certificate.pdf"):
        answer = desk.get(address)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == 'inline; filename="certificate.pdf"'
        assert answer.content.startswith(b"%PDF")
        assert analyst.get(address).status_code == 404
    assert desk.get(f"/people/{uuid4()}/certificate.pdf").status_code == 404


def test_a_check_is_open_to_everybody_and_says_next_to_nothing(desk: Client) -> None:
    from asylon.casework.documents.check_codes import make_code
    from asylon.casework.keys.services import ring

    desk.post("/register/one/", sent(YUSUF))
    code = make_code(Person.objects.get().pk, key=ring().index_key)
    answer = Client().get(f"/check/{code}/")
    page = page_of(answer)
    assert answer.status_code == 200
    assert "is in force" in page
    assert "Reception centre Istok" in page
    for hidden in ("Yusuf", "Rahimi", Person.objects.get().number, "1987"):
        assert hidden not in page
    wrong = Client().get(f"/check/{'a' * 52}/")
    assert wrong.status_code == 404
    assert "No office here issued" in page_of(wrong)


def test_during_a_rescue_nobody_is_asked_where_from_and_why(desk: Client) -> None:
    page = page_of(desk.get("/register/rescue/"))
    assert "Nationality" not in page
    assert "Has anybody said that they are afraid to go back?" in page
    assert "Nationality" in page_of(desk.get("/register/family/"))
