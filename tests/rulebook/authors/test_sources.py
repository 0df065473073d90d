"""The sources behind the rules: read only when asked for, with every fault and its place."""

from pathlib import Path

import pytest

from asylon.rulebook import BadRulebook, load
from asylon.rulebook.coverage import coverage
from asylon.rulebook.sources import read_sources
from tests.rulebook.authors.small import small_rulebook

REQUIREMENTS = """
requirements:
  M-02: {source: M 2, asks: care, kind: right, capability: a right}
  M-01: {source: M 1, asks: a stay, kind: gate, capability: a gate}
"""


def test_the_shipped_sources_are_complete() -> None:
    sources = read_sources(load().folder)
    assert len(sources.requirements) == 266
    assert list(sources.documents) == ["M", "X", "L", "O", "S"]
    assert {id_[0] for id_ in sources.requirements} == set(sources.documents)
    assert len(sources.instruments) == 91
    assert "RC51" in sources.abbreviations


def test_a_rulebook_without_sources_has_none(tmp_path: Path) -> None:
    assert coverage(small_rulebook(tmp_path)) == []


def test_coverage_names_every_sort_of_entry_once(tmp_path: Path) -> None:
    more = """
acts: {shouting: {serves: [M-01]}}
rights:
  school:
    serves: [M-02]
    sources: [{holder: everyone, level: full, cite: [x], serves: [M-02, M-01]}]
practice: [{state: XA, subject: care, practice: denied, happens: nothing, source: a report, serves: [M-02]}]
"""
    found = coverage(small_rulebook(tmp_path, more, sources__requirements=REQUIREMENTS))
    assert [(each.requirement.id, each.by) for each in found] == [
        ("M-02", ("right:school", "practice:XA care")),
        ("M-01", ("act:shouting", "right:school")),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("requirement: {}", "unknown_key"),
        ("requirements: [a]", "wrong_shape"),
        ("instruments: {a: b}", "wrong_shape"),
        ("requirements: {M-01: {source: M 1}}", "missing_key"),
        ("requirements: {M-01: [", "yaml_syntax"),
    ],
)
def test_sources_that_cannot_be_read_are_refused_with_their_place(
    tmp_path: Path, text: str, code: str
) -> None:
    rulebook = small_rulebook(tmp_path, sources__requirements=text)
    with pytest.raises(BadRulebook) as refused:
        coverage(rulebook)
    assert refused.value.faults[0].code == code
    assert refused.value.faults[0].place.startswith("sources/requirements.yaml:")
