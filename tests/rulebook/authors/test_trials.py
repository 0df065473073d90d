"""The made-up situations of the lints: possible people, and the same answers as the interpreter."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from asylon.logic.frame import Frame
from asylon.logic.interpret import value_of
from asylon.logic.tree import WHOLE, Fact, If
from asylon.rulebook import load
from asylon.rulebook.frames import SEEN_FROM
from asylon.rulebook.lints.planes import ITEMS, Planes, numbers
from asylon.rulebook.lints.trials import Trials, answer_of
from asylon.rulebook.program import Program
from asylon.rulebook.scopes import LISTS
from tests.rulebook.authors.small import small_rulebook

TODAY = date(2026, 11, 22)


def frames(program: Program, planes: Planes, index: int) -> dict[str, list[Frame]]:
    """The same situation as frames, with every rule worked out by the interpreter."""
    items: dict[str, list[Frame] | None] = {}
    person = Frame({}, items=items)
    found = {WHOLE: [person]}
    for scope in LISTS:
        found[scope] = [Frame({}, scope=scope, name=str(n), owner=person) for n in range(ITEMS)]
        items[scope] = [] if planes.empty.get(scope, 0) >> index & 1 else found[scope]
    for seen_from, scope in SEEN_FROM.items():
        for number, frame in enumerate(found[seen_from]):
            frame.same = {scope: [found[scope][number]]}
    for scope, template in program.leaves.template.items():
        for number, frame in enumerate(found[scope]):
            frame.values.update({leaf: answer_of(planes, (leaf, number), index) for leaf in template})
    for key, body in program.bodies.items():
        for frame in found[body.scope]:
            frame.values[key] = value_of(body.tree, frame)
    return found


def test_planes_say_what_the_interpreter_says_of_the_shipped_rulebook() -> None:
    program = load().resolve("AO", TODAY)
    trials, random = Trials(program), Random(7)
    keys = list(program.bodies)
    rows = trials.led((trials.tree(key) for key in keys[::9]), 1, random)
    answers = trials.answers(leaf for key in keys for leaf in trials.reads(key))
    planes = trials.filled([{}, *rows], answers, random)
    planes.empty = {
        scope: random.getrandbits(planes.rows) & random.getrandbits(planes.rows) for scope in LISTS
    }
    planes.work_out(program)
    for index in random.sample(range(planes.rows), 25):
        for scope, found in frames(program, planes, index).items():
            for number in numbers(scope):
                said = {
                    key: answer_of(planes, (key, number), index)
                    for key in keys
                    if program.bodies[key].scope == scope
                }
                assert said == {key: found[number].values[key] for key in said}


MORE = """
facts:
  stage: {type: code, codes: [early, late, over], question: Which stage?}
  land: {type: code, codes: countries_or_none, question: Which country?}
  work: {type: list, codes: [cook, smith], question: Which work?}
  signs: {type: list, codes: [a, b, c, d, e, f], question: Which signs?}
rules:
  trial:
    kind: flag
    when: is(stage, early) or is(stage, late) or is(land, XA) or given(land) or is(work, cook)
      or is(signs, a) or is(signs, b) or is(signs, c) or is(signs, d) or is(signs, e)
    cite: [x]
"""


@pytest.fixture
def trials(tmp_path: Path) -> Trials:
    return Trials(small_rulebook(tmp_path, MORE).resolve("INT", TODAY))


@pytest.mark.parametrize(
    ("leaf", "answers", "complete"),
    [
        ("alone", ["yes", "no"], True),
        ("is(stage, early)", ["early", "late", "over"], True),
        ("is(land, XA)", ["XA", "XX", "none"], True),
        ("is(work, cook)", ["none", "cook"], True),
        ("is(signs, a)", ["none", "a", "b", "c", "d", "e", "a/b/c/d/e/f"], False),
    ],
)
def test_a_fact_has_one_answer_for_each_difference(
    trials: Trials, leaf: str, answers: list[str], complete: bool
) -> None:
    variable = trials.by_leaf[leaf]
    assert [name for name, _ in variable.choices] == answers
    assert variable.complete is complete


def test_one_code_answers_all_tests_of_it(trials: Trials) -> None:
    choices = dict(trials.by_leaf["is(stage, late)"].choices)
    assert choices["early"] == {"is(stage, early)": True, "is(stage, late)": False}
    assert choices["over"] == {"is(stage, early)": False, "is(stage, late)": False}


def test_few_situations_are_all_tried_and_many_are_not(trials: Trials) -> None:
    every = trials.every(trials.tree("child_alone"))
    assert every is not None
    assert every.rows == 9
    assert trials.every(trials.tree("trial")) is None


def test_an_expression_that_is_not_lowered_is_refused() -> None:
    part = Fact("alone")
    with pytest.raises(TypeError, match="no planes for If; lower it first"):
        Planes(1).value(If(part, part, part))
