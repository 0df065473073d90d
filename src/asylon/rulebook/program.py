"""A resolved rulebook: one flat, sorted, hashed set of expressions for one State and date.

The program knows every expression as a tree and compiles each to a closure once. `run` works out
everything for one situation; explanations and questions go back to the trees.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from asylon.logic.closures import Evaluate, Values, compiled, items_key
from asylon.logic.frame import Frame, rule_key
from asylon.logic.missing import Ask, asking
from asylon.logic.strict import presumes, strict_reading
from asylon.logic.tree import WHOLE, Every, Fact, Node, Rule, Some, lowered, walk
from asylon.logic.truth import Truth
from asylon.rulebook.contents import Contents
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.faults import BadRulebook, Fault
from asylon.rulebook.frames import Leaves, build_frames
from asylon.rulebook.scopes import LISTS, tree_scope
from asylon.rulebook.situation import Situation
from asylon.rulebook.vocabulary import CodeTest, Vocabulary

Step = tuple[str, str, Evaluate]


@dataclass(frozen=True, slots=True)
class Body:
    """An expression with its scope, and why it stands silent if it does."""

    tree: Node
    scope: str = WHOLE
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that a program worked out for one situation."""

    situation: Situation
    person: Frame
    frames: Mapping[str, tuple[Frame, ...]]

    def value(self, key: str) -> Truth:
        """The value of a rule, gate, track, alert or status of the person."""
        found: Truth = self.person.values[key]
        return found


class Program:
    """The law of one State on one date, ready to assess situations."""

    def __init__(
        self,
        contents: Contents,
        vocabulary: Vocabulary,
        bodies: Mapping[str, Body],
        *,
        version: str,
        jurisdiction: str,
    ) -> None:
        """Sort the bodies.

        A key is a rule's id, or `gate:`, `consult:`, `track:`, `alert:`, `status:`, `may:`,
        `recognised:` with the id of that entry.

        Raises: BadRulebook where rules read each other in a circle.
        """
        self.contents = contents
        self.vocabulary = vocabulary
        self.version = version
        self.jurisdiction = jurisdiction
        self.plain = bodies
        self.order = _sorted(bodies, contents)
        self.differs = _strictly_other(bodies, self.order)
        self._after: dict[tuple[str, str], tuple[Step, ...]] = {}
        self._asks: dict[str, Ask] = {}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Every expression by key, lowered: rules in both readings where they differ, gates strictly."""
        found: dict[str, Body] = {}
        for key in self.order:
            body = self.plain[key]
            tree = lowered(body.tree)
            if key.startswith("gate:"):
                found[key] = Body(self.strictly(tree), body.scope, body.silent)
                continue
            found[key] = Body(tree, body.scope, body.silent)
            if key in self.differs:
                found[rule_key(key, strict=True)] = Body(self.strictly(tree), body.scope, body.silent)
        return found

    def strictly(self, tree: Node) -> Node:
        """The strict reading of an expression in this program."""
        return strict_reading(tree, self.differs.__contains__)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The closures, each after what it reads; strict rules that no gate reads are left out."""
        wanted = self._read_by_gates()
        return tuple(
            (body.scope, key, compiled(body.tree, body.scope))
            for key, body in self.bodies.items()
            if not key.endswith("!") or key in wanted
        )

    def _read_by_gates(self) -> set[str]:
        wanted: set[str] = set()
        open_keys = [key for key in self.bodies if key.startswith("gate:")]
        while open_keys:
            for node in walk(self.bodies[open_keys.pop()].tree):
                if isinstance(node, Rule):
                    key = rule_key(node.name, node.strict)
                    if key not in wanted:
                        wanted.add(key)
                        open_keys.append(key)
        return wanted

    @cached_property
    def leaves(self) -> Leaves:
        """The leaves that the program reads, and how each is filled."""
        template: dict[str, Values] = {scope: {} for scope in (WHOLE, *LISTS)}
        derived: dict[str, list[FactEntry]] = {}
        for fact in self.contents.facts.values():
            scope = tree_scope(fact.scope)
            if fact.type == "tri":
                template[scope][fact.id] = None
            if fact.derive is not None and not fact.derive.rule:
                derived.setdefault(scope, []).append(fact)
        tests: dict[str, list[CodeTest]] = {}
        for test in self.vocabulary.code_tests.values():
            template[tree_scope(self.contents.facts[test.fact].scope)][test.name] = None
            tests.setdefault(test.fact, []).append(test)
        return Leaves(
            template,
            {fact: tuple(found) for fact, found in tests.items()},
            {scope: tuple(found) for scope, found in derived.items()},
        )

    @cached_property
    def hash(self) -> str:
        """A fingerprint of everything that can change an answer: the same law gives the same hash."""
        digest = hashlib.sha256(f"{self.version}\n{self.jurisdiction}\n".encode())
        for key, body in sorted(self.plain.items()):
            digest.update(f"{key} = {body.tree!r}\n".encode())
        for section in ("facts", "gates", "tracks", "alerts", "statuses", "rights", "deadlines"):
            for id_, entry in sorted(self.contents.section(section).items()):
                digest.update(f"{section}.{id_} = {entry!r}\n".encode())
        for practice in self.contents.practice:
            digest.update(f"{practice!r}\n".encode())
        return digest.hexdigest()[:32]

    @cached_property
    def step_order(self) -> dict[str, int]:
        """The place of each step."""
        return {key: place for place, (_, key, _) in enumerate(self.steps)}

    @cached_property
    def leaning_on(self) -> dict[str, list[FactEntry]]:
        """The derived facts that look at another yes-or-no fact, by that fact."""
        found: dict[str, list[FactEntry]] = {}
        for fact in self.contents.facts.values():
            for name in filter(None, [fact.derive.no_if, fact.derive.yes_if] if fact.derive else []):
                found.setdefault(name, []).append(fact)
        return found

    @cached_property
    def fact_order(self) -> dict[str, int]:
        """The place of each fact in the list of facts, which follows the files."""
        return {name: place for place, name in enumerate(self.contents.facts)}

    @cached_property
    def holders(self) -> frozenset[str]:
        """Everything that a right can follow from: everyone, rules, and statuses held."""
        return frozenset(
            str(source.holder) for right in self.contents.rights.values() for source in right.sources
        )

    @cached_property
    def quantified(self) -> dict[str, tuple[str, Evaluate]]:
        """Rules that look at one list only: its scope, and what is asked of each item."""
        found = {}
        for id_ in self.contents.rules:
            over = [node for node in walk(self.plain[id_].tree) if isinstance(node, Some | Every)]
            if len(over) == 1:
                found[id_] = (over[0].scope, compiled(over[0].part, over[0].scope))
        return found

    def steps_after(self, leaf: str, listed: str = "") -> tuple[Step, ...]:
        """The steps that can change when a leaf changes, or when a list of this scope comes to be known."""
        if (leaf, listed) not in self._after:
            changed = {leaf}
            found = []
            for step in self.steps:
                reads, over = self._reads[step[1]]
                if not changed.isdisjoint(reads) or listed in over:
                    changed.add(step[1])
                    found.append(step)
            self._after[leaf, listed] = tuple(found)
        return self._after[leaf, listed]

    def ask(self, key: str) -> Ask:
        """What asks an expression for its value or for what is missing; compiled when first wanted."""
        if key not in self._asks:
            self._asks[key] = asking(self.bodies[key].tree)
        return self._asks[key]

    @cached_property
    def inputs(self) -> dict[str, frozenset[str]]:
        """By step: the keys of values that it looks at, in whatever frame: leaves, rules and lists."""
        return {
            key: names | {items_key(scope) for scope in over} for key, (names, over) in self._reads.items()
        }

    @cached_property
    def _reads(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """By step: the leaves and rules that it reads, and the lists that it goes over."""
        found = {}
        for _, key, _ in self.steps:
            nodes = list(walk(self.bodies[key].tree))
            names = {
                rule_key(n.name, n.strict) if isinstance(n, Rule) else n.name
                for n in nodes
                if isinstance(n, Fact | Rule)
            }
            over = {n.scope for n in nodes if isinstance(n, Some | Every)}
            found[key] = (frozenset(names), frozenset(over))
        return found

    def run(self, situation: Situation, overrides: Mapping[tuple[str, str], Truth] | None = None) -> Run:
        """Work out every rule, gate, track, alert and status for one situation.

        `overrides` sets rules by (rule, item id), in both readings, for tests of rules; the empty
        id is the person and the unnamed item, which counts once a rule of it is set to yes or no.
        """
        unnamed = {
            rule for (rule, item), value in (overrides or {}).items() if not item and value is not None
        }
        person = build_frames(situation, self.leaves, {self.plain[rule].scope for rule in unnamed})
        frames = {
            scope: (*(person.items[scope] or ()), *filter(None, [person.blank.get(scope)])) for scope in LISTS
        }
        if overrides:
            self._run_with(person, frames, overrides)
            return Run(situation, person, frames)
        whole = person.values
        values = {scope: [frame.values for frame in found] for scope, found in frames.items()}
        for scope, key, evaluate in self.steps:
            if not scope:
                whole[key] = evaluate(whole, whole)
            else:
                for item in values[scope]:
                    item[key] = evaluate(whole, item)
        return Run(situation, person, frames)

    def _run_with(
        self,
        person: Frame,
        frames: Mapping[str, tuple[Frame, ...]],
        overrides: Mapping[tuple[str, str], Truth],
    ) -> None:
        for scope, key, evaluate in self.steps:
            for frame in frames[scope] if scope else (person,):
                chosen = (key.removesuffix("!"), frame.name)
                value = overrides[chosen] if chosen in overrides else evaluate(person.values, frame.values)
                frame.values[key] = value


def _sorted(bodies: Mapping[str, Body], contents: Contents) -> tuple[str, ...]:
    """Order the bodies so that each comes after the rules that it reads."""
    done: dict[str, None] = {}
    path: list[str] = []

    def visit(key: str) -> None:
        if key in done:
            return
        if key in path:
            circle = [*path[path.index(key) :], key]
            where = str(contents.rules[key].place)
            raise BadRulebook([Fault("cycle", where, {"circle": " -> ".join(circle)})])
        path.append(key)
        for node in walk(bodies[key].tree):
            if isinstance(node, Rule):
                visit(node.name)
        path.pop()
        done[key] = None

    for key in bodies:
        visit(key)
    return tuple(done)


def _strictly_other(bodies: Mapping[str, Body], order: tuple[str, ...]) -> frozenset[str]:
    """The rules whose strict reading is another than the plain one."""
    other: set[str] = set()
    for key in order:
        nodes = walk(bodies[key].tree)
        if any(presumes(node) or (isinstance(node, Rule) and node.name in other) for node in nodes):
            other.add(key)
    return frozenset(other)
