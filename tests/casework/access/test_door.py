"""The door: who comes in, what is said to those who do not, and what the journal keeps of both."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from asylon.casework.access.door import NotThere, Refused, may, must, open_many, open_person
from asylon.casework.access.kernel import Act, Field, Relation, Why
from asylon.casework.access.visitors import Purpose
from asylon.casework.journal.models import Entry
from asylon.casework.keys.models import PersonKey
from asylon.casework.keys.services import make_key
from asylon.casework.people.identity import Identity
from asylon.casework.people.registering import add_people
from asylon.casework.spine import new_id
from asylon.casework.staff.models import Role
from asylon.vault import Erased
from tests.office_cast import NOW, Cast, a_case, a_person, involved, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def queries_of(act: Callable[[], object]) -> int:
    """How many statements an act sends to both databases; the locks of the journal left out."""
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        act()
    return len([each for each in [*main, *keys] if "advisory" not in each["sql"]])


def test_amina_opens_the_case_that_she_holds(cast: Cast) -> None:
    person = a_case(cast)
    case = open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW)
    assert case.identity.main.shown == "Mina Rahimi"
    assert case.relation == Relation.INVOLVED | Relation.OFFICE
    assert case.sees(Field.COUNTRIES_AND_FEAR)
    assert case.may(Act.READ_ACCOUNT)
    assert not case.may(Act.ERASE_PERSON)
    assert case.why(Act.ERASE_PERSON) is Why.NOT_FOR_THE_ROLE
    assert (case.case.person, case.case.jurisdiction, case.case.account) == (person, "RS", cast.amina.pk)
    entry = Entry.objects.get()
    assert (entry.act, entry.outcome, entry.person, entry.actor) == (
        "see_page",
        "done",
        person,
        cast.amina.pk,
    )


def test_carla_is_told_what_she_would_be_told_of_nobody(cast: Cast) -> None:
    person = a_case(cast)
    said = []
    for asked in (person, uuid4()):
        with pytest.raises(NotThere) as refusal:
            open_person(visitor_of(cast.carla), asked, act=Act.SEE_PAGE, now=NOW)
        said.append(str(refusal.value))
    assert said[0] == said[1]
    assert list(Entry.objects.values_list("outcome", flat=True)) == ["refused", "refused"]


def test_a_page_costs_four_queries_and_a_refusal_three(cast: Cast) -> None:
    person = a_case(cast)
    amina, carla = visitor_of(cast.amina), visitor_of(cast.carla)

    def refused(asked: UUID) -> None:
        with pytest.raises(NotThere):
            open_person(carla, asked, act=Act.SEE_PAGE, now=NOW)

    opened = queries_of(lambda: open_person(amina, person, act=Act.SEE_PAGE, now=NOW).identity)
    assert opened == 4
    assert queries_of(lambda: refused(person)) == queries_of(lambda: refused(uuid4())) == 3


def test_a_refusal_takes_as_long_for_somebody_as_for_nobody(cast: Cast) -> None:
    person, carla = a_case(cast), visitor_of(cast.carla)

    def seconds(asked: UUID) -> float:
        start = time.perf_counter()
        with pytest.raises(NotThere):
            open_person(carla, asked, act=Act.SEE_PAGE, now=NOW)
        return time.perf_counter() - start

    for asked in (person, uuid4()):
        seconds(asked)
    pairs = [(seconds(person), seconds(uuid4())) for _ in range(150)]
    there, nowhere = median(each for each, _ in pairs), median(each for _, each in pairs)
    # Loose, for busy machines: the difference is far below what a network adds by itself.
    assert abs(there - nowhere) < max(0.3 * nowhere, 0.001)


def test_bojan_sees_his_track_and_not_the_asylum_claim(cast: Cast) -> None:
    case = open_person(visitor_of(cast.bojan), a_case(cast), act=Act.SEE_PAGE, now=NOW)
    assert case.sees(Field.EXPLOITATION)
    assert case.adds_to(Field.EXPLOITATION)
    assert not case.sees(Field.COUNTRIES_AND_FEAR)
    case.must_see_fact("act_recruit")
    case.must_add_fact("act_recruit")
    case.must_see_list("episode")
    for refuse, what in (
        (case.must_see_fact, "exclusion_1Fa"),
        (case.must_add_fact, "fear_reason_text"),
        (case.must_see_list, "no_such_list"),
    ):
        with pytest.raises(Refused) as refusal:
            refuse(what)
        assert refusal.value.why is Why.SEALED_FIELD
    refused = Entry.objects.filter(outcome="refused").order_by("seq")
    assert [entry.detail["field"] for entry in refused] == [
        "exclusion_and_cessation",
        "countries_and_fear",
        "unsorted",
    ]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_without_case_work_find_nobody(cast: Cast, role: Role) -> None:
    person = a_case(cast)
    for act in Act:
        with pytest.raises(NotThere):
            open_person(cast.visitor(role, stepped_up=True), person, act=act, now=NOW)


def test_whoever_sees_the_page_learns_why_something_else_is_refused(cast: Cast) -> None:
    person = a_case(cast)
    with pytest.raises(Refused) as refusal:
        open_person(visitor_of(cast.bojan), person, act=Act.READ_ACCOUNT, now=NOW)
    assert refusal.value.why is Why.NOT_FOR_THE_ROLE
    assert open_person(visitor_of(cast.amina), person, act=Act.READ_ACCOUNT, now=NOW)
    entry = Entry.objects.get(outcome="refused")
    assert (entry.act, entry.detail) == ("read_account", {"why": "not_for_the_role"})


def test_business_for_one_purpose_is_none_for_another(cast: Cast) -> None:
    person = a_person(cast.elsewhere, cast.carla)
    involved(person, cast.amina, Purpose.REGISTRATION)
    with pytest.raises(NotThere):
        open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW)
    desk = visitor_of(cast.amina, purpose=Purpose.REGISTRATION)
    assert not open_person(desk, person, act=Act.SEE_PAGE, now=NOW).sees(Field.COUNTRIES_AND_FEAR)


def test_business_begins_and_ends_at_its_time(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina, closed=True)
    row = involved(person, cast.amina, since=NOW)
    row.until = NOW + timedelta(hours=1)
    row.save()
    amina = visitor_of(cast.amina)
    for moment in (NOW - timedelta(seconds=1), NOW + timedelta(hours=1)):
        with pytest.raises(NotThere):
            open_person(amina, person, act=Act.SEE_PAGE, now=moment)
    assert open_person(amina, person, act=Act.SEE_PAGE, now=NOW)


def test_business_of_an_office_counts_for_everybody_of_it(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina, closed=True)
    carla = visitor_of(cast.carla)
    with pytest.raises(NotThere):
        open_person(carla, person, act=Act.SEE_PAGE, now=NOW)
    involved(person, office=cast.elsewhere)
    assert open_person(carla, person, act=Act.SEE_PAGE, now=NOW).relation == Relation.INVOLVED


def test_a_colleague_without_business_sees_little_and_of_a_closed_case_nothing(cast: Cast) -> None:
    opened, closed = a_person(cast.reception, cast.amina), a_person(cast.reception, cast.amina, closed=True)
    case = open_person(visitor_of(cast.bojan), opened, act=Act.SEE_PAGE, now=NOW)
    assert case.sees(Field.IDENTITY)
    assert not case.sees(Field.EXPLOITATION)
    with pytest.raises(NotThere):
        open_person(visitor_of(cast.bojan), closed, act=Act.SEE_PAGE, now=NOW)


def test_a_second_factor_is_fresh_for_a_time(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina, closed=True)
    involved(person, cast.amina)
    fresh = visitor_of(cast.amina, stepped_up=True)
    assert open_person(fresh, person, act=Act.READ_ACCOUNT, now=NOW)
    with pytest.raises(Refused) as refusal:
        open_person(fresh, person, act=Act.READ_ACCOUNT, now=NOW + timedelta(minutes=5))
    assert refusal.value.why is Why.STEP_UP


def test_many_are_opened_in_a_few_queries_and_the_others_left_out(cast: Cast) -> None:
    mine = [a_case(cast) for _ in range(4)]
    hers = a_person(cast.elsewhere, cast.carla)
    amina = visitor_of(cast.amina)
    wanted = [mine[2], hers, mine[0], uuid4(), mine[2]]
    cases: list[UUID] = []

    def opened() -> None:
        cases.extend(case.person for case in open_many(amina, wanted, act=Act.SEE_PAGE, now=NOW))

    assert queries_of(opened) == 4
    assert cases == [mine[2], mine[0]]
    assert Entry.objects.get().detail == {"people": [str(mine[2]), str(mine[0])]}
    assert open_many(amina, [], act=Act.SEE_PAGE, now=NOW) == []


def test_somebody_without_a_key_is_erased_whatever_else_stands(cast: Cast) -> None:
    person = a_case(cast)
    PersonKey.objects.filter(person=person).delete()
    case = open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW)
    assert case.erased
    for sealed in ("identity", "key", "case"):
        with pytest.raises(Erased):
            getattr(case, sealed)


def test_somebody_without_any_name_is_opened_like_the_others(cast: Cast) -> None:
    id_ = new_id()
    add_people(cast.reception.pk, {id_: Identity()}, keys={id_: make_key(id_)}, by=cast.amina.pk, now=NOW)
    case = open_person(cast.visitor(Role.REGISTRATION_OFFICER), id_, act=Act.SEE_PAGE, now=NOW)
    assert case.identity.names == ()


def test_what_concerns_nobody_in_particular_is_asked_the_same_way(cast: Cast) -> None:
    desk, analyst = cast.visitor(Role.REGISTRATION_OFFICER), cast.visitor(Role.ANALYST)
    must(desk, Act.REGISTER, now=NOW)
    assert may(desk, Act.REGISTER, now=NOW)
    assert not may(analyst, Act.REGISTER, now=NOW)
    assert not Entry.objects.exists()
    with pytest.raises(Refused):
        must(analyst, Act.REGISTER, now=NOW)
    assert Entry.objects.get().outcome == "refused"


def test_neither_a_case_nor_a_row_shows_what_is_sealed(cast: Cast) -> None:
    case = open_person(visitor_of(cast.amina), a_case(cast), act=Act.SEE_PAGE, now=NOW)
    shown = repr(case)
    assert repr(case.key) not in shown
    assert repr(case.row.sealed) not in shown


def test_a_purpose_that_the_role_has_not_opens_nothing(cast: Cast) -> None:
    person = a_case(cast)
    involved(person, cast.bojan, Purpose.ASSISTANCE)
    wrong = cast.visitor(Role.TRAFFICKING_SPECIALIST, purpose=Purpose.ASSISTANCE)
    with pytest.raises(NotThere):
        open_person(wrong, person, act=Act.SEE_PAGE, now=NOW)
