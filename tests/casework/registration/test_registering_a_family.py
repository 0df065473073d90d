"""A family is registered whole, once, and by those who may."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asylon.casework.access.door import NotThere, Refused, open_person
from asylon.casework.access.kernel import Act, Relation
from asylon.casework.access.models import Involvement
from asylon.casework.access.visitors import Purpose
from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.facts.models import Fact
from asylon.casework.facts.selectors import Record, record_of
from asylon.casework.journal.models import Entry
from asylon.casework.keys.models import PersonKey
from asylon.casework.people.models import FamilyLink, Group, Membership, Person, PersonName, Registration
from asylon.casework.registration.checks import BadForm
from asylon.casework.registration.events import DraftTaken, registered
from asylon.casework.registration.forms import Judged, Need, NewPerson, Part, Said, Verdict
from asylon.casework.registration.services import register_family, register_one
from asylon.casework.staff.models import Role
from tests.casework.registration.families import MINA, OMID, RAHIMIS, YUSUF, ZAHRA, born, family
from tests.office_cast import NOW, Cast, a_case, a_person, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


ZAHRA_ALONE = replace(ZAHRA, part=Part.HEAD)


def tables() -> Counter[str]:
    """How many rows there are of everything that a registration writes."""
    kept = (
        Person,
        PersonName,
        Group,
        Membership,
        FamilyLink,
        Registration,
        Involvement,
        Fact,
        FrozenAssessment,
    )
    return Counter({table.__name__: table._base_manager.count() for table in kept})


def record(cast: Cast, person: UUID) -> Record:
    return record_of(open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW).case)


def answers(cast: Cast, person: UUID) -> dict[str, object]:
    return {fact: answer.value for (_, fact), answer in record(cast, person).current.items()}


def test_four_people_get_numbers_one_group_and_one_event(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(), now=NOW)
    assert [person.number for person in done.people] == [f"RS-26-{n:06d}" for n in range(2, 6)]
    assert done.group_number == "RS-26-000001"
    event = Registration.objects.get(pk=done.registration)
    assert (event.kind, event.office, event.by) == ("family", cast.reception, cast.amina)
    parts = Membership.objects.filter(group=done.group).order_by("id").values_list("part", flat=True)
    assert list(parts) == ["head", "spouse", "child", "child"]


def test_parents_and_spouses_are_linked_and_nobody_else(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(), now=NOW)
    yusuf, zahra, mina, omid = (person.id for person in done.people)
    links = set(FamilyLink.objects.values_list("person", "other", "kind"))
    assert links == {
        (yusuf, zahra, "spouse"),
        (yusuf, mina, "parent"),
        (zahra, mina, "parent"),
        (yusuf, omid, "parent"),
        (zahra, omid, "parent"),
    }


def test_identities_are_sealed_and_open_again(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(languages=("fa",), wants_interpreter=True), now=NOW)
    case = open_person(visitor_of(cast.amina), done.people[1].id, act=Act.SEE_PAGE, now=NOW)
    assert case.identity.main.shown == "Zahra Ali Rahimi"
    assert case.identity.born == ZAHRA.born
    assert (case.identity.sex, case.identity.languages, case.identity.wants_interpreter) == (
        "female",
        ("fa",),
        True,
    )
    rows = (*Person.objects.values_list("sealed"), *PersonName.objects.values_list("sealed"))
    sealed = b"".join(bytes(row[0]) for row in rows)
    assert b"Zahra" not in sealed


def test_a_name_in_another_script_gets_a_reading_that_is_marked(cast: Cast) -> None:
    person = replace(YUSUF, given="يوسف", father="", family="رحيمي")
    done = register_one(visitor_of(cast.amina), family(person), now=NOW)
    case = open_person(visitor_of(cast.amina), done.people[0].id, act=Act.SEE_PAGE, now=NOW)
    names = [(name.script, name.machine_made) for name in case.identity.names]
    assert names == [("Arab", False), ("Latn", True)]
    assert case.identity.names[1].shown.isascii()


def test_a_latin_name_is_not_turned_back(cast: Cast) -> None:
    done = register_one(visitor_of(cast.amina), family(replace(YUSUF, written="یوسف رحیمی")), now=NOW)
    case = open_person(visitor_of(cast.amina), done.people[0].id, act=Act.SEE_PAGE, now=NOW)
    names = [(name.script, name.kind, name.machine_made) for name in case.identity.names]
    assert names == [("Latn", "main", False), ("Arab", "written", False)]


def test_the_registrar_and_the_desks_of_the_office_have_business_with_them(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(), now=NOW)
    person = done.people[0].id
    rows = set(Involvement.objects.filter(person=person).values_list("account", "office", "purpose"))
    assert rows == {
        (cast.amina.pk, None, Purpose.ASSISTANCE.value),
        (None, cast.reception.pk, Purpose.REGISTRATION.value),
    }
    desk = cast.visitor(Role.REGISTRATION_OFFICER)
    assert Relation.INVOLVED in open_person(desk, person, act=Act.SEE_PAGE, now=NOW).relation


def test_what_was_not_asked_is_not_on_record(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(), now=NOW)
    for person in done.people:
        assert record(cast, person.id).facts == ()


def test_yes_afraid_is_asking_for_protection_for_all(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(afraid=Said.YES), now=NOW)
    for person in done.people:
        assert answers(cast, person.id) == {"asked_protection": True, "fears_return": True}
        assert record(cast, person.id).current[None, "asked_protection"].on == NOW.date().isoformat()


@pytest.mark.parametrize(
    ("said", "value"), [(Said.NO, False), (Said.UNKNOWN, "unknown"), (Said.DECLINED, "declined")]
)
def test_any_other_answer_about_fear_counts_for_the_one_who_gave_it(
    cast: Cast, said: Said, value: object
) -> None:
    done = register_family(visitor_of(cast.amina), family(afraid=said), now=NOW)
    assert answers(cast, done.people[0].id) == {"fears_return": value}
    assert answers(cast, done.people[1].id) == {}


def test_fear_is_said_of_each_country(cast: Cast) -> None:
    form = family(YUSUF, afraid=Said.YES, nationalities=("AF", "IR"))
    done = register_one(visitor_of(cast.amina), form, now=NOW)
    found = record(cast, done.people[0].id)
    assert [item.details["id"] for item in found.listed("nationality")] == ["AF", "IR"]
    fears = {item: answer.value for (item, fact), answer in found.current.items() if fact == "fears_return"}
    assert fears == {item.id: True for item in found.listed("nationality")}


def test_no_nationality_is_an_answer(cast: Cast) -> None:
    done = register_one(visitor_of(cast.amina), family(YUSUF, no_nationality=True), now=NOW)
    assert record(cast, done.people[0].id).empty == {"nationality"}


def test_a_need_stands_with_the_one_who_has_it(cast: Cast) -> None:
    people = (YUSUF, ZAHRA, MINA, replace(OMID, needs=frozenset({Need.DOCTOR, Need.BABY})))
    done = register_family(visitor_of(cast.amina), family(*people, needed=Said.YES), now=NOW)
    assert answers(cast, done.people[3].id) == {"needs_urgent_medical": True, "pregnant": True}
    assert answers(cast, done.people[0].id) == {}


def test_none_needed_does_not_say_that_the_others_are_safe(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(needed=Said.NO), now=NOW)
    assert answers(cast, done.people[0].id)["immediate_danger"] is False
    assert answers(cast, done.people[1].id) == {
        "needs_urgent_medical": False,
        "pregnant": False,
        "disability": False,
    }


def test_children_by_themselves_are_asked_about_never_guessed(cast: Cast) -> None:
    alone = (replace(MINA, part=Part.HEAD), replace(OMID, part=Part.SIBLING))
    with pytest.raises(BadForm) as refused:
        register_family(visitor_of(cast.amina), family(*alone), now=NOW)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("adult_here", "required")]
    done = register_family(visitor_of(cast.amina), family(*alone, adult_here=Said.NO), now=NOW)
    assert [answers(cast, person.id)["unaccompanied"] for person in done.people] == [True, True]


def test_an_age_on_either_side_of_18_is_asked_about_too(cast: Cast) -> None:
    youth = replace(YUSUF, born=born("2008"))
    with pytest.raises(BadForm, match="adult_here"):
        register_one(visitor_of(cast.amina), family(youth), now=NOW)


def test_the_first_assessment_is_kept(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(afraid=Said.YES), now=NOW)
    kept = FrozenAssessment.objects.filter(person__in=[person.id for person in done.people])
    assert kept.count() == 4
    assert set(kept.values_list("cause", "jurisdiction", "follows")) == {("registration", "RS", None)}


def test_the_journal_has_it_by_reference_only(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(), now=NOW)
    entries = Entry.objects.filter(act="register", outcome="done")
    assert {entry.person for entry in entries} == {person.id for person in done.people}
    assert all(entry.detail == {"registration": str(done.registration)} for entry in entries)


def test_sent_twice_is_registered_once(cast: Cast) -> None:
    form = family()
    first = register_family(visitor_of(cast.amina), form, now=NOW)
    before = tables()
    second = register_family(visitor_of(cast.amina), form, now=NOW)
    assert (first.again, second.again) == (False, True)
    assert replace(second, again=False) == first
    assert tables() == before


def test_a_form_of_somebody_else_is_not_shown(cast: Cast) -> None:
    form = family()
    register_family(visitor_of(cast.amina), form, now=NOW)
    with pytest.raises(DraftTaken):
        register_family(visitor_of(cast.carla), form, now=NOW)


@pytest.mark.parametrize("step", ["put_names_down", "record_first", "write_all"])
def test_all_or_nothing(cast: Cast, step: str) -> None:
    """Whatever goes wrong on the way, nobody is half registered, and the form can be sent again."""
    form, before = family(afraid=Said.YES), tables()
    with (
        patch(f"asylon.casework.registration.services.{step}", side_effect=OSError("the disk is full")),
        pytest.raises(OSError, match="disk"),
    ):
        register_family(visitor_of(cast.amina), form, now=NOW)
    assert tables() == before
    assert PersonKey.objects.count() == 4  # they open nothing
    assert len(register_family(visitor_of(cast.amina), form, now=NOW).people) == 4


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_meet_people_register_them(cast: Cast, role: Role) -> None:
    visitor, before = cast.visitor(role), tables()
    if role in (
        Role.REGISTRATION_OFFICER,
        Role.PROTECTION_CASEWORKER,
        Role.LEGAL_ADVISER,
        Role.TRAFFICKING_SPECIALIST,
        Role.CHILD_PROTECTION_OFFICER,
    ):
        assert len(register_family(visitor, family(), now=NOW).people) == 4
        return
    with pytest.raises(Refused):
        register_family(visitor, family(), now=NOW)
    assert tables() == before
    assert Entry.objects.filter(act="register", outcome="refused", actor=visitor.account).count() == 1


def test_a_site_of_another_office_is_refused(cast: Cast) -> None:
    register_family(visitor_of(cast.amina), family(site=cast.site.pk), now=NOW)
    with pytest.raises(BadForm, match="site"):
        register_family(visitor_of(cast.amina), family(site=cast.other_site.pk), now=NOW)


def test_the_same_person_is_not_made_a_second_time(cast: Cast) -> None:
    mina = a_case(cast)
    form = family(YUSUF, MINA, judged=(Judged(mina, Verdict.SAME, 1),), afraid=Said.YES)
    done = register_family(visitor_of(cast.amina), form, now=NOW)
    assert done.people[1].id == mina
    assert [person.known_before for person in done.people] == [False, True]
    assert Person.objects.count() == 2
    assert answers(cast, mina)["asked_protection"] is True
    assert Membership.objects.filter(person=mina, group=done.group, part="child").exists()


def test_a_newer_answer_follows_the_one_on_record(cast: Cast) -> None:
    mina = a_case(cast)
    for said in (Said.NO, Said.YES):
        person = replace(MINA, part=Part.HEAD, needs=frozenset({Need.DOCTOR} if said is Said.YES else ()))
        form = family(person, needed=said, adult_here=Said.YES, judged=(Judged(mina, Verdict.SAME),))
        register_one(visitor_of(cast.amina), form, now=NOW)
    history = record(cast, mina).history(None, "needs_urgent_medical")
    assert [answer.value for answer in history] == [True, False]


def test_a_record_that_may_not_be_opened_is_left_alone(cast: Cast) -> None:
    theirs = a_person(cast.elsewhere, cast.carla)
    form = family(MINA, adult_here=Said.YES, judged=(Judged(theirs, Verdict.SAME),))
    done = register_one(
        visitor_of(cast.amina), replace(form, people=(replace(MINA, part=Part.HEAD),)), now=NOW
    )
    assert done.people[0].id != theirs
    entry = Entry.objects.get(act="judge_match")
    assert entry.person == done.people[0].id
    assert entry.detail == {
        "record": str(theirs),
        "verdict": "same",
        "registration": str(done.registration),
    }


def test_somebody_of_whom_nothing_was_said_is_left_out(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(YUSUF, NewPerson(), ZAHRA), now=NOW)
    assert len(done.people) == 2


def test_a_child_without_a_name_is_somebody(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(YUSUF, NewPerson(part=Part.CHILD)), now=NOW)
    assert len(done.people) == 2
    assert (
        open_person(visitor_of(cast.amina), done.people[1].id, act=Act.SEE_PAGE, now=NOW).identity.names == ()
    )


def test_one_person_makes_no_family(cast: Cast) -> None:
    done = register_one(visitor_of(cast.amina), family(YUSUF), now=NOW)
    assert (done.group, done.kind) == (None, "individual")
    assert register_family(visitor_of(cast.amina), family(ZAHRA_ALONE), now=NOW).kind == "individual"
    assert Group.objects.count() == 0
    with pytest.raises(BadForm):
        register_one(visitor_of(cast.amina), family(), now=NOW)


def test_a_registration_is_read_back_by_whoever_made_it(cast: Cast) -> None:
    done = register_family(visitor_of(cast.amina), family(), now=NOW)
    assert registered(visitor_of(cast.amina), done.registration).people == done.people
    with pytest.raises(NotThere):
        registered(visitor_of(cast.carla), done.registration)
    with pytest.raises(NotThere):
        registered(visitor_of(cast.amina), uuid4())


def test_thirty_people_are_the_most(cast: Cast) -> None:
    many = (YUSUF, *(replace(MINA, given=f"Child{n}") for n in range(30)))
    with pytest.raises(BadForm, match="many"):
        register_family(visitor_of(cast.amina), family(*many), now=NOW)
    assert len(RAHIMIS) == 4


def test_the_second_of_two_at_the_same_moment_gets_the_first(cast: Cast) -> None:
    """Both looked before either had written: the database lets one through."""
    form = family()
    first = register_family(visitor_of(cast.amina), form, now=NOW)
    before = tables()
    looked = iter([None, registered(visitor_of(cast.amina), first.registration)])
    with patch("asylon.casework.registration.services.event_of", side_effect=lambda *_: next(looked)):
        second = register_family(visitor_of(cast.amina), form, now=NOW)
    assert second.registration == first.registration
    assert second.again
    assert tables() == before


def test_a_family_costs_a_bounded_number_of_queries(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        register_family(visitor_of(cast.amina), family(afraid=Said.YES, needed=Said.NO), now=NOW)
    assert len(queries) <= 30 + 14 * 4


def test_one_record_stands_for_one_person_only(cast: Cast) -> None:
    mina = a_case(cast)
    judged = (Judged(mina, Verdict.SAME, 1), Judged(mina, Verdict.SAME, 2), Judged(mina, Verdict.SAME, 9))
    done = register_family(visitor_of(cast.amina), family(YUSUF, MINA, OMID, judged=judged), now=NOW)
    assert [person.id == mina for person in done.people] == [False, True, False]
