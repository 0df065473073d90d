"""Two exceptions that can apply together and disagree are refused, with a situation that shows it."""

from pathlib import Path

import pytest

from asylon.rulebook import BadRulebook
from asylon.rulebook.examples import EXAMPLES_AS_OF
from asylon.rulebook.lints.exceptions import refuse_disagreeing_exceptions
from asylon.rulebook.program import Program
from asylon.rulebook.resolve import resolve
from tests.rulebook.authors.small import small_rulebook

RULE = """
facts:
  tired: {{question: Is the person tired?}}
  stage: {{type: code, codes: [early, late], question: Which stage?}}
  roles: {{type: list, codes: [cook, driver, guard, nurse, smith], question: Which work?}}
  hurt: {{scope: episode, question: Was the person hurt?}}
rules:
  trial:
    kind: flag
    when: young
    cite: [a law 9]
    exceptions:
      first: {{if: {first}, cite: [a law 10]}}
      second: {{if: {second}, cite: [a law 11]}}
"""


def program(folder: Path, first: str, second: str) -> Program:
    rulebook = small_rulebook(folder, RULE.format(first=first, second=second))
    return resolve(rulebook.head, rulebook.core, rulebook.overlays, "INT", EXAMPLES_AS_OF).program


@pytest.mark.parametrize(
    ("first", "second", "witness"),
    [
        ("alone, when: yes", "tired, when: no", "alone: yes, tired: yes"),
        ("alone, when: young", "tired, when: not young", "alone: yes, tired: yes, young: yes"),
        (
            "any_episode(hurt), when: yes",
            "alone, when: not tired",
            "alone: yes, hurt of episode 2: yes, tired: yes",
        ),
        ('"is(stage, early)", when: yes', "not alone, when: no", "alone: no, stage: early"),
        ('"is(roles, cook)", when: yes', '"is(roles, smith)", when: no', "roles: cook/smith"),
    ],
)
def test_a_pair_that_meets_and_disagrees_is_refused(
    tmp_path: Path, first: str, second: str, witness: str
) -> None:
    with pytest.raises(BadRulebook) as refused:
        refuse_disagreeing_exceptions(program(tmp_path, first, second))
    (fault,) = refused.value.faults
    assert fault.code == "exceptions_disagree"
    assert (fault.values["first"], fault.values["second"]) == ("first", "second")
    assert fault.place.startswith("more.yaml:14:7")
    assert fault.values["witness"] == witness


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("alone, when: yes", "not alone, when: no"),
        ("alone, when: yes", "tired, when: yes"),
        ("alone, when: young", "tired, when: young"),
        ('"is(stage, early)", when: yes', '"is(stage, late)", when: no'),
    ],
)
def test_a_pair_that_never_meets_or_agrees_is_accepted(tmp_path: Path, first: str, second: str) -> None:
    refuse_disagreeing_exceptions(program(tmp_path, first, second))


def test_a_rulebook_without_such_pairs_is_accepted(tmp_path: Path) -> None:
    refuse_disagreeing_exceptions(small_rulebook(tmp_path).resolve("INT", EXAMPLES_AS_OF))


def test_a_pair_over_too_many_facts_to_try_them_all_is_found_too(tmp_path: Path) -> None:
    names = [f"sign_{number}" for number in range(14)]
    facts = "\n".join(f"  {name}: {{question: Is there {name}?}}" for name in names)
    text = RULE.format(first=f'"{" and ".join(names)}", when: yes', second="tired, when: no")
    rulebook = small_rulebook(tmp_path, text.replace("facts:", f"facts:\n{facts}"))
    program = resolve(rulebook.head, rulebook.core, rulebook.overlays, "INT", EXAMPLES_AS_OF).program
    with pytest.raises(BadRulebook, match="exceptions 'first' and 'second' can both apply and disagree"):
        refuse_disagreeing_exceptions(program)
