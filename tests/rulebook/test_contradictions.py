"""A record that contradicts itself never opens a gate."""

from datetime import date

from asylon.caseload.integers import IntegerPopulation
from asylon.caseload.kernel import run_planes
from asylon.caseload.population import NumpyPopulation
from asylon.caseload.results import open_gate
from asylon.caseload.situations import chunk_of
from asylon.rulebook import assess, load, receive

DENIED_ORIGIN = {
    "situation": 1,
    "jurisdiction": "RS",
    "as_of": "2026-11-22",
    "facts": {"outside_country": True},
    "nationalities": [{"id": "AF", "facts": {"risk_torture_cidt": True}}],
    "destinations": [
        {
            "id": "AF",
            "facts": {
                "destination_is_origin": False,
                "first_country_danger": False,
                "chain_refoulement_risk": False,
            },
        }
    ],
}


def test_a_country_of_nationality_is_the_origin_whatever_the_record_says() -> None:
    gate = assess(DENIED_ORIGIN).as_json()["gates"]["non_refoulement"]
    assert gate["open"] is False
    assert gate["items"] == {"AF": False}


def test_an_answer_for_another_country_still_counts() -> None:
    elsewhere = {**DENIED_ORIGIN, "destinations": [{**DENIED_ORIGIN["destinations"][0], "id": "IT"}]}  # type: ignore[index]
    assert assess(elsewhere).as_json()["gates"]["non_refoulement"]["items"] == {"IT": True}


def test_the_planes_decide_alike() -> None:
    program = load().resolve("RS", date(2026, 11, 22))
    situation = receive(DENIED_ORIGIN, load())
    numbers = IntegerPopulation(program, [situation])
    assert run_planes(program, numbers).everywhere("gate:non_refoulement") == 0
    words = NumpyPopulation(program, chunk_of([situation], load().all_facts))
    assert not open_gate(run_planes(program, words), "non_refoulement").any()
