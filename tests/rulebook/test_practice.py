"""Practice against the law: the right stays, that it is withheld is said, and so is what to cite."""

from datetime import date
from typing import Any

from asylon.rulebook import assess

REFUGEE = {
    "situation": 1,
    "jurisdiction": "RS",
    "as_of": "2026-11-22",
    "facts": {"lawful_stay_basis": ["convention_refugee"], "reasonable_grounds_trafficking": True},
}


def answer(as_of: date | None = None, jurisdiction: str | None = None) -> dict[str, Any]:
    return assess(REFUGEE, as_of=as_of, jurisdiction=jurisdiction).as_json()


def right(found: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(each for each in found["rights"] if each["id"] == id_)


def test_a_right_that_practice_withholds_is_still_a_right_with_its_citation() -> None:
    papers = right(answer(), "identity_papers")
    assert papers["level"] == "full"
    assert "RC51 27" in papers["cites"]
    (withheld,) = papers["denied_in_practice"]
    assert withheld["practice"] == "partial"
    assert withheld["source"].startswith("AIDA Serbia")
    assert withheld["year"] == "2024"


def test_a_right_that_nobody_withholds_says_so() -> None:
    assert right(answer(), "psychological_help")["denied_in_practice"] is None


def test_a_practice_counts_only_while_it_lasted() -> None:
    now = right(answer(), "travel_document")["denied_in_practice"]
    then = right(answer(as_of=date(2020, 5, 1)), "travel_document")["denied_in_practice"]
    assert [each["practice"] for each in now] == ["conditional"]
    assert {each["practice"] for each in then} == {"denied", "conditional"}


def test_a_gate_that_practice_passes_by_says_so() -> None:
    gate = answer()["gates"]["document_privacy"]
    assert gate["open"] is False
    assert "535-24" in gate["in_practice"][0]["source"]


def test_the_practice_of_one_state_is_not_that_of_another() -> None:
    assert right(answer(jurisdiction="AT"), "identity_papers")["denied_in_practice"] is None
