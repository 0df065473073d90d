"""Saying on pages who belongs to whom: with days, beside what others do, and never about hidden people."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from asylon.casework.access import belonging, kinship
from asylon.casework.access.door import open_person
from asylon.casework.access.family import Family, family_of
from asylon.casework.access.kernel import Act
from asylon.casework.access.kinship import Tie
from asylon.casework.keys.services import erase
from asylon.casework.people.links import Absent
from asylon.casework.people.models import FamilyLink, Group, Membership, Person
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, TODAY, Cast, a_case, a_person, involved, visitor_of
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def boy(cast: Cast) -> UUID:
    return a_case(cast, given="Idris", family="Tesfay", sex="male")


@pytest.fixture
def aunt(cast: Cast) -> UUID:
    return a_case(cast, given="Selam", family="Tesfay")


@pytest.fixture
def stranger(cast: Cast) -> UUID:
    """Somebody in a closed case of another office."""
    return a_person(cast.elsewhere, cast.carla, given="Yonas", closed=True)


@pytest.fixture
def amina(cast: Cast) -> Client:
    client = Client()
    sign_in(client, cast.amina)
    return client


def number_of(person: UUID) -> str:
    return Person.objects.values_list("number", flat=True).get(pk=person)


def stands(cast: Cast, person: UUID) -> Family:
    return family_of(open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=timezone.now()))


def tie(**changes: str) -> dict[str, str]:
    return {"kind": "guardian", "state": "together", "since": "", **changes}


def guardian(cast: Cast, boy: UUID, aunt: UUID) -> UUID:
    since = TODAY - timedelta(days=30)
    return kinship.link_people(
        visitor_of(cast.amina), boy, aunt, Tie("guardian", since=since, forward=False), now=NOW
    )


def test_from_the_persons_page_a_guardian_is_said_with_a_day_and_read_from_both_sides(
    cast: Cast, boy: UUID, aunt: UUID, amina: Client
) -> None:
    assert 'href="family/"' in amina.get(f"/people/{boy}/").content.decode()
    assert f"/people/{boy}/family/link/" in amina.get(f"/people/{boy}/family/").content.decode()
    typed = f" {number_of(aunt).lower().replace('-', ' ')} "
    answer = amina.post(f"/people/{boy}/family/link/", tie(number=typed, since="٣.١١.2025"))
    assert answer.headers["Location"] == f"/people/{boy}/family/"
    for page in (amina.get(f"/people/{boy}/family/"), amina.get(f"/people/{boy}/")):
        assert "guardian" in page.content.decode()
        assert "since 3 November 2025" in page.content.decode()
    (at_the_aunt,) = stands(cast, aunt).relatives
    assert (at_the_aunt.kind, at_the_aunt.forward) == ("guardian", True)


def test_a_form_that_is_sent_twice_makes_one_link_and_says_so(cast: Cast, boy: UUID, amina: Client) -> None:
    sent = tie(kind="parent", state="tracing", name="ለታይ", last_heard="in June")
    amina.post(f"/people/{boy}/family/absent/", sent)
    page = amina.post(f"/people/{boy}/family/absent/", {**sent, "name": " ለታይ "}, follow=True)
    assert "This relative stands here already, and nothing was written." in page.content.decode()
    assert len(stands(cast, boy).relatives) == 1


def test_a_child_looks_for_his_mother_until_she_is_found(
    cast: Cast, boy: UUID, aunt: UUID, amina: Client
) -> None:
    sent = tie(kind="parent", state="tracing", name="ለታይ", last_heard="in June", place="Zuwara")
    amina.post(f"/people/{boy}/family/absent/", sent)
    (lost,) = stands(cast, boy).relatives
    assert (lost.absent, lost.state) == (Absent("ለታይ", "in June", "Zuwara", forward=False), "tracing")
    page = f"/people/{boy}/family/links/{lost.link}/"
    assert "ለታይ" in amina.get(page).content.decode()
    answer = amina.post(page, {"do": "found", "seen": "1", "number": number_of(aunt)})
    assert answer.status_code == 302
    (son,) = stands(cast, aunt).relatives
    assert (son.kind, son.forward, son.state) == ("parent", True, "found")
    assert 'value="found"' not in re.sub(r"<option.*?>", "", amina.get(page).content.decode())


def test_a_link_is_ended_on_a_day_and_stays_to_be_read(
    cast: Cast, boy: UUID, aunt: UUID, amina: Client
) -> None:
    link = guardian(cast, boy, aunt)
    page = f"/people/{boy}/family/links/{link}/"
    amina.post(page, {"do": "end", "seen": "1", "until": "20.11.2026"})
    assert stands(cast, boy).relatives == ()
    read = amina.get(f"/people/{boy}/family/").content.decode()
    assert "Has ended" in read
    assert "until 20 November 2026" in read
    again = amina.post(page, {"do": "state", "seen": "2", "state": "died"}, follow=True)
    assert "This has ended meanwhile. Nothing was changed." in again.content.decode()
    assert FamilyLink.objects.get(pk=link).state == "together"


def test_over_somebody_elses_change_nothing_is_saved_and_what_was_chosen_stays(
    cast: Cast, boy: UUID, aunt: UUID, amina: Client
) -> None:
    link = guardian(cast, boy, aunt)
    kinship.change_state(visitor_of(cast.amina), boy, link, seen=1, state="separated", now=NOW)
    page = f"/people/{boy}/family/links/{link}/"
    late = amina.post(page, {"do": "state", "seen": "1", "state": "died"})
    read = late.content.decode()
    assert late.status_code == 409
    assert "Somebody changed this meanwhile" in read
    assert '<span class="chip dash">separated</span>' in read
    assert '<option value="died" selected>' in read
    assert 'name="seen" value="2" id="state_seen"' in read
    assert amina.post(page, {"do": "state", "seen": "2", "state": "died"}).status_code == 302
    assert FamilyLink.objects.get(pk=link).state == "died"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": ""}, "Type the number."),
        ({"number": "RS-26-999999"}, "Nothing of this number is open to you."),
        ({"number": "RS-26-\u202e000001"}, "There is a sign in it"),
        ({"number": "a\x00b"}, "There is a sign in it"),
        ({"kind": "tribe"}, "Choose one of these."),
        ({"state": ""}, "Choose one of these."),
        ({"since": "2026"}, "Write the whole day"),
        ({"since": "31.2.2026"}, "no such day"),
        ({"since": "1.1.2099"}, "This day has not come yet."),
        ({"since": "1.1.1880"}, "too long ago"),
        ({"since": "9" * 400}, "Write the whole day"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(
    cast: Cast, boy: UUID, aunt: UUID, amina: Client, changes: dict[str, str], said: str
) -> None:
    sent = tie(number=number_of(aunt), since="3.11.2025") | changes
    answer = amina.post(f"/people/{boy}/family/link/", sent)
    read = answer.content.decode()
    assert answer.status_code == 422
    (field,) = changes
    assert f'href="#id_{field}"' in read
    assert said in read.split('<div class="errors"')[1].split("</div>")[0]
    assert 'value="guardian" selected' in read or field == "kind"
    assert 'value="3.11.2025"' in read or field == "since"
    assert stands(cast, boy).relatives == ()


def test_linked_twice_or_to_oneself_is_said(cast: Cast, boy: UUID, aunt: UUID, amina: Client) -> None:
    guardian(cast, boy, aunt)
    twice = amina.post(f"/people/{boy}/family/link/", tie(number=number_of(aunt)))
    assert (twice.status_code, "linked in this way already, or" in twice.content.decode()) == (422, True)
    oneself = amina.post(f"/people/{boy}/family/link/", tie(number=number_of(boy)))
    assert (oneself.status_code, "the person herself or himself" in oneself.content.decode()) == (422, True)


def test_an_end_before_the_beginning_is_refused(cast: Cast, boy: UUID, aunt: UUID, amina: Client) -> None:
    link = guardian(cast, boy, aunt)
    answer = amina.post(
        f"/people/{boy}/family/links/{link}/", {"do": "end", "seen": "1", "until": "1.1.2026"}
    )
    assert answer.status_code == 422
    assert 'href="#end_until"' in answer.content.decode()
    assert "It had not begun by then." in answer.content.decode()


def test_whoever_may_not_be_seen_is_answered_like_one_that_there_is_not(
    cast: Cast, boy: UUID, aunt: UUID, stranger: UUID, amina: Client
) -> None:
    erase(aunt)
    read = []
    for number in (number_of(stranger), "BA-26-999999", number_of(aunt)):
        answer = amina.post(f"/people/{boy}/family/link/", tie(number=number))
        page = answer.content.decode().replace(number, "(typed)")
        read.append((answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)))
    assert read[0][0] == 422
    assert "Yonas" not in read[0][1]
    assert read[0] == read[1] == read[2]


def test_a_link_to_somebody_hidden_is_counted_and_cannot_be_opened_or_read_when_it_has_ended(
    cast: Cast, boy: UUID, stranger: UUID, amina: Client
) -> None:
    involved(boy, cast.carla)
    involved(stranger, cast.carla)
    carla = visitor_of(cast.carla)
    link = kinship.link_people(carla, boy, stranger, Tie("sibling"), now=NOW)
    read = amina.get(f"/people/{boy}/family/").content.decode()
    assert "1 more person, whose case is not open to you" in read
    assert str(link) not in read
    for hidden in (link, uuid4()):
        assert amina.get(f"/people/{boy}/family/links/{hidden}/").status_code == 404
        sent = {"do": "end", "seen": "1", "until": "20.11.2026"}
        assert amina.post(f"/people/{boy}/family/links/{hidden}/", sent).status_code == 404
    kinship.end_link(carla, boy, link, seen=1, until=TODAY, now=NOW)
    read = amina.get(f"/people/{boy}/family/").content.decode()
    assert "Has ended" not in read
    assert "Yonas" not in read
    assert amina.get(f"/people/{boy}/family/links/{link}/").status_code == 404


def test_a_household_is_formed_joined_changed_and_left(
    cast: Cast, boy: UUID, aunt: UUID, amina: Client
) -> None:
    sent = {"kind": "household", "title": "Block 4", "part": "head", "since": "3.11.2025"}
    amina.post(f"/people/{aunt}/family/form/", sent)
    group = Group.objects.get(title="Block 4")
    joined = {"number": group.number, "part": "child", "since": "4.11.2025"}
    assert amina.post(f"/people/{boy}/family/join/", joined).status_code == 302
    twice = amina.post(f"/people/{boy}/family/join/", joined)
    assert (twice.status_code, "belongs to this group already" in twice.content.decode()) == (422, True)
    held = Membership.objects.get(person=boy)
    page = f"/people/{boy}/family/groups/{held.pk}/"
    assert "since 4 November 2025" in amina.get(page).content.decode()
    amina.post(page, {"do": "part", "seen": "1", "part": "other_relative"})
    late = amina.post(page, {"do": "end", "seen": "1", "until": "20.11.2026"})
    assert (late.status_code, "another relative" in late.content.decode()) == (409, True)
    assert 'value="20.11.2026"' in late.content.decode()
    assert amina.post(page, {"do": "end", "seen": "2", "until": "20.11.2026"}).status_code == 302
    assert stands(cast, boy).groups == ()
    assert "until 20 November 2026" in amina.get(f"/people/{boy}/family/").content.decode()


def test_a_group_of_hidden_people_is_answered_like_none(
    cast: Cast, boy: UUID, stranger: UUID, amina: Client
) -> None:
    involved(stranger, cast.carla)
    group = belonging.form_around(
        visitor_of(cast.carla), stranger, kind="family", part="head", since=TODAY, now=NOW
    )
    hidden = Group.objects.values_list("number", flat=True).get(pk=group)
    for number in (hidden, "BA-26-999999"):
        sent = {"number": number, "part": "child", "since": "3.11.2025"}
        answer = amina.post(f"/people/{boy}/family/join/", sent)
        assert answer.status_code == 422
        assert "Nothing of this number is open to you." in answer.content.decode()
    assert not Membership.objects.filter(person=boy).exists()


def test_whoever_only_looks_reads_the_days_and_is_offered_no_change(
    cast: Cast, boy: UUID, aunt: UUID
) -> None:
    link = guardian(cast, boy, aunt)
    supervisor, carla = Client(), Client()
    sign_in(supervisor, cast.by_role[Role.SUPERVISOR])
    sign_in(carla, cast.carla)
    read = supervisor.get(f"/people/{boy}/family/").content.decode()
    assert "since 25 October 2026" in read
    assert "/family/link" not in read
    assert carla.get(f"/people/{boy}/family/").status_code == 404
    for where in ("link/", "absent/", f"links/{link}/", "form/", "join/"):
        for client, status in ((supervisor, 403), (carla, 404)):
            assert client.get(f"/people/{boy}/family/{where}").status_code == status
            assert client.post(f"/people/{boy}/family/{where}", tie()).status_code == status


def test_a_deed_that_there_is_not_does_nothing(cast: Cast, boy: UUID, aunt: UUID, amina: Client) -> None:
    link = guardian(cast, boy, aunt)
    answer = amina.post(f"/people/{boy}/family/links/{link}/", {"do": "erase", "seen": "1"})
    assert answer.status_code == 422
    assert amina.post(f"/people/{boy}/family/link/", {}).status_code == 422
    assert FamilyLink.objects.get(pk=link).version == 1
