"""Each lint, shown to speak and shown to be silent, on a small rulebook that is otherwise in order."""

from pathlib import Path

import pytest

from asylon.rulebook.check import check_folder
from tests.rulebook.authors.small import found_in, write_small

RULE = """
rules:
  trial:
    kind: flag
    when: {when}
    cite: [a law 9]
    tests: {tests}
    {more}
"""
BOTH = (
    "[{name: a, given: {alone: yes, young: yes}, expect: yes}, "
    "{name: b, given: {alone: no, young: no}, expect: no}]"
)
NEITHER = BOTH.replace("expect: yes", "expect: -").replace("expect: no", "expect: yes").replace("-", "no")


def rule(when: str, tests: str = BOTH, more: str = "") -> str:
    return RULE.format(when=when, tests=tests, more=more)


CASES = {
    # code: (a text that makes the lint speak, one that leaves it silent)
    "undefined": (rule("alone or yuong"), rule("alone or young")),
    "unused_fact": (
        "facts: {hobby: {question: What does the person like?}}",
        "facts: {hobby: {question: What does the person like?, purpose: statistics}}",
    ),
    "unused_rule": (
        rule("alone or young").replace("kind: flag", "kind: element\n    scope: episode"),
        rule("alone or young"),
    ),
    "unused_act": ("acts: {shouting: {}}", "acts: {}"),
    "unused_list": (
        "lists: {both_of: [young, alone]}",
        "lists: {both_of: [young, alone]}" + rule("at_least(1, both_of)"),
    ),
    "never_asked": (
        "facts: {tired: {label: is tired}}" + rule("alone or (young and tired)"),
        "facts: {tired: {label: is tired, question: Is the person tired?}}"
        + rule("alone or (young and tired)"),
    ),
    "no_citation": (rule("alone or young").replace("cite: [a law 9]", ""), rule("alone or young")),
    "source_without_citation": (
        "rights: {school: {sources: [{holder: everyone, level: full}]}}",
        "rights: {school: {sources: [{holder: everyone, level: full, cite: [a law 4]}]}}",
    ),
    "no_test": (rule("alone or young", "[]"), rule("alone or young")),
    "no_test_for": (
        rule("alone or young", "[{name: a, given: {alone: yes}, expect: yes}]"),
        rule("alone or young or unknown", "[{name: a, given: {alone: yes}, expect: yes}]"),
    ),
    "test_failed": (
        rule("alone or young", BOTH.replace("expect: no", "expect: yes")),
        rule("alone or young"),
    ),
    "test_not_missing": (
        rule("alone or young", BOTH[:-1] + ", {name: c, given: {young: no}, expect: unknown, ask: young}]"),
        rule("alone or young", BOTH[:-1] + ", {name: c, given: {young: no}, expect: unknown, ask: alone}]"),
    ),
    "several_items": (
        "facts: {hurt: {scope: episode, question: Was the person hurt?}}"
        + rule("hurt", "[{name: a, given: {episodes: [{id: x, hurt: yes}, {id: y}]}, expect: yes}]").replace(
            "kind: flag", "kind: flag\n    scope: episode"
        ),
        "facts: {hurt: {scope: episode, question: Was the person hurt?}}"
        + rule(
            "hurt", "[{name: a, given: {hurt: yes}, expect: yes}, {name: b, given: {hurt: no}, expect: no}]"
        ).replace("kind: flag", "kind: flag\n    scope: episode"),
    ),
    "never_yes": (
        rule("alone and not alone", "[{name: a, given: {alone: yes}, expect: no}]"),
        rule(
            "alone and not young",
            BOTH.replace("young: yes", "young: no"),
        ),
    ),
    "always_yes": (
        rule("unless(alone and not alone)", "[{name: a, given: {}, expect: yes}]"),
        rule(
            "unless(alone)", "[{name: a, given: {}, expect: yes}, {name: b, given: {alone: yes}, expect: no}]"
        ),
    ),
    "identical_twins": (rule("alone and young"), rule("alone or young")),
    "negated_category": (rule("not child_alone", NEITHER), rule("unless(child_alone)", NEITHER)),
    "mixed_polarity": (
        "facts: {tired: {question: Is the person tired?}}"
        + rule(
            "(alone and tired) or (young and not tired)", BOTH.replace("young: yes", "young: yes, tired: no")
        ),
        "facts: {tired: {question: Is the person tired?}}" + rule("if(tired, alone, young)"),
    ),
    "unknown_requirement": (
        rule("alone or young", more="serves: [M-99]"),
        rule("alone or young", more="serves: [M-01]"),
    ),
    "never_in_force": (
        rule("alone or young", more="from: 2030-01-01\n    until: 2029-12-31"),
        rule("alone or young", more="from: 2020\n    until: 2029-12-31"),
    ),
}

REQUIREMENTS = "requirements: {M-01: {source: M 1, asks: something, kind: right, capability: a right}}"
FRENCH = """
facts:
  young: {label: est mineur, question: La personne est-elle mineure ?}
  alone: {label: est seul, question: La personne est-elle seule ?}
rules: {child_alone: {label: enfant seul}}
acts: {removal: {label: éloignement}}
gates: {stay: {label: droit de rester}}
rights: {care: {label: soins}}
states: {both: {label: les deux États}}
"""


def codes(folder: Path, more: str, **files: str) -> set[str]:
    return {each.code for each in found_in(folder, more, **files)}


@pytest.mark.parametrize("code", sorted(CASES))
def test_the_lint_speaks(code: str, tmp_path: Path) -> None:
    assert code in codes(tmp_path, CASES[code][0], sources__requirements=REQUIREMENTS)


@pytest.mark.parametrize("code", sorted(CASES))
def test_the_lint_is_silent(code: str, tmp_path: Path) -> None:
    assert codes(tmp_path, CASES[code][1], sources__requirements=REQUIREMENTS) == set()


def test_the_small_rulebook_is_only_unsigned(tmp_path: Path) -> None:
    (only,) = check_folder(write_small(tmp_path))
    assert only.sentence() == "3 of 3 entries are unverified: no lawyer has signed them"


def test_a_rulebook_that_is_signed_throughout_is_not_called_unverified(tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    text = (folder / "children.yaml").read_text("utf-8")
    signed = "checked_by: [A. Lawyer]\n    checked_on: 2026-11-02\n    cite: [a law"
    text = text.replace("cite: [a law 1", f"{signed} 1").replace("cite: [a law 2", f"{signed} 2")
    text = text.replace("label: care", "label: care\n    checked_by: [A. Lawyer]\n    checked_on: 2026-11-02")
    (folder / "children.yaml").write_text(text, "utf-8")
    assert check_folder(folder) == []


def test_a_lacking_translation_is_a_notice_with_a_count(tmp_path: Path) -> None:
    shorter = FRENCH.replace("rights: {care: {label: soins}}\n", "")
    (only,) = found_in(tmp_path, locales__fr=shorter)
    assert (only.severity, only.sentence()) == (
        "notice",
        "locales/fr.yaml: fr: 1 texts are not translated, the first is rights.care.label",
    )


def test_a_full_translation_is_not_mentioned(tmp_path: Path) -> None:
    assert found_in(tmp_path, locales__fr=FRENCH) == []


def test_a_translation_of_nothing_names_its_place_and_the_nearest_id(tmp_path: Path) -> None:
    (only,) = found_in(tmp_path, locales__fr=FRENCH + "tracks: {}\nalerts: {car: {label: soins}}\n")
    assert only.code == "unknown_translation"
    assert only.place.startswith("locales/fr.yaml:11:")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("facts: {young: {colour: bleu}}", "unknown_key"),
        ("facts: [young]", "wrong_shape"),
        ("people: {young: {label: jeune}}", "unknown_key"),
        ("facts: {young: [", "yaml_syntax"),
    ],
)
def test_a_file_of_translations_that_cannot_be_read_is_an_error(tmp_path: Path, text: str, code: str) -> None:
    assert code in codes(tmp_path, "", locales__fr=text)


@pytest.mark.parametrize(
    ("head", "name"), [("doubt_given: given_to", "given_to"), ("doubt_conditions: are_met", "are_met")]
)
def test_a_head_that_names_nothing_is_an_error(tmp_path: Path, head: str, name: str) -> None:
    text = f'rulebook: {{name: Small, version: "1", licence: CC-BY-4.0, {head}}}'
    assert name in {each.values.get("name") for each in found_in(tmp_path, rulebook=text)}


def test_a_bundle_of_nobody_is_an_error(tmp_path: Path) -> None:
    found = found_in(tmp_path, "bundles: {a: {holder: everyone}, b: {holder: child_alone or adult_alone}}")
    assert [(each.code, each.values["name"], each.meant) for each in found] == [
        ("undefined", "adult_alone", "child_alone")
    ]


def test_texts_that_cannot_be_loaded_give_their_faults(tmp_path: Path) -> None:
    (only,) = check_folder(write_small(tmp_path, "rule: {}"))
    assert (only.severity, only.code) == ("error", "unknown_key")


def test_errors_come_before_notices(tmp_path: Path) -> None:
    severities = [each.severity for each in check_folder(write_small(tmp_path, "acts: {shouting: {}}"))]
    assert severities == ["error", "notice"]


def test_an_example_with_a_wrong_key_is_an_error_and_stops_no_other_lint(tmp_path: Path) -> None:
    more = rule("alone or young", "[{name: a, given: {}, expects: yes}]") + "acts: {shouting: {}}"
    assert {"unknown_key", "unused_act"} <= codes(tmp_path, more)


def test_a_large_expression_that_is_never_yes_is_a_notice_only(tmp_path: Path) -> None:
    names = [f"sign_{number}" for number in range(12)]
    facts = "facts:\n" + "".join(f"  {name}: {{question: Is there {name}?}}\n" for name in names)
    when = f"({' or '.join(names)}) and alone and not alone"
    found = found_in(tmp_path, facts + rule(when, "[{name: a, given: {alone: no}, expect: no}]"))
    never = next(each for each in found if each.code == "never_yes")
    assert never.severity == "notice"
    assert "situations tried" in never.sentence()


def test_the_witness_of_a_mixed_polarity_shows_it(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, CASES["mixed_polarity"][0])
    assert found.severity == "notice"
    assert found.values["witness"] == "alone: yes, young: yes"
    assert found.values["fact"] == "tired"


def test_a_fact_that_only_asks_whether_something_is_known_is_not_mixed(tmp_path: Path) -> None:
    more = rule(
        "known(alone) and young",
        "[{name: a, given: {alone: no, young: yes}, expect: yes}, {name: b, given: {young: no}, expect: no}]",
    )
    assert found_in(tmp_path, more) == []


def test_two_tests_of_one_code_are_looked_at_together(tmp_path: Path) -> None:
    more = "facts: {stage: {type: code, codes: [early, late], question: Which stage?}}" + rule(
        "alone and (is(stage, early) or is(stage, late))",
        BOTH.replace("young: yes", "stage: late"),
    )
    (found,) = found_in(tmp_path, more)
    assert (found.code, found.values["fact"], found.values["witness"]) == (
        "mixed_polarity",
        "stage",
        "alone: yes",
    )


def test_an_exception_without_a_citation_is_an_error(tmp_path: Path) -> None:
    exceptions = "exceptions: {first: {if: alone, when: young}, second: {if: young, when: alone, cite: [x]}}"
    found = found_in(tmp_path, rule("alone or young", more=exceptions))
    assert [each.values["owner"] for each in found if each.code == "no_citation"] == [
        "the exception 'first' of the rule 'trial'"
    ]


OVERLAY = """
overlay: {id: xb, label: Bee, applies_in: XB, layer: XB, cite: [law], reason: why, from: 2020, until: 2024}
"""

PRACTICE = """
practice:
  - {state: XB, subject: care, practice: denied, happens: n, source: s, since: 2022, until: 2021}
"""


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("add: {acts: {a: {from: 2025}}}", "the act 'a'"),
        ("add: {acts: {a: {until: 2019}}}", "the act 'a'"),
        ("add: {acts: {a: {from: 2025, until: 2026}}}", "the act 'a'"),
        ("narrow: {stay: {and: alone, from: 2025}}", "the change to 'stay'"),
        ("suspend: {child_alone: {from: 2022, until: 2021}}", "the change to 'child_alone'"),
        (
            "add: {rights: {b: {sources: [{holder: everyone, level: full, cite: [x], from: 2025}]}}}",
            "a source of the right 'b'",
        ),
        (
            PRACTICE,
            "a practice in XB on 'care'",
        ),
    ],
)
def test_what_an_overlay_never_puts_in_force_is_an_error(tmp_path: Path, text: str, owner: str) -> None:
    found = found_in(tmp_path, xb=OVERLAY + text)
    assert owner in [each.values["owner"] for each in found if each.code == "never_in_force"]
    assert all(each.place.startswith("xb.yaml:") for each in found)


def test_an_overlay_that_ends_before_it_begins_is_an_error(tmp_path: Path) -> None:
    found = found_in(tmp_path, xb=OVERLAY.replace("from: 2020", "from: 2025"))
    assert [each.values["owner"] for each in found] == ["the overlay 'xb'"]


def test_what_stands_within_the_time_of_its_overlay_is_accepted(tmp_path: Path) -> None:
    text = "add: {rights: {b: {sources: [{holder: everyone, level: full, cite: [x], from: 2021}]}}}"
    assert found_in(tmp_path, xb=OVERLAY + text) == []
