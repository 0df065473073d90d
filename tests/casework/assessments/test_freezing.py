"""An assessment is frozen when it says something new, can be repeated years later, and tells what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.assessments.repeating import repeat
from asylon.casework.assessments.selectors import (
    NoSuchAssessment,
    frozen_by_id,
    frozen_of,
    history,
    latest_of,
)
from asylon.casework.assessments.services import Assessed, assess_record, freeze, freeze_after
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.selectors import record_of
from asylon.casework.facts.services import record
from asylon.casework.people.case import Case
from asylon.casework.spine import EditedMeanwhile, new_id
from asylon.rulebook import assess
from tests import cast as situations
from tests.casework.facts.records import RULEBOOK, a_record, case_for, put_on_record
from tests.office_cast import NOW, TODAY, Cast, a_person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def assessed(case: Case) -> Assessed:
    return assess_record(case, record_of(case), as_of=TODAY, rulebook=RULEBOOK)


def test_an_assessment_is_kept_once_until_it_says_something_new(cast: Cast) -> None:
    case = a_record(cast)
    assert freeze(case, assessed(case), cause="registration", now=NOW)
    assert freeze(case, assessed(case), cause="facts", now=NOW) is None
    record(case, [Answer("immediate_danger", True)], rulebook=RULEBOOK)
    assert freeze(case, assessed(case), cause="facts", now=NOW)
    assert [row.cause for row in FrozenAssessment.objects.order_by("id")] == ["registration", "facts"]


def test_an_answer_that_changes_nothing_freezes_nothing(cast: Cast) -> None:
    case = a_record(cast)
    freeze(case, assessed(case), cause="registration")
    record(case, [Answer("skills", ["carpenter"])], rulebook=RULEBOOK)
    assert freeze(case, assessed(case), cause="facts") is None


def test_history_tells_what_changed_newest_first(cast: Cast) -> None:
    case = a_record(cast)
    freeze(case, assessed(case), cause="registration", now=NOW)
    record(case, [Answer("immediate_danger", True)], rulebook=RULEBOOK)
    freeze(case, assessed(case), cause="facts", now=NOW)
    newest, first = history(case)
    assert (newest.cause, newest.first, first.cause, first.first) == ("facts", False, "registration", True)
    assert first.changes == ()
    assert {each.sort for each in newest.changes} >= {"alert"}
    assert newest.rulebook_hash == assessed(case).assessment.program.hash
    (only,) = history(case, most=1)
    assert only == newest


def test_a_frozen_assessment_gives_the_frozen_answers_when_it_is_repeated(cast: Cast) -> None:
    case = a_record(cast)
    put_on_record(case, situations.leyla())
    frozen = freeze(case, assessed(case), cause="facts")
    assert frozen is not None
    record(case, [Answer("immediate_danger", True)], rulebook=RULEBOOK)
    again = repeat(case, frozen, rulebook=RULEBOOK)
    assert again.same_law
    assert again.changes == ()
    assert again.assessment.as_json() == assess_again(again.frozen.situation)


def assess_again(situation: dict[str, Any]) -> Any:
    return assess(situation, rulebook=RULEBOOK).as_json()


def test_nobody_elses_assessment_can_be_repeated(cast: Cast) -> None:
    case = a_record(cast)
    other = case_for(a_person(cast.reception, cast.amina, given="Sara"), cast.amina)
    theirs = freeze(other, assessed(other), cause="registration")
    assert theirs is not None
    for frozen in (theirs, new_id()):
        with pytest.raises(NoSuchAssessment):
            frozen_by_id(case, frozen)


def test_two_at_the_same_moment_do_not_both_follow_the_same_one(cast: Cast) -> None:
    case = a_record(cast)
    freeze(case, assessed(case), cause="registration")
    before = FrozenAssessment.objects.get()
    record(case, [Answer("immediate_danger", True)], rulebook=RULEBOOK)
    freeze(case, assessed(case), cause="facts")
    with pytest.raises(EditedMeanwhile):
        freeze_after(case, assessed(case), before, cause="facts", now=NOW)
    with pytest.raises(EditedMeanwhile):
        freeze_after(case, assessed(case), None, cause="facts", now=NOW)


def test_the_latest_of_many_come_in_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    cases = [case_for(a_person(cast.reception, cast.amina, given=f"P{n}"), cast.amina) for n in range(3)]
    for case in cases:
        freeze(case, assessed(case), cause="registration")
    record(cases[0], [Answer("immediate_danger", True)], rulebook=RULEBOOK)
    freeze(cases[0], assessed(cases[0]), cause="facts")
    with django_assert_num_queries(1):
        latest = latest_of(cases)
    assert [latest[case.person].cause for case in cases] == ["facts", "registration", "registration"]
    assert any(sort == "alert" for sort, _ in latest[cases[0].person].answers)
    assert latest[cases[0].person] == frozen_of(cases[0], most=1)[0]


@pytest.mark.parametrize(
    "act",
    ["UPDATE assessments_frozenassessment SET cause = 'asked'", "DELETE FROM assessments_frozenassessment"],
)
def test_the_database_refuses_to_rewrite_an_assessment(cast: Cast, act: str) -> None:
    case = a_record(cast)
    freeze(case, assessed(case), cause="registration")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act)


def test_the_same_answers_under_another_law_are_kept_too(cast: Cast) -> None:
    case = a_record(cast)
    freeze(case, assessed(case), cause="registration")
    elsewhere = replace(case, jurisdiction="INT")
    assert freeze(elsewhere, assessed(elsewhere), cause="asked") is not None
