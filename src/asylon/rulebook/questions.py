"""The next questions: needs first, then what settles most, sensitive and declined ones last.

A question is asked only while it still matters: its fact is missing from an open goal, or a track
that is proposed asks for it. What an answer would settle is found by trying both answers. That is the
slow part, so it is done late: whoever wants the first few questions does not pay for the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from asylon.logic.frame import Frame
from asylon.logic.reason import Reason
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

    def urgency(self) -> tuple[bool, bool, bool, int]:
        """What comes before the score in the order of asking, smallest first."""
        return (
            self.state == "declined",
            self.fact.sensitive,
            not self.fact.need,
            BANDS[self.fact.stage],
        )

    def worth(self) -> tuple[float, int]:
        """The order of asking among the equally urgent, smallest first."""
        return -self.score, STAGES.index(self.fact.stage)


def questions(assessment: Assessment) -> list[Question]:
    """Every question that still matters, the most useful first."""
    return list(questions_in_turn(assessment))


def questions_in_turn(assessment: Assessment) -> Iterator[Question]:
    """The same one after the other. The worth of a question is worked out when those like it are reached."""
    search = _Search(assessment)
    order = assessment.program.fact_order
    search.find()
    for _, alike in groupby(sorted(search.found.values(), key=Question.urgency), key=Question.urgency):
        weighed = [search.weigh(question) for question in alike]
        yield from sorted(weighed, key=lambda each: (*each.worth(), order[each.fact.id], each.item))


Key = tuple[str, str]
"""A fact and the item that it is asked of."""


class _Search:
    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.program: Program = assessment.program
        self.run = assessment.run
        self.found: dict[Key, Question] = {}
        self.leaves: dict[Key, list[Reason]] = {}
        self.touched: dict[Reason, list[Goal]] = {}
        self.weights: dict[Goal, int] = {}
        self.tracks: dict[Key, list[str]] = {}
        self._settled: dict[Reason, set[Goal]] = {}

    def find(self) -> None:
        """Every question that still matters, and the leaves that lead to it; what it is worth comes later."""
        self.weights = dict(self.goals())
        for goal in self.weights:
            for reason in self.assessment.because.missing(*goal):
                self.touched.setdefault(reason, []).append(goal)
        # Reasons come as sets, whose order is another in each process: the answer must not be.
        for leaf in sorted(self.touched, key=lambda each: (each.scope, each.item, each.name)):
            for cited in self.assessment.because.lead(leaf):
                question = self.question(cited)
                if question is not None:
                    self.leaves.setdefault(_key(question), []).append(leaf)
        self.asked_by_tracks()

    def weigh(self, question: Question) -> Question:
        """Fill in what the answer to a question settles, and what it only helps with."""
        for leaf in self.leaves.get(_key(question), ()):
            settled = self.settled_by(leaf)
            for goal in self.touched[leaf]:
                into = question.decides if goal in settled else question.helps
                into[_name(goal)] = max(into.get(_name(goal), 0), self.weights[goal])
        question.helps = {name: w for name, w in question.helps.items() if name not in question.decides}
        for track in self.tracks.get(_key(question), ()):
            question.decides.setdefault(f"track:{track}", CATEGORY)
        return question

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
        key: Key = (cited.fact, cited.item if scope in LISTS else "")
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

    def settled_by(self, leaf: Reason) -> set[Goal]:
        """The goals that become known if this leaf is answered yes, or if it is answered no."""
        if leaf not in self._settled:
            trial, touched = Trial(self.program, self.run), self.touched[leaf]
            self._settled[leaf] = {
                goal
                for answer in (True, False)
                for goal, value in zip(touched, trial.values({leaf: answer}, touched), strict=True)
                if value is not None
            }
        return self._settled[leaf]

    def asked_by_tracks(self) -> None:
        """Questions that a proposed track asks, whatever else they settle."""
        for track in self.assessment.tracks:
            for name in track.asks:
                fact = self.program.contents.facts[name]
                scopes = [""] if fact.scope == PERSON else [f.name for f in self.run.frames[fact.scope]]
                for item in scopes:
                    given = self.run.situation.given(name, fact.scope, item)
                    scope = "" if fact.scope == PERSON else fact.scope
                    question = self.question(Cited(name, scope, item, given))
                    if question is not None:
                        self.tracks.setdefault(_key(question), []).append(track.id)


def _key(question: Question) -> Key:
    return question.fact.id, question.item


def _name(goal: Goal) -> str:
    return (
        goal[0].removeprefix("gate:").removeprefix("alert:") if not goal[0].startswith("track:") else goal[0]
    )
