"""One resolved rulebook under proof: its open person, its encoded expressions, and pairs of persons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from asylon.rulebook.expression import parse
from asylon.rulebook.library import Rulebook
from asylon.rulebook.places import Text
from asylon.rulebook.program import Program
from asylon.rulebook.proofs.bits import Bit, Model, Solver, all_of, any_of, both, equal, negated
from asylon.rulebook.proofs.encoder import Cones, Encoder
from asylon.rulebook.proofs.proof import Counterexample, Failure
from asylon.rulebook.proofs.space import Space, space_of
from asylon.rulebook.proofs.witness import Engine, Shows, Situations
from asylon.rulebook.proofs.world import BLANK, Spot, Value, World, open_world, spots_of
from asylon.rulebook.resolve import Resolution
from asylon.rulebook.scopes import tree_scope
from asylon.rulebook.vocabulary import CodeTest
from asylon.rulebook.written import written as written_as

TRIES = 25
"""How many ways that the engine does not confirm are passed over before a failure is told without one."""


@dataclass(frozen=True)
class Outcomes:
    """What records how a track went: whole facts, and single codes of coded facts."""

    facts: frozenset[str] = frozenset()
    codes: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: Outcomes) -> Outcomes:
        return Outcomes(self.facts | other.facts, self.codes | other.codes)

    def __sub__(self, other: Outcomes) -> Outcomes:
        codes = {pair for pair in self.codes - other.codes if pair[0] not in other.facts}
        return Outcomes(self.facts - other.facts, frozenset(codes))

    def holding(self, names: Collection[str]) -> Outcomes:
        """Those that are about these facts."""
        codes = frozenset(pair for pair in self.codes if pair[0] in names)
        return Outcomes(self.facts & frozenset(names), codes)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons who differ in some facts only, under the same law."""

    one: Encoder
    other: Encoder
    solver: Solver
    touched: frozenset[str]

    @property
    def worlds(self) -> tuple[World, World]:
        """The two persons."""
        return self.one.world, self.other.world


@dataclass(frozen=True, slots=True)
class Goal:
    """What the solver looks for, and how the engine shows it."""

    bit: Bit
    shows: Shows


class Case:
    """Everything that the checks of one program share."""

    def __init__(
        self, rulebook: Rulebook, resolution: Resolution, as_of: date, covers: tuple[str, ...]
    ) -> None:
        """Nothing is encoded before a check asks for it."""
        self.rulebook = rulebook
        self.resolution = resolution
        self.program: Program = resolution.program
        self.as_of = as_of
        self.covers = covers
        self.engine = Engine(rulebook, self.program, as_of)

    @cached_property
    def outcomes(self) -> dict[str, Outcomes]:
        """What each track calls its outcomes."""
        return {
            id_: self._read_outcomes(track.outcomes) for id_, track in self.program.contents.tracks.items()
        }

    def _read_outcomes(self, written: Iterable[str]) -> Outcomes:
        facts, codes = set(), set()
        for each in written:
            name = each.removeprefix("is(").partition(",")[0]
            if isinstance(each, Text) and name != each:
                leaf = parse(
                    each, self.program.vocabulary, tree_scope(self.program.contents.facts[name].scope)
                )
                test = self.program.vocabulary.code_tests[written_as(leaf)]
                codes |= {(test.fact, code) for code in test.codes or ()}
            else:
                facts.add(str(each))
        return Outcomes(frozenset(facts), frozenset(codes))

    @cached_property
    def space(self) -> Space:
        """The leaves; the codes that only tracks name are told apart as well."""
        tests = [CodeTest(fact, (code,)) for each in self.outcomes.values() for fact, code in each.codes]
        return space_of([self.program], tests)

    @cached_property
    def world(self) -> World:
        """The open person."""
        return open_world(self.space, "a")

    @cached_property
    def always(self) -> tuple[Bit, ...]:
        """What no situation of that person can break."""
        return tuple(self.world.axioms())

    @cached_property
    def encoder(self) -> Encoder:
        """The program over the open person."""
        return Encoder(self.program, self.world)

    @cached_property
    def cones(self) -> Cones:
        """What each expression reads."""
        return Cones(self.program)

    def solver(self) -> Solver:
        """A solver that knows the open person."""
        return Solver(*self.always)

    def spots(self, key: str) -> tuple[Spot, ...]:
        """Where an expression is worked out for somebody or something that is there."""
        return tuple(spot for spot in spots_of(self.program.bodies[key].scope) if spot.item != BLANK)

    def apart(self, tag: str, differing: Outcomes) -> Pair:
        """Two persons who are alike but for these facts and codes."""
        world = self.world.apart(tag, differing.facts, differing.codes)
        leaves = set(differing.facts)
        for test in self.space.tests.values():
            named = {(test.fact, code) for code in test.codes or ()}
            by_code = named & differing.codes if named else {c for c in differing.codes if c[0] == test.fact}
            if test.fact in differing.facts or by_code:
                leaves.add(test.name)
        touched = frozenset(key for key, read in self.cones.leaves.items() if read & leaves)
        other = Encoder(self.program, world, like=self.encoder, touched=touched)
        return Pair(self.encoder, other, Solver(*self.always, *world.axioms()), touched)

    def better_known(self) -> Pair:
        """A person, and the same one of whom at least as much is known."""
        world = open_world(self.space, "b")
        other = Encoder(self.program, world)
        solver = Solver(*self.always, *world.axioms(), *self.world.less_known_than(world))
        return Pair(self.encoder, other, solver, frozenset(self.program.bodies))

    def refuted(
        self,
        solver: Solver,
        goal: Goal,
        worlds: Sequence[World],
        *,
        subject: str,
        found: str,
        starker: Goal | None = None,
    ) -> Failure | None:
        """None if the goal is impossible; otherwise the failure, with the smallest situation that shows it.

        `starker` is a goal that shows the same more plainly, for where it can be reached. A way that
        the engine does not confirm is never shown to anybody, and never counts as a proof.
        """
        situations = self.found(solver, goal, worlds)
        if situations is None:
            return None
        plainer = self.found(solver, starker, worlds) if starker is not None else None
        if plainer and starker is not None:
            situations, goal = plainer, starker
        if not situations:
            return Failure(subject, f"{found} (so the solver; no situation was found that shows it)")
        smallest = self.engine.smallest(situations, goal.shows)
        beside = smallest[1] if len(smallest) > 1 else None
        return Failure(subject, found, Counterexample(smallest[0], explained(subject), found, beside))

    def found(self, solver: Solver, goal: Goal, worlds: Sequence[World]) -> Situations | None:
        """Situations that reach a goal and show it on the engine.

        None if the goal is impossible; empty if the solver finds ways and the engine shows none of them.
        """
        wanted = [goal.bit]
        for _ in range(TRIES):
            model = solver.find(*wanted)
            if model is None:
                return None if len(wanted) == 1 else []
            situations = [self.engine.written(model, each) for each in worlds]
            if self.engine.shown(situations, goal.shows):
                return situations
            wanted.append(negated(_likeness(model, worlds[0])))
        return []


def explained(key: str) -> str:
    """The id under which `asylon explain` knows an expression."""
    sort, _, id_ = key.rpartition(":")
    return key if sort in ("gate", "track", "alert", "status") else id_


def differ(one: Value, other: Value) -> Bit:
    """Whether two values are not the same."""
    return negated(both(equal(one.yes, other.yes), equal(one.no, other.no)))


def flips(one: Value, other: Value) -> Bit:
    """Whether yes is no in the other, or no is yes."""
    return any_of((both(one.yes, other.no), both(one.no, other.yes)))


def _likeness(model: Model, world: World) -> Bit:
    """Whether somebody is like the one who was found, in all that is known of that one."""
    known = [bit for value in world.facts.values() for bit in value if model.holds(bit)]
    lists = [bit for each in world.lists.values() for bit in (each.blank, *each.exists) if model.holds(bit)]
    return all_of((*known, *lists))
