"""Reasons are enough for the answer that they carry, and what is missing can be found."""

from functools import cache
from itertools import product

from hypothesis import given, settings

from asylon.logic import And, Const, Doubt, Else, Every, Fact, Known, Node, Not, Or, Rule, Some, Unless
from asylon.logic.closures import compiled
from asylon.logic.frame import Frame
from asylon.logic.interpret import value_of
from asylon.logic.missing import Missing, asking
from asylon.logic.reason import Reason, Reasons
from asylon.logic.support import Support
from asylon.logic.tree import lowered, walk
from tests.logic.trees import ITEM, SHAPES, TRUTHS, A, B, Leaf, World, X, leaves_of, trees, worlds

WORLDS = tuple(worlds(*SHAPES[:3]))
LARGE = tuple(worlds(SHAPES[3]))[::7]
"""Every seventh assignment over two items; seven shares no factor with three, so each leaf varies."""

WEIGHTS = {"presumed": 100.0, "doubt": 50.0}


def support() -> Support:
    """A search in which facts are lighter than presumptions and no rule is opened."""
    return Support(lambda key: None, lambda reason: WEIGHTS.get(reason.kind, 1.0), repr)


def missing_of(node: Node, frame: Frame) -> Reasons:
    """What is missing where no rule is opened."""
    return Missing(lambda key: None, lambda key: None).of(asking(node), frame)


def leaves_in(reasons: frozenset[Reason]) -> set[Leaf]:
    """The leaves that the reasons say are known."""
    return {(reason.scope, reason.item, reason.name) for reason in reasons if reason.kind == "fact"}


def assert_reasons_suffice(node: Node, world: World) -> None:
    frame = world.frame()
    value = value_of(node, frame)
    reasons = support().why(node, frame)
    if value is None:
        assert reasons == frozenset()
        return
    for reason in reasons:
        if reason.kind == "fact":
            assert world.known[reason.scope, reason.item, reason.name] is reason.value
    reduced = world.only(leaves_in(reasons)).frame()
    assert value_of(node, reduced) is value, (world, reasons)


def presumes_plainly(node: Node) -> bool:
    """Whether no presumption stands inside a presumption or before an `else`.

    What is presumed absent is unknown, and a nested presumption can be unknown only because of a
    known fact; the reasons name the presumption and not that fact.
    """
    over = [each.part for each in walk(node) if isinstance(each, Unless | Doubt | Else)]
    return not any(isinstance(each, Unless | Doubt) for part in over for each in walk(part))


@settings(max_examples=60)
@given(trees().filter(presumes_plainly))
def test_the_reasons_alone_give_the_same_answer(node: Node) -> None:
    low = lowered(node)
    for world in WORLDS[::2]:
        assert_reasons_suffice(low, world)


@settings(max_examples=25)
@given(trees().filter(presumes_plainly))
def test_the_reasons_alone_give_the_same_answer_over_two_items(node: Node) -> None:
    low = lowered(node)
    for world in LARGE:
        assert_reasons_suffice(low, world)


@settings(max_examples=60)
@given(trees(completing=False))
def test_an_answer_changes_only_where_one_of_its_presumptions_falls(node: Node) -> None:
    low = lowered(node)
    evaluate = compiled(low)
    for world in WORLDS[::5]:
        frame = world.frame()
        before = value_of(low, frame)
        if before is None:
            continue
        search = support()
        reasons = search.why(low, frame)
        taken = {reason for reason in reasons if reason.kind in ("presumed", "doubt")}
        for better in world.better_known():
            learned = better.frame()
            if evaluate(learned.values, learned.values) is not before:
                assert taken, (world, better, reasons)


@cache
def completions(shape: tuple[str, ...] | None) -> tuple[World, ...]:
    """Every world of a shape in which everything is known."""
    leaves = leaves_of(shape)
    return tuple(
        World(shape, dict(zip(leaves, values, strict=True)))
        for values in product((True, False), repeat=len(leaves))
    )


@settings(max_examples=60)
@given(trees(presuming=False, completing=False))
def test_something_is_missing_wherever_knowing_more_would_settle_the_answer(node: Node) -> None:
    low = lowered(node)
    evaluate = compiled(low)
    settled = []
    for full in completions(("one",)):
        values = full.frame().values
        if evaluate(values, values) is not None:
            settled.append(full)
    for world in WORLDS:
        if world.shape != ("one",):
            continue
        frame = world.frame()
        missing = missing_of(low, frame)
        if value_of(low, frame) is not None:
            assert missing == frozenset()
            continue
        fits = any(
            all(value is None or full.known[leaf] is value for leaf, value in world.known.items())
            for full in settled
        )
        if fits:
            assert missing, world
        for leaf in leaves_in(missing):
            assert world.known[leaf] is None


def test_of_an_unknown_list_the_blank_item_says_what_is_missing() -> None:
    world = World(None, dict.fromkeys(leaves_of(None)))
    for quantifier in (Some, Every):
        missing = missing_of(quantifier(ITEM, And((X, A))), world.frame())
        assert leaves_in(missing) == {(ITEM, "", "x"), ("", "", "a")}


def test_of_an_unknown_list_the_item_is_asked_for_even_if_its_part_is_settled() -> None:
    world = World(None, {**dict.fromkeys(leaves_of(None)), ("", "", "a"): True})
    missing = missing_of(Some(ITEM, Or((A, X))), world.frame())
    assert leaves_in(missing) == {(ITEM, "", "x")}


def facts(**values: bool | None) -> Frame:
    return Frame(dict(values))


def why(node: Node, frame: Frame) -> set[tuple[str, str]]:
    return {(reason.kind, reason.name) for reason in support().why(node, frame)}


def test_one_reason_is_enough_for_or_and_all_are_needed_for_and() -> None:
    frame = facts(a=True, b=True)
    assert why(Or((A, B)), frame) == {("fact", "a")}
    assert why(And((A, B)), frame) == {("fact", "a"), ("fact", "b")}
    assert why(Not(And((Not(A), Not(B)))), frame) == {("fact", "a")}


def test_a_shown_fact_is_preferred_to_a_presumption() -> None:
    node = Or((Unless(A), B))
    assert why(node, facts(a=None, b=True)) == {("fact", "b")}
    assert why(node, facts(a=None, b=None)) == {("presumed", repr(A))}


def test_a_presumption_that_is_shown_not_to_fall_is_a_fact_like_others() -> None:
    assert why(Unless(A), facts(a=False)) == {("fact", "a")}
    assert why(Unless(A), facts(a=True)) == {("fact", "a")}


def test_the_benefit_of_the_doubt_is_named_with_what_it_rests_on() -> None:
    assert why(Doubt(A, B), facts(a=None, b=True)) == {("doubt", "a"), ("fact", "b")}
    assert why(Doubt(A, B), facts(a=True, b=True)) == {("fact", "a")}


def test_a_given_value_is_the_reason_before_a_computed_one() -> None:
    assert why(Else(A, B), facts(a=False, b=True)) == {("fact", "a")}
    assert why(Else(A, B), facts(a=None, b=True)) == {("fact", "b")}


def test_an_empty_list_is_itself_the_reason() -> None:
    frame = World((), dict.fromkeys(leaves_of(()))).frame()
    assert {reason.kind for reason in support().why(Some(ITEM, X), frame)} == {"none"}
    assert support().why(Every(ITEM, X), frame) == frozenset()


def test_a_rule_that_is_not_opened_is_its_own_reason() -> None:
    assert why(Rule("silent"), Frame({"silent": False})) == {("rule", "silent")}


def test_rules_are_opened_down_to_their_facts() -> None:
    bodies: dict[str, Node] = {"upper": Not(Rule("lower")), "lower": And((A, B))}
    search = Support(bodies.get, lambda reason: 1.0, repr)
    frame = Frame({"a": False, "b": None, "lower": False, "upper": True})
    assert {reason.name for reason in search.why(Rule("upper"), frame)} == {"a"}
    unknown = Frame({"a": None, "b": True, "lower": None, "upper": None})
    asks = {key: asking(body) for key, body in bodies.items()}
    missing = Missing(asks.get, bodies.get).of(asking(Rule("upper")), unknown)
    assert {reason.name for reason in missing} == {"a"}


def test_a_constant_needs_no_reason_and_misses_nothing() -> None:
    for value in TRUTHS:
        assert support().why(Const(value), Frame({})) == frozenset()
        assert missing_of(Const(value), Frame({})) == frozenset()


def test_what_is_known_misses_nothing_and_what_is_unknown_has_no_reason() -> None:
    for value in TRUTHS:
        frame = facts(a=value)
        assert bool(missing_of(A, frame)) is (value is None)
        assert bool(support().why(Known(A), frame)) is (value is not None)


def test_facts_of_items_are_told_apart_by_their_item() -> None:
    shape = ("one", "two")
    known = dict.fromkeys(leaves_of(shape)) | {(ITEM, "one", "x"): False, (ITEM, "two", "x"): False}
    reasons = support().why(Some(ITEM, Fact("x", ITEM)), World(shape, known).frame())
    assert leaves_in(reasons) == {(ITEM, "one", "x"), (ITEM, "two", "x")}
