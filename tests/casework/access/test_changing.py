"""Changing, closing and erasing a person: never over somebody else's change, and never half."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from asylon.casework.access import erasing
from asylon.casework.access.closing import close_case, reopen_case
from asylon.casework.access.door import NotThere, OpenCase, Refused, open_person
from asylon.casework.access.editing import edit_identity
from asylon.casework.access.erasing import erase_person
from asylon.casework.access.kernel import Act, Why
from asylon.casework.access.mine import my_people
from asylon.casework.access.models import Involvement
from asylon.casework.access.search import find_people
from asylon.casework.access.visitors import Purpose
from asylon.casework.journal.models import Entry
from asylon.casework.keys.models import PersonKey
from asylon.casework.people.identity import Name
from asylon.casework.people.models import Person, PersonName, SearchKey
from asylon.casework.people.partial_dates import in_year
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, Cast, a_case, a_person, involved, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def opened(cast: Cast, person: UUID) -> OpenCase:
    return open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW)


def test_an_edit_changes_names_and_what_they_are_found_by(cast: Cast) -> None:
    person = a_case(cast)
    case = opened(cast, person)
    name = replace(case.identity.main, family="Karimi")
    arabic = Name(given="مينا", family="كريمي", script="Arab", kind="written")
    wanted = replace(case.identity, names=(name, arabic), born=in_year(1991), languages=("fa", "en"))
    version = edit_identity(visitor_of(cast.amina), person, wanted, seen=case.version, now=NOW)
    now = opened(cast, person)
    assert (now.version, version) == (2, 2)
    assert [each.shown for each in now.identity.names] == ["Mina Karimi", "مينا كريمي"]
    assert (now.identity.born, now.identity.languages) == (in_year(1991), ("fa", "en"))
    amina = visitor_of(cast.amina)
    assert find_people(amina, "كريمي", now=NOW).hits
    assert not find_people(amina, "Rahimi", now=NOW).hits
    entry = Entry.objects.filter(act="edit_person").order_by("seq").last()
    assert entry is not None
    assert entry.detail == {"changed": ["names", "born", "languages"]}


def test_a_name_taken_away_is_gone(cast: Cast) -> None:
    person = a_case(cast)
    case = opened(cast, person)
    edit_identity(
        visitor_of(cast.amina), person, replace(case.identity, names=(Name(whole="Sara"),)), seen=1, now=NOW
    )
    assert [name.shown for name in opened(cast, person).identity.names] == ["Sara"]
    assert PersonName.objects.count() == 1


def test_two_officers_never_overwrite_each_other(cast: Cast) -> None:
    person = a_case(cast)
    case = opened(cast, person)
    edit_identity(
        visitor_of(cast.amina), person, replace(case.identity, marks="scar"), seen=case.version, now=NOW
    )
    with pytest.raises(EditedMeanwhile):
        edit_identity(
            visitor_of(cast.bojan), person, replace(case.identity, marks="tall"), seen=case.version, now=NOW
        )
    assert opened(cast, person).identity.marks == "scar"
    assert opened(cast, person).version == 2


def test_whoever_may_not_see_the_telephone_does_not_wipe_it_out(cast: Cast) -> None:
    person = a_person(cast.elsewhere, cast.carla, telephone="+381 64 1")
    involved(person, cast.by_role[Role.ASYLUM_ADJUDICATOR], Purpose.ASYLUM_PROCEDURE)
    involved(person, cast.amina)
    case = opened(cast, person)
    with pytest.raises(Refused):
        edit_identity(
            cast.visitor(Role.ASYLUM_ADJUDICATOR), person, replace(case.identity, marks="x"), seen=1, now=NOW
        )
    edit_identity(visitor_of(cast.amina), person, replace(case.identity, telephone=""), seen=1, now=NOW)
    assert opened(cast, person).identity.telephone == ""


def test_a_colleague_without_business_changes_nothing(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina)
    case = opened(cast, person)
    with pytest.raises(Refused) as refusal:
        edit_identity(visitor_of(cast.amina), person, case.identity, seen=1, now=NOW)
    assert refusal.value.why is Why.NO_BUSINESS
    desk = cast.visitor(Role.REGISTRATION_OFFICER)
    assert edit_identity(desk, person, case.identity, seen=1, now=NOW) == 2


def test_a_case_is_closed_to_colleagues_and_opened_again(cast: Cast) -> None:
    person = a_case(cast)
    desk = cast.visitor(Role.REGISTRATION_OFFICER)
    assert open_person(desk, person, act=Act.SEE_PAGE, now=NOW)
    assert close_case(visitor_of(cast.amina), person, seen=1, now=NOW) == 2
    with pytest.raises(NotThere):
        open_person(desk, person, act=Act.SEE_PAGE, now=NOW)
    assert opened(cast, person).closed
    with pytest.raises(EditedMeanwhile):
        reopen_case(visitor_of(cast.amina), person, seen=1, now=NOW)
    assert reopen_case(visitor_of(cast.amina), person, seen=2, now=NOW) == 3
    assert open_person(desk, person, act=Act.SEE_PAGE, now=NOW)
    said = Entry.objects.filter(act="close_case", detail__has_key="now").order_by("seq")
    assert [entry.detail["now"] for entry in said] == ["closed", "open"]


def test_whoever_is_erased_stays_as_a_number_and_noise(cast: Cast) -> None:
    person = a_case(cast)
    number = opened(cast, person).number
    supervisor = cast.visitor(Role.SUPERVISOR, stepped_up=True)
    erase_person(supervisor, person, seen=1, now=NOW)
    case = open_person(supervisor, person, act=Act.SEE_PAGE, now=NOW)
    assert case.erased
    assert (case.number, case.row.erased_at) == (number, NOW)
    assert not PersonKey.objects.filter(person=person).exists()
    assert not SearchKey.objects.filter(person=person).exists()
    assert not Involvement.objects.filter(person=person, until=None).exists()
    assert find_people(visitor_of(cast.amina), "Mina Rahimi", now=NOW).hits == ()
    assert find_people(visitor_of(cast.amina), number, now=NOW).hits == ()
    assert my_people(supervisor, now=NOW) == ()
    assert Entry.objects.filter(act="erase_person", outcome="done").count() == 2


def test_erasing_wants_a_fresh_second_factor_and_the_newest_version(cast: Cast) -> None:
    person = a_case(cast)
    with pytest.raises(Refused) as refusal:
        erase_person(cast.visitor(Role.SUPERVISOR), person, seen=1, now=NOW)
    assert refusal.value.why is Why.STEP_UP
    with pytest.raises(EditedMeanwhile):
        erase_person(cast.visitor(Role.SUPERVISOR, stepped_up=True), person, seen=2, now=NOW)
    with pytest.raises(Refused):
        erase_person(visitor_of(cast.amina, stepped_up=True), person, seen=1, now=NOW)
    assert not opened(cast, person).erased


def test_an_erasure_cut_short_is_finished_by_doing_it_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_case(cast)
    supervisor = cast.visitor(Role.SUPERVISOR, stepped_up=True)

    def no_power(**_: object) -> None:
        raise OSError("no power")

    with monkeypatch.context() as cut:
        cut.setattr(erasing, "write", no_power)
        with pytest.raises(OSError, match="no power"):
            erase_person(supervisor, person, seen=1, now=NOW)
    assert opened(cast, person).erased
    assert Person.objects.get(pk=person).erased_at is None
    assert find_people(visitor_of(cast.amina), "Mina Rahimi", now=NOW).hits == ()
    erase_person(supervisor, person, seen=1, now=NOW)
    assert Person.objects.get(pk=person).erased_at == NOW


def test_a_birth_is_not_readable_in_any_row(cast: Cast) -> None:
    person = a_case(cast, marks="a scar", telephone="+381641234567")
    row = Person.objects.get(pk=person)
    stored = bytes(row.sealed) + b"".join(bytes(name.sealed) for name in PersonName.objects.all())
    for clear in (b"Mina", b"Rahimi", b"scar", b"381641234567", date(1990, 12, 3).isoformat().encode()):
        assert clear not in stored
