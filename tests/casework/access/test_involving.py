"""Giving and ending business with a person."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from asylon.casework.access.door import NotThere, Refused, open_person
from asylon.casework.access.involving import (
    AlreadyInvolved,
    NobodyToInvolve,
    end_involvement,
    involve,
    involve_registrar,
    involvements_of,
)
from asylon.casework.access.kernel import Act
from asylon.casework.access.mine import how_many_are_mine, my_cases, my_people
from asylon.casework.access.models import Involvement
from asylon.casework.access.visitors import Purpose
from asylon.casework.journal.models import Entry
from asylon.casework.staff.models import Role
from asylon.casework.staff.services import lock_account
from tests.office_cast import NOW, Cast, a_case, a_person, involved, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LATER = NOW + timedelta(seconds=1)


def test_amina_brings_carla_in_and_ends_it_again(cast: Cast) -> None:
    person, amina, carla = a_case(cast), visitor_of(cast.amina), visitor_of(cast.carla)
    with pytest.raises(NotThere):
        open_person(carla, person, act=Act.SEE_PAGE, now=NOW)
    row = involve(amina, person, account=cast.carla.pk, purpose=Purpose.ASSISTANCE, now=NOW)
    case = open_person(carla, person, act=Act.SEE_PAGE, now=NOW)
    assert [(each.name, each.purpose) for each in involvements_of(case)] == [
        ("Amina", "assistance"),
        ("Bojan", "trafficking_assistance"),
        ("Carla", "assistance"),
    ]
    end_involvement(amina, person, row, now=LATER)
    with pytest.raises(NotThere):
        open_person(carla, person, act=Act.SEE_PAGE, now=LATER)
    with pytest.raises(NotThere):
        end_involvement(amina, person, row, now=LATER)
    assert Entry.objects.filter(act="involve", detail__has_key="account").get().person == person


def test_the_supervisor_of_the_office_does_so_without_business(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina, closed=True)
    supervisor = cast.visitor(Role.SUPERVISOR)
    involve(supervisor, person, account=cast.amina.pk, purpose=Purpose.ASSISTANCE, now=NOW)
    assert open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW)
    elsewhere = a_person(cast.elsewhere, cast.carla)
    with pytest.raises(NotThere):
        involve(supervisor, elsewhere, account=cast.amina.pk, purpose=Purpose.ASSISTANCE, now=NOW)


def test_the_desk_hands_a_case_over(cast: Cast) -> None:
    desk = cast.visitor(Role.REGISTRATION_OFFICER)
    person = a_person(cast.reception, cast.by_role[Role.REGISTRATION_OFFICER])
    involve_registrar(desk, [person], now=NOW)
    involve(desk, person, account=cast.amina.pk, purpose=Purpose.ASSISTANCE, now=NOW)
    assert open_person(visitor_of(cast.amina), person, act=Act.INTERVIEW, now=NOW)


def test_a_colleague_does_not_give_herself_business(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina)
    with pytest.raises(Refused):
        involve(visitor_of(cast.amina), person, account=cast.amina.pk, purpose=Purpose.ASSISTANCE, now=NOW)


def test_a_guest_from_another_office_brings_nobody_in(cast: Cast) -> None:
    person = a_case(cast)
    involved(person, cast.carla)
    for whom in ({"account": cast.carla.pk}, {"office": cast.elsewhere.pk}):
        with pytest.raises(Refused):
            involve(visitor_of(cast.carla), person, purpose=Purpose.ASSISTANCE, now=NOW, **whom)


def test_a_whole_office_is_brought_in_once(cast: Cast) -> None:
    person, amina = a_case(cast), visitor_of(cast.amina)
    involve(amina, person, office=cast.elsewhere.pk, purpose=Purpose.ASSISTANCE, now=NOW)
    assert open_person(visitor_of(cast.carla), person, act=Act.SEE_PAGE, now=NOW)
    with pytest.raises(AlreadyInvolved):
        involve(amina, person, office=cast.elsewhere.pk, purpose=Purpose.ASSISTANCE, now=NOW)
    case = open_person(amina, person, act=Act.SEE_PAGE, now=NOW)
    assert [(each.name, each.account) for each in involvements_of(case)][-1] == ("Office ba", None)


def test_business_is_given_to_whoever_can_work_for_the_purpose(cast: Cast) -> None:
    person, amina = a_case(cast), visitor_of(cast.amina)
    lock_account(cast.carla, seen=cast.carla.version, now=NOW)
    for whom, purpose in (
        ({"account": uuid4()}, Purpose.ASSISTANCE),
        ({"account": cast.bojan.pk}, Purpose.ASSISTANCE),
        ({"account": cast.carla.pk}, Purpose.ASSISTANCE),
        ({"office": uuid4()}, Purpose.ASSISTANCE),
        ({"office": cast.elsewhere.pk}, Purpose.STATISTICS),
    ):
        with pytest.raises(NobodyToInvolve):
            involve(amina, person, purpose=purpose, now=NOW, **whom)
    for wrong in ({}, {"account": cast.carla.pk, "office": cast.elsewhere.pk}):
        with pytest.raises(ValueError, match="either"):
            involve(amina, person, purpose=Purpose.ASSISTANCE, now=NOW, **wrong)


def test_whoever_registered_keeps_business_and_so_does_the_desk(cast: Cast) -> None:
    people = [a_person(cast.reception, cast.amina) for _ in range(2)]
    involve_registrar(visitor_of(cast.amina), people, now=NOW)
    assert Involvement.objects.count() == 4
    for visitor in (visitor_of(cast.amina), cast.visitor(Role.REGISTRATION_OFFICER)):
        assert {line.person for line in my_people(visitor, now=NOW)} == set(people)
        assert how_many_are_mine(visitor, now=NOW) == 2
    assert my_people(visitor_of(cast.bojan), now=NOW) == ()


def test_my_people_are_those_i_have_business_with_the_newest_first(cast: Cast) -> None:
    people = []
    for minutes in (50, 40, 30):
        person = a_person(cast.reception, cast.amina)
        involved(person, cast.amina, since=NOW - timedelta(minutes=minutes))
        people.append(person)
    a_person(cast.reception, cast.amina)
    amina = visitor_of(cast.amina)
    assert [line.person for line in my_people(amina, now=NOW)] == people[::-1]
    assert [case.person for case in my_cases(amina, now=NOW, start=1, limit=1)] == [people[1]]
    line = my_people(amina, now=NOW, limit=1)[0]
    assert (line.names[0].shown, line.initials, line.age) == ("Mina Rahimi", "M. R.", (35, 35))


def test_the_supervisors_people_are_the_offices(cast: Cast) -> None:
    here = a_person(cast.reception, cast.amina)
    a_person(cast.elsewhere, cast.carla)
    closed = a_person(cast.reception, cast.amina, closed=True, now=NOW)
    supervisor = cast.visitor(Role.SUPERVISOR)
    assert [line.person for line in my_people(supervisor, now=NOW)] == [closed, here]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_whoever_does_no_case_work_has_nobody(cast: Cast, role: Role) -> None:
    person = a_case(cast)
    involved(person, cast.by_role[role], Purpose(cast.visitor(role).purpose))
    assert my_people(cast.visitor(role), now=NOW) == ()


def test_an_involvement_of_somebody_else_is_not_ended(cast: Cast) -> None:
    mine, other = a_case(cast), a_case(cast)
    row = Involvement.objects.get(person=other, account=cast.bojan)
    with pytest.raises(NotThere):
        end_involvement(visitor_of(cast.amina), mine, row.pk, now=NOW)
    row.refresh_from_db()
    assert row.until is None
