"""What an overlay changes is proved against the core, for all assignments."""

from pathlib import Path

from asylon.rulebook import explain, load
from asylon.rulebook.proofs.case import Case
from asylon.rulebook.proofs.gate_checks import overlays_keep_gates_shut
from asylon.rulebook.proofs.prove import cases_of, turning_days
from asylon.rulebook.resolve import resolve
from tests.proofs.conftest import TODAY, Spoil

HEAD = "overlay: {id: trial, label: Trial, applies_in: RS, layer: RS, cite: [a law], reason: a trial}\n"


def changed_case(folder: Path) -> Case:
    """The case of Serbia without the loader's own look at protected gates, which would refuse first."""
    rulebook = load(folder)
    resolution = resolve(rulebook.head, rulebook.core, rulebook.overlays, "RS", TODAY)
    return Case(rulebook, resolution, TODAY, ("RS",))


def test_an_overlay_that_opens_a_protected_gate_is_caught_with_a_situation(spoiled: Spoil) -> None:
    overlay = f"{HEAD}replace:\n  reflection: {{when: not presumed_victim or cooperates_with_justice}}\n"
    case = changed_case(spoiled("overlays/trial.yaml", ("", overlay)))
    (failure,) = overlays_keep_gates_shut(case)
    assert failure.subject == "gate:reflection"
    example = failure.counterexample
    assert example is not None
    assert example.situation["facts"] == {"cooperates_with_justice": True}
    assert explain(case.engine.assess(example.situation), example.explain).value == "open"


def test_an_overlay_that_weakens_a_rule_two_steps_below_a_gate_is_caught(spoiled: Spoil) -> None:
    overlay = f"{HEAD}narrow:\n  trafficked_episode: {{and: exploited_outside_origin}}\n"
    case = changed_case(spoiled("overlays/trial.yaml", ("", overlay)))
    assert "gate:reflection" in {failure.subject for failure in overlays_keep_gates_shut(case)}


def test_an_overlay_that_makes_a_gate_stricter_is_proved_harmless(spoiled: Spoil) -> None:
    overlay = f"{HEAD}narrow:\n  reflection: {{and: told_right_to_ask}}\n"
    case = changed_case(spoiled("overlays/trial.yaml", ("", overlay)))
    assert case.resolution.unchanged is not None
    assert list(overlays_keep_gates_shut(case)) == []


def test_each_day_on_which_something_changes_is_a_case_of_its_own(spoiled: Spoil) -> None:
    overlay = (
        f"{HEAD}narrow:\n  reflection: {{and: told_right_to_ask, from: 2027-01-01, until: 2027-06-30}}\n"
    )
    rulebook = load(spoiled("overlays/trial.yaml", ("", overlay)))
    days = [day.isoformat() for day in turning_days(rulebook, TODAY)]
    assert days == ["2026-11-22", "2027-01-01", "2027-07-01"]
    covers = [case.covers for case in cases_of(rulebook, ["RS", "INT"], TODAY)]
    assert ("RS 2027-01-01",) in covers
    assert len(covers) == 2
