"""Overlays may make a protected gate stricter and never weaker, in whatever way they try."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from asylon.logic.implication import Implication
from asylon.logic.tree import (
    And,
    AtLeast,
    Const,
    Every,
    Fact,
    If,
    Known,
    Node,
    Not,
    Or,
    Some,
    Unless,
    lowered,
)
from asylon.rulebook import BadRulebook, load
from asylon.rulebook.library import SHIPPED
from asylon.rulebook.program import Program

HEAD = "overlay: {id: trial, label: Trial, applies_in: RS, layer: RS, cite: [a law], reason: a trial}\n"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rulebook") / "texts"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("sources", "schema"))
    return folder


def resolved_with(texts: Path, tmp_path: Path, overlay: str) -> Program:
    folder = tmp_path / "texts"
    shutil.copytree(texts, folder)
    (folder / "overlays" / "trial.yaml").write_text(HEAD + overlay, encoding="utf-8")
    return load(folder).resolve("RS", TODAY)


@pytest.mark.parametrize(
    ("gate", "overlay"),
    [
        ("child_best_interests", "suspend:\n  child_best_interests: {}\n"),
        ("reflection", "replace:\n  reflection: {when: not presumed_victim or cooperates_with_justice}\n"),
        ("reflection", "narrow:\n  presumed_victim: {and: cooperates_with_justice}\n"),
        ("guardian", "replace:\n  uasc: {when: child and unaccompanied}\n"),
        ("non_refoulement", "narrow:\n  asylum_seeker: {and: not entry_irregular}\n"),
        ("no_either_or", "replace:\n  no_either_or: {when: asylum_final_negative}\n"),
        ("detention_last_resort", "narrow:\n  child: {and: told_right_to_ask}\n"),
    ],
)
def test_an_overlay_that_would_open_a_gate_is_refused_with_a_situation(
    texts: Path, tmp_path: Path, gate: str, overlay: str
) -> None:
    with pytest.raises(BadRulebook) as refused:
        resolved_with(texts, tmp_path, overlay)
    faults = {str(fault.values["gate"]): fault for fault in refused.value.faults}
    assert faults[gate].code == "weakened_gate"
    assert "overlays/trial.yaml:3:3" in faults[gate].sentence()
    assert "for example with" in faults[gate].sentence()


@pytest.mark.parametrize(
    "overlay",
    [
        "narrow:\n  reflection: {and: told_right_to_ask}\n",
        "replace:\n  uasc: {when: child and (unaccompanied or separated or no_documents)}\n",
        "suspend:\n  presumed_victim: {}\n",
        "narrow:\n  interim_labour_solution: {and: no_documents}\n",
        "replace:\n  reflection: {when: never}\n",
    ],
)
def test_an_overlay_that_keeps_every_gate_as_strict_is_accepted(
    texts: Path, tmp_path: Path, overlay: str
) -> None:
    assert resolved_with(texts, tmp_path, overlay).jurisdiction == "RS"


def test_a_change_that_is_not_yet_in_force_changes_nothing(texts: Path, tmp_path: Path) -> None:
    overlay = "replace:\n  reflection: {when: never, from: 2030-01-01}\n"
    changed = resolved_with(texts, tmp_path, overlay)
    assert changed.bodies["gate:reflection"] == load(texts).resolve("RS", TODAY).bodies["gate:reflection"]


def test_an_overlay_of_one_state_leaves_the_others_alone(texts: Path, tmp_path: Path) -> None:
    resolved_with(texts, tmp_path, "narrow:\n  reflection: {and: told_right_to_ask}\n")
    here = load(tmp_path / "texts")
    assert here.resolve("DE", TODAY).bodies == load(texts).resolve("DE", TODAY).bodies


A, B, C = Fact("a"), Fact("b"), Fact("c")


@pytest.mark.parametrize(
    ("one", "other", "implied"),
    [
        (And((A, B)), A, True),
        (A, And((A, B)), False),
        (A, Or((B, A)), True),
        (Or((A, B)), A, False),
        (Not(Or((A, B))), Not(A), True),
        (Not(A), Not(Or((A, B))), False),
        (Unless(Or((A, B))), Unless(A), True),
        (Unless(A), Unless(Or((A, B))), False),
        (AtLeast(2, (A, B, C)), AtLeast(1, (A, B, C)), True),
        (AtLeast(1, (A, B, C)), AtLeast(2, (A, B, C)), False),
        (Some("s", And((A, B))), Some("s", A), True),
        (Every("s", A), Every("s", And((A, B))), False),
        (Every("s", A), Every("t", A), False),
        (Known(A), Known(A), True),
        (Const(False), A, True),
        (A, Const(True), True),
        (A, Const(None), False),
        (lowered(If(A, B, C)), Or((B, C)), True),
    ],
)
def test_implication_is_seen_through_every_node(one: Node, other: Node, implied: bool) -> None:
    nothing: dict[str, Node] = {}
    assert Implication(nothing.__getitem__, nothing.__getitem__).holds(one, other, True) is implied
