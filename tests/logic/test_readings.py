"""The plain and the strict reading, and what learning may do to each."""

from hypothesis import given, settings

from asylon.logic import And, Doubt, Else, Known, Node, Not, Or, Rule, Unless
from asylon.logic.closures import compiled
from asylon.logic.strict import presumes, strict_reading
from asylon.logic.tree import walk
from tests.logic.trees import SHAPES, A, B, trees, worlds

WORLDS = tuple(worlds(*SHAPES[:3]))


def never(rule: str) -> bool:
    """Tell that no rule has a strict reading of its own; the trees here hold none."""
    return False


@settings(max_examples=100)
@given(trees(completing=False))
def test_where_the_strict_reading_knows_the_plain_one_says_the_same(node: Node) -> None:
    plain, strict = compiled(node), compiled(strict_reading(node, never))
    for world in WORLDS:
        values = world.frame().values
        known = strict(values, values)
        if known is not None:
            assert plain(values, values) is known, world


@settings(max_examples=60)
@given(trees(completing=False))
def test_the_strict_value_never_changes_once_it_is_known(node: Node) -> None:
    strict = compiled(strict_reading(node, never))
    found = {}
    for world in WORLDS:
        values = world.frame().values
        found[world.shape, tuple(world.known.values())] = strict(values, values)
    for world in WORLDS:
        before = found[world.shape, tuple(world.known.values())]
        if before is None:
            continue
        for better in world.better_known():
            assert found[better.shape, tuple(better.known.values())] is before, (world, better)


@settings(max_examples=60)
@given(trees(presuming=False, completing=False))
def test_without_presumptions_learning_never_changes_what_is_known(node: Node) -> None:
    evaluate = compiled(node)
    found = {}
    for world in WORLDS:
        values = world.frame().values
        found[world.shape, tuple(world.known.values())] = evaluate(values, values)
    for world in WORLDS:
        before = found[world.shape, tuple(world.known.values())]
        if before is not None:
            for better in world.better_known():
                assert found[better.shape, tuple(better.known.values())] is before, (world, better)


@given(trees())
def test_the_strict_reading_holds_no_presumption(node: Node) -> None:
    assert not any(presumes(each) for each in walk(strict_reading(node, never)))


@given(trees(presuming=False))
def test_a_tree_without_presumptions_reads_the_same_strictly(node: Node) -> None:
    assert strict_reading(node, never) == node


def test_strictly_unless_is_not_and_doubt_is_the_bare_fact() -> None:
    node = And((Unless(A), Or((Doubt(A, B), Known(Unless(Doubt(B, A)))))))
    assert strict_reading(node, never) == And((Not(A), Or((A, Known(Not(B))))))


def test_strictly_a_rule_is_read_in_its_own_strict_reading_where_it_has_one() -> None:
    node = And((Rule("plain"), Rule("presuming")))
    wanted = And((Rule("plain", strict=False), Rule("presuming", strict=True)))
    assert strict_reading(node, lambda rule: rule == "presuming") == wanted


def test_a_given_value_that_contradicts_a_computed_one_is_a_correction_in_both_readings() -> None:
    """`else` is the one node besides the presumptions that can flip: a given value replaces one computed."""
    node = Else(A, B)
    assert strict_reading(node, never) == node
    evaluate = compiled(node)
    before, after = {"a": None, "b": True}, {"a": False, "b": True}
    assert evaluate(before, before) is True
    assert evaluate(after, after) is False
