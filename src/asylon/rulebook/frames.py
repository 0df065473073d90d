"""From a situation to frames: the truth value of every leaf that a program reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from asylon.logic.closures import Values, items_key, same_key
from asylon.logic.frame import Frame
from asylon.logic.tree import WHOLE
from asylon.logic.truth import Truth
from asylon.rulebook.derive import derived
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS, PERSON, tree_scope
from asylon.rulebook.situation import Given, Item, Situation
from asylon.rulebook.vocabulary import CodeTest

RESIDENCE_STANDS_FOR = "nationality"
"""Over no nationality the unnamed item stands for the country of former residence (RC51 1A(2))."""

SEEN_FROM = {"destination": "nationality"}
"""From each item of the first scope, `at_origin` looks at the item of the second with its id."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """The leaves of a program: per tree scope a template of values, and how leaves are filled."""

    template: Mapping[str, Values]
    tests: Mapping[str, tuple[CodeTest, ...]]
    derived: Mapping[str, tuple[FactEntry, ...]]


def build_frames(situation: Situation, leaves: Leaves, counted: Collection[str] = ()) -> Frame:
    """Make the frame of a person and of every item, each leaf filled in or unknown.

    `counted` names scopes whose unnamed item counts although none of its facts is known.
    """
    return _Builder(situation, leaves, counted).person()


class _Builder:
    def __init__(self, situation: Situation, leaves: Leaves, counted: Collection[str]) -> None:
        self.situation = situation
        self.leaves = leaves
        self.counted = counted

    def person(self) -> Frame:
        values = self.filled(WHOLE, self.situation.facts)
        self.derive(PERSON, None, values, values)
        items: dict[str, list[Frame] | None] = {}
        blank: dict[str, Frame] = {}
        person = Frame(values, items=items, blank=blank)
        for scope in LISTS:
            items[scope] = self.items(scope, person)
            if items[scope] is None:
                blank[scope] = self.item(scope, None, person)
            values[items_key(scope)] = _values(items[scope])
        for seen_from, scope in SEEN_FROM.items():
            for frame in (*(items[seen_from] or ()), *filter(None, [blank.get(seen_from)])):
                self.link(frame, scope, person)
        return person

    def items(self, scope: str, person: Frame) -> list[Frame] | None:
        """The items that count; None where nothing is known of the list."""
        listed = self.situation.items[scope]
        frames = [self.item(scope, each, person) for each in listed or ()]
        known = any(given.known for given in self.situation.unnamed[scope].values())
        if known or scope in self.counted:
            frames.append(self.item(scope, None, person))
        elif listed is None or (not listed and scope == RESIDENCE_STANDS_FOR):
            return None
        return frames

    def item(self, scope: str, item: Item | None, person: Frame) -> Frame:
        given = self.situation.unnamed[scope] if item is None else item.facts
        values = self.filled(scope, given)
        self.derive(scope, item, values, person.values)
        return Frame(values, scope=scope, name=item.id if item else "", owner=person)

    def filled(self, scope: str, given: Mapping[str, Given]) -> Values:
        values = self.leaves.template[scope].copy()
        for name, fact in given.items():
            if not fact.known:
                continue
            if name in values:
                values[name] = fact.value
            for test in self.leaves.tests.get(name, ()):
                values[test.name] = _tested(test, fact.value)
        return values

    def derive(self, scope: str, item: Item | None, values: Values, person: Values) -> None:
        def lookup(name: str) -> Truth:
            found: Truth = values[name] if name in values else person.get(name)
            return found

        for entry in self.leaves.derived.get(tree_scope(scope), ()):
            how, given = entry.derive, values[entry.id]
            if how is None or given is True or (given is False and not how.ids_decide):
                continue
            computed = derived(how, self.situation, scope, item, lookup)
            # A record that contradicts its own ids must not open a gate: the ids of the items decide.
            if given is None or computed is True:
                values[entry.id] = computed

    def link(self, frame: Frame, scope: str, person: Frame) -> None:
        """Tie an item to those of another scope that stand for the same place.

        An unnamed item may be any place, so it counts beside the one with the same id, and towards an
        unnamed place all of them count: where they differ, the answer is unknown.
        """
        others = person.items[scope]
        if others is None:
            same = [person.blank[scope]]
        else:
            place = self.place(frame)
            same = [each for each in others if place is None or not each.name or each.name == place]
        frame.same = {scope: same}
        frame.values[same_key(scope)] = _values(same)

    def place(self, frame: Frame) -> str | None:
        if frame.name:
            return frame.name
        given = self.situation.unnamed[frame.scope].get("receiving_country")
        return str(given.value) if given is not None and given.known else None


def _tested(test: CodeTest, value: object) -> bool:
    held = value if isinstance(value, tuple) else (value,)
    if test.codes is None:
        return any(each != "none" for each in held)
    return any(each in test.codes for each in held)


def _values(frames: list[Frame] | None) -> list[Values] | None:
    return None if frames is None else [frame.values for frame in frames]
