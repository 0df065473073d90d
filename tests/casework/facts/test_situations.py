"""What is on record is the situation that the rulebook assesses: nothing added, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest

from asylon.casework.assessments.services import assess_record
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.selectors import record_of, records_of, situation_of
from asylon.casework.facts.services import record
from asylon.rulebook import assess
from tests import cast as situations
from tests.casework.facts.records import RULEBOOK, a_record, case_for, put_on_record
from tests.office_cast import TODAY, Cast, a_person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WHOLE: dict[str, dict[str, Any]] = {
    **{name: each["situation"] for name, each in situations.vignettes().items()},
    **{name: make() for name, make in situations.CAST.items()},
}


def without_by(written: Any) -> Any:
    """An answer of the contract without who recorded the facts and how they are known."""
    if isinstance(written, dict):
        return {name: without_by(each) for name, each in written.items() if name not in ("by", "basis")}
    return [without_by(each) for each in written] if isinstance(written, list) else written


@pytest.mark.parametrize("name", WHOLE)
def test_what_was_recorded_of_a_vignette_is_assessed_as_the_vignette(cast: Cast, name: str) -> None:
    told = WHOLE[name]
    case = a_record(cast, jurisdiction=told["jurisdiction"])
    put_on_record(case, told)
    day = assess(told, rulebook=RULEBOOK).situation.as_of
    kept = assess_record(case, record_of(case), as_of=day, rulebook=RULEBOOK)
    assert without_by(kept.assessment.as_json()) == without_by(assess(told, rulebook=RULEBOOK).as_json())


def test_what_the_identity_answers_stands_where_nobody_recorded_more(cast: Cast) -> None:
    case = a_record(cast)
    known = {"age_years": {"value": 17, "margin": 2, "basis": "inferred"}}

    def age() -> Any:
        kept = record_of(case)
        return situation_of(kept, jurisdiction="RS", as_of=TODAY, known=known)["facts"]["age_years"]

    assert age() == known["age_years"]
    (seen,) = record(case, [Answer("age_years", "declined")], rulebook=RULEBOOK)
    assert age() == known["age_years"]
    record(case, [Answer("age_years", 16, basis="documented", margin=1, seen=seen)], rulebook=RULEBOOK)
    assert age() == {"value": 16, "basis": "documented", "by": "protection_caseworker", "margin": 1}


def test_records_of_many_are_opened_in_three_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    cases = []
    for number, situation in enumerate((situations.leyla(), situations.grace(), situations.stranger())):
        case = case_for(a_person(cast.reception, cast.amina, given=f"P{number}"), cast.amina)
        put_on_record(case, situation)
        cases.append(case)
    with django_assert_num_queries(3):
        found = records_of(cases)
    assert {person: record_of(case) for person, case in zip(found, cases, strict=True)} == found
