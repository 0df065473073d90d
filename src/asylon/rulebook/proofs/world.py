"""One person about whom everything is open: two Booleans for each fact, two possible items for each list.

A fact is two bits, known yes and known no, never both. A list is unknown (`blank`), or holds none,
one or two items; so one question covers all of these. Of the lists that `at_origin` ties together
the first item may be the unnamed one, and places may be the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from asylon.logic.tree import WHOLE
from asylon.rulebook.entries import Derivation
from asylon.rulebook.frames import RESIDENCE_STANDS_FOR, SEEN_FROM
from asylon.rulebook.proofs.bits import (
    Bit,
    all_of,
    any_of,
    at_most_one,
    both,
    either,
    equal,
    implies,
    negated,
    open_bit,
)
from asylon.rulebook.proofs.space import NONE, Space
from asylon.rulebook.scopes import LISTS, tree_scope

ITEMS = (0, 1)
BOUND = len(ITEMS)
"""How many items of each list a proof covers: none, one and two."""

BLANK = -1
TIED = frozenset({*SEEN_FROM, *SEEN_FROM.values()})
FILLED_WITHOUT_ITEM = frozenset({"younger_than_at_item", "same_as_fact"})
"""Ways of filling in that can settle a fact of an item about which nothing was said."""


class Spot(NamedTuple):
    """Where an expression is looked at: the person, an item, or the item that stands for an unknown list."""

    scope: str = WHOLE
    item: int = 0


class Value(NamedTuple):
    """A three-valued result: known yes, known no."""

    yes: Bit
    no: Bit

    @property
    def known(self) -> Bit:
        """Whether it is yes or no."""
        return either(self.yes, self.no)


UNKNOWN = Value(False, False)


class Coded(NamedTuple):
    """A code or list: whether it is known, and which codes it holds."""

    known: Bit
    holds: dict[str, Bit]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of items; `unnamed` says that the first one is the unnamed item."""

    blank: Bit
    exists: tuple[Bit, Bit]
    unnamed: Bit


@dataclass(frozen=True, slots=True)
class World:
    """All bits of one person."""

    space: Space
    lists: dict[str, Listed]
    facts: dict[tuple[Spot, str], Value]
    coded: dict[tuple[Spot, str], Coded]
    placed: Bit
    same: dict[tuple[int, int], Bit]

    def value(self, name: str, spot: Spot) -> Value:
        """The value of a leaf: a fact, or a test of a code."""
        test = self.space.tests.get(name)
        if test is None:
            return self.facts[spot, name]
        known, holds = self.coded[spot, test.fact]
        wanted = [code for code in holds if code != NONE] if test.codes is None else test.codes
        found = any_of(holds.get(code, False) for code in wanted)
        return Value(both(known, found), both(known, negated(found)))

    def item(self, scope: str, index: int) -> Bit:
        """Whether this item is there."""
        return self.lists[scope].exists[index]

    def there(self, spot: Spot) -> Bit:
        """Whether the place where an expression is looked at exists."""
        return True if spot.scope == WHOLE else self.item(spot.scope, spot.item)

    def is_placed(self, index: int) -> Bit:
        """Whether it is known which country a destination is."""
        first = next(iter(SEEN_FROM))
        return True if index else either(negated(self.lists[first].unnamed), self.placed)

    def tied(self, one: int, other: int) -> Bit:
        """Whether a nationality may be the place of a destination, so that `at_origin` looks at it.

        An item without a name may be any place.
        """
        unnamed = self.lists[RESIDENCE_STANDS_FOR].unnamed if other == 0 else False
        return any_of((self.same[one, other], unnamed, negated(self.is_placed(one))))

    def axioms(self) -> Iterator[Bit]:
        """What no situation can break."""
        for value in self.facts.values():
            yield negated(both(value.yes, value.no))
        for (_, fact), coded in self.coded.items():
            entry = next(c for found in self.space.coded.values() for c in found if c.entry.id == fact)
            if not entry.several:
                yield implies(coded.known, any_of(coded.holds.values()))
                yield at_most_one(coded.holds.values())
            elif NONE in coded.holds:
                yield implies(coded.holds[NONE], at_most_one(coded.holds.values()))
        yield from self._list_axioms()
        for name, how in self.space.derived.items():
            for spot, fact in self.facts:
                if fact == name and how.ids_decide and spot.item in ITEMS:
                    named_alike = any_of(self.same[spot.item, other] for other in ITEMS)
                    yield implies(named_alike, self.facts[spot, fact].yes)
                if fact == name:
                    settled = both(self._settled(how, spot), self.there_or_blank(spot))
                    yield implies(settled, self.facts[spot, fact].known)

    def there_or_blank(self, spot: Spot) -> Bit:
        """Whether a leaf stands for something, be it the item of an unknown list."""
        return self.lists[spot.scope].blank if spot.item == BLANK else self.there(spot)

    def _list_axioms(self) -> Iterator[Bit]:
        for scope, each in self.lists.items():
            yield implies(each.blank, negated(each.exists[0]))
            yield implies(each.exists[1], each.exists[0])
            yield implies(each.unnamed, each.exists[0])
            if scope == RESIDENCE_STANDS_FOR:
                yield either(each.blank, each.exists[0])
            if each.unnamed is not False:
                # The unnamed item counts only where something is known of it.
                spot = Spot(scope, 0)
                known = [value.known for (at, _), value in self.facts.items() if at == spot]
                known += [coded.known for (at, _), coded in self.coded.items() if at == spot]
                yield implies(each.unnamed, any_of(known))
        for seen_from, scope in SEEN_FROM.items():
            unnamed = self.lists[scope].unnamed
            for one in ITEMS:
                yield at_most_one(self.same[one, other] for other in ITEMS)
                for other in ITEMS:
                    yield implies(
                        self.same[one, other],
                        all_of((self.item(seen_from, one), self.item(scope, other), self.is_placed(one))),
                    )
                yield implies(unnamed, negated(self.same[one, 0]))
            for other in ITEMS:  # two places with names of their own cannot both be a third
                yield implies(both(self.same[0, other], self.same[1, other]), self.lists[seen_from].unnamed)

    def _settled(self, how: Derivation, spot: Spot) -> Bit:
        """Where the known facts settle a fact that is filled in, so that it cannot be unknown."""
        match how.how:
            case "below":
                return self._yes(how.no_if, spot)
            case "younger_than_at_item":
                return self._yes(how.yes_if, spot)
            case "fewer_items":
                each = self.lists[tree_scope(how.of)]
                return either(each.exists[1], both(each.exists[0], negated(each.unnamed)))
            case "same_as_item":
                if spot.item == BLANK:
                    return False
                each = self.lists[tree_scope(how.of)]
                named = either(each.exists[1], both(each.exists[0], negated(each.unnamed)))
                return both(self.is_placed(spot.item), named)
            case "same_as_fact":
                coded = self.coded.get((Spot(), how.of))
                return False if coded is None else coded.known
        return False

    def _yes(self, name: str, spot: Spot) -> Bit:
        found = self.facts.get((spot, name)) or self.facts.get((Spot(), name))
        return False if found is None else found.yes

    def apart(self, tag: str, facts: Collection[str], codes: Collection[tuple[str, str]] = ()) -> World:
        """The same person but for these facts, and for these single codes of coded facts."""
        fresh = {
            (spot, name): _open_value(f"{tag}.{spot.scope}{spot.item}.{name}")
            for (spot, name), old in self.facts.items()
            if name in facts and old is not UNKNOWN
        }
        coded = {}
        for (spot, name), old in self.coded.items():
            where = f"{tag}.{spot.scope}{spot.item}.{name}"
            if name in facts:
                coded[spot, name] = _open_codes(where, old.holds)
            elif any(fact == name for fact, _ in codes):
                holds = {
                    c: open_bit(f"{where}={c}") if (name, c) in codes else b for c, b in old.holds.items()
                }
                coded[spot, name] = Coded(old.known, holds)
        return replace(self, facts=self.facts | fresh, coded=self.coded | coded)

    def less_known_than(self, other: World) -> Iterator[Bit]:
        """That the other is the same person, of whom at least as much is known."""
        for scope, each in self.lists.items():
            later = other.lists[scope]
            yield implies(later.blank, each.blank)
            pairs = zip((*each.exists, each.unnamed), (*later.exists, later.unnamed), strict=True)
            yield implies(negated(each.blank), all_of(equal(a, b) for a, b in pairs))
        yield implies(negated(any_of(self.lists[scope].blank for scope in TIED)), self._same_places(other))
        for (spot, name), value in self.facts.items():
            after = other.facts[spot, name]
            yield self._counts(spot, both(implies(value.yes, after.yes), implies(value.no, after.no)))
        for (spot, name), coded in self.coded.items():
            later_coded = other.coded[spot, name]
            same = all_of(equal(bit, later_coded.holds[code]) for code, bit in coded.holds.items())
            yield self._counts(spot, implies(coded.known, both(later_coded.known, same)))

    def _same_places(self, other: World) -> Bit:
        return all_of(
            (
                equal(self.placed, other.placed),
                *(equal(bit, other.same[key]) for key, bit in self.same.items()),
            )
        )

    def _counts(self, spot: Spot, bit: Bit) -> Bit:
        return bit if spot.scope == WHOLE else implies(negated(self.lists[spot.scope].blank), bit)


def open_world(space: Space, tag: str) -> World:
    """A person about whom everything is open."""
    lists = {
        scope: Listed(
            open_bit(f"{tag}.{scope}.blank"),
            (open_bit(f"{tag}.{scope}.0"), open_bit(f"{tag}.{scope}.1")),
            open_bit(f"{tag}.{scope}.unnamed") if scope in TIED else False,
        )
        for scope in LISTS
    }
    facts: dict[tuple[Spot, str], Value] = {}
    coded: dict[tuple[Spot, str], Coded] = {}
    for scope in (WHOLE, *LISTS):
        for spot in spots_of(scope):
            where = f"{tag}.{spot.scope}{spot.item}"
            for name in space.facts.get(scope, ()):
                facts[spot, name] = (
                    _open_value(f"{where}.{name}") if _can_be_known(space, spot, name) else UNKNOWN
                )
            for each in space.coded.get(scope, ()):
                holds = dict.fromkeys(each.codes)
                if spot.item == BLANK:
                    coded[spot, each.entry.id] = Coded(False, dict.fromkeys(holds, False))
                else:
                    coded[spot, each.entry.id] = _open_codes(f"{where}.{each.entry.id}", holds)
    same = {(one, other): open_bit(f"{tag}.same.{one}.{other}") for one in ITEMS for other in ITEMS}
    return World(space, lists, facts, coded, open_bit(f"{tag}.placed"), same)


def spots_of(scope: str) -> tuple[Spot, ...]:
    """Where an expression of a scope can be looked at."""
    if scope == WHOLE:
        return (Spot(),)
    items = tuple(Spot(scope, index) for index in ITEMS)
    return (*items, Spot(scope, BLANK)) if scope in SEEN_FROM.values() else items


def _can_be_known(space: Space, spot: Spot, name: str) -> bool:
    how = space.derived.get(name)
    return spot.item != BLANK or (how is not None and how.how in FILLED_WITHOUT_ITEM)


def _open_value(name: str) -> Value:
    return Value(open_bit(f"{name}+"), open_bit(f"{name}-"))


def _open_codes(name: str, codes: Collection[str]) -> Coded:
    return Coded(open_bit(f"{name}?"), {code: open_bit(f"{name}={code}") for code in codes})
