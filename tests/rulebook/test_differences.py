"""What changed between two assessments: the ground for alerts and for a history."""

from typing import Any

from asylon.rulebook import assess, differences


def assessed(as_of: str = "2026-11-22", **facts: Any) -> Any:
    return assess({"situation": 1, "jurisdiction": "RS", "as_of": as_of, "facts": facts})


def test_nothing_differs_between_two_readings_of_the_same() -> None:
    found = differences(assessed(age_years=30), assessed(age_years=30))
    assert found.found == ()
    assert not found.other_law


def test_a_new_fact_shows_what_it_brings() -> None:
    found = differences(assessed(), assessed(reasonable_grounds_trafficking=True))
    told = {(each.sort, each.id): each for each in found.found}
    assert (told["conclusion", "presumed_victim"].before, told["conclusion", "presumed_victim"].after) == (
        "unknown",
        "yes",
    )
    assert told["right", "recovery_reflection"].after == "full"
    assert told["track", "trafficking_referral"].after == "proposed"
    assert not any(each.lost for each in found.found)


def test_a_lost_right_and_an_opened_gate_are_marked() -> None:
    before = assessed(reasonable_grounds_trafficking=True, reflection_ended=False)
    after = assessed(reasonable_grounds_trafficking=True, reflection_ended=True)
    lost = {(each.sort, each.id) for each in differences(before, after).found if each.lost}
    assert ("gate", "reflection") in lost


def test_another_law_is_told_apart_from_another_situation() -> None:
    assert differences(assessed("2026-06-01"), assessed("2026-11-22")).other_law is False  # Serbia: no change
    eu = {"situation": 1, "jurisdiction": "DE", "facts": {"asked_protection": True}}
    assert differences(assess(eu | {"as_of": "2026-06-01"}), assess(eu | {"as_of": "2026-11-22"})).other_law
