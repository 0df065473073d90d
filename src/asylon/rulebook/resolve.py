"""Choose what is in force: one State, one date, overlays applied, every expression read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from asylon.logic.tree import And, Const, If, Node
from asylon.rulebook.contents import (
    Change,
    Contents,
    Narrowing,
    Overlay,
    Replacement,
    RulebookHead,
    Suspension,
)
from asylon.rulebook.entries import Entry, GateEntry, RuleEntry
from asylon.rulebook.expression import parse
from asylon.rulebook.faults import BadRulebook, Fault, nearest
from asylon.rulebook.places import Text
from asylon.rulebook.program import Body, Program
from asylon.rulebook.scopes import LISTS, PERSON, tree_scope
from asylon.rulebook.situation import BASELINE
from asylon.rulebook.vocabulary import Vocabulary

ANYWHERE = "any"


def in_force(entry: Any, as_of: date) -> bool:
    """Whether an entry or change is in force on a day; partial dates are read in its favour."""
    if entry.since is not None and as_of < entry.since.first:
        return False
    return entry.until is None or as_of <= entry.until.last


def applies(where: str, jurisdiction: str, core: Contents) -> bool:
    """Whether a set of States, or a single code, covers a jurisdiction."""
    if where == ANYWHERE:
        return True
    states = core.states.get(where)
    return jurisdiction in states.codes if states else where == jurisdiction


@dataclass(frozen=True, slots=True)
class Resolution:
    """The core and the overlays of one State and date, before and after the overlays' changes."""

    program: Program
    unchanged: Program | None
    changes: Mapping[str, tuple[Overlay, Change]]


def resolve(
    head: RulebookHead, core: Contents, overlays: list[Overlay], jurisdiction: str, as_of: date
) -> Resolution:
    """Build the program of a State and date; `unchanged` is the core alone where something was changed.

    Raises: BadRulebook for an expression, name, circle or overlay that is wrong.
    """
    _refuse_unknown_states(overlays, core)
    chosen = [
        o for o in overlays if applies(o.head.applies_in, jurisdiction, core) and in_force(o.head, as_of)
    ]
    contents = _merged(core, chosen, as_of)
    changes = _changes(chosen, contents, as_of)
    program = _program(head, contents, jurisdiction, as_of, changes)
    unchanged = _program(head, contents, jurisdiction, as_of, {}) if changes else None
    return Resolution(program, unchanged, changes)


def _refuse_unknown_states(overlays: list[Overlay], core: Contents) -> None:
    """An overlay for a misspelt set of States would silently apply nowhere."""
    known = {ANYWHERE, BASELINE, *core.states, *core.countries}
    wrong = [overlay.head.applies_in for overlay in overlays if overlay.head.applies_in not in known]
    if wrong:
        what = {"what": "set of States or country"}
        raise BadRulebook(
            [
                Fault("undefined", str(name.place), {**what, "name": name}, nearest(name, known))
                for name in wrong
            ]
        )


def _merged(core: Contents, overlays: list[Overlay], as_of: date) -> Contents:
    """The core with what the overlays add, without what is not in force (rules stay: they say so)."""
    merged = core.copy()
    for overlay in overlays:
        added = overlay.added
        for section in (
            "facts",
            "rules",
            "gates",
            "acts",
            "tracks",
            "alerts",
            "statuses",
            "deadlines",
            "bundles",
        ):
            _add(merged.section(section), added.section(section))
        for id_, right in added.rights.items():
            known = merged.rights.get(id_)
            merged.rights[id_] = replace(known, sources=known.sources + right.sources) if known else right
        merged.lists |= added.lists
        merged.practice += added.practice
        merged.cautions += added.cautions
    for section in ("gates", "tracks", "alerts", "statuses", "deadlines"):
        entries = merged.section(section)
        for id_ in [id_ for id_, entry in entries.items() if not in_force(entry, as_of)]:
            del entries[id_]
    for id_, right in merged.rights.items():
        merged.rights[id_] = replace(right, sources=tuple(s for s in right.sources if in_force(s, as_of)))
    merged.practice = [each for each in merged.practice if in_force(each, as_of)]
    return merged


def _add(into: dict[str, Any], added: Mapping[str, Entry]) -> None:
    for id_, entry in added.items():
        if id_ in into:
            raise BadRulebook(
                [Fault("duplicate_id", str(entry.place), {"id": id_, "first": into[id_].place})]
            )
        into[id_] = entry


def _changes(overlays: list[Overlay], contents: Contents, as_of: date) -> dict[str, tuple[Overlay, Change]]:
    found: dict[str, tuple[Overlay, Change]] = {}
    for overlay in overlays:
        for id_, change in overlay.changes():
            where = str(change.place)
            if id_ not in contents.rules and id_ not in contents.gates:
                meant = nearest(id_, [*contents.rules, *contents.gates])
                raise BadRulebook([Fault("undefined", where, {"what": "rule or gate", "name": id_}, meant)])
            if not in_force(change, as_of):
                continue
            if id_ in found:
                first = found[id_][0].head.id
                values = {"first": first, "second": overlay.head.id, "id": id_}
                raise BadRulebook([Fault("overlay_conflict", where, values)])
            found[id_] = (overlay, change)
    return found


def _program(
    head: RulebookHead,
    contents: Contents,
    jurisdiction: str,
    as_of: date,
    changes: Mapping[str, tuple[Overlay, Change]],
) -> Program:
    vocabulary = Vocabulary(
        contents.facts,
        {id_: tree_scope(rule.scope) for id_, rule in contents.rules.items()},
        contents.lists,
        head.doubt_given,
        head.doubt_conditions,
    )
    reading = _Reading(contents, vocabulary, jurisdiction, as_of, changes)
    bodies = reading.bodies()
    if reading.faults:
        raise BadRulebook(reading.faults)
    return Program(contents, vocabulary, bodies, version=head.version, jurisdiction=jurisdiction)


class _Reading:
    """Reads every expression of the contents, and collects what is wrong."""

    def __init__(
        self,
        contents: Contents,
        vocabulary: Vocabulary,
        jurisdiction: str,
        as_of: date,
        changes: Mapping[str, tuple[Overlay, Change]],
    ) -> None:
        self.contents = contents
        self.vocabulary = vocabulary
        self.jurisdiction = jurisdiction
        self.as_of = as_of
        self.changes = changes
        self.faults: list[Fault] = []

    def bodies(self) -> dict[str, Body]:
        contents = self.contents
        found = {id_: self.rule(id_, rule) for id_, rule in contents.rules.items()}
        found |= {f"gate:{id_}": self.gate(id_, gate) for id_, gate in contents.gates.items()}
        about_the_person: tuple[tuple[str, Mapping[str, Entry], str], ...] = (
            ("recognised:", contents.rules, "recognised_by"),
            ("consult:", contents.gates, "consulted_when"),
            ("track:", contents.tracks, "when"),
            ("alert:", contents.alerts, "when"),
            ("status:", contents.statuses, "due_when"),
            ("may:", contents.statuses, "discretionary"),
        )
        for prefix, section, key in about_the_person:
            for id_, entry in section.items():
                text = getattr(entry, key)
                if text is not None:
                    found[prefix + id_] = Body(self.read(text))
        self.references()
        return found

    def gate(self, id_: str, gate: GateEntry) -> Body:
        scope = tree_scope(gate.scope)
        tree = Const(False) if gate.open_when == "never" else self.read(gate.open_when, scope)
        return self.changed(id_, Body(tree, scope))

    def read(self, text: Text, scope: str = "") -> Node:
        try:
            return parse(text, self.vocabulary, scope)
        except BadRulebook as problem:
            self.faults += problem.faults
            return Const(None)

    def rule(self, id_: str, rule: RuleEntry) -> Body:
        scope = tree_scope(rule.scope)
        tree = self.read(rule.when, scope)
        for exception in (rule.exceptions or {}).values():
            tree = If(self.read(exception.if_, scope), self.read(exception.when, scope), tree)
        if rule.suspend_if is not None:
            tree = If(self.read(rule.suspend_if, scope), Const(None), tree)
        if rule.in_force and rule.in_force not in self.contents.states:
            place = getattr(rule.in_force, "place", rule.place)
            values = {"what": "set of States", "name": rule.in_force}
            self.faults.append(
                Fault("undefined", str(place), values, nearest(rule.in_force, self.contents.states))
            )
        elif rule.in_force and not applies(rule.in_force, self.jurisdiction, self.contents):
            return Body(
                Const(False),
                scope,
                f"in force only in: {self.contents.states[rule.in_force].label or rule.in_force}",
            )
        if not in_force(rule, self.as_of):
            return Body(Const(False), scope, "not in force on this date")
        return self.changed(id_, Body(tree, scope))

    def changed(self, id_: str, body: Body) -> Body:
        if id_ not in self.changes:
            return body
        overlay, change = self.changes[id_]
        why = change.reason or overlay.head.reason
        match change:
            case Suspension() if id_ in self.contents.gates:
                return Body(Const(True), body.scope, f"suspended: {why}")
            case Suspension():
                return Body(Const(None), body.scope, f"suspended: {why}")
            case Replacement(when=text):
                return Body(Const(False) if text == "never" else self.read(text, body.scope), body.scope)
            case Narrowing():
                tree = body.tree
                if change.also is not None:
                    tree = And((tree, self.read(change.also, body.scope)))
                if change.suspend_if is not None:
                    tree = If(self.read(change.suspend_if, body.scope), Const(None), tree)
                return Body(tree, body.scope)
        return body

    def references(self) -> None:
        """Check the names that stand outside expressions."""
        contents = self.contents
        for gate in contents.gates.values():
            self.names(gate.blocks, contents.acts, "act")
        self.proved()
        for track in contents.tracks.values():
            self.names(track.asks, contents.facts, "fact")
        for members in contents.lists.values():
            self.names(members, self.vocabulary.names(), "fact or rule")
        for fact in contents.facts.values():
            if fact.derive is not None:
                known = contents.rules if fact.derive.rule else [*contents.facts, *LISTS]
                self.names([fact.derive.of], known, "rule" if fact.derive.rule else "fact or scope")
                how = fact.derive
                others = (how.no_if, how.yes_if, how.unnamed, how.if_none)
                self.names([name for name in others if name], contents.facts, "fact")
        for status in contents.statuses.values():
            if status.scores.keys() != contents.dimensions.keys():
                wanted = "scores for " + ", ".join(contents.dimensions)
                values = {"key": f"{status.id}.scores", "wanted": wanted}
                self.faults.append(Fault("wrong_shape", str(status.place), values))
        for right in contents.rights.values():
            self.names([s.holder for s in right.sources if s.holder != "everyone"], self.holders(), "holder")
        self.names(
            [d.applies_to for d in contents.deadlines.values()],
            self.limited(),
            "rule, status, track or alert",
        )
        subjects = {*contents.rights, *contents.gates}
        self.names([each.subject for each in contents.practice], subjects, "right or gate")

    def proved(self) -> None:
        """Check what entries say of themselves for `asylon rulebook prove`."""
        contents = self.contents
        aside = _Reading(
            contents,
            replace(self.vocabulary, code_tests={}),  # a test that only a proof asks for is no leaf
            self.jurisdiction,
            self.as_of,
            self.changes,
        )
        for rule in contents.rules.values():
            self.names(contents.listed(rule.forbidden_inputs), contents.facts, "fact")
        for section in ("rules", "gates", "tracks", "alerts", "statuses"):
            for entry in contents.section(section).values():
                for claim in entry.independent_of:
                    self.names(contents.listed(claim.facts), contents.facts, "fact")
                    if claim.where is not None:
                        aside.read(claim.where, tree_scope(getattr(entry, "scope", PERSON)))
        for gate in contents.gates.values():
            if gate.open_only_if is not None:
                aside.read(gate.open_only_if, tree_scope(gate.scope))
        for track in contents.tracks.values():
            for outcome in (*track.outcomes, *(track.heeds or ())):
                aside.outcome(outcome)
            self.names(track.concludes, contents.rules, "rule")
            self.names(track.guards, contents.gates, "gate")
            self.names(track.follows, contents.tracks, "track")
        self.faults += aside.faults

    def outcome(self, written: str) -> None:
        """Check the name of a fact, or the test of a single code."""
        name = written.removeprefix("is(").partition(",")[0]
        entry = self.contents.facts.get(name)
        if entry is None or written == name:
            self.names([written], self.contents.facts, "fact")
        elif isinstance(written, Text):
            self.read(written, tree_scope(entry.scope))

    def holders(self) -> set[str]:
        return {*self.contents.rules, *(f"status:{id_}" for id_ in self.contents.statuses)}

    def limited(self) -> set[str]:
        contents = self.contents
        tracks = (f"track:{id_}" for id_ in contents.tracks)
        return {*self.holders(), *tracks, *(f"alert:{id_}" for id_ in contents.alerts), "law"}

    def names(self, written: Any, known: Any, what: str) -> None:
        for name in written:
            if name not in known:
                place = getattr(name, "place", "")
                self.faults.append(
                    Fault("undefined", str(place), {"what": what, "name": name}, nearest(name, known))
                )
