"""Made-up people make sense: facts hang together, and the rulebook takes them."""

import json
from pathlib import Path

import numpy as np
import pytest

from asylon.caseload.made_up.places import ORIGINS, ROUTES
from asylon.rulebook import Rulebook, assess, load, receive
from asylon.rulebook.dates import partial_date
from tests.caseload.made_up_tables import (
    DAY,
    Json,
    asylon,
    columns,
    made,
    records,
)

ADULT = 18


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty thousand people of whom everything is known that was asked."""
    return made(tmp_path_factory.mktemp("complete") / "people", 20_000, unknown=0.0)


@pytest.fixture(scope="module")
def situations(tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    path = made(tmp_path_factory.mktemp("lines") / "people.jsonl", 150, jurisdiction="RS")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# --- people who make sense


def test_facts_hang_together(complete: Path) -> None:
    for row in records(complete, "persons"):
        child = row["age_years"] < ADULT
        assert not row["pregnant"] or (row["sex_gender"] == "female" and 14 <= row["age_years"] <= 49)
        assert not (row["unaccompanied"] or row["separated"] or row["guardian_present"]) or child
        assert not (row["unaccompanied"] and row["separated"])
        assert row["age_lt_18"] in (None, child)
        assert not row["age_proven_adult"] or not child
        assert not (row["combatant_active"] or row["exclusion_1Fa"] or row["serious_crime"]) or not child
        assert row["renounced_genuinely_permanently"] is None or row["combatant_former"]
        assert row["sharing_in_best_interests"] is None or child
        assert (row["debt_amount"] > 0) <= (row["debt_to_smuggler"] or row["entry_irregular"] is not None)


def test_the_procedure_hangs_together(complete: Path) -> None:
    for row in records(complete, "persons"):
        stage, stay = row["procedure_stage"], set(row["lawful_stay_basis"])
        assert (stage != "none") == row["asked_protection"]
        assert row["decision_final"] == (stage == "final")
        assert not row["asylum_final_negative"] or stage == "final"
        assert not (row["asylum_final_negative"] and stay & {"convention_refugee", "subsidiary_protection"})
        assert ("asylum_applicant" in stay) == (row["asked_protection"] and stage != "final")
        assert ("none" in stay) == (stay == {"none"}) == row["no_regular_status"]
        assert not row["formally_identified_trafficking"] or row["consents_identification"] is not None
        assert ("temporary_protection" in stay) <= ("temporary_protection" in row["group_designation"])
        assert bool(row["group_designation"]) == row["member_of_designated_group"]
        assert (row["prior_recognition_country"] == "none") == (row["prior_recognition_basis"] is None)


def test_items_fit_their_person(complete: Path) -> None:
    persons = {row["id"]: row for row in records(complete, "persons")}
    own: dict[str, list[str]] = {id_: [] for id_ in persons}
    for row in records(complete, "nationalities"):
        own[row["person"]].append(row["id"])
    for id_, person in persons.items():
        assert person["single_or_no_nationality"] in (None, len(own[id_]) < 2)
        assert (person["former_habitual_residence"] is None) == bool(own[id_])
        assert not person["nationality_known_none"] or not own[id_]
    for row in records(complete, "destinations"):
        person = persons[row["person"]]
        at_home = row["id"] in (own[row["person"]] or [person["former_habitual_residence"]])
        assert row["destination_is_origin"] in (None, at_home)
        assert row["destination_is_prior_country"] in (None, row["id"] == person["prior_recognition_country"])
        assert row["receiving_country"] in (None, row["id"])


def test_a_journey_is_one_way_without_gaps(complete: Path) -> None:
    last: dict[str, str] = {}
    for row in records(complete, "legs"):
        assert row["from"] != row["to"]
        assert row["id"] == "l1" or last[row["person"]] == row["from"]
        last[row["person"]] = row["to"]
    assert all(each.code not in ROUTES[route] for each in ORIGINS for route in each.routes)


def test_episodes_lie_in_the_past_with_dates_of_every_exactness(complete: Path) -> None:
    rows = records(complete, "episodes")
    for row in rows:
        dates = [partial_date(row[name]) for name in ("from", "to") if row[name] is not None]
        assert all(each is not None and each.first <= DAY for each in dates)
        if len(dates) == 2:
            assert dates[0] is not None
            assert dates[1] is not None
            assert dates[0].first <= dates[1].last
    assert {len(row["from"]) for row in rows if row["from"]} == {4, 7, 10}
    assert any(row["from"] is None for row in rows)


def test_being_a_child_then_never_contradicts_age_and_dates(complete: Path, rulebook: Rulebook) -> None:
    persons = {row["id"]: row for row in records(complete, "persons")}
    rows = [row for row in records(complete, "episodes") if row["under_18_at_episode"] is not None]
    compared = set()
    for row in rows[:400]:
        item = {name: row[name] for name in ("id", "from", "to") if row[name] is not None}
        facts = {"age_years": persons[row["person"]]["age_years"]}
        written = {"as_of": DAY.isoformat(), "facts": facts, "episodes": [item]}
        derived = assess(receive(written, rulebook), rulebook=rulebook).run.frames["episode"][0].values
        answer = derived["under_18_at_episode"]
        assert answer in (None, row["under_18_at_episode"])
        compared.add(answer)
    assert compared == {True, False, None}


def test_shares_depend_on_what_happened_to_people(complete: Path) -> None:
    nationalities = columns(complete, "nationalities")
    nexus = np.array(nationalities["nexus"])
    serious = np.array(nationalities["harm_serious"])
    assert nexus[serious].mean() > 5 * nexus[~serious].mean()
    episodes = columns(complete, "episodes")
    bound = np.array(episodes["work_situation_cannot_leave"])
    held = np.array(episodes["papers_held_by_other"])
    assert held[bound].mean() > 2 * held[~bound].mean()
    persons = columns(complete, "persons")
    assert 0.25 < np.mean(np.array(persons["age_years"]) < ADULT) < 0.35
    assert 0 < np.mean(persons["exclusion_1Fa"]) < 0.01


# --- situations that the rest of the product takes


def test_situations_are_received_and_assessed(situations: list[Json], rulebook: Rulebook) -> None:
    assert len(situations) == 150
    values = set()
    for each in situations:
        answered = assess(receive(each, rulebook), rulebook=rulebook).as_json()
        assert answered["jurisdiction"] == "RS"
        assert answered["as_of"] == "2026-11-22"
        values |= {found["value"] for found in answered["conclusions"].values()}
    assert values == {"yes", "no", "unknown"}


def test_the_command_assesses_what_it_made(tmp_path: Path) -> None:
    asylon(
        "generate", "--persons", "3", "--seed", "9", "-o", "p.jsonl", "--as-of", "2025-01-31", cwd=tmp_path
    )
    done = asylon("assess", "p.jsonl", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["as_of"] for line in done.stdout.splitlines()] == ["2025-01-31"] * 3
