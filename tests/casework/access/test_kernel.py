"""The access kernel: no by default, and what the table may never come to say."""

from __future__ import annotations

from enum import StrEnum
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.access.fields import BY_FACT, BY_LIST, BY_TOPIC, field_of, field_of_fact, field_of_list
from asylon.casework.access.kernel import (
    Act,
    Answer,
    Asked,
    Field,
    Grant,
    Relation,
    Table,
    Why,
)
from asylon.casework.access.kernel import decide as decide_by
from asylon.casework.access.table import TABLE, decide
from asylon.casework.access.visitors import Purpose, purposes_of
from asylon.casework.staff.models import Role
from asylon.rulebook import load
from asylon.rulebook.scopes import LISTS

RELATIONS = [Relation(bits) for bits in range(8)]
CASE_ROLES = (
    Role.REGISTRATION_OFFICER,
    Role.PROTECTION_CASEWORKER,
    Role.LEGAL_ADVISER,
    Role.TRAFFICKING_SPECIALIST,
    Role.ASYLUM_ADJUDICATOR,
    Role.CHILD_PROTECTION_OFFICER,
)
OTHERS = (Role.COORDINATOR, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR)

roles = st.sampled_from(list(Role))
purposes = st.sampled_from(list(Purpose))
acts = st.sampled_from(list(Act))
fields = st.none() | st.sampled_from(list(Field))
relations = st.sampled_from(RELATIONS)
questions = st.builds(
    Asked,
    role=roles,
    purpose=purposes,
    act=acts,
    relation=relations,
    closed=st.booleans(),
    field=fields,
    stepped_up=st.booleans(),
)


class NewAct(StrEnum):
    """An act that somebody adds and forgets to put into the table."""

    READ_MINDS = "read_minds"


class NewField(StrEnum):
    """A field that somebody adds and forgets to put into the table."""

    FINGERPRINTS = "fingerprints"


def asked(role: Role, act: Act, **more: object) -> Asked:
    """A question for the usual purpose of a role, with the second factor fresh."""
    given_ = {"purpose": purposes_of(role)[0], "stepped_up": True, **more}
    return Asked(role=role, act=act, **given_)  # type: ignore[arg-type]  # the keys are those of Asked


def seen(role: Role, relation: Relation, *, closed: bool = False) -> set[Field]:
    return {
        field
        for field in Field
        if decide(asked(role, Act.SEE_FIELD, relation=relation, field=field, closed=closed)).allowed
    }


@given(questions)
def test_an_act_that_is_new_is_refused(question: Asked) -> None:
    new = Asked(question.role, question.purpose, cast(Act, NewAct.READ_MINDS), question.relation)
    assert not decide(new).allowed


@given(questions)
def test_a_field_that_is_new_is_refused(question: Asked) -> None:
    for act in (Act.SEE_FIELD, Act.ADD_FACT):
        new = Asked(
            question.role,
            question.purpose,
            act,
            question.relation,
            field=cast(Field, NewField.FINGERPRINTS),
            stepped_up=True,
        )
        assert not decide(new).allowed


@given(questions)
def test_nobody_sees_what_nobody_has_sorted(question: Asked) -> None:
    assert Field.UNSORTED not in seen(question.role, question.relation)


@given(questions, relations)
def test_another_relation_never_takes_anything_away(question: Asked, more: Relation) -> None:
    wider = Asked(
        question.role,
        question.purpose,
        question.act,
        question.relation | more,
        question.closed,
        question.field,
        question.stepped_up,
    )
    assert not decide(question).allowed or decide(wider).allowed


@given(questions)
def test_closing_a_case_never_gives_anything(question: Asked) -> None:
    opened = Asked(
        question.role,
        question.purpose,
        question.act,
        question.relation,
        False,
        question.field,
        question.stepped_up,
    )
    assert not decide(question).allowed or decide(opened).allowed


@given(questions)
def test_a_second_factor_never_takes_anything_away(question: Asked) -> None:
    fresh = Asked(
        question.role,
        question.purpose,
        question.act,
        question.relation,
        question.closed,
        question.field,
        stepped_up=True,
    )
    assert not decide(question).allowed or decide(fresh).allowed


@given(questions)
def test_only_the_purposes_of_a_role_count(question: Asked) -> None:
    if question.purpose not in purposes_of(question.role):
        assert decide(question) == Answer(False, Why.OTHER_PURPOSE)


@given(st.sampled_from(OTHERS), acts, relations, fields, st.booleans())
def test_whoever_does_no_case_work_sees_nobody(
    role: Role, act: Act, relation: Relation, field: Field | None, closed: bool
) -> None:
    of = field if act in (Act.SEE_FIELD, Act.ADD_FACT) else None
    answer = decide(asked(role, act, relation=relation, field=of, closed=closed))
    assert answer.allowed is (act in _ONLY[role])


RESPONSE = {
    *(Act.SEE_RESPONSES, Act.RECORD_FIGURES, Act.DECLARE_INFLUX, Act.CONSULT, Act.KEEP_PLAN),
    *(Act.ADOPT_PLAN, Act.KEEP_PLEDGES, Act.WORK_OUT_SHARES, Act.HOLD_REVIEW),
}
_ONLY = {
    Role.COORDINATOR: RESPONSE,
    Role.ANALYST: {Act.SEE_COUNTS, Act.SEE_RESPONSES, Act.WORK_OUT_SHARES},
    Role.AUDITOR: {Act.READ_JOURNAL},
    Role.ADMINISTRATOR: {Act.MANAGE_ACCOUNTS, Act.MANAGE_OFFICES},
}


@pytest.mark.parametrize("role", OTHERS)
def test_an_emergency_changes_nothing_for_whoever_does_no_case_work(role: Role) -> None:
    assert not decide(asked(role, Act.OPEN_IN_EMERGENCY)).allowed
    assert seen(role, Relation.GLASS) == set()


@pytest.mark.parametrize("role", list(Role))
def test_an_emergency_never_opens_what_the_person_told_in_her_own_words(role: Role) -> None:
    for closed in (False, True):
        assert Field.ACCOUNT not in seen(role, Relation.GLASS, closed=closed)
        for act in (Act.READ_ACCOUNT, Act.WRITE_ACCOUNT, Act.ADD_FACT, Act.EDIT_PERSON, Act.EXPORT):
            assert not decide(asked(role, act, relation=Relation.GLASS, closed=closed)).allowed


@pytest.mark.parametrize("role", list(Role))
def test_an_emergency_gives_less_than_business_does(role: Role) -> None:
    assert seen(role, Relation.GLASS) <= seen(role, Relation.INVOLVED)


@pytest.mark.parametrize("role", [Role.REGISTRATION_OFFICER, *CASE_ROLES])
def test_without_any_relation_nobody_sees_a_page(role: Role) -> None:
    assert decide(asked(role, Act.SEE_PAGE)) == Answer(False, Why.NO_BUSINESS)
    assert decide(asked(role, Act.SEE_PAGE, relation=Relation.INVOLVED)).allowed


def test_the_registration_officer_sees_what_the_desk_needs() -> None:
    for relation in (Relation.INVOLVED, Relation.OFFICE):
        assert seen(Role.REGISTRATION_OFFICER, relation) == {
            Field.IDENTITY,
            Field.CONTACT,
            Field.FAMILY,
            Field.AGE_AND_FAMILY,
            Field.NEEDS,
            Field.REQUEST,
            Field.MASS_ARRIVAL,
        }
        for field in seen(Role.REGISTRATION_OFFICER, relation):
            adds = asked(Role.REGISTRATION_OFFICER, Act.ADD_FACT, relation=relation, field=field)
            assert decide(adds).allowed


def test_the_involved_caseworker_sees_all_that_is_sorted() -> None:
    assert seen(Role.PROTECTION_CASEWORKER, Relation.INVOLVED) == set(Field) - {Field.UNSORTED}


def test_the_asylum_claim_is_not_seen_from_the_trafficking_track() -> None:
    hidden = {
        Field.COUNTRIES_AND_FEAR,
        Field.CREDIBILITY,
        Field.EXCLUSION_AND_CESSATION,
        Field.HARM,
        Field.PROCEDURE,
        Field.ACCOUNT,
    }
    assert seen(Role.TRAFFICKING_SPECIALIST, Relation.INVOLVED) & hidden == set()
    assert Field.EXPLOITATION in seen(Role.TRAFFICKING_SPECIALIST, Relation.INVOLVED)


def test_the_adjudicator_sees_exploitation_only_as_part_of_the_claim() -> None:
    for relation in (Relation.OFFICE, Relation.GLASS, Relation.OFFICE | Relation.GLASS):
        assert Field.EXPLOITATION not in seen(Role.ASYLUM_ADJUDICATOR, relation)
    assert Field.EXPLOITATION in seen(Role.ASYLUM_ADJUDICATOR, Relation.INVOLVED)
    assert Field.ACCOUNT not in seen(Role.ASYLUM_ADJUDICATOR, Relation.INVOLVED | Relation.OFFICE)


def test_the_adjudicator_is_told_of_nobody_elsewhere() -> None:
    assert decide(asked(Role.ASYLUM_ADJUDICATOR, Act.SEARCH)).allowed
    assert not decide(asked(Role.ASYLUM_ADJUDICATOR, Act.BE_TOLD_WHOM_TO_ASK)).allowed
    assert decide(asked(Role.PROTECTION_CASEWORKER, Act.BE_TOLD_WHOM_TO_ASK)).allowed


def test_the_supervisor_reads_the_office_and_writes_nothing_into_a_case() -> None:
    assert seen(Role.SUPERVISOR, Relation.OFFICE) == set(Field) - {Field.UNSORTED, Field.ACCOUNT}
    for act in (Act.ADD_FACT, Act.INTERVIEW, Act.EDIT_PERSON, Act.WRITE_ACCOUNT, Act.READ_ACCOUNT):
        assert not decide(asked(Role.SUPERVISOR, act, relation=Relation.OFFICE)).allowed
    assert Field.EXPLOITATION not in seen(Role.SUPERVISOR, Relation.OFFICE, closed=True)
    assert not decide(asked(Role.SUPERVISOR, Act.OPEN_IN_EMERGENCY)).allowed


def test_a_closed_case_is_not_there_for_colleagues_without_business() -> None:
    for role in CASE_ROLES:
        question = asked(role, Act.SEE_PAGE, relation=Relation.OFFICE, closed=True)
        assert decide(question) == Answer(False, Why.CLOSED)


@pytest.mark.parametrize(
    ("role", "act", "relation"),
    [
        (Role.PROTECTION_CASEWORKER, Act.OPEN_IN_EMERGENCY, Relation.NONE),
        (Role.SUPERVISOR, Act.ERASE_PERSON, Relation.OFFICE),
        (Role.SUPERVISOR, Act.EXPORT, Relation.OFFICE),
        (Role.ADMINISTRATOR, Act.MANAGE_ACCOUNTS, Relation.NONE),
        (Role.COORDINATOR, Act.DECLARE_INFLUX, Relation.NONE),
        (Role.COORDINATOR, Act.ADOPT_PLAN, Relation.NONE),
    ],
)
def test_the_gravest_acts_want_a_fresh_second_factor(role: Role, act: Act, relation: Relation) -> None:
    assert decide(asked(role, act, relation=relation, stepped_up=False)) == Answer(False, Why.STEP_UP)
    assert decide(asked(role, act, relation=relation)).allowed


def test_the_account_of_a_closed_case_wants_a_fresh_second_factor() -> None:
    involved = {"relation": Relation.INVOLVED, "stepped_up": False}
    question = asked(Role.PROTECTION_CASEWORKER, Act.READ_ACCOUNT, closed=True, **involved)
    assert decide(question) == Answer(False, Why.STEP_UP)
    assert decide(asked(Role.PROTECTION_CASEWORKER, Act.READ_ACCOUNT, **involved)).allowed


def test_giving_business_takes_business_and_the_case_being_kept_here() -> None:
    for relation, allowed in (
        (Relation.INVOLVED | Relation.OFFICE, True),
        (Relation.INVOLVED, False),
        (Relation.OFFICE, False),
    ):
        question = asked(Role.PROTECTION_CASEWORKER, Act.INVOLVE, relation=relation)
        assert decide(question).allowed is allowed
    assert decide(asked(Role.SUPERVISOR, Act.INVOLVE, relation=Relation.OFFICE)).allowed


def test_a_field_is_asked_for_by_name() -> None:
    involved = {"relation": Relation.INVOLVED}
    without = asked(Role.PROTECTION_CASEWORKER, Act.SEE_FIELD, **involved)
    assert decide(without) == Answer(False, Why.SEALED_FIELD)
    assert decide(asked(Role.PROTECTION_CASEWORKER, Act.ADD_FACT, **involved)).allowed


def test_whoever_may_change_a_person_may_change_her_names() -> None:
    for row in TABLE.grants:
        if Act.EDIT_PERSON in row.acts:
            question = asked(
                row.role, Act.ADD_FACT, purpose=row.purpose, relation=row.relation, field=Field.IDENTITY
            )
            assert decide(question).allowed


def test_an_empty_table_refuses_everything() -> None:
    nothing = Table((), frozenset(), frozenset())
    assert not decide_by(asked(Role.SUPERVISOR, Act.SEE_NOTICES), table=nothing).allowed


def test_every_row_is_for_a_purpose_that_its_role_has() -> None:
    assert [row for row in TABLE.grants if row.purpose not in purposes_of(row.role)] == []


def test_every_role_has_a_purpose_and_every_act_somebody_who_may_do_it() -> None:
    assert all(purposes_of(role) for role in Role)
    assert {act for row in TABLE.grants for act in row.acts} == set(Act)


def test_one_row_is_enough_and_says_how_much() -> None:
    row = Grant(
        Role.ANALYST,
        Purpose.STATISTICS,
        Relation.INVOLVED,
        False,
        frozenset({Act.SEE_FIELD}),
        frozenset({Field.NEEDS}),
    )
    table = Table((row,), frozenset(), frozenset())
    one = Asked(Role.ANALYST, Purpose.STATISTICS, Act.SEE_FIELD, Relation.INVOLVED, field=Field.NEEDS)
    assert decide_by(one, table=table).allowed
    other = Asked(Role.ANALYST, Purpose.STATISTICS, Act.SEE_FIELD, Relation.INVOLVED, field=Field.HARM)
    assert decide_by(other, table=table) == Answer(False, Why.SEALED_FIELD)


def test_every_fact_of_the_rulebook_is_sorted() -> None:
    facts = load().all_facts
    assert {id_ for id_, fact in facts.items() if field_of(fact) is Field.UNSORTED} == set()
    assert set(BY_FACT) <= set(facts)
    assert set(BY_LIST) == set(LISTS)
    assert set(BY_TOPIC.values()) | set(BY_FACT.values()) <= set(Field)


def test_what_is_no_fact_and_no_list_is_seen_by_nobody() -> None:
    assert field_of_fact("no_such_fact") is Field.UNSORTED
    assert field_of_list("no_such_list") is Field.UNSORTED
    assert field_of_list("episode") is Field.EXPLOITATION
    assert field_of_fact("asked_protection") is Field.REQUEST
    assert field_of_fact("lgbtiq") is Field.INTIMATE_NEEDS
