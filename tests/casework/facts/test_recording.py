"""Answers are appended, follow one another, and are never written over somebody else's."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from asylon.casework.facts.answers import Answer, BadAnswer
from asylon.casework.facts.items import add_item, withdraw_item
from asylon.casework.facts.models import Fact
from asylon.casework.facts.selectors import record_of
from asylon.casework.facts.services import UnknownItem, record
from asylon.casework.spine import EditedMeanwhile, new_id
from tests.casework.facts.records import RULEBOOK, a_record, case_for
from tests.office_cast import NOW, Cast, a_person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_an_answer_is_on_record_with_everything_that_was_said_about_it(cast: Cast) -> None:
    case = a_record(cast)
    given = Answer(
        "sgbv_survivor", True, basis="documented", on="2026-10", note="shown, not copied", source="clinic"
    )
    (id_,) = record(case, [given], rulebook=RULEBOOK, now=NOW)
    (kept,) = record_of(case).facts
    assert (kept.id, kept.fact, kept.value, kept.item) == (id_, "sgbv_survivor", True, None)
    assert (kept.basis, kept.on, kept.note, kept.source) == (
        "documented",
        "2026-10",
        "shown, not copied",
        "clinic",
    )
    assert (kept.by, kept.role, kept.at) == (cast.amina.pk, "protection_caseworker", NOW)
    assert kept.sensitive
    assert kept.current


def test_a_later_answer_supersedes_and_the_earlier_one_stays(cast: Cast) -> None:
    case = a_record(cast)
    (first,) = record(case, [Answer("pregnant", "unknown")], rulebook=RULEBOOK)
    (second,) = record(case, [Answer("pregnant", True, seen=first)], rulebook=RULEBOOK)
    (third,) = record(case, [Answer("pregnant", False, seen=second)], rulebook=RULEBOOK)
    kept = record_of(case)
    assert [each.id for each in kept.history(None, "pregnant")] == [third, second, first]
    assert [each.value for each in kept.history(None, "pregnant")] == [False, True, "unknown"]
    assert kept.current[None, "pregnant"].id == third
    assert [each.current for each in kept.facts] == [False, False, True]


@pytest.mark.parametrize("statement", ["UPDATE facts_fact SET role = 'other'", "DELETE FROM facts_fact"])
def test_the_database_refuses_to_rewrite_an_answer(cast: Cast, statement: str) -> None:
    case = a_record(cast)
    record(case, [Answer("pregnant", True)], rulebook=RULEBOOK)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert record_of(case).current[None, "pregnant"].value is True


def test_the_second_of_two_officers_is_told_and_loses_nothing(cast: Cast) -> None:
    amina = a_record(cast)
    bojan = case_for(amina.person, cast.bojan)
    (seen,) = record(amina, [Answer("pregnant", "unknown")], rulebook=RULEBOOK)
    record(amina, [Answer("pregnant", True, seen=seen)], rulebook=RULEBOOK)
    with pytest.raises(EditedMeanwhile):
        record(bojan, [Answer("pregnant", False, seen=seen)], rulebook=RULEBOOK)
    assert record_of(bojan).current[None, "pregnant"].value is True


def test_two_first_answers_do_not_both_stand(cast: Cast) -> None:
    amina = a_record(cast)
    record(amina, [Answer("pregnant", True)], rulebook=RULEBOOK)
    with pytest.raises(EditedMeanwhile):
        record(case_for(amina.person, cast.bojan), [Answer("pregnant", False)], rulebook=RULEBOOK)


def test_the_constraint_holds_where_the_look_came_too_early(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both officers looked before either wrote: the database decides."""
    case = a_record(cast)
    (seen,) = record(case, [Answer("pregnant", "unknown")], rulebook=RULEBOOK)
    record(case, [Answer("pregnant", True, seen=seen)], rulebook=RULEBOOK)
    slot = bytes(Fact.objects.values_list("slot", flat=True)[0])
    monkeypatch.setattr("asylon.casework.facts.services._latest", lambda *_: {slot: seen})
    with pytest.raises(EditedMeanwhile):
        record(case, [Answer("pregnant", False, seen=seen)], rulebook=RULEBOOK)
    assert Fact.objects.count() == 2


def test_several_answers_are_recorded_all_or_none(cast: Cast) -> None:
    case = a_record(cast)
    record(case, [Answer("pregnant", True)], rulebook=RULEBOOK)
    with pytest.raises(EditedMeanwhile):
        record(case, [Answer("serious_illness", True), Answer("pregnant", False)], rulebook=RULEBOOK)
    assert [each.fact for each in record_of(case).facts] == ["pregnant"]


def test_one_question_has_one_answer_at_a_time(cast: Cast) -> None:
    with pytest.raises(ValueError, match="answered twice"):
        record(a_record(cast), [Answer("pregnant", True), Answer("pregnant", False)], rulebook=RULEBOOK)


@pytest.mark.parametrize(
    ("answer", "code", "place"),
    [
        (Answer("no_such_fact", True), "unknown_fact", "facts.no_such_fact"),
        (Answer("pregnant", "maybe"), "wrong_type", "facts.pregnant.value"),
        (Answer("age_years", -1), "out_of_range", "facts.age_years.value"),
        (Answer("age_years", 131), "out_of_range", "facts.age_years.value"),
        (Answer("age_years", float("nan")), "wrong_type", "facts.age_years.value"),
        (Answer("former_habitual_residence", "ZZ"), "unknown_code", "facts.former_habitual_residence.value"),
        (
            Answer("informed_consent_share", ["police"]),
            "unknown_code",
            "facts.informed_consent_share.value[0]",
        ),
        (Answer("pregnant", True, on="yesterday"), "bad_date", "facts.pregnant.on"),
        (Answer("pregnant", True, basis="rumour"), "unknown_code", "facts.pregnant.basis"),
        (Answer("pregnant", True, margin=2), "wrong_type", "facts.pregnant.margin"),
        (Answer("nationalities", ["AF"]), "answered_by_items", "facts.nationalities"),
        (Answer("pregnant", True, note="x" * 2001), "wrong_type", "facts.pregnant.note"),
        (Answer("pregnant", True, note="half \ud800"), "wrong_type", "facts.pregnant.note"),
        (Answer("fear_reason_text", "a\0b"), "wrong_type", "facts.fear_reason_text.value"),
        (Answer("skills", ["x"] * 301), "wrong_type", "facts.skills.value"),
    ],
)
def test_what_the_rulebook_does_not_take_is_refused_with_its_place(
    cast: Cast, answer: Answer, code: str, place: str
) -> None:
    case = a_record(cast)
    with pytest.raises(BadAnswer) as refusal:
        record(case, [answer], rulebook=RULEBOOK)
    faults = refusal.value.faults[answer.fact]
    assert (code, place) in {(fault.code, fault.place) for fault in faults}
    assert str(refusal.value)
    assert not record_of(case).facts


def test_an_answer_about_an_item_stands_in_the_list_of_that_item(cast: Cast) -> None:
    case = a_record(cast)
    home = add_item(case, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    record(case, [Answer("fears_return", True, item=home)], rulebook=RULEBOOK)
    with pytest.raises(BadAnswer) as refusal:
        record(case, [Answer("act_recruit", True, item=home)], rulebook=RULEBOOK)
    assert [fault.code for fault in refusal.value.faults["act_recruit"]] == ["wrong_scope"]


def test_an_item_of_somebody_else_or_a_withdrawn_one_takes_no_answer(cast: Cast) -> None:
    case = a_record(cast)
    other = case_for(a_person(cast.reception, cast.amina, given="Sara"), cast.amina)
    theirs = add_item(other, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    mine = add_item(case, "nationality", {"id": "IR"}, rulebook=RULEBOOK)
    withdraw_item(case, mine, seen=1, now=NOW)
    for item in (theirs, mine, new_id()):
        with pytest.raises(UnknownItem):
            record(case, [Answer("fears_return", True, item=item)], rulebook=RULEBOOK)
