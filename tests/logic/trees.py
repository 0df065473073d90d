"""Small random expressions, and every assignment of their leaves: the ground of the tests of logic.

A world has two facts of the whole and some items. Each item has two facts; it is tied to the twins
that stand for the same thing, with one fact each. Dictionaries are shared by both executors.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from hypothesis import strategies as st

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
    Same,
    Some,
    Truth,
    Unless,
)
from asylon.logic.closures import items_key, same_key
from asylon.logic.frame import Frame

ITEM, TWIN = "item", "twin"
A, B = Fact("a"), Fact("b")
X, Y = Fact("x", ITEM), Fact("y", ITEM)
T = Fact("t", TWIN)
TRUTHS: tuple[Truth, ...] = (True, False, None)

Leaf = tuple[str, str, str]
"""Scope, item and name of a leaf; the item is empty for the whole and for the blank item."""

SHAPES: tuple[tuple[str, ...] | None, ...] = (None, (), ("one",), ("one", "two"))
"""Which items there are; None is a list of which nothing is known."""


@dataclass(frozen=True)
class World:
    """One assignment of values to the leaves of one shape of world."""

    shape: tuple[str, ...] | None
    known: dict[Leaf, Truth]

    def frame(self) -> Frame:
        """The frame of the whole; its values also hold what the closures look for."""
        whole = Frame({"a": self.known["", "", "a"], "b": self.known["", "", "b"]})
        twins = [Frame({"t": self.known[TWIN, "", "t"]}, TWIN, "", whole)]
        names = ("",) if self.shape is None else self.shape
        items = []
        for name in names:
            values = {key: self.known[ITEM, name, key] for key in ("x", "y")}
            # The second item has no twin: nothing stands for the same thing.
            same = [] if name == "two" else twins
            item = Frame(values, ITEM, name, whole, same={TWIN: same})
            item.values[same_key(TWIN)] = [each.values for each in same]
            items.append(item)
        whole.items = {ITEM: None if self.shape is None else items}
        whole.blank = {ITEM: items[0]} if self.shape is None else {}
        whole.values[items_key(ITEM)] = None if self.shape is None else [each.values for each in items]
        return whole

    def only(self, leaves: set[Leaf]) -> "World":
        """The same world in which only these leaves are known."""
        return World(self.shape, {leaf: v if leaf in leaves else None for leaf, v in self.known.items()})

    def better_known(self) -> Iterator["World"]:
        """Every world in which one unknown leaf is known."""
        for leaf, value in self.known.items():
            if value is None:
                for answer in (True, False):
                    yield World(self.shape, {**self.known, leaf: answer})


def leaves_of(shape: tuple[str, ...] | None) -> list[Leaf]:
    """Every leaf of a world of this shape."""
    names = ("",) if shape is None else shape
    items = [(ITEM, name, key) for name in names for key in ("x", "y")]
    return [("", "", "a"), ("", "", "b"), (TWIN, "", "t"), *items]


def worlds(*shapes: tuple[str, ...] | None) -> Iterator[World]:
    """Every assignment of yes, no and unknown to every leaf, for each shape."""
    for shape in shapes:
        leaves = leaves_of(shape)
        for values in product(TRUTHS, repeat=len(leaves)):
            yield World(shape, dict(zip(leaves, values, strict=True)))


def trees(*, presuming: bool = True, completing: bool = True) -> st.SearchStrategy[Node]:
    """Expressions of the whole. `presuming`: with unless and doubt; `completing`: with else."""
    twin = _grown(st.just(T), presuming, completing, most=3)
    item_leaf = st.sampled_from((X, Y, A)) | twin.map(lambda part: Same(TWIN, part))
    item = _grown(item_leaf, presuming, completing, most=5)
    over = st.builds(Some, st.just(ITEM), item) | st.builds(Every, st.just(ITEM), item)
    whole_leaf = st.sampled_from((A, B)) | over | st.builds(Const, st.sampled_from(TRUTHS))
    return _grown(whole_leaf, presuming, completing, most=8)


def _grown(
    leaf: st.SearchStrategy[Node], presuming: bool, completing: bool, *, most: int
) -> st.SearchStrategy[Node]:
    def extend(part: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(part, min_size=1, max_size=3).map(tuple)
        counted = several.flatmap(
            lambda parts: st.integers(0, len(parts) + 1).map(lambda count: AtLeast(count, parts))
        )
        kinds: list[st.SearchStrategy[Node]] = [
            st.builds(Not, part),
            st.builds(And, several),
            st.builds(Or, several),
            counted,
            st.builds(Known, part),
            st.builds(If, part, part, part),
        ]
        if presuming:
            kinds += [st.builds(Unless, part), st.builds(Doubt, part, part)]
        if completing:
            kinds.append(st.builds(Else, part, part))
        return st.one_of(kinds)

    return st.recursive(leaf, extend, max_leaves=most)
