"""The shipped rulebook: no errors, honest coverage, the same findings each time."""

import subprocess
import sys

import pytest

from asylon.rulebook import load
from asylon.rulebook.check import ERROR, Finding, check_rulebook
from asylon.rulebook.coverage import coverage, serving
from asylon.rulebook.sources import read_sources

REPORT = """
from asylon.rulebook.check import check_folder
print("\\n".join(each.sentence() for each in check_folder()))
"""


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return check_rulebook(load())


def test_the_check_finds_no_error(findings: list[Finding]) -> None:
    assert [each.sentence() for each in findings if each.severity == ERROR] == []


def test_the_check_says_how_much_is_unverified(findings: list[Finding]) -> None:
    (said,) = [each for each in findings if each.code == "unverified"]
    assert said.values["count"] == said.values["total"]


def test_the_check_finds_the_same_in_another_process(findings: list[Finding]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", REPORT],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "1"},
    )
    assert done.stdout.splitlines() == [each.sentence() for each in findings]


def test_all_requirements_are_listed_once_and_in_the_order_of_their_file() -> None:
    listed = [each.requirement.id for each in coverage(load())]
    assert listed == list(read_sources(load().folder).requirements)
    assert len(listed) == len(set(listed)) == 266


def test_every_requirement_that_is_named_is_one() -> None:
    known = read_sources(load().folder).requirements
    assert {id_ for id_, _ in serving(load())} - set(known) == set()


def test_what_the_engine_serves_as_a_whole_is_named_where_it_shows() -> None:
    by = {each.requirement.id: each.by for each in coverage(load())}
    assert "rule:trafficked" in by["L-1.3"]
    assert "status:convention_refugee" in by["L-5.5"]
    assert "rule:doubt_conditions" in by["M-17c"]
    assert "bundle:trafficking_victim" in by["L-3.20"]
    assert "gate:non_penalisation" in by["M-13b"]
    assert any(each.startswith("practice:") for each in by["L-3.22"])
    assert by["S-4"] == ()
