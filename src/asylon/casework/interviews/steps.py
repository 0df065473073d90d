"""Which step comes next in an interview: pure, from the rulebook's own order of questions.

A step is one question, or one of the four small lists where a question needs to know what is in it.
Nothing is asked twice in one interview, and what the visitor may not see is not asked by that visitor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from asylon.rulebook.entries import FactEntry
from asylon.rulebook.questions import Question
from asylon.rulebook.scopes import LISTS

Asked = tuple[str, str]
"""The name of an item in its list, empty for the person, and the fact."""
Deferred = tuple[str, str, str]
"""The scope, the name of an item, and the fact; without a fact the whole list of that scope."""


@dataclass(frozen=True, slots=True)
class AskFact:
    """Ask one question: of the person, or of one item by its name in the list."""

    fact: FactEntry
    item: str
    state: str
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskList:
    """Ask what belongs in a list, before any question about one of its items."""

    scope: str
    decides: tuple[str, ...]


Step = AskFact | AskList


class Progress(StrEnum):
    """How far a need is, as the side of the page shows it."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Need:
    """A topic of the interview and how far it is. Never a count of questions."""

    topic: str
    progress: Progress


def steps(
    questions: Iterable[Question],
    *,
    passed_over: Callable[[Question], bool],
    lists_done: Collection[str],
    may_ask: Callable[[FactEntry], bool],
    may_list: Callable[[str], bool],
) -> list[Step]:
    """The steps that still matter, in the order of the rulebook.

    `passed_over` says what was answered or put off in this interview; `lists_done` are the scopes whose
    list was filled, found empty or put off.
    """
    found: list[Step] = []
    wanted: set[str] = set()
    for question in questions:
        fact = question.fact
        scope = fact.answered_by or fact.scope
        if passed_over(question) or not may_ask(fact):
            continue
        if scope in LISTS and not question.item and scope not in lists_done and may_list(scope):
            if scope not in wanted:
                wanted.add(scope)
                found.append(AskList(scope, decides_of(question)))
        elif not fact.answered_by:
            found.append(AskFact(fact, question.item, question.state, decides_of(question)))
    return found


def needs(
    ahead: Iterable[Step],
    *,
    now: Step | None,
    topics: Iterable[str],
    topic_of: Callable[[Step], str],
    begun: Collection[str],
) -> tuple[Need, ...]:
    """How far each topic is: that of the step on the page is now, the first one after it next.

    A topic without a step ahead is done if it was begun, and left out if nobody asked anything of it.
    """
    first = [] if now is None else [topic_of(now)]
    order = list(dict.fromkeys([*first, *(topic_of(step) for step in ahead)]))
    done = [Need(topic, Progress.DONE) for topic in topics if topic in begun and topic not in order]
    places = [Progress.NOW, Progress.NEXT] if first else [Progress.NEXT]
    coming = [
        Need(topic, places[number] if number < len(places) else Progress.LATER)
        for number, topic in enumerate(order)
    ]
    return (*done, *coming)


def decides_of(question: Question) -> tuple[str, ...]:
    """What an answer settles, the weightiest first; then what it only helps with."""
    return (*_weightiest(question.decides), *_weightiest(question.helps))


def _weightiest(goals: dict[str, int]) -> list[str]:
    return sorted(goals, key=lambda goal: -goals[goal])
