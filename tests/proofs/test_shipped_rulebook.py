"""Every statement holds for the rulebook that ships, wherever its law differs. This is the proof itself."""

from collections.abc import Iterable

import pytest

from asylon.rulebook import load
from asylon.rulebook.proofs import NAMES, Proof, prove
from asylon.rulebook.proofs.prove import NOT_DEAD, NOT_REDUNDANT, cases_of
from tests.proofs.conftest import TODAY

LAWS = ("INT", "AR", "AO")
"""One State for each law that differs: the baseline, and where a regional refugee definition is in force."""


def failed(proofs: Iterable[Proof]) -> list[str]:
    return [f"{each.name} fails for {each.subject}: {each.found}" for each in proofs if not each.holds]


@pytest.mark.parametrize("jurisdiction", LAWS)
@pytest.mark.parametrize("name", [name for name in NAMES if name not in (NOT_DEAD, NOT_REDUNDANT)])
def test_the_statement_holds_for_all_assignments_of_facts(name: str, jurisdiction: str) -> None:
    proofs = prove(load(), jurisdictions=[jurisdiction], as_of=TODAY, only=[name])
    assert failed(proofs) == []
    assert {proof.name for proof in proofs} == {name}


@pytest.mark.parametrize("name", [NOT_DEAD, NOT_REDUNDANT])
def test_nothing_in_the_texts_is_without_use(name: str) -> None:
    proofs = prove(load(), as_of=TODAY, only=[name])
    assert failed(proofs) == []
    assert {proof.name for proof in proofs} == {name}


def test_every_shipped_state_and_date_is_covered_by_one_of_these() -> None:
    cases = cases_of(load(), load().jurisdictions, TODAY)
    assert {case.program.jurisdiction for case in cases} == set(LAWS)
    covered = {place.split()[0] for case in cases for place in case.covers}
    assert covered == set(load().jurisdictions)


def test_a_proof_says_what_it_covers() -> None:
    proof = prove(load(), as_of=TODAY, only=["unknown_opens_nothing"])[0]
    assert proof.holds
    assert proof.bound == 2
    assert proof.covers[0] == "INT 2026-11-22"
    assert "RS 2026-11-22" in proof.covers
    assert proof.counterexample is None
