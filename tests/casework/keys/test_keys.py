"""The keys of people: made first, given out one by one, wrapped anew, and gone for good."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from asylon.casework.keys import services
from asylon.casework.keys.models import PersonKey
from asylon.casework.keys.services import (
    Rotated,
    data_key,
    data_keys,
    erase,
    forget_unused,
    keyed_people,
    make_key,
    make_keys,
    ring,
    rotate,
)
from asylon.casework.people.identity import Identity, Name, seal_person, unseal
from asylon.casework.spine import new_id
from asylon.vault import Broken, Erased, NoSuchOfficeKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SECOND = f"\n2:{'C' * 43}="


def test_a_key_is_made_once_and_given_out_as_it_is() -> None:
    person = new_id()
    key = make_key(person)
    assert data_key(person) == key
    with pytest.raises(IntegrityError), transaction.atomic(using="keys"):
        make_key(person)
    assert data_key(person) == key


def test_the_stored_key_opens_nothing_by_itself() -> None:
    person = new_id()
    key = make_key(person)
    assert key not in bytes(PersonKey.objects.get(person=person).wrapped)


def test_keys_of_several_people_come_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    keys = make_keys(new_id() for _ in range(5))
    stranger = new_id()
    with django_assert_num_queries(1, using="keys"):
        assert data_keys([*keys, stranger]) == keys


def test_one_persons_wrapped_key_does_not_open_for_another() -> None:
    one, other = make_keys([new_id(), new_id()])
    stolen = PersonKey.objects.get(person=one).wrapped
    PersonKey.objects.filter(person=other).update(wrapped=bytes(stolen))
    with pytest.raises(Broken):
        data_key(other)


def test_erasing_leaves_nothing_that_opens() -> None:
    person = new_id()
    key = make_key(person)
    sealed = seal_person(key, person, Identity(names=(Name(given="Mina"),), telephone="+381 64 1"))
    assert erase(person) is True
    assert erase(person) is False
    with pytest.raises(Erased):
        data_key(person)
    with pytest.raises(Broken):
        unseal(make_key(person), person, sealed, ())


def test_a_rotation_wraps_every_key_anew_and_changes_none(settings: Settings) -> None:
    keys = make_keys(new_id() for _ in range(7))
    settings.OFFICE_KEYS += SECOND
    assert rotate(batch=3) == Rotated(done=7, left=0)
    assert set(PersonKey.objects.values_list("office_key", flat=True)) == {2}
    assert data_keys(keys) == keys
    assert rotate() == Rotated(done=0, left=0)


def test_a_rotation_can_be_stopped_and_goes_on_where_it_was(settings: Settings) -> None:
    keys = make_keys(new_id() for _ in range(7))
    settings.OFFICE_KEYS += SECOND
    assert rotate(batch=2, at_most=3) == Rotated(done=3, left=4)
    assert data_keys(keys) == keys
    assert rotate(batch=2) == Rotated(done=4, left=0)
    assert data_keys(keys) == keys


def test_after_a_rotation_the_old_office_key_is_not_needed(settings: Settings) -> None:
    first, index = settings.OFFICE_KEYS.splitlines()
    keys = make_keys([new_id()])
    settings.OFFICE_KEYS = f"{index}{SECOND}"
    with pytest.raises(NoSuchOfficeKey):
        data_keys(keys)
    settings.OFFICE_KEYS = f"{first}\n{index}{SECOND}"
    rotate()
    settings.OFFICE_KEYS = f"{index}{SECOND}"
    assert data_keys(keys) == keys


def test_a_key_whose_person_never_came_about_can_be_taken_away() -> None:
    people = sorted(make_keys(new_id() for _ in range(4)))
    assert keyed_people() == people
    assert keyed_people(after=people[1], limit=1) == [people[2]]
    assert forget_unused(people[:3], among=people) == 1
    assert keyed_people() == people[:3]


def test_the_ring_is_read_once_for_each_text(settings: Settings) -> None:
    assert ring() is ring()
    before = ring()
    settings.OFFICE_KEYS += SECOND
    assert ring() is not before
    assert ring().current == 2
    assert services.DATABASE == "keys"
