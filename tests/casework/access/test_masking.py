"""What is hidden from a visitor leaves no trace in what the visitor is shown, and opens no gate."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.access.fields import field_of_fact, field_of_list
from asylon.casework.access.kernel import Field
from asylon.casework.access.masking import mask, restrict
from asylon.rulebook import assess, load
from tests import cast

Json = dict[str, Any]
RULEBOOK = load()
VIGNETTES = sorted(path.stem for path in cast.VIGNETTES.glob("V*.json"))


def situation_of(vignette: str) -> Json:
    """A vignette with its facts as the record would give them."""
    found: Json = json.loads((cast.VIGNETTES / f"{vignette}.json").read_text(encoding="utf-8"))
    return {"facts": {}, **found["situation"]}


def shown_to(situation: Json, hidden: frozenset[Field]) -> Any:
    whole = assess(situation, rulebook=RULEBOOK)
    return mask(whole, situation, sees=lambda field: field not in hidden, rulebook=RULEBOOK)


FIELDS = st.frozensets(st.sampled_from(sorted(Field)), min_size=1)


def test_whoever_sees_everything_is_shown_the_very_assessment() -> None:
    situation = cast.leyla()
    masked = shown_to(situation, frozenset())
    assert masked.complete
    assert masked.sealed_facts == 0
    assert not masked.sealed_tracks
    assert not masked.sealed_urgent


@given(vignette=st.sampled_from(VIGNETTES), hidden=FIELDS)
def test_nothing_that_is_shown_rests_on_a_hidden_fact(vignette: str, hidden: frozenset[Field]) -> None:
    situation = situation_of(vignette)
    masked = shown_to(situation, hidden)
    shown = masked.assessment.situation
    recorded = [
        *shown.facts,
        *(fact for scope in shown.unnamed.values() for fact in scope),
        *(fact for items in shown.items.values() for item in items or () for fact in item.facts),
    ]
    assert not [fact for fact in recorded if field_of_fact(fact) in hidden]
    assert not [scope for scope, items in shown.items.items() if items and field_of_list(scope) in hidden]


@given(vignette=st.sampled_from(VIGNETTES), hidden=FIELDS)
def test_other_hidden_answers_show_the_same_assessment(vignette: str, hidden: frozenset[Field]) -> None:
    """Non-interference: turn every hidden yes into a no, and nobody can tell."""
    situation = situation_of(vignette)
    turned = {**situation, "facts": {n: _turned(n, v, hidden) for n, v in situation["facts"].items()}}
    one, other = shown_to(situation, hidden).assessment, shown_to(turned, hidden).assessment
    assert one.as_json() == other.as_json()


def _turned(name: str, value: Any, hidden: frozenset[Field]) -> Any:
    if field_of_fact(name) not in hidden:
        return value
    plain = value["value"] if isinstance(value, dict) else value
    return (not plain) if isinstance(plain, bool) else "unknown"


@given(vignette=st.sampled_from(VIGNETTES), hidden=FIELDS)
def test_hiding_opens_no_gate(vignette: str, hidden: frozenset[Field]) -> None:
    situation = situation_of(vignette)
    masked = shown_to(situation, hidden)
    for gate, answer in masked.whole.gates.items():
        if not answer.open:
            assert not masked.is_open(gate)
        for item, is_open in answer.items.items():
            assert is_open or not masked.is_open(gate, item)


def test_a_sealed_urgent_alert_is_told_without_saying_what() -> None:
    situation = cast.situation(facts={"immediate_danger": True})
    masked = shown_to(situation, frozenset({Field.NEEDS}))
    assert masked.sealed_urgent
    assert masked.sealed_facts == 1
    assert "immediate_danger" not in json.dumps(masked.assessment.as_json()["alerts"])


def test_a_fact_of_no_known_field_is_hidden_from_everybody() -> None:
    visible, hidden = restrict(
        {"facts": {"made_up_later": True}}, sees=lambda field: field is not Field.UNSORTED
    )
    assert visible == {"facts": {}}
    assert hidden == 1


@pytest.mark.parametrize("scope", ["nationality", "episode", "leg", "destination"])
def test_every_small_list_belongs_to_a_field(scope: str) -> None:
    assert field_of_list(scope) is not Field.UNSORTED


def test_every_fact_of_the_rulebook_belongs_to_a_field() -> None:
    assert [fact for fact in RULEBOOK.all_facts if field_of_fact(fact) is Field.UNSORTED] == []
