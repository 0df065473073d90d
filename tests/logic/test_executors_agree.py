"""Closures say the same as the plain interpreter, for every assignment of small random trees."""

from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.logic import And, AtLeast, If, Node, Not, Or, Rule
from asylon.logic.closures import compiled
from asylon.logic.frame import Frame, rule_key
from asylon.logic.interpret import value_of
from asylon.logic.tree import lowered
from tests.logic.trees import SHAPES, TRUTHS, A, B, trees, worlds

SMALL = tuple(worlds(*SHAPES[:3]))
"""Lists that are unknown, empty, and of one item: every assignment."""

LARGE = tuple(worlds(SHAPES[3]))
"""Two items: 2,187 assignments."""


@settings(max_examples=100)
@given(trees())
def test_closures_say_what_the_interpreter_says(node: Node) -> None:
    evaluate = compiled(node)
    for world in SMALL:
        frame = world.frame()
        assert evaluate(frame.values, frame.values) is value_of(node, frame), world


@settings(max_examples=25)
@given(trees())
def test_closures_say_what_the_interpreter_says_over_two_items(node: Node) -> None:
    evaluate = compiled(node)
    for world in LARGE:
        frame = world.frame()
        assert evaluate(frame.values, frame.values) is value_of(node, frame), world


@settings(max_examples=60)
@given(trees())
def test_lowering_changes_no_value(node: Node) -> None:
    low = lowered(node)
    for world in SMALL:
        frame = world.frame()
        assert value_of(low, frame) is value_of(node, frame), world


@given(st.sampled_from((And, Or)), st.booleans(), st.integers(1, 2))
def test_rules_are_read_like_facts_in_both_readings(kind: type[And | Or], strict: bool, count: int) -> None:
    rule = Rule("r", strict=strict)
    node = If(kind((A, rule)), AtLeast(count, (rule, B)), Not(rule))
    evaluate = compiled(node)
    for a in TRUTHS:
        for plain in TRUTHS:
            for tight in TRUTHS:
                values = {
                    "a": a,
                    "b": None,
                    rule_key("r", strict=False): plain,
                    rule_key("r", strict=True): tight,
                }
                frame = Frame(values)
                assert evaluate(values, values) is value_of(node, frame)


@given(trees())
def test_evaluation_leaves_the_values_alone(node: Node) -> None:
    frame = SMALL[0].frame()
    before = repr(frame.values)
    compiled(node)(frame.values, frame.values)
    value_of(node, frame)
    assert repr(frame.values) == before
