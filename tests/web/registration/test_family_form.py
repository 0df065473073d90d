"""The family form: nothing typed is lost, every fault is said beside its field, nothing strange gets in."""

from __future__ import annotations

import html
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client

from asylon.casework.people.models import Person, Registration
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Account
from tests.web.registration.sending import MINA, YUSUF, ZAHRA, sent
from tests.web.signin.signed_in import change_session, where

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FAMILY = "/register/family/"


def page_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_a_blank_form_has_one_person_and_a_draft(desk: Client) -> None:
    page = page_of(desk.get(FAMILY))
    assert 'name="p0-given"' in page
    assert 'name="p1-given"' not in page
    assert 'name="draft" value="' in page


def test_a_family_is_saved_and_its_numbers_are_shown(desk: Client) -> None:
    answer = desk.post(FAMILY, sent(YUSUF, ZAHRA, MINA), follow=True)
    page = page_of(answer)
    assert answer.redirect_chain[-1][0].startswith("/register/done/")
    assert "3 people are registered" in page
    for person in Person.objects.all():
        assert person.number in page
        assert f"/people/{person.pk}/certificate.pdf" in page


def test_sent_twice_is_saved_once(desk: Client) -> None:
    data = sent(YUSUF, ZAHRA)
    first, second = desk.post(FAMILY, data), desk.post(FAMILY, data)
    # The second time the family itself is a possible match of what is sent: it must not stand in the way.
    assert where(first) == where(second)
    assert Registration.objects.count() == 1


def test_next_person_without_a_script_keeps_everything(desk: Client) -> None:
    page = page_of(
        desk.post(FAMILY, sent(YUSUF | {"born": "what?", "needs": ["disability"]}, do="more", afraid="yes"))
    )
    assert 'name="p1-given"' in page
    assert 'value="what?"' in page
    assert 'id="id_p1-family"' in page
    assert page.count('value="Rahimi"') == 2  # the family name goes on to the next person
    assert page.count(" checked") == 3
    assert "could not be read" not in page


def test_a_person_can_be_taken_out_again(desk: Client) -> None:
    data = sent(YUSUF, ZAHRA, MINA, do="")
    page = page_of(desk.post(FAMILY, data | {"remove": "1"}))
    assert 'value="Zahra"' not in page
    assert 'id="id_p1-given"' in page
    assert 'value="Mina"' in page
    assert 'name="p2-given"' not in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"born": "14.14.2017"}, "The calendar has no such day"),
        ({"born": "next year"}, "This could not be read"),
        ({"born": "12.3.90"}, "Type the year with four digits"),
        ({"born": "1.1.2090"}, "This day has not come yet"),
        ({"born": "1370"}, "a year of another calendar"),
        ({"born": "900"}, "Nobody is so old"),
        ({"born": "9" * 10_000}, "This could not be read"),
        ({"given": "x" * 10_000}, "at most 80 letters"),
        ({"given": "Yu\u202esuf"}, "a sign in this name that cannot be seen"),
        ({"given": "Yu\0suf"}, "a sign in this name that cannot be seen"),
        ({"given": "Yusuf 😀"}, "“😀” is no part of a name"),
        ({"family": "<script>alert(1)</script>"}, "“<” is no part of a name"),
        ({"sex": "cat"}, "Select a valid choice"),
        ({"written": "\u2066یوسف"}, "a sign in this name that cannot be seen"),
        ({"needs": ["money"]}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(desk: Client, changes: dict[str, Any], said: str) -> None:
    answer = desk.post(FAMILY, sent(YUSUF | changes, ZAHRA))
    page = page_of(answer)
    assert answer.status_code == 200
    field = next(iter(changes))
    assert page.count(said) == 2  # on top, and beside the field
    assert f'href="#id_p0-{field}' in page
    assert "Zahra" in page
    assert Person.objects.count() == 0


def test_markup_that_was_typed_comes_back_as_text(desk: Client) -> None:
    raw = desk.post(FAMILY, sent(YUSUF | {"family": "<script>alert(1)</script>"})).content.decode()
    assert "<script>alert" not in raw
    assert "&lt;script&gt;alert(1)" in raw


def test_a_family_without_anybody_is_refused(desk: Client) -> None:
    assert "Nobody stands here yet" in page_of(desk.post(FAMILY, sent({})))


def test_names_of_many_scripts_and_customs_are_taken(desk: Client) -> None:
    for name in ("محمد‌رضا", "Nguyễn Thị", "O’Brien-Smith", "ሰላም", "Đorđe", "J. R.", "N'Golo", "অনিতা"):
        answer = desk.post(FAMILY, sent({"given": name, "born": "1980", "sex": "not_said"}))
        assert answer.status_code == 302, name


@pytest.mark.parametrize("typed", ["1987", "12/1990", "3.12.1990", "34", "٣٤", "۱۹۸۷", "", "?", "~40"])
def test_births_of_many_kinds_are_taken(desk: Client, typed: str) -> None:
    assert desk.post(FAMILY, sent(YUSUF | {"born": typed})).status_code == 302


def test_children_by_themselves_are_asked_about(desk: Client) -> None:
    child = {name: value for name, value in MINA.items() if name != "part"}
    page = page_of(desk.post(FAMILY, sent(child)))
    assert "Say whether an adult who is responsible for them" in page
    assert desk.post(FAMILY, sent(child, adult_here="no")).status_code == 302


def test_a_need_and_none_at_once_is_asked_about(desk: Client) -> None:
    page = page_of(desk.post(FAMILY, sent(YUSUF | {"needs": ["disability"]}, needed="no")))
    assert "Untick the need" in page
    assert desk.post(FAMILY, sent(YUSUF | {"needs": ["disability"]})).status_code == 302


def test_who_may_be_registered_already_is_shown_before_saving(desk: Client) -> None:
    desk.post(FAMILY, sent(YUSUF, ZAHRA))
    youssef = YUSUF | {"given": "Youssef", "family": "Rahimy"}
    data = sent(youssef, needed="no", afraid="yes")
    answer = desk.post(FAMILY, data)
    page = page_of(answer)
    assert answer.status_code == 200
    assert "Nothing is saved yet" in page
    assert "Yusuf Karim Rahimi" in page
    assert 'value="Youssef"' in page
    assert Person.objects.count() == 2
    shown = [part.split('"')[0] for part in page.split('name="shown" value="')[1:]]
    answer = desk.post(FAMILY, data | {"shown": shown, f"judge-{shown[0]}": "different"})
    assert answer.status_code == 302
    assert Person.objects.count() == 3


def test_the_same_person_opens_the_record_that_is_there(desk: Client) -> None:
    desk.post(FAMILY, sent(YUSUF))
    known = Person.objects.get()
    key = f"0-{known.pk}"
    answer = desk.post(FAMILY, sent(YUSUF, ZAHRA, shown=[key], **{f"judge-{key}": "same"}), follow=True)
    assert Person.objects.count() == 2
    assert "Was registered before; what you typed was added." in page_of(answer)


def test_matches_are_shown_without_a_script_too(desk: Client) -> None:
    desk.post(FAMILY, sent(YUSUF))
    page = page_of(desk.post(FAMILY, sent(YUSUF | {"given": "Yousef"}, do="matches")))
    assert "Yusuf Karim Rahimi" in page
    for answer in ("Same", "Different", "Cannot tell", "Ask somebody"):
        assert f"<span>{answer}</span>" in page
    panel = page[page.index('<article class="dup') : page.index("</article>")]
    assert " checked" not in panel  # no default answer


def test_matches_come_while_typing(desk: Client) -> None:
    desk.post(FAMILY, sent(YUSUF))
    page = page_of(desk.post("/register/matches/", sent(YUSUF | {"given": "Yousef"})))
    assert "Yusuf Karim Rahimi" in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1987", "1987"), ("12/1990", "December 1990"), ("٣٤", "34"), ("4 months", "4 months")],
)
def test_a_birth_is_echoed(desk: Client, typed: str, said: str) -> None:
    page = page_of(desk.post("/register/birth/", {"p3-born": typed}))
    assert "Understood:" in page
    assert said in page


def test_a_birth_that_cannot_be_read_yet_is_not_echoed(desk: Client) -> None:
    assert page_of(desk.post("/register/birth/", {"p3-born": "1."})).strip() == ""


def test_too_many_people_are_sent_to_the_group(desk: Client) -> None:
    page = page_of(
        desk.post(FAMILY, sent(YUSUF, *(MINA | {"given": f"Child {chr(97 + n % 26)}"} for n in range(40))))
    )
    assert "Register the group by its count first" in page


def test_what_was_typed_outlives_a_locked_session(desk: Client, amina: Account) -> None:
    change_session(desk, locked=True)
    answer = desk.post(FAMILY, sent(YUSUF, ZAHRA))
    assert Person.objects.count() == 0
    page = page_of(answer)
    assert 'name="kept"' in page
    assert "Zahra" not in page


@pytest.mark.parametrize(
    "address", [FAMILY, "/register/", "/register/one/", "/register/group/", "/register/rescue/"]
)
def test_who_registers_nobody_is_refused(analyst: Client, desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 200
    assert analyst.get(address).status_code == 403
    assert analyst.post(address, sent(YUSUF)).status_code in (403, 405)
    assert Person.objects.count() == 0


def test_who_has_not_signed_in_is_sent_to_sign_in(db: Any) -> None:
    assert "/accounts/login/" in where(Client().get(FAMILY))


def test_a_registration_of_others_is_not_there(desk: Client) -> None:
    assert desk.get(f"/register/done/{uuid4()}/").status_code == 404


def test_a_record_that_changed_meanwhile_loses_nothing_typed(desk: Client) -> None:
    with patch("asylon.web.registration.flows.register_family", side_effect=EditedMeanwhile):
        page = page_of(desk.post(FAMILY, sent(YUSUF, ZAHRA, needed="no")))
    assert "Somebody changed one of these records" in page
    assert 'value="Zahra"' in page
    assert Person.objects.count() == 0
