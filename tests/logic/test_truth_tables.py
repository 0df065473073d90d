"""What each node says of yes, no and unknown, written out."""

from itertools import product

import pytest

from asylon.logic import (
    And,
    AtLeast,
    Const,
    Doubt,
    Else,
    Every,
    Fact,
    If,
    Known,
    Node,
    Not,
    Or,
    Rule,
    Same,
    Some,
    Truth,
    Unless,
    word,
)
from asylon.logic.closures import compiled
from asylon.logic.frame import Frame, rule_key
from asylon.logic.interpret import value_of
from asylon.logic.tree import children, lowered, rebuilt, walk
from asylon.logic.truth import agreement, conjunction, disjunction, negation, threshold
from tests.logic.trees import ITEM, TRUTHS, TWIN, A, B, T, World, X, leaves_of

LETTERS: dict[str, Truth] = {"y": True, "n": False, "u": None}
C = Fact("c")


def said(node: Node, **values: Truth) -> Truth:
    """The value of an expression over facts of the whole; both executors must agree."""
    frame = Frame(dict(values))
    found = value_of(node, frame)
    assert compiled(node)(frame.values, frame.values) is found
    return found


def table(node: Node, expected: str) -> None:
    """Check nine letters: a is yes, no, unknown by row, b by column."""
    wanted = [LETTERS[letter] for letter in expected.replace(" ", "")]
    assert [said(node, a=a, b=b) for a, b in product(TRUTHS, repeat=2)] == wanted


def column(node: Node, expected: str) -> None:
    """Check three letters: a is yes, no, unknown."""
    assert [said(node, a=a) for a in TRUTHS] == [LETTERS[letter] for letter in expected]


def test_not_turns_known_values_and_keeps_unknown() -> None:
    column(Not(A), "nyu")


def test_and_is_no_as_soon_as_one_part_is_no() -> None:
    table(And((A, B)), "ynu nnn unu")


def test_or_is_yes_as_soon_as_one_part_is_yes() -> None:
    table(Or((A, B)), "yyy ynu yuu")


def test_unless_stands_until_its_part_is_shown() -> None:
    column(Unless(A), "nyy")


def test_known_is_never_no() -> None:
    column(Known(A), "yyu")


def test_doubt_turns_unknown_into_yes_and_nothing_into_no() -> None:
    table(Doubt(A, B), "yyy nnn yuu")


def test_else_takes_the_given_value_before_the_other() -> None:
    table(Else(A, B), "yyy nnn ynu")


@pytest.mark.parametrize("value", TRUTHS)
def test_a_constant_is_itself(value: Truth) -> None:
    assert said(Const(value)) is value


def test_if_follows_its_condition() -> None:
    node = If(C, A, B)
    assert said(node, c=True, a=True, b=False) is True
    assert said(node, c=False, a=True, b=False) is False
    assert said(node, c=None, a=True, b=False) is None


@pytest.mark.parametrize("value", TRUTHS)
@pytest.mark.parametrize("condition", TRUTHS)
def test_if_says_what_both_branches_say_whatever_the_condition(condition: Truth, value: Truth) -> None:
    assert said(If(C, A, B), c=condition, a=value, b=value) is value


def test_an_unknown_condition_with_different_branches_stays_unknown() -> None:
    for a, b in product(TRUTHS, repeat=2):
        expected = a if a is b else None
        assert said(If(C, A, B), c=None, a=a, b=b) is expected


def test_lowering_leaves_no_if_at_any_depth() -> None:
    node = Not(If(If(A, B, C), Unless(If(C, A, B)), AtLeast(1, (If(B, A, C), A))))
    assert not any(isinstance(each, If) for each in walk(lowered(node)))
    for a, b, c in product(TRUTHS, repeat=3):
        assert said(lowered(node), a=a, b=b, c=c) is said(node, a=a, b=b, c=c)


@pytest.mark.parametrize("count", range(5))
def test_at_least_counts_sure_and_possible_parts(count: int) -> None:
    parts = (A, B, C)
    for values in product(TRUTHS, repeat=3):
        sure, possible = values.count(True), 3 - values.count(False)
        expected = True if sure >= count else False if possible < count else None
        found = said(AtLeast(count, parts), **dict(zip("abc", values, strict=True)))
        assert found is expected, (count, values)


def test_at_least_counts_a_part_as_often_as_it_is_named() -> None:
    assert said(AtLeast(2, (A, A, B)), a=True, b=None) is True


def test_at_least_one_is_or_and_at_least_all_is_and() -> None:
    for a, b in product(TRUTHS, repeat=2):
        assert said(AtLeast(1, (A, B)), a=a, b=b) is said(Or((A, B)), a=a, b=b)
        assert said(AtLeast(2, (A, B)), a=a, b=b) is said(And((A, B)), a=a, b=b)


def over_items(node: Node, values: list[Truth] | None) -> Truth:
    """A quantifier over the fact x of at most two items."""
    shape = None if values is None else ("one", "two")[: len(values)]
    known: dict[tuple[str, str, str], Truth] = dict.fromkeys(leaves_of(shape))
    for name, value in zip(shape or (), values or (), strict=True):
        known[ITEM, name, "x"] = value
    frame = World(shape, known).frame()
    found = value_of(node, frame)
    assert compiled(node)(frame.values, frame.values) is found
    return found


@pytest.mark.parametrize(
    ("values", "some", "every"),
    [
        (None, None, None),
        ([], False, None),
        ([True], True, True),
        ([False], False, False),
        ([None], None, None),
        ([True, False], True, False),
        ([True, None], True, None),
        ([False, None], None, False),
        ([True, True], True, True),
        ([False, False], False, False),
        ([None, None], None, None),
    ],
)
def test_quantifiers_over_known_and_unknown_lists(
    values: list[Truth] | None, some: Truth, every: Truth
) -> None:
    assert over_items(Some(ITEM, X), values) is some
    assert over_items(Every(ITEM, X), values) is every


@pytest.mark.parametrize("constant", TRUTHS)
def test_every_over_nothing_is_never_yes(constant: Truth) -> None:
    nothing: tuple[list[Truth] | None, ...] = ([], None)
    for values in nothing:
        assert over_items(Every(ITEM, Const(constant)), values) is None
        assert over_items(Not(Every(ITEM, Const(constant))), values) is None


def test_not_every_is_some_not_only_where_there_are_items() -> None:
    assert over_items(Some(ITEM, Not(X)), []) is False
    assert over_items(Not(Every(ITEM, X)), []) is None
    for values in product(TRUTHS, repeat=2):
        assert over_items(Some(ITEM, Not(X)), list(values)) is over_items(Not(Every(ITEM, X)), list(values))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([True], True),
        ([False], False),
        ([None], None),
        ([True, True], True),
        ([True, False], None),
        ([True, None], None),
        ([False, False], False),
    ],
)
def test_same_says_what_all_that_stand_for_the_same_thing_say(values: list[Truth], expected: Truth) -> None:
    whole = Frame({})
    twins = [Frame({"t": value}, TWIN, "", whole) for value in values]
    item = Frame({f"@same {TWIN}": [twin.values for twin in twins]}, ITEM, "one", whole, same={TWIN: twins})
    node = Same(TWIN, T)
    assert value_of(node, item) is expected
    assert compiled(node, ITEM)(whole.values, item.values) is expected


def test_facts_of_the_whole_are_seen_from_an_item() -> None:
    known: dict[tuple[str, str, str], Truth] = dict.fromkeys(leaves_of(("one",)))
    known |= {("", "", "a"): True, (ITEM, "one", "x"): True}
    assert value_of(Some(ITEM, And((A, X))), World(("one",), known).frame()) is True


def test_a_fact_of_an_item_is_refused_outside_its_scope() -> None:
    with pytest.raises(ValueError, match="'x' belongs to scope 'item' and was read in scope ''"):
        compiled(X)


def test_a_rule_is_read_in_the_reading_that_is_asked_for() -> None:
    frame = Frame({rule_key("r", strict=False): True, rule_key("r", strict=True): None})
    for strict, expected in ((False, True), (True, None)):
        node = Rule("r", strict=strict)
        assert value_of(node, frame) is expected
        assert compiled(node)(frame.values, frame.values) is expected


def test_truth_values_are_named_in_words() -> None:
    assert [word(value) for value in TRUTHS] == ["yes", "no", "unknown"]


def test_operations_on_no_values_at_all() -> None:
    assert conjunction([]) is True
    assert disjunction([]) is False
    assert agreement([]) is None
    assert threshold(1, []) is False


def test_negation_undoes_itself() -> None:
    assert [negation(negation(value)) for value in TRUTHS] == list(TRUTHS)


@pytest.mark.parametrize(
    "node",
    [
        A,
        Rule("r", strict=True),
        Const(None),
        Not(A),
        And((A, B)),
        Or((A, B)),
        Unless(A),
        Doubt(A, B),
        Known(A),
        AtLeast(2, (A, B, C)),
        If(A, B, C),
        Else(A, B),
        Some(ITEM, X),
        Every(ITEM, X),
        Same(TWIN, T),
    ],
    ids=lambda node: type(node).__name__,
)
def test_every_node_is_rebuilt_from_its_children(node: Node) -> None:
    assert rebuilt(node, children(node)) == node
    assert next(walk(node)) == node
