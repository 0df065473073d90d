"""Which step comes next: the rulebook's order, without what was passed over or may not be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asylon.casework.interviews.steps import AskFact, AskList, Need, Progress, Step, needs, steps
from asylon.rulebook import Question, assess, load, questions
from asylon.rulebook.entries import FactEntry
from tests import cast as situations

RULEBOOK = load()


def everything(_asked: object) -> bool:
    return True


def nothing(_asked: object) -> bool:
    return False


def ahead(
    situation: dict[str, Any],
    *,
    passed_over: Callable[[Question], bool] = nothing,
    lists_done: frozenset[str] = frozenset(),
    may_ask: Callable[[FactEntry], bool] = everything,
    may_list: Callable[[str], bool] = everything,
) -> list[Step]:
    return steps(
        questions(assess(situation, rulebook=RULEBOOK)),
        passed_over=passed_over,
        lists_done=lists_done,
        may_ask=may_ask,
        may_list=may_list,
    )


def facts(found: list[Step]) -> list[str]:
    return [step.fact.id for step in found if isinstance(step, AskFact)]


def lists(found: list[Step]) -> list[str]:
    return [step.scope for step in found if isinstance(step, AskList)]


def test_needs_come_first_and_in_the_order_of_the_rulebook() -> None:
    situation = situations.stranger()
    found = facts(ahead(situation))
    assert found[0] == "immediate_danger"
    asked = [each.fact.id for each in questions(assess(situation, rulebook=RULEBOOK))]
    assert found == [fact for fact in asked if fact in found]


def test_what_was_passed_over_is_not_asked_again() -> None:
    found = ahead(situations.stranger(), passed_over=lambda each: each.fact.id == "immediate_danger")
    assert "immediate_danger" not in facts(found)
    assert found


def test_a_list_is_asked_for_once_and_before_any_question_about_its_items() -> None:
    found = ahead(situations.stranger())
    assert sorted(lists(found)) == ["destination", "episode", "leg", "nationality"]
    assert not [step for step in found if isinstance(step, AskFact) and step.fact.scope != "person"]


def test_questions_about_items_follow_once_the_list_is_filled() -> None:
    found = ahead(situations.grace(), lists_done=frozenset({"nationality", "episode", "destination"}))
    assert lists(found) == ["leg"]
    items = {step.item for step in found if isinstance(step, AskFact) and step.fact.scope == "episode"}
    assert items == {"gulf-2016", "farm"}


def test_what_may_not_be_asked_is_left_out_with_its_list() -> None:
    found = ahead(
        situations.stranger(),
        may_ask=lambda fact: fact.scope != "episode",
        may_list=lambda scope: scope != "leg",
    )
    assert "episode" not in lists(found)
    assert "leg" not in lists(found)


def test_a_step_says_what_it_decides_weightiest_first() -> None:
    step = ahead(situations.leyla())[0]
    assert step.decides
    assert len(set(step.decides)) == len(step.decides)


def test_needs_are_done_now_next_and_later_and_never_counted() -> None:
    found = ahead(situations.stranger())
    shown = needs(
        found,
        now=found[0],
        topics=("harm", "needs", "journey"),
        topic_of=lambda step: step.fact.id[:1] if isinstance(step, AskFact) else "list",
        begun={"harm"},
    )
    assert shown[0] == Need("harm", Progress.DONE)
    assert [each.progress for each in shown[1:4]] == [Progress.NOW, Progress.NEXT, Progress.LATER]


def test_at_the_end_everything_begun_is_done() -> None:
    shown = needs([], now=None, topics=("a", "b"), topic_of=str, begun={"b"})
    assert shown == (Need("b", Progress.DONE),)
