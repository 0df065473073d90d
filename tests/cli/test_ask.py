"""`asylon ask`: the next questions."""

import json
from pathlib import Path

from tests.cli.conftest import Command


def numbered(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.partition(".")[0].isdigit()]


def test_ten_questions_come_with_what_they_settle(asylon: Command, boy: Path) -> None:
    ran = asylon("ask", boy)
    assert len(numbered(ran.out)) == 10
    assert "Can settle: " in ran.out
    assert "more: --all shows them" in ran.out


def test_as_many_as_wanted_or_all(asylon: Command, boy: Path) -> None:
    assert len(numbered(asylon("ask", boy, "--number", "2").out)) == 2
    whole = asylon("ask", boy, "--all").out
    assert len(numbered(whole)) > 50
    assert "--all shows them" not in whole


def test_a_painful_question_carries_a_word_on_care(asylon: Command, worker: Path) -> None:
    assert "Care: Painful. Ask in private" in asylon("ask", worker, "--all").flat


def test_painful_questions_come_after_all_others_and_declined_ones_last(asylon: Command, boy: Path) -> None:
    asked = json.loads(asylon("ask", boy, "--all", "--format", "json").out)["ask"]
    order = [(question["state"] == "declined", question["sensitive"]) for question in asked]
    assert order == sorted(order)
    assert (False, True) in order
    assert asked[-1]["state"] == "declined"


def test_a_question_names_the_item_that_it_is_about(asylon: Command, worker: Path) -> None:
    assert "about the nationality ET [unwilling_or_unable_protection]" in asylon("ask", worker, "--all").flat


def test_a_question_that_was_declined_says_so(asylon: Command, boy: Path) -> None:
    last = asylon("ask", boy, "--all").flat.split("[fears_return]")[1]
    assert "Asked before, not answered." in last


def test_the_json_holds_the_questions_and_how_many_are_left(asylon: Command, boy: Path) -> None:
    found = json.loads(asylon("ask", boy, "--number", "3", "--format", "json").out)
    assert len(found["ask"]) == 3
    assert found["further"] > 0
    assert set(found["ask"][0]) >= {"fact", "scope", "question", "decides"}


def test_a_number_that_is_none_is_refused(asylon: Command, boy: Path) -> None:
    for number in ("0", "-1", "many", "1e3"):
        ran = asylon("ask", boy, f"--number={number}")
        assert (ran.code, ran.out, len(ran.said)) == (2, "", 1)
        assert "write 1 or more" in ran.err
