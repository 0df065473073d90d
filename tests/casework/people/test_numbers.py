"""Registration numbers: the office, the year, and a count that never gives one twice."""

from __future__ import annotations

from datetime import date

import pytest

from asylon.casework.offices.models import Office
from asylon.casework.people.models import Group, Person
from asylon.casework.people.numbers import take_number, take_numbers
from asylon.casework.spine import new_id
from tests.office_cast import TODAY, Cast, a_person, an_account, an_office

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_numbers_go_on_and_carry_office_and_year(cast: Cast) -> None:
    office = cast.reception.pk
    assert take_number(office, today=TODAY) == "RS-26-000001"
    assert take_numbers(office, 3, today=TODAY) == ["RS-26-000002", "RS-26-000003", "RS-26-000004"]
    assert take_number(office, today=date(2027, 1, 1)) == "RS-27-000005"
    assert take_number(cast.elsewhere.pk, today=TODAY) == "BA-26-000001"


def test_an_edit_of_the_office_is_not_disturbed_by_numbers(cast: Cast) -> None:
    take_number(cast.reception.pk, today=TODAY)
    assert Office.objects.get(pk=cast.reception.pk).version == cast.reception.version


def test_without_an_office_there_is_no_number() -> None:
    with pytest.raises(Office.DoesNotExist):
        take_number(new_id(), today=TODAY)


def test_the_longest_office_code_leaves_room_for_a_million_people(cast: Cast) -> None:
    office = an_office("belgrade-sea")
    office.last_number = 9_999_999
    office.save()
    person = a_person(office, an_account(office, "Milica"))
    number = Person.objects.get(pk=person).number
    assert number == "BELGRADE-SEA-26-10000000"
    for model in (Person, Group):
        assert len(number) <= (model._meta.get_field("number").max_length or 0)
