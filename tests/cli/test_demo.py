"""`asylon demo --text`: three people in the terminal."""

import json
import shlex
from pathlib import Path

import pytest

from asylon.cli import demo
from tests.cli.conftest import Command


def test_three_people_are_told_and_assessed(process: Command) -> None:
    ran = process("demo", "--text")
    assert (ran.code, ran.err) == (0, "")
    for number, (title, _) in enumerate(demo.STORIES.values(), start=1):
        assert f"{number} OF 3  {title.upper()}" in ran.out
    assert ran.out.count("UNVERIFIED: no lawyer has signed these rules yet") == 3
    assert "\x1b" not in ran.out


def test_every_situation_that_ships_has_a_story() -> None:
    assert {path.stem for path in demo.SITUATIONS.glob("*.json")} == set(demo.STORIES)


def test_the_first_is_asked_to_choose_by_practice_and_not_by_law(asylon: Command) -> None:
    first = asylon("demo", "--text").flat.split("2 OF 3")[0]
    assert "asylum seeker [asylum_seeker]" in first
    assert "presumed victim of trafficking [presumed_victim]" in first
    assert "making the person choose between tracks [no_either_or]" in first
    assert "In practice tied to conditions: The Law on Foreigners" in first


def test_the_second_is_a_victim_without_any_means_because_he_is_a_child(asylon: Command) -> None:
    second = asylon("demo", "--text").flat.split("2 OF 3")[1].split("3 OF 3")[0]
    assert "trafficked person [trafficked]" in second
    assert "! speak with the person alone" in second


def test_the_third_is_no_refugee_and_is_never_sent_back(asylon: Command) -> None:
    third = asylon("demo", "--text").flat.split("3 OF 3")[1]
    assert "excluded for grave crimes (Article 1F)" in third
    assert "X no return to danger [non_refoulement]" in third


def test_every_command_that_it_suggests_works(
    asylon: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    suggested = [
        shlex.split(line)[1:]
        for line in asylon("demo", "--text").out.split("TRY NEXT")[1].splitlines()
        if line.startswith("  asylon ")
    ]
    assert len(suggested) == 5
    for words in suggested:
        assert asylon(*words).code == 0, words


def test_in_a_checkout_the_suggestions_go_through_run(
    asylon: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    assert (
        "  ./run asylon assess src/asylon/cli/situations/domestic_worker.json" in asylon("demo", "--text").out
    )


def test_the_situations_are_plain_contract_json() -> None:
    for path in demo.SITUATIONS.glob("*.json"):
        assert json.loads(path.read_text("utf-8"))["situation"] == 1
