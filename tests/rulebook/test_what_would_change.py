"""What would change an answer is what really happens when the fact is added."""

from typing import Any

from asylon.rulebook import assess, explain


def situation(**facts: Any) -> dict[str, Any]:
    return {"situation": 1, "jurisdiction": "RS", "as_of": "2026-11-22", "facts": facts}


def test_proof_of_age_reaches_the_facts_that_lean_on_it() -> None:
    in_doubt = situation(age_disputed=True, age_proven_adult=False)
    changes = explain(assess(in_doubt), "child").changes
    proven = next(change for change in changes if dict(change.answers) == {"age_proven_adult": "yes"})
    really = assess(situation(age_disputed=True, age_proven_adult=True)).as_json()["conclusions"]["child"]
    assert proven.result == really["value"] == "no"
