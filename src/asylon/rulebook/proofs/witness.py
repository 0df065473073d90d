"""From what the solver found back to a situation of the contract, and down to its smallest form.

Nothing is reported that the engine itself does not show: every situation is read and run as a
user's would be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from asylon.logic.frame import Frame
from asylon.logic.tree import WHOLE
from asylon.logic.truth import Truth
from asylon.rulebook.assessment import Assessment, receive
from asylon.rulebook.faults import BadSituation
from asylon.rulebook.frames import RESIDENCE_STANDS_FOR, SEEN_FROM
from asylon.rulebook.library import Rulebook
from asylon.rulebook.program import Program
from asylon.rulebook.proofs.bits import Model
from asylon.rulebook.proofs.world import ITEMS, Spot, World
from asylon.rulebook.scopes import LISTS

Situations = list[dict[str, Any]]
Shows = Callable[[Sequence[Assessment]], bool]
"""Whether assessments of one or two situations show what is wrong."""

NAMES = ("AF", "SY")
ELSEWHERE = ("TR", "GR")
PLACE = "receiving_country"


@dataclass(frozen=True, slots=True)
class Engine:
    """Reads and runs situations with one program, as the command does."""

    rulebook: Rulebook
    program: Program
    as_of: date

    def assess(self, written: dict[str, Any]) -> Assessment:
        """Assess a situation; raises BadSituation."""
        return Assessment(self.program, self.program.run(receive(written, self.rulebook)))

    def written(self, model: Model, world: World) -> dict[str, Any]:
        """The situation that a model describes."""
        head = {"situation": 1, "jurisdiction": self.program.jurisdiction, "as_of": self.as_of.isoformat()}
        return head | _Writer(model, world, PLACE in self.rulebook.all_facts).situation()

    def smallest(self, situations: Situations, shows: Shows) -> Situations:
        """The same with nothing left that is not needed to show it."""
        smaller = True
        while smaller:
            smaller = False
            for path in _paths(situations):
                trial = [_without(each, path) for each in situations]
                if trial != situations and self.shown(trial, shows):
                    situations, smaller = trial, True
        return situations

    def shown(self, situations: Situations, shows: Shows) -> bool:
        """Whether the engine shows it."""
        try:
            return shows([self.assess(each) for each in situations])
        except BadSituation:
            return False


def values(assessment: Assessment, key: str) -> dict[str, Truth]:
    """What an expression came to, by the name of the item; the person has the empty name."""
    return {
        frame.name: frame.values[key] for frame in frames(assessment, assessment.program.bodies[key].scope)
    }


def frames(assessment: Assessment, scope: str) -> Sequence[Frame]:
    """The frames of a scope that count: the person, or the items that are there."""
    person = assessment.run.person
    return (person,) if scope == WHOLE else person.items[scope] or ()


class _Writer:
    def __init__(self, model: Model, world: World, has_place: bool) -> None:
        self.model = model
        self.world = world
        self.has_place = has_place

    def situation(self) -> dict[str, Any]:
        found: dict[str, Any] = {"facts": self.facts(Spot())}
        for scope, name in LISTS.items():
            each = self.world.lists[scope]
            if self.model.holds(each.blank):
                continue
            there = [index for index in ITEMS if self.model.holds(each.exists[index])]
            unnamed = bool(there) and self.model.holds(each.unnamed)
            if unnamed:
                found["facts"] |= self.facts(Spot(scope, 0)) | self.place(scope)
            listed = [
                {"id": self.name(scope, index), "facts": self.facts(Spot(scope, index))}
                for index in there
                if index or not unnamed
            ]
            if listed or not there:
                found[name] = listed
        return found

    def facts(self, spot: Spot) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for (at, name), value in self.world.facts.items():
            if at != spot:
                continue
            if self.model.holds(value.yes):
                found[name] = True
            elif self.model.holds(value.no):
                found[name] = False
        for (at, name), coded in self.world.coded.items():
            if at == spot and self.model.holds(coded.known):
                codes = [code for code, bit in coded.holds.items() if self.model.holds(bit)]
                several = next(c.several for c in self.world.space.coded[spot.scope] if c.entry.id == name)
                found[name] = codes if several else codes[0]
        return found

    def place(self, scope: str) -> dict[str, Any]:
        if scope not in SEEN_FROM or not self.has_place or not self.model.holds(self.world.placed):
            return {}
        return {PLACE: self.name(scope, 0)}

    def name(self, scope: str, index: int) -> str:
        if scope == RESIDENCE_STANDS_FOR:
            return NAMES[index]
        if scope in SEEN_FROM:
            for other in ITEMS:
                if self.model.holds(self.world.same[index, other]):
                    return NAMES[other]
            return ELSEWHERE[index]
        return f"{scope}-{index + 1}"


def _paths(situations: Situations) -> Iterator[tuple[Any, ...]]:
    """What could be left out, the largest pieces first."""
    found: dict[tuple[Any, ...], None] = {}
    for each in situations:
        found |= dict.fromkeys((name,) for name in LISTS.values() if name in each)
        for name in LISTS.values():
            found |= dict.fromkeys((name, item["id"]) for item in each.get(name, ()))
    for each in situations:
        found |= dict.fromkeys(("facts", fact) for fact in each["facts"])
        for name in LISTS.values():
            for item in each.get(name, ()):
                found |= dict.fromkeys((name, item["id"], fact) for fact in item["facts"])
    yield from found


def _without(situation: Mapping[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    left: dict[str, Any] = deepcopy(dict(situation))
    match path:
        case ("facts", fact):
            left["facts"].pop(fact, None)
        case (name, id_, fact):
            for item in left.get(name, ()):
                if item["id"] == id_:
                    item["facts"].pop(fact, None)
        case (name, id_):
            if name in left:
                left[name] = [item for item in left[name] if item["id"] != id_]
        case (name,):
            left.pop(name, None)
    return left
