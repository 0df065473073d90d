"""Rulebooks that were spoiled on purpose: each is caught, with a situation that `explain` confirms."""

from pathlib import Path

from asylon.rulebook import Assessment, Explanation, assess, explain, load
from asylon.rulebook.proofs import Counterexample, prove
from asylon.rulebook.proofs.case import Case
from asylon.rulebook.proofs.prove import cases_of
from asylon.rulebook.proofs.use_checks import dead_answers, exceptions_disagree, useless_parts
from asylon.rulebook.resolve import resolve
from tests.proofs.conftest import TODAY, Spoil


def the_failure(folder: Path, name: str, subject: str, jurisdiction: str = "INT") -> Counterexample:
    """The counterexample of the statement that must fail for a subject."""
    proofs = prove(load(folder), jurisdictions=[jurisdiction], as_of=TODAY, only=[name])
    failed = {proof.subject: proof for proof in proofs if not proof.holds}
    assert subject in failed, f"only {sorted(failed)} fail"
    example = failed[subject].counterexample
    assert example is not None
    return example


def seen(folder: Path, situation: object) -> Assessment:
    assert isinstance(situation, dict)
    return assess(situation, rulebook=load(folder))


def explained(folder: Path, example: Counterexample) -> Explanation:
    return explain(seen(folder, example.situation), example.explain)


def explained_beside(folder: Path, example: Counterexample) -> Explanation:
    return explain(seen(folder, example.beside), example.explain)


def paths(explanation: Explanation) -> set[str]:
    return {cited.fact for cited in explanation.facts}


# Gates that open on what is not known

REFLECTION = "not presumed_victim or reflection_ended"


def test_a_gate_that_takes_silence_for_an_answer_is_open_while_nothing_is_known(spoiled: Spoil) -> None:
    folder = spoiled(
        "core/gates/return.yaml", (f"open_when: {REFLECTION}", "open_when: reflection_ended else yes")
    )
    example = the_failure(folder, "shut_while_nothing_is_known", "gate:reflection")
    assert example.situation["facts"] == {}
    assert explained(folder, example).value == "open"


def test_a_gate_that_opens_on_an_unknown_shuts_with_more_known(spoiled: Spoil) -> None:
    changed = f"open_when: told_right_to_ask and ({REFLECTION} else yes)"
    folder = spoiled("core/gates/return.yaml", (f"open_when: {REFLECTION}", changed))
    example = the_failure(folder, "unknown_opens_nothing", "gate:reflection")
    assert example.situation["facts"] == {"told_right_to_ask": True}
    assert explained(folder, example).value == "open"
    assert explained_beside(folder, example).value == "shut"


SEEMS_ACCOMPANIED = """  seems_accompanied:
    kind: element
    label: seems accompanied
    when: family_kept_together
    cite: [CRC 20]

"""


def test_a_gate_that_reads_a_computed_answer_is_caught_three_rules_away(spoiled: Spoil) -> None:
    spoiled(
        "core/age.yaml",
        (
            "  uasc:\n",
            SEEMS_ACCOMPANIED + "  uasc:\n",
        ),
    )
    folder = spoiled(
        "facts/age_and_family.yaml",
        (
            "  guardian_present:\n    scope: person\n",
            "  guardian_present:\n    scope: person\n    derive: {how: rule, of: seems_accompanied}\n",
        ),
    )
    example = the_failure(folder, "unknown_opens_nothing", "gate:guardian")
    assert example.situation["facts"] == {"family_kept_together": True}
    assert example.beside is not None
    assert example.beside["facts"]["guardian_present"] is False
    assert explained(folder, example).value == "open"
    assert explained_beside(folder, example).value == "shut"


def test_a_gate_over_destinations_that_opens_on_an_unknown_is_caught(spoiled: Spoil) -> None:
    folder = spoiled(
        "core/gates/return.yaml",
        (
            "open_when: individually_assessed",
            "open_when: individually_assessed else return_voluntary_informed",
        ),
    )
    example = the_failure(folder, "unknown_opens_nothing", "gate:collective")
    explanation = explained(folder, example)
    assert [part.value for part in explanation.parts] == ["open"]
    assert [part.value for part in explained_beside(folder, example).parts] == ["shut"]


# Tracks that read each other's outcome

SEEKER = (
    "when: asked_protection and unless(decision_final) and unless(refugee_prima_facie) and unless(combatant)"
)


def test_a_track_that_reads_the_outcome_of_another_is_caught(spoiled: Spoil) -> None:
    folder = spoiled(
        "core/refugee_categories.yaml", (SEEKER, f"{SEEKER} and not formally_identified_trafficking")
    )
    example = the_failure(folder, "tracks_stand_apart", "asylum_seeker")
    first, second = explained(folder, example), explained_beside(folder, example)
    assert {first.value, second.value} == {"yes", "no"}
    assert "formally_identified_trafficking" in paths(first) | paths(second)


def test_an_outcome_that_may_be_heeded_must_not_take_protection_away(spoiled: Spoil) -> None:
    folder = spoiled(
        "core/trafficking.yaml",
        (
            "      or identified_victim\n    standard: reasonable_grounds\n",
            "      or (identified_victim and not asylum_final_negative)\n    standard: reasonable_grounds\n",
        ),
    )
    example = the_failure(folder, "heeded_outcomes_only_add", "presumed_victim")
    assert explained(folder, example).value == "yes"
    assert explained_beside(folder, example).value == "no"
    assert example.beside is not None
    assert example.beside["facts"]["asylum_final_negative"] is True


def test_a_track_that_another_one_closes_is_caught(spoiled: Spoil) -> None:
    folder = spoiled(
        "core/tracks.yaml",
        (
            "    when: presumed_victim or trafficked\n",
            "    when: (presumed_victim or trafficked) and not asked_protection\n",
        ),
    )
    example = the_failure(folder, "tracks_stay_proposed", "track:trafficking_referral")
    assert explained(folder, example).value == "yes"
    assert explained_beside(folder, example).value == "no"


# Inputs that must not matter


def test_a_forbidden_input_slipped_in_three_rules_away_is_caught(spoiled: Spoil) -> None:
    folder = spoiled(
        "core/benefit_of_the_doubt.yaml",
        ("      bod_generally_credible\n", "      bod_generally_credible and not told_to_apply_asylum\n"),
    )
    example = the_failure(folder, "forbidden_inputs", "refugee_1951")
    assert example.beside is not None
    coached = [s["facts"].get("told_to_apply_asylum") for s in (example.situation, example.beside)]
    assert coached[0] != coached[1]
    assert explained(folder, example).value != explained_beside(folder, example).value


def test_means_that_a_child_would_need_are_caught(spoiled: Spoil) -> None:
    folder = spoiled(
        "core/trafficking.yaml",
        (
            "when: thb_act and (child_at_episode or thb_means) and thb_purpose",
            "when: thb_act and thb_means and thb_purpose",
        ),
    )
    example = the_failure(folder, "independence", "trafficked")
    for situation in (example.situation, example.beside):
        frames = seen(folder, situation).run.frames["episode"]
        assert [frame.values["child_at_episode"] for frame in frames] == [True] * len(frames)
    assert {explained(folder, example).value, explained_beside(folder, example).value} != {"yes"}


def test_exclusion_that_lifts_an_absolute_bar_is_caught(spoiled: Spoil) -> None:
    old = "any_nationality(absolute_bar_there) or any_destination(chain_refoulement_risk)"
    folder = spoiled(
        "core/complementary_protection.yaml", (f"when: {old}", f"when: ({old}) and unless(excl_1F)")
    )
    example = the_failure(folder, "independence", "non_removable_absolute")
    assert {explained(folder, example).value, explained_beside(folder, example).value} == {"yes", "no"}


ORIGIN = """        and at_origin(not absolute_bar_there) and at_origin(not serious_harm_there)
        and (danger_33_2 or (not refugee_any and at_origin(not wff_there))))
"""
DANGER_FIRST = """        and (danger_33_2 or (at_origin(not absolute_bar_there) and not refugee_any
          and at_origin(not serious_harm_there) and at_origin(not wff_there))))
"""


def test_danger_that_opens_the_way_into_torture_is_caught(spoiled: Spoil) -> None:
    folder = spoiled("core/gates/return.yaml", (ORIGIN, DANGER_FIRST))
    example = the_failure(folder, "absolute_bars", "gate:non_refoulement")
    opened = [part for part in explained(folder, example).parts if part.value == "open"]
    assert opened
    assert any("danger_33_2" in paths(part) for part in opened)


# Presumptions, exceptions, overlays, dead wood


def test_a_presumption_opens_no_gate_because_gates_are_read_strictly(
    spoiled: Spoil,
) -> None:
    folder = spoiled(
        "core/gates/return.yaml", (f"open_when: {REFLECTION}", "open_when: unless(presumed_victim)")
    )
    proofs = prove(load(folder), jurisdictions=["INT"], as_of=TODAY, only=["unknown_opens_nothing"])
    assert [proof.holds for proof in proofs] == [True]


EXCEPTIONS = """    declaratory: yes
    exceptions:
      aided: {if: unrwa_type_protection, when: no, cite: [SC54 1(2)]}
      settled: {if: rights_of_national_elsewhere, when: outside_country, cite: [SC54 1(2)]}
"""


def test_exceptions_that_disagree_are_caught(spoiled: Spoil) -> None:
    folder = spoiled("core/statelessness.yaml", ("    declaratory: yes\n", EXCEPTIONS))
    rulebook = load(folder)  # not resolved through the loader, which would refuse what it finds by trying
    resolution = resolve(rulebook.head, rulebook.core, rulebook.overlays, "INT", TODAY)
    (failure,) = exceptions_disagree(Case(rulebook, resolution, TODAY, ("INT",)))
    example = failure.counterexample
    assert example is not None
    assert failure.subject == "stateless"
    assert example.situation["facts"] == {
        "unrwa_type_protection": True,
        "rights_of_national_elsewhere": True,
        "outside_country": True,
    }


def baseline(folder: Path) -> Case:
    return cases_of(load(folder), ["INT"], TODAY)[0]


LEGS = "    when: any_leg(smuggled_leg)\n"


def test_a_rule_that_can_never_be_yes_is_dead(spoiled: Spoil) -> None:
    contradiction = "    when: any_leg(smuggled_leg) and not any_leg(smuggled_leg)\n"
    case = baseline(spoiled("core/smuggling.yaml", (LEGS, contradiction)))
    answers = {("smuggled", True), ("smuggled", False), ("smuggled_aggravated", True)}
    assert dead_answers(case, answers) == {("smuggled", True)}


def test_a_part_that_changes_nothing_is_redundant(spoiled: Spoil) -> None:
    twice = "    when: any_leg(smuggled_leg) or any_leg(smuggled_leg and smuggling_danger)\n"
    case = baseline(spoiled("core/smuggling.yaml", (LEGS, twice)))
    part = ("smuggled", "any_leg(smuggled_leg and smuggling_danger)")
    assert useless_parts(case, {part, ("smuggled", "any_leg(smuggled_leg)")}) == {part}


def test_what_is_redundant_must_say_why_and_what_is_not_must_not(spoiled: Spoil) -> None:
    folder = spoiled("core/needs.yaml", ("      uasc: Children alone", "      pregnant: Children alone"))
    proofs = prove(load(folder), jurisdictions=["INT"], as_of=TODAY, only=["nothing_is_redundant"])
    found = [proof.found for proof in proofs if proof.subject == "special_needs"]
    assert any("'uasc' could go without any change" in each for each in found)
    assert any("'pregnant' stands in redundant_on_purpose" in each for each in found)
