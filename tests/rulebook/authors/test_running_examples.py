"""What an example may say, and how it is run: on a small rulebook, good ones and bad ones."""

from pathlib import Path

import pytest

from asylon.rulebook import BadRulebook, load
from asylon.rulebook.examples import ExampleResult, run_examples
from tests.rulebook.authors.small import small_rulebook, write_small

LAW = """
facts:
  hurt: {scope: episode, question: Was the person hurt?}
  forced: {scope: episode, question: Was the person forced?}
  age: {type: number, at_most: 130, question: How old?}
  minor: {derive: {how: below, of: age, limit: 18}, label: is a minor}
  stage: {type: code, codes: [early, late], question: Which stage?}
  work: {type: list, codes: [cook, smith], question: Which work?}
  safe_there: {scope: destination, question: Is it safe?}
rules:
  harm: {kind: element, scope: episode, when: hurt and forced, cite: [x], tests: [%s]}
  harmed: {kind: category, when: any_episode(harm), cite: [x], tests: [%s]}
  trial: {kind: flag, when: "minor or is(stage, late) or given(work)", cite: [x], tests: [%s]}
  later: {kind: flag, when: alone, from: 2027-01-01, cite: [x], tests: [%s]}
  only_there: {kind: flag, when: alone, in_force: both, cite: [x], tests: [%s]}
gates:
  leave:
    {order: 2, group: standing, scope: destination, blocks: [removal],
     open_when: safe_there and not harmed, cite: [x], tests: [%s]}
tracks:
  help: {order: 1, when: harmed, cite: [x], tests: [%s]}
alerts:
  urgent: {severity: urgent, when: harmed, cite: [x], tests: [%s]}
dimensions: {a: {label: how long}}
statuses:
  due: {order: 1, scores: {a: 1}, due_when: harmed, basis: [x], tests: [%s]}
  may: {order: 2, scores: {a: 0}, discretionary: harmed, basis: [x], tests: [%s]}
"""
ENTRIES = ("harm", "harmed", "trial", "later", "only_there", "leave", "help", "urgent", "due", "may")


def results(folder: Path, entry: str, example: str) -> list[ExampleResult]:
    tests = [f"{{name: a, {example}}}" if each == entry else "" for each in ENTRIES]
    rulebook = small_rulebook(folder, LAW % tuple(tests))
    return [each for each in run_examples(rulebook) if each.example.entry.id == entry]


GOOD = [
    ("harm", "given: {hurt: yes, forced: yes}, expect: yes"),
    ("harm", "given: {hurt: no}, expect: no"),
    ("harm", "given: {episodes: [{id: x, hurt: yes, forced: yes}]}, expect: yes"),
    ("harm", "given: {episodes: [{id: x, country: XA, from: 2020-01, hurt: no}]}, expect: no"),
    ("harmed", "given: {harm: yes}, expect: yes"),
    ("harmed", "given: {harm: no}, expect: no"),
    ("harmed", "given: {harm: unknown}, expect: unknown, ask: hurt"),
    ("harmed", "given: {}, expect: unknown, ask: forced"),
    ("harmed", "given: {episodes: []}, expect: no"),
    ("harmed", "given: {episodes: [{id: x, harm: no}, {id: y, harm: yes}]}, expect: yes"),
    ("harmed", "given: {episodes: [{id: x, harm: no}], harm: yes}, expect: yes"),
    ("trial", "given: {age: 12}, expect: yes"),
    ("trial", "given: {age: {value: 17, margin: 2}}, expect: unknown"),
    ("trial", "given: {minor: no, stage: late}, expect: yes"),
    ("trial", "given: {minor: declined, stage: early, work: []}, expect: unknown"),
    ("trial", "given: {minor: no, stage: early, work: [cook]}, expect: yes"),
    ("trial", "given: {minor: no, stage: early, work: []}, expect: no"),
    ("later", "given: {alone: yes}, expect: no"),
    ("later", "given: {alone: yes}, as_of: 2027-06-01, expect: yes"),
    ("only_there", "given: {alone: yes}, expect: no"),
    ("only_there", "given: {alone: yes}, jurisdiction: XB, expect: yes"),
    ("leave", "given: {safe_there: yes, harmed: no}, open: yes"),
    ("leave", "given: {harmed: no}, open: no"),
    ("leave", "given: {harmed: no, destinations: [{id: XA, safe_there: yes}, {id: XB}]}, open: no"),
    ("help", "given: {harmed: yes}, expect: yes"),
    ("urgent", "given: {harmed: no}, expect: no"),
    ("due", "given: {harmed: unknown}, expect: unknown"),
    ("may", "given: {harmed: yes}, expect: no"),
]


@pytest.mark.parametrize(("entry", "example"), GOOD)
def test_the_example_passes(tmp_path: Path, entry: str, example: str) -> None:
    (result,) = results(tmp_path, entry, example)
    assert ([fault.sentence() for fault in result.faults], result.found) == ([], result.example.expected)
    assert result.passed


@pytest.mark.parametrize(
    ("entry", "example", "found"),
    [
        ("harmed", "given: {harm: yes}, expect: no", "yes"),
        ("harmed", "given: {}, expect: unknown, ask: alone", "unknown"),
        ("leave", "given: {}, open: yes", "no"),
    ],
)
def test_the_example_fails_and_says_what_came_out(
    tmp_path: Path, entry: str, example: str, found: str
) -> None:
    (result,) = results(tmp_path, entry, example)
    assert not result.passed
    assert result.found == found


@pytest.mark.parametrize(
    ("entry", "example", "code"),
    [
        ("harmed", "given: {harmd: yes}, expect: no", "undefined"),
        ("harmed", "given: {harm: perhaps}, expect: no", "wrong_shape"),
        ("harmed", "given: {harm: [yes]}, expect: no", "wrong_shape"),
        ("harmed", "given: {episodes: [{id: x, harmed: yes}]}, expect: no", "undefined"),
        ("harmed", "given: {episodes: [x]}, expect: no", "wrong_shape"),
        ("harmed", "given: {episodes: [{harm: yes}]}, expect: no", "missing_member"),
        ("harmed", "given: {episodes: [{id: x, alone: yes}]}, expect: no", "wrong_scope"),
        ("trial", "given: {age: old}, expect: no", "wrong_type"),
        ("trial", "given: {stage: middle}, expect: no", "unknown_code"),
        ("trial", "given: {minor: {worth: yes}}, expect: no", "unknown_member"),
        ("harm", "given: {episodes: [{id: x, hurt: no}, {id: y, hurt: no}]}, expect: no", "several_items"),
    ],
)
def test_an_example_that_cannot_run_says_why_and_where(
    tmp_path: Path, entry: str, example: str, code: str
) -> None:
    (result,) = results(tmp_path, entry, example)
    assert code in [fault.code for fault in result.faults]
    assert all(fault.place.startswith("more.yaml:") for fault in result.faults)
    assert not result.passed


@pytest.mark.parametrize(
    "example",
    [
        "given: {}",
        "given: {}, open: yes",
        "given: [], expect: yes",
        "given: {}, expect: maybe",
        "given: {}, expect: yes, expects: no",
        "expect: yes",
    ],
)
def test_an_example_that_is_not_one_is_refused_with_its_place(tmp_path: Path, example: str) -> None:
    with pytest.raises(BadRulebook, match=r"^more\.yaml:"):
        results(tmp_path, "harmed", example)


def test_an_entry_of_an_overlay_is_judged_in_a_state_of_that_overlay(tmp_path: Path) -> None:
    overlay = """
overlay: {id: xb, label: Bee, applies_in: XB, layer: XB, cite: [law], reason: law of Bee}
add:
  rules: {there: {kind: flag, when: alone, tests: [{name: a, given: {alone: yes}, expect: yes}]}}
"""
    wider = (
        overlay.replace("applies_in: XB", "applies_in: both")
        .replace("id: xb", "id: two")
        .replace("there", "here")
    )
    found = run_examples(load(write_small(tmp_path, xb=overlay, two=wider)))
    assert {each.example.entry.id: (each.example.jurisdiction, each.passed) for each in found} == {
        "child_alone": ("INT", True),
        "stay": ("INT", True),
        "there": ("XB", True),
        "here": ("XA", True),
    }
