"""Nationalities, episodes, legs and destinations: added, withdrawn, said to be none or not known."""

from __future__ import annotations

from typing import Any

import pytest

from asylon.casework.facts.answers import Answer
from asylon.casework.facts.items import (
    BadItem,
    NotEmpty,
    UnknownItem,
    add_item,
    say_none,
    say_of_list,
    withdraw_item,
)
from asylon.casework.facts.models import Item
from asylon.casework.facts.selectors import record_of, situation_of
from asylon.casework.facts.services import record
from asylon.casework.people.case import Case
from asylon.casework.spine import EditedMeanwhile, new_id
from tests.casework.facts.records import RULEBOOK, a_record, case_for
from tests.office_cast import NOW, TODAY, Cast, a_person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def written(case: Case) -> dict[str, Any]:
    return situation_of(record_of(case), jurisdiction=case.jurisdiction, as_of=TODAY)


def test_nobody_asked_is_not_the_same_as_none(cast: Cast) -> None:
    case = a_record(cast)
    assert "episodes" not in written(case)
    say_none(case, "episode")
    assert written(case)["episodes"] == []
    assert "legs" not in written(case)


@pytest.mark.parametrize("said", ["unknown", "declined"])
def test_not_known_is_on_record_and_empties_nothing(cast: Cast, said: str) -> None:
    case = a_record(cast)
    say_of_list(case, "episode", said)
    assert "episodes" not in written(case)
    assert record_of(case).said["episode"].said == said


def test_the_last_word_about_a_list_counts(cast: Cast) -> None:
    case = a_record(cast)
    say_of_list(case, "leg", "unknown")
    say_none(case, "leg")
    assert record_of(case).empty == {"leg"}
    say_of_list(case, "leg", "unknown")
    assert not record_of(case).empty


def test_items_come_in_the_order_in_which_they_were_told(cast: Cast) -> None:
    case = a_record(cast)
    add_item(case, "leg", {"from": "SD", "to": "LY"}, rulebook=RULEBOOK)
    add_item(case, "leg", {"from": "LY", "to": "IT", "on": "2026-05", "note": "at night"}, rulebook=RULEBOOK)
    assert written(case)["legs"] == [
        {"id": "leg-1", "from": "SD", "to": "LY", "facts": {}},
        {"id": "leg-2", "from": "LY", "to": "IT", "on": "2026-05", "facts": {}},
    ]
    assert record_of(case).listed("leg")[1].details["note"] == "at night"


def test_a_country_stands_in_a_list_once(cast: Cast) -> None:
    case = a_record(cast)
    first = add_item(case, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    with pytest.raises(BadItem) as refusal:
        add_item(case_for(case.person, cast.bojan), "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    assert refusal.value.twice
    add_item(case, "destination", {"id": "AF"}, rulebook=RULEBOOK)
    withdraw_item(case, first, seen=1, now=NOW)
    add_item(case, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    assert [each["id"] for each in written(case)["nationalities"]] == ["AF"]


def test_a_withdrawn_item_leaves_the_situation_with_its_answers_and_stays_on_record(cast: Cast) -> None:
    case = a_record(cast)
    home = add_item(case, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    record(case, [Answer("fears_return", True, item=home)], rulebook=RULEBOOK)
    withdraw_item(case, home, seen=1, now=NOW)
    kept = record_of(case)
    assert "nationalities" not in written(case)
    assert kept.current[home, "fears_return"].value is True
    item = kept.item(home)
    assert item is not None
    assert item.withdrawn_at == NOW
    row = Item.objects.get(id=home)
    assert row.withdrawn_by_id == cast.amina.pk


def test_an_earlier_none_does_not_come_back_when_the_list_is_emptied(cast: Cast) -> None:
    case = a_record(cast)
    say_none(case, "nationality")
    home = add_item(case, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    withdraw_item(case, home, seen=1, now=NOW)
    assert "nationalities" not in written(case)
    say_none(case, "nationality")
    assert written(case)["nationalities"] == []


def test_a_list_with_something_in_it_cannot_be_said_to_be_empty(cast: Cast) -> None:
    case = a_record(cast)
    add_item(case, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    with pytest.raises(NotEmpty):
        say_none(case, "nationality")
    say_none(case, "episode")


def test_the_second_to_withdraw_is_told(cast: Cast) -> None:
    case = a_record(cast)
    home = add_item(case, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    with pytest.raises(EditedMeanwhile):
        withdraw_item(case, home, seen=7, now=NOW)
    withdraw_item(case, home, seen=1, now=NOW)
    with pytest.raises(EditedMeanwhile):
        withdraw_item(case, home, seen=2, now=NOW)


def test_an_item_of_another_person_cannot_be_withdrawn(cast: Cast) -> None:
    case = a_record(cast)
    other = case_for(a_person(cast.reception, cast.amina, given="Sara"), cast.amina)
    theirs = add_item(other, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    for item in (theirs, new_id()):
        with pytest.raises(UnknownItem):
            withdraw_item(case, item, seen=1, now=NOW)


@pytest.mark.parametrize(
    ("scope", "details", "code", "place"),
    [
        ("nationality", {"id": "XX"}, "unknown_code", "nationalities[0].id"),
        ("nationality", {}, "missing_member", "nationalities[0]"),
        ("destination", {"id": "Germany"}, "unknown_code", "destinations[0].id"),
        ("episode", {"country": "ZZ"}, "unknown_code", "episodes[0].country"),
        ("episode", {"from": "last year"}, "bad_date", "episodes[0].from"),
        ("episode", {"from": "2026-02", "to": "2025"}, "out_of_range", "episodes[0].to"),
        ("leg", {"from": "SD", "to": "Libya"}, "unknown_code", "legs[0].to"),
        ("leg", {"from": "SD", "on": "31.12.2025"}, "bad_date", "legs[0].on"),
        ("episode", {"country": "AE", "note": "x" * 201}, "wrong_type", "episodes[0].note"),
        ("episode", {"country": "AE", "note": "\0"}, "wrong_type", "episodes[0].note"),
        ("episode", {"country": "AE", "colour": "red"}, "unknown_member", "episodes[0]"),
        ("pet", {"id": "cat"}, "unknown_member", ""),
    ],
)
def test_what_does_not_belong_in_a_list_is_refused_with_its_place(
    cast: Cast, scope: str, details: dict[str, str], code: str, place: str
) -> None:
    case = a_record(cast)
    with pytest.raises(BadItem) as refusal:
        add_item(case, scope, details, rulebook=RULEBOOK)
    assert (code, place) in {(fault.code, fault.place) for fault in refusal.value.faults}
    assert not record_of(case).items


def test_only_the_four_lists_and_three_words_are_taken(cast: Cast) -> None:
    case = a_record(cast)
    for scope, said in (("pet", "none"), ("leg", "perhaps")):
        with pytest.raises(ValueError, match="none, unknown or declined"):
            say_of_list(case, scope, said)
