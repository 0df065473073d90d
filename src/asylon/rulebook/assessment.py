"""Assess one situation: everything that protects this person, side by side, with reasons.

`assess` is a pure function: no clock, no database. Reasons are worked out when somebody reads
them, so that the answer itself stays fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from asylon.logic.frame import Frame
from asylon.logic.reason import Reasons
from asylon.logic.truth import Truth
from asylon.rulebook.contract import assessment_json
from asylon.rulebook.entries import AlertEntry, DeadlineEntry, GateEntry, PracticeEntry, RuleEntry, TrackEntry
from asylon.rulebook.intake import read_situation
from asylon.rulebook.library import Rulebook, load
from asylon.rulebook.program import Program, Run
from asylon.rulebook.reasons import Because
from asylon.rulebook.rights import HeldRight, held_rights
from asylon.rulebook.scopes import PERSON
from asylon.rulebook.situation import Situation
from asylon.rulebook.statuses import Statuses, weigh_statuses


def assess(
    situation: Situation | Mapping[str, Any],
    *,
    rulebook: Rulebook | None = None,
    jurisdiction: str | None = None,
    as_of: date | None = None,
    name: str = "",
) -> Assessment:
    """Assess a situation, read already or as written in JSON.

    `jurisdiction` and `as_of` stand in for those of the situation. `name` is the file, for messages.
    Raises: BadSituation if the situation does not fit the contract; BadRulebook for wrong texts.
    """
    rulebook = rulebook or load()
    if not isinstance(situation, Situation):
        situation = receive(situation, rulebook, jurisdiction=jurisdiction, as_of=as_of, name=name)
    program = rulebook.resolve(situation.jurisdiction, situation.as_of)
    return Assessment(program, program.run(situation))


def receive(
    written: object,
    rulebook: Rulebook,
    *,
    jurisdiction: str | None = None,
    as_of: date | None = None,
    name: str = "",
) -> Situation:
    """Check a situation against the facts of a rulebook, those of every overlay included.

    Raises: BadSituation with every fault.
    """
    facts = rulebook.all_facts
    return read_situation(
        written, facts, rulebook.core.countries, jurisdiction=jurisdiction, as_of=as_of, name=name
    )


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What one rule says of the person; `items` where a single list decides it."""

    rule: RuleEntry
    value: Truth
    silent: str
    items: Mapping[str, Truth]


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """Whether a gate is open; `items` by destination. Unknown keeps it shut."""

    gate: GateEntry
    open: bool
    value: Truth
    consulted: Truth
    items: Mapping[str, bool]
    frames: tuple[Frame, ...]


class Assessment:
    """Everything that one program says of one situation."""

    def __init__(self, program: Program, run: Run) -> None:
        """Keep the values; the rest is worked out when it is read."""
        self.program = program
        self.run = run
        self.because = Because(program, run)

    @property
    def situation(self) -> Situation:
        """The situation that was assessed."""
        return self.run.situation

    @cached_property
    def conclusions(self) -> dict[str, Conclusion]:
        """Every rule about the person, by id."""
        return {
            id_: Conclusion(rule, self.run.value(id_), self.program.plain[id_].silent, self._items(id_))
            for id_, rule in self.program.contents.rules.items()
            if rule.scope == PERSON
        }

    def _items(self, id_: str) -> dict[str, Truth]:
        found = self.program.quantified.get(id_)
        if found is None:
            return {}
        scope, evaluate = found
        person = self.run.person
        return {
            frame.name: evaluate(person.values, frame.values)
            for frame in person.items[scope] or ()
            if frame.name
        }

    @cached_property
    def gates(self) -> dict[str, GateAnswer]:
        """Every gate in the order of evaluation, by id."""
        ordered = sorted(self.program.contents.gates.values(), key=lambda gate: gate.order)
        return {gate.id: self._gate(gate) for gate in ordered}

    def _gate(self, gate: GateEntry) -> GateAnswer:
        key = f"gate:{gate.id}"
        person = self.run.person
        consulted = person.values[f"consult:{gate.id}"] if gate.consulted_when is not None else True
        if gate.scope == PERSON:
            value = person.values[key]
            return GateAnswer(gate, value is True, value, consulted, {}, (person,))
        counted = person.items[gate.scope]
        frames = tuple(counted or self.run.frames[gate.scope])
        values = [frame.values[key] for frame in frames]
        named = {
            self._place(frame): frame.values[key] is True for frame in counted or () if self._place(frame)
        }
        # With no destination at all, "open for every one" must not be true by accident.
        is_open = bool(counted) and all(value is True for value in values)
        worst: Truth = True if is_open else False if any(value is False for value in values) else None
        return GateAnswer(gate, is_open, worst, consulted, named, frames)

    def _place(self, frame: Frame) -> str:
        if frame.name:
            return frame.name
        given = self.situation.unnamed[frame.scope].get("receiving_country")
        return str(given.value) if given is not None and given.known else ""

    @cached_property
    def acts(self) -> dict[str, list[str]]:
        """Every act that a gate can block, with the shut gates that block it now."""
        found: dict[str, list[str]] = {act: [] for act in self.program.contents.acts}
        for answer in self.gates.values():
            if not answer.open:
                for act in answer.gate.blocks:
                    found[act].append(answer.gate.id)
        return found

    @cached_property
    def tracks(self) -> list[TrackEntry]:
        """The tracks to propose, in the order of protection."""
        due = [t for t in self.program.contents.tracks.values() if self.run.value(f"track:{t.id}") is True]
        return sorted(due, key=lambda track: track.order)

    @cached_property
    def alerts(self) -> list[AlertEntry]:
        """The alerts that the facts raise, urgent ones first."""
        raised = [
            alert
            for alert in self.program.contents.alerts.values()
            if alert.when is not None and self.run.value(f"alert:{alert.id}") is True
        ]
        return sorted(raised, key=lambda alert: alert.severity != "urgent")

    @cached_property
    def statuses(self) -> Statuses:
        """Which statuses are due, held and open, and which of them protect most."""
        return weigh_statuses(self.program, self.run)

    @cached_property
    def rights(self) -> list[HeldRight]:
        """The union of rights over everything that this person is and holds."""
        return held_rights(self.program, self.run, self.practice)

    @cached_property
    def deadlines(self) -> list[DeadlineEntry]:
        """The time limits that run for this person."""
        return [each for each in self.program.contents.deadlines.values() if self._holds(each.applies_to)]

    def _holds(self, applies_to: str) -> bool:
        kind, _, name = applies_to.partition(":")
        if not name:
            return kind != "law" and self.run.value(kind) is True
        if kind == "status":
            return name in self.statuses.held
        key = f"{kind}:{name}"
        return key in self.program.plain and self.run.value(key) is True

    @cached_property
    def practice(self) -> dict[str, list[PracticeEntry]]:
        """What this State does against the law, by the right or gate that it touches."""
        found: dict[str, list[PracticeEntry]] = {}
        for each in self.program.contents.practice:
            if each.state == self.situation.jurisdiction:
                found.setdefault(each.subject, []).append(each)
        return found

    def why(self, key: str) -> Reasons:
        """One sufficient set of reasons for the value of a rule, track, alert or status."""
        return self.because.why(key)

    def as_json(self) -> dict[str, Any]:
        """The assessment in the shape of the public contract."""
        return assessment_json(self)
