"""How facts belong to items, what lists mean, and what is filled in: ages, dates, places."""

import copy
from datetime import date
from typing import Any

import pytest

from asylon.logic import Truth
from asylon.rulebook import assess
from tests.cast import AS_OF, Json, grace, noor, situation
from tests.rulebook.situations import assessed, with_facts

ACT = {"act_recruit": True}
MEANS = {"means_force": True}
PURPOSE = {"purpose_labour": True}
WAYS = ("act_recruit", "act_transport", "act_harbour", "act_receive", "act_control_transfer")
NONE_OF_IT = dict.fromkeys((*WAYS, "means_force", "purpose_labour"), False)


def value(written: Json, rule: str) -> Truth:
    return assessed(written).conclusions[rule].value


def gate(written: Json, id_: str) -> bool:
    return assessed(written).gates[id_].open


def adult(**members: Any) -> Json:
    facts = {"age_years": 40, "age_disputed": False, **members.pop("facts", {})}
    return situation(facts=facts, **members)


# Flat, absent, empty


def test_flat_facts_belong_to_one_item_of_which_the_elements_must_meet() -> None:
    assert value(adult(facts=ACT | MEANS | PURPOSE), "trafficked") is True
    assert value(adult(facts=ACT | PURPOSE), "trafficked") is None
    assert value(adult(facts=NONE_OF_IT), "trafficked") is False


def test_elements_in_different_episodes_make_no_trafficking() -> None:
    halves = [{"id": "one", "facts": ACT | MEANS}, {"id": "two", "facts": PURPOSE}]
    assert value(adult(episodes=halves), "trafficked") is None
    whole = [{"id": "one", "facts": ACT | MEANS | PURPOSE}, {"id": "two", "facts": NONE_OF_IT}]
    assert value(adult(episodes=whole), "trafficked") is True


def test_flat_elements_do_not_complete_a_listed_episode() -> None:
    split = adult(facts=PURPOSE, episodes=[{"id": "one", "facts": ACT | MEANS}])
    assert value(split, "trafficked") is None


def test_a_list_that_is_absent_was_not_asked_about() -> None:
    assert value(adult(), "trafficked") is None
    assert value(adult(episodes=None), "trafficked") is None


def test_a_list_that_is_empty_means_none() -> None:
    assert value(adult(episodes=[]), "trafficked") is False
    assert value(adult(legs=[]), "smuggled") is False


def test_beside_listed_items_the_unnamed_one_counts_only_once_a_fact_of_it_is_known() -> None:
    listed = [{"id": "one", "facts": NONE_OF_IT}]
    assert value(adult(episodes=listed), "trafficked") is False
    for blank in ("unknown", "declined", None):
        assert value(adult(facts={"act_receive": blank}, episodes=listed), "trafficked") is False
    assert value(adult(facts={"act_receive": True}, episodes=listed), "trafficked") is None
    assert value(adult(facts=ACT | MEANS | PURPOSE, episodes=listed), "trafficked") is True


def test_flat_facts_beside_an_empty_list_count_as_an_item() -> None:
    assert value(adult(facts=ACT | MEANS | PURPOSE, episodes=[]), "trafficked") is True


def test_fear_must_exist_for_every_nationality() -> None:
    fear = {
        "fears_return": True,
        "harm_serious": True,
        "harm_realistic": True,
        "state_protection_available": False,
    }
    one = [{"id": "SY", "facts": fear}]
    assert value(adult(nationalities=one), "wff") is True
    assert value(adult(nationalities=[*one, {"id": "FR", "facts": {}}]), "wff") is None
    assert value(adult(nationalities=[*one, {"id": "FR", "facts": {"fears_return": False}}]), "wff") is False
    assert value(adult(facts=fear), "wff") is True
    assert (
        value(adult(facts=fear, nationalities=[{"id": "FR", "facts": {"fears_return": False}}]), "wff")
        is False
    )


def test_every_over_no_nationality_at_all_is_never_yes_by_accident() -> None:
    nobody = adult(nationalities=[], facts={"outside_country": True})
    for rule in ("wff", "ground", "serious_harm", "refugee_1951", "subsidiary_protection"):
        assert value(nobody, rule) is None


def test_without_a_nationality_the_country_of_former_residence_is_judged() -> None:
    assert value(noor(), "refugee_1951") is True
    assert value(with_facts(noor(), fears_return=False), "refugee_1951") is False
    silent = noor() | {"facts": {"former_habitual_residence": "MM", "outside_country": True}}
    assert value(silent, "refugee_1951") is None


def test_the_country_of_former_residence_is_the_origin_of_a_person_without_nationality() -> None:
    answer = assessed(noor() | {"destinations": [{"id": "MM"}, {"id": "BD"}]})
    frames = {frame.name: frame.values["destination_is_origin"] for frame in answer.run.frames["destination"]}
    assert frames == {"MM": True, "BD": False}
    assert answer.gates["non_refoulement"].items == {"MM": False, "BD": False}


# Destinations


SAFE = {"first_country_danger": False, "chain_refoulement_risk": False}
NO_HARM = {
    "fears_return": False,
    "risk_death_penalty": False,
    "risk_torture_cidt": False,
    "risk_torture_public_official": False,
    "irreparable_harm_other": False,
    "indiscriminate_violence_level": "none",
}
HARM = {"risk_torture_cidt": True, "risk_torture_public_official": True}
NOTHING_HERE = {
    "asked_protection": False,
    "mass_influx_declared": False,
    "member_of_designated_group": False,
    "group_designation": [],
    "lawful_stay_basis": [],
    "prior_recognition_country": "none",
    "exclusion_1D_ceased": False,
    "outside_country": True,
    "single_or_no_nationality": True,
}


def returning(nationalities: Any, destinations: Any, **facts: Any) -> Json:
    return adult(facts=NOTHING_HERE | facts, nationalities=nationalities, destinations=destinations)


def test_return_is_judged_destination_by_destination() -> None:
    answer = assessed(
        returning(
            [{"id": "AL", "facts": NO_HARM}],
            [
                {"id": "AL"},
                {"id": "GR", "facts": SAFE},
                {"id": "TR", "facts": {"first_country_danger": True}},
            ],
        )
    )
    assert answer.gates["non_refoulement"].items == {"AL": True, "GR": True, "TR": False}
    assert not answer.gates["non_refoulement"].open


def test_a_gate_over_destinations_is_open_only_if_each_is_and_shut_over_none() -> None:
    nationality = [{"id": "AL", "facts": NO_HARM}]
    assert gate(returning(nationality, [{"id": "AL"}]), "non_refoulement")
    assert not gate(returning(nationality, [{"id": "AL"}, {"id": "XK"}]), "non_refoulement")
    assert not gate(returning(nationality, []), "non_refoulement")
    assert not gate(returning(nationality, None), "non_refoulement")


def test_from_a_destination_one_looks_at_the_nationality_with_the_same_id() -> None:
    two = [{"id": "AL", "facts": NO_HARM}, {"id": "SY", "facts": HARM}]
    answer = assessed(returning(two, [{"id": "AL"}, {"id": "SY"}], danger_33_2=True))
    assert answer.gates["non_refoulement"].items == {"AL": True, "SY": False}


def test_a_destination_that_is_no_nationality_has_no_origin_to_look_at() -> None:
    other = returning(
        [{"id": "SY", "facts": NO_HARM}], [{"id": "AL", "facts": {"destination_is_origin": True}}]
    )
    assert not gate(other, "non_refoulement")
    answer = assessed(returning([{"id": "SY", "facts": HARM}], [{"id": "AL", "facts": SAFE}]))
    assert answer.gates["non_refoulement"].open


def test_flat_facts_of_a_nationality_count_for_every_destination() -> None:
    listed = [{"id": "AL", "facts": NO_HARM}]
    assert not gate(returning(listed, [{"id": "AL"}], danger_33_2=True, **HARM), "non_refoulement")


def test_an_unnamed_place_of_return_may_be_any_nationality() -> None:
    """Found by a search: the list held a country of torture, and the gate looked only at the flat facts."""
    facts = NO_HARM | {"danger_33_2": True, "destination_is_origin": True}
    danger = returning([{"id": "SY", "facts": HARM}], None, **facts)
    assert not gate(danger, "non_refoulement")
    safe = returning([{"id": "AL", "facts": NO_HARM}], None, **facts)
    assert gate(safe, "non_refoulement")


def test_the_receiving_country_names_the_place_of_flat_facts() -> None:
    two = [{"id": "AL", "facts": NO_HARM}, {"id": "SY", "facts": HARM}]
    for country, is_open in (("AL", True), ("SY", False)):
        answer = assessed(returning(two, None, danger_33_2=True, receiving_country=country))
        assert answer.gates["non_refoulement"].items == {country: is_open}
        assert answer.gates["non_refoulement"].open is is_open


def test_the_prior_country_is_recognised_among_destinations() -> None:
    places = [
        {"id": "GR", "facts": {"first_country_danger": True}},
        {"id": "TR", "facts": {"first_country_danger": False}},
    ]
    written = adult(facts={"prior_recognition_country": "GR"}, destinations=places)
    assert value(written, "onward_protection_driven") is True
    assert value(with_facts(written, prior_recognition_country="none"), "onward_protection_driven") is False
    assert value(with_facts(written, prior_recognition_country="IT"), "onward_protection_driven") is False


# Ages and dates


def age(years: float, margin: float = 0, **facts: Any) -> Json:
    return situation(facts={"age_years": {"value": years, "margin": margin}, **facts})


@pytest.mark.parametrize(
    ("years", "margin", "child"),
    [
        (17, 0, True),
        (17.9, 0, True),
        (18, 0, False),
        (17, 1, None),
        (16, 1, True),
        (19, 2, None),
        (20, 2, False),
        (18, 0.5, None),
    ],
)
def test_an_age_with_a_margin_settles_only_what_it_surely_settles(
    years: float, margin: float, child: Truth
) -> None:
    assert value(age(years, margin), "child") is child


def test_a_given_answer_comes_before_one_that_is_worked_out() -> None:
    assert value(age(25, age_lt_18=True), "child") is True
    assert value(age(15, age_lt_18=False), "child") is False
    assert value(age(15, age_lt_18="unknown"), "child") is True


def test_a_proof_of_being_adult_settles_an_unknown_age_and_not_a_known_one() -> None:
    assert value(situation(facts={"age_proven_adult": True}), "child") is False
    assert value(situation(facts={"age_proven_adult": False}), "child") is None
    assert value(age(15, age_proven_adult=True), "child") is True


def at_episode(
    years: float, began: str | None = None, *, to: str | None = None, margin: float = 0, as_of: str = AS_OF
) -> Truth:
    written = age(years, margin, age_disputed=False) | {"as_of": as_of}
    facts = ACT | PURPOSE | {"means_force": False}
    written["episodes"] = [{"id": "then", "from": began, "to": to, "facts": facts}]
    frame = assessed(written).run.frames["episode"][0]
    found: Truth = frame.values["under_18_at_episode"]
    return found


@pytest.mark.parametrize(
    ("years", "began", "under"),
    [
        (30, "2009", True),
        (30, "2012-03", True),
        (30, "2016", False),
        (30, "2014-12", None),
        (30, "2014", None),
        (16, "2026-01-01", True),
        (19, "2024-01-01", True),
        (19, "2025-11", None),
        (99, "2020", False),
    ],
)
def test_the_age_at_the_time_is_worked_out_a_year_either_way(years: float, began: str, under: Truth) -> None:
    assert at_episode(years, began=began) is under


def test_without_a_beginning_the_end_shows_only_who_was_still_a_child() -> None:
    assert at_episode(30, to="2010") is True
    assert at_episode(30, to="2024") is None
    assert at_episode(30) is None


def test_a_margin_widens_what_is_not_settled() -> None:
    assert at_episode(30, began="2016") is False
    assert at_episode(30, margin=3, began="2016") is None
    assert at_episode(30, margin=3, began="2008") is True


def test_the_date_of_the_assessment_counts_for_the_age_then() -> None:
    assert at_episode(30, began="2012") is True
    assert at_episode(30, as_of="2022-11-22", began="2012") is False


def test_a_child_now_was_a_child_in_every_episode() -> None:
    assert at_episode(15) is True
    boy = age(15) | {"episodes": [{"id": "a", "facts": ACT | PURPOSE}, {"id": "b", "from": "2020"}]}
    assert value(boy, "trafficked") is True


def test_somebody_exploited_at_fifteen_is_judged_without_means_at_thirty_too() -> None:
    base = age(30, age_disputed=False)
    child_then = base | {"episodes": [{"id": "then", "from": "2011", "facts": ACT | PURPOSE}]}
    adult_then = base | {"episodes": [{"id": "then", "from": "2020", "facts": ACT | PURPOSE}]}
    assert value(child_then, "trafficked") is True
    assert value(adult_then, "trafficked") is None
    assert value(child_then, "child") is False


def test_the_29th_of_february_is_a_day_like_others() -> None:
    written = age(18, age_disputed=False) | {"as_of": "2028-02-29"}
    written["episodes"] = [{"id": "then", "from": "2026-02-28", "to": "2026-02-28", "facts": {}}]
    frame = assessed(written).run.frames["episode"][0]
    assert frame.values["under_18_at_episode"] is True


# Nationality counts


@pytest.mark.parametrize(("ids", "one_or_none"), [((), True), (("SY",), True), (("SY", "FR"), False)])
def test_how_many_nationalities_there_are_is_counted(ids: tuple[str, ...], one_or_none: bool) -> None:
    answer = assessed(situation(nationalities=[{"id": id_} for id_ in ids]))
    assert answer.run.person.values["single_or_no_nationality"] is one_or_none
    unasked = assessed(situation()).run.person.values["single_or_no_nationality"]
    assert unasked is None


@pytest.mark.parametrize(
    ("level", "high", "exceptional"),
    [("none", False, False), ("low", False, False), ("high", True, False), ("exceptional", True, True)],
)
def test_levels_of_violence_are_read_from_their_code(level: str, high: bool, exceptional: bool) -> None:
    answer = assessed(
        situation(nationalities=[{"id": "SY", "facts": {"indiscriminate_violence_level": level}}])
    )
    values = answer.run.frames["nationality"][0].values
    assert (values["indiscriminate_high"], values["indiscriminate_exceptional"]) == (high, exceptional)


# Items in the answer


def test_a_conclusion_over_one_list_answers_item_by_item() -> None:
    answer = assessed(grace()).as_json()["conclusions"]["trafficked"]
    assert answer["value"] == "yes"
    assert answer["items"] == {"gulf-2016": "yes", "farm": "unknown"}
    assert {path.rpartition(".")[0] for path in answer["because"]} == {"episodes.gulf-2016"}


def test_the_person_s_facts_are_seen_from_every_item() -> None:
    disputed = copy.deepcopy(grace())
    for episode in disputed["episodes"]:
        episode["facts"] = ACT | PURPOSE
    assert value(disputed, "trafficked") is None
    assert value(with_facts(disputed, age_disputed=True), "trafficked") is True


# Time and place


def deadlines(jurisdiction: str, as_of: str) -> set[str]:
    person = situation(jurisdiction, as_of, facts={"asked_protection": True})
    return {each.id for each in assessed(person).deadlines}


def test_limits_of_the_union_run_from_the_12th_of_june_2026_and_only_there() -> None:
    before, after = deadlines("DE", "2026-06-11"), deadlines("DE", "2026-06-12")
    assert before < after
    assert {"eu_lodging", "eu_appeal_regular"} <= after - before
    assert not any(id_.startswith("eu_") for id_ in deadlines("RS", "2026-06-12"))


def denied(jurisdiction: str, as_of: str, right: str) -> bool:
    person = situation(jurisdiction, as_of, facts={"lawful_stay_basis": ["convention_refugee"]})
    held = next(each for each in assessed(person).rights if each.right.id == right)
    return "denied" in [each.practice for each in held.practice]


def test_a_practice_that_has_ended_is_not_held_against_the_state_any_more() -> None:
    assert denied("RS", "2023-11-17", "travel_document")
    assert not denied("RS", "2023-11-18", "travel_document")
    assert not denied("DE", "2023-11-17", "travel_document")


def test_a_right_stands_whether_or_not_practice_withholds_it() -> None:
    for as_of in ("2023-11-17", "2023-11-18"):
        person = situation("RS", as_of, facts={"lawful_stay_basis": ["convention_refugee"]})
        held = {each.right.id: each.level for each in assessed(person).rights}
        assert held["travel_document"] == "full"


FLED_WAR = {"outside_country": True, "fled_generalised_events": True, "life_safety_freedom_threatened": True}


@pytest.mark.parametrize(("jurisdiction", "rule"), [("UG", "refugee_oau"), ("BR", "refugee_cartagena")])
def test_a_regional_definition_binds_only_there_and_says_so_elsewhere(jurisdiction: str, rule: str) -> None:
    there = assessed(situation(jurisdiction, facts=dict(FLED_WAR)))
    assert there.conclusions[rule].value is True
    assert there.conclusions[rule].silent == ""
    elsewhere = assessed(situation("RS", facts=dict(FLED_WAR))).as_json()["conclusions"][rule]
    assert elsewhere["value"] == "no"
    assert elsewhere["silent"].startswith("in force only in: ")
    assert elsewhere["because"] == []


def test_facts_stay_evidence_where_their_rule_is_not_in_force() -> None:
    only_money = {"economic_motive_exclusive": True, "fled_generalised_events": True}
    assert value(situation("RS", facts=only_money), "economic_migrant_only") is False


def test_the_baseline_holds_only_what_binds_everywhere() -> None:
    answer = assessed(situation("INT", facts={"asked_protection": True}))
    assert {g.source.layer for held in answer.rights for g in held.grounds} == {"INT"}
    german = assessed(situation("DE", facts={"asked_protection": True}))
    assert {g.source.layer for held in german.rights for g in held.grounds} >= {"INT", "EU"}


def test_the_command_s_state_and_date_stand_in_for_those_of_the_situation() -> None:
    answer = assess(situation("RS", facts={}), jurisdiction="UG", as_of=date(2020, 1, 2))
    assert answer.as_json()["jurisdiction"] == "UG"
    assert answer.as_json()["as_of"] == "2020-01-02"
