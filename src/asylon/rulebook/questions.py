"""The next questions: needs first, then what settles most, sensitive and declined ones last.

A question is asked only while it still matters: its fact is missing from an open goal, or a track
that is proposed asks for it. What an answer would settle is found by trying both answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asylon.logic.frame import Frame
from asylon.logic.support import Reason
from asylon.rulebook.entries import STAGES, FactEntry
from asylon.rulebook.program import Program
from asylon.rulebook.reasons import Cited
from asylon.rulebook.scopes import LISTS, PERSON, written_scope
from asylon.rulebook.trial import Goal, Trial

if TYPE_CHECKING:
    from asylon.rulebook.assessment import Assessment

GATE, URGENT, CATEGORY, OTHER = 8, 4, 2, 1
"""How much it is worth to settle a goal: a gate before an urgent alert before a category."""

BANDS = {"arrival": 0, "screening": 0, "interview": 0, "procedure": 1, "return": 2, "solution": 2}
"""Questions of a later band wait for those of an earlier one, however much they would settle."""


@dataclass(slots=True)
class Question:
    """A fact to ask for: of the person, or of a named or not yet named item."""

    fact: FactEntry
    item: str
    state: str
    decides: dict[str, int] = field(default_factory=dict)
    helps: dict[str, int] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """The worth of what the answer settles; what it only helps with counts a little."""
        return sum(self.decides.values()) + 0.05 * sum(self.helps.values())

    def rank(self) -> tuple[bool, bool, bool, int, float, int]:
        """The order of asking, smallest first."""
        return (
            self.state == "declined",
            self.fact.sensitive,
            not self.fact.need,
            BANDS[self.fact.stage],
            -self.score,
            STAGES.index(self.fact.stage),
        )


def questions(assessment: Assessment) -> list[Question]:
    """Every question that still matters, the most useful first."""
    found = _Search(assessment).questions()
    order = assessment.program.fact_order
    return sorted(found, key=lambda each: (*each.rank(), order[each.fact.id], each.item))


class _Search:
    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.program: Program = assessment.program
        self.run = assessment.run
        self.found: dict[tuple[str, str], Question] = {}

    def questions(self) -> list[Question]:
        goals = dict(self.goals())
        missing = {goal: self.assessment.because.missing(*goal) for goal in goals}
        leaves: dict[Reason, list[Goal]] = {}
        for goal, reasons in missing.items():
            for reason in reasons:
                leaves.setdefault(reason, []).append(goal)
        # Reasons come as sets, whose order is another in each process: the answer must not be.
        for leaf, touched in sorted(
            leaves.items(), key=lambda pair: (pair[0].scope, pair[0].item, pair[0].name)
        ):
            questions = [q for cited in self.assessment.because.lead(leaf) if (q := self.question(cited))]
            if not questions:
                continue
            settled = self.settled_by(leaf, touched)
            for question in questions:
                for goal in touched:
                    into = question.decides if goal in settled else question.helps
                    into[_name(goal)] = max(into.get(_name(goal), 0), goals[goal])
        for question in self.found.values():
            question.helps = {name: w for name, w in question.helps.items() if name not in question.decides}
        self.asked_by_tracks()
        return list(self.found.values())

    def goals(self) -> Iterator[tuple[Goal, int]]:
        """What is still open, and how much it is worth to settle it."""
        person = self.run.person
        contents = self.program.contents
        for answer in self.assessment.gates.values():
            if answer.consulted is not False:
                for frame in answer.frames:
                    yield from self.goal(f"gate:{answer.gate.id}", frame, GATE)
        for alert in contents.alerts.values():
            if alert.when is not None:
                yield from self.goal(
                    f"alert:{alert.id}", person, URGENT if alert.severity == "urgent" else OTHER
                )
        for rule in contents.rules.values():
            if rule.scope == PERSON and rule.kind != "element":
                yield from self.goal(rule.id, person, CATEGORY if rule.kind == "category" else OTHER)
        for track in contents.tracks.values():
            yield from self.goal(f"track:{track.id}", person, OTHER)

    def goal(self, key: str, frame: Frame, weight: int) -> Iterator[tuple[Goal, int]]:
        if frame.values[key] is None or (frame.scope and self.run.person.is_blank(frame)):
            yield (key, frame), weight

    def question(self, cited: Cited) -> Question | None:
        fact = self.program.contents.facts[cited.fact]
        scope = written_scope(cited.scope)
        if (
            (cited.given is not None and cited.given.known)
            or not fact.question
            or not self.form_begun(fact, cited)
        ):
            return None
        if fact.answered_by and self.run.situation.items[fact.answered_by] is not None:
            return None
        key = (cited.fact, cited.item if scope in LISTS else "")
        if key not in self.found:
            state = cited.given.state if cited.given is not None else "not_asked"
            self.found[key] = Question(fact, key[1], state)
        return self.found[key]

    def form_begun(self, fact: FactEntry, cited: Cited) -> bool:
        """Questions of a long form wait until somebody has begun that form for the item."""
        if not fact.form:
            return True
        facts = self.program.contents.facts
        given = next(
            (each.facts for each in self.run.situation.items[fact.scope] or () if each.id == cited.item),
            self.run.situation.unnamed[fact.scope],
        )
        return any(
            facts[name].form == fact.form and value.known for name, value in given.items() if name in facts
        )

    def settled_by(self, leaf: Reason, touched: list[Goal]) -> set[Goal]:
        """The goals that become known if this leaf is answered yes, or if it is answered no."""
        trial = Trial(self.program, self.run)
        return {
            goal
            for answer in (True, False)
            for goal, value in zip(touched, trial.values({leaf: answer}, touched), strict=True)
            if value is not None
        }

    def asked_by_tracks(self) -> None:
        for track in self.assessment.tracks:
            for name in track.asks:
                fact = self.program.contents.facts[name]
                scopes = [""] if fact.scope == PERSON else [f.name for f in self.run.frames[fact.scope]]
                for item in scopes:
                    given = self.run.situation.given(name, fact.scope, item)
                    scope = "" if fact.scope == PERSON else fact.scope
                    question = self.question(Cited(name, scope, item, given))
                    if question is not None:
                        question.decides.setdefault(f"track:{track.id}", CATEGORY)


def _name(goal: Goal) -> str:
    return (
        goal[0].removeprefix("gate:").removeprefix("alert:") if not goal[0].startswith("track:") else goal[0]
    )
