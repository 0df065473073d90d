"""`asylon explain`: the answer, its reasons, and what would change it."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Command

Write = Callable[..., Path]


def test_a_category_is_answered_in_a_sentence_with_its_facts(asylon: Command, worker: Path) -> None:
    said = asylon("explain", worker, "trafficked").flat
    assert "Yes: this person is a trafficked person." in said
    assert "- was recruited (household): yes, documented 2026-11-19" in said
    assert "Citations: PP 3; CoE-THB 4" in said
    assert "Signed by a lawyer: nobody yet" in said


def test_unknown_is_not_no_and_says_what_is_missing(asylon: Command, worker: Path) -> None:
    said = asylon("explain", worker, "refugee_1951").flat
    assert "Not yet known: this person may be a refugee under the 1951 Convention." in said
    assert "- would be protected by the authorities there (ET)" in said


def test_presumptions_and_what_would_change_the_answer_are_said(asylon: Command, worker: Path) -> None:
    said = asylon("explain", worker, "asylum_seeker").flat
    assert "Taken as not shown: nobody has shown it, so it does not count - active combatant" in said
    assert "If “belongs to an armed force or group now” were yes, this would be no." in said


def test_a_gate_says_what_it_blocks_and_where_it_stands(asylon: Command, officer: Path) -> None:
    said = asylon("explain", officer, "gate:non_refoulement").flat
    assert "Shut: “no return to danger”. What it blocks must not be done now." in said
    assert "* Syria (SY): shut" in said
    assert "Blocks: turning a person away at a border; forced departure to any country" in said
    assert "Stands in core/gates/return.yaml:" in said


def test_a_gate_that_never_opens_says_so_with_the_practice(asylon: Command, worker: Path) -> None:
    said = asylon("explain", worker, "no_either_or").flat
    assert "Opens: never" in said
    assert "In practice - Tied to conditions: The Law on Foreigners" in said
    assert "Insist on: L 3 Either/Or; CoE-THB 14(5)" in said


def test_a_right_shows_how_far_it_goes_and_each_part(asylon: Command, worker: Path) -> None:
    said = asylon("explain", worker, "right:guardian").flat
    assert "Is entitled to, on conditions: guardian (for an unaccompanied child)." in said
    assert "* Yes: this person is a presumed victim of trafficking. [presumed_victim]" in said
    assert "* Yes: this person is an asylum seeker. [asylum_seeker]" in said


def test_tracks_alerts_and_statuses_are_explained_too(asylon: Command, boy: Path) -> None:
    assert "Open this procedure: asylum." in asylon("explain", boy, "asylum").out
    assert "This alert is raised: speak with the person alone." in asylon("explain", boy, "see_alone").out
    assert "This status is due: stay for recovery" in asylon("explain", boy, "status:recovery_reflection").out


def test_the_json_names_law_and_answer(asylon: Command, officer: Path) -> None:
    found = json.loads(asylon("explain", officer, "refugee_1951", "--format", "json").out)
    assert (found["id"], found["value"], found["jurisdiction"]) == ("refugee_1951", "no", "AT")
    assert {"fact": "exclusion_1Fa", "value": True, "basis": "documented", "on": "2026-10-02"} in found[
        "because"
    ]
    assert found["rulebook"]["version"] == "2026.1"


def test_an_unknown_id_names_the_nearest(asylon: Command, worker: Path) -> None:
    ran = asylon("explain", worker, "traficked")
    assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
    assert "did you mean 'trafficked'?" in ran.err


def test_facts_are_said_with_value_margin_basis_and_who_recorded_them(asylon: Command, write: Write) -> None:
    path = write(
        {
            "situation": 1,
            "facts": {
                "age_years": {
                    "value": 12,
                    "margin": 2,
                    "basis": "observed",
                    "on": "2026-11",
                    "by": "a doctor",
                },
                "prior_recognition_country": "TR",
                "lawful_stay_basis": ["convention_refugee", "work_permit"],
            },
        }
    )
    assert "age in years: 12, give or take 2, observed 2026-11, recorded by a doctor" in (
        asylon("explain", path, "rule:child").flat
    )
    assert "country of earlier recognition as a refugee: Türkiye (TR)" in (
        asylon("explain", path, "vulnerable_migrant").flat
        + asylon("explain", path, "recognised_refugee").flat
    )
    assert "basis of the present stay: convention refugee, work permit" in (
        asylon("explain", path, "recognised_here").flat
    )


def test_a_rule_that_is_not_in_force_here_says_where_it_is(asylon: Command, worker: Path) -> None:
    said = asylon("explain", worker, "refugee_oau").flat
    assert "No: on what is known, this person is not a refugee under the African convention of 1969." in said
    assert "in force only in: " in said


def test_a_rule_about_items_is_answered_item_by_item(asylon: Command, worker: Path) -> None:
    said = asylon("explain", worker, "trafficked_episode").flat
    assert "Answered one by one: act, means and purpose in one episode." in said
    assert "* household: yes" in said


def test_the_benefit_of_the_doubt_is_named(asylon: Command, write: Write) -> None:
    conditions = ("genuine_effort", "material_or_explained", "coherent_plausible", "generally_credible")
    path = write(
        {
            "situation": 1,
            "facts": {
                **{f"bod_{name}": True for name in conditions},
                "benefit_of_doubt_given": ["nexus"],
                "outside_country": True,
            },
            "nationalities": [
                {
                    "id": "IR",
                    "facts": {
                        "fears_return": True,
                        "harm_serious": True,
                        "harm_realistic": True,
                        "state_protection_available": False,
                        "unwilling_or_unable_protection": True,
                        "ground_religion": True,
                        "nexus": "unknown",
                        "internal_alternative": False,
                    },
                }
            ],
        }
    )
    said = asylon("explain", path, "inclusion_1951").flat
    assert "Accepted with the benefit of the doubt - faces the harm, or the lack of protection" in said
