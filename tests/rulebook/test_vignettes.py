"""The vignettes of the law: each answer is what must come out, in process and through the command."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cast import VIGNETTES, Json, vignettes
from tests.rulebook.situations import assessed

ALL = vignettes()
ALONE = ("V01", "V32", "V45")
"""Vignettes that are also given to the command alone, as a file."""


def shortfalls(expected: Json, said: Json) -> list[str]:
    """What an assessment does not say although it must; nothing if the vignette passes."""
    found = []
    for rule, value in expected.get("conclusions", {}).items():
        if said["conclusions"][rule]["value"] != value:
            found.append(f"{rule} is {said['conclusions'][rule]['value']}, not {value}")
    for id_, wanted in expected.get("gates", {}).items():
        gate = said["gates"][id_]
        for key in wanted.keys() - {"items"}:
            if gate[key] != wanted[key]:
                found.append(f"gate {id_}: {key} is {gate[key]}")
        for item, is_open in wanted.get("items", {}).items():
            if gate["items"].get(item) is not is_open:
                found.append(f"gate {id_} for {item} is {gate['items'].get(item)}")
    held = {right["id"] for right in said["rights"]}
    asked = {question["fact"] for question in said["ask"]}
    raised = {alert["id"] for alert in said["alerts"]}
    found += [f"no right to {right}" for right in expected.get("rights", ()) if right not in held]
    found += [f"{fact} is not asked" for fact in expected.get("ask_includes", ()) if fact not in asked]
    found += [f"{alert} is not raised" for alert in expected.get("alerts", ()) if alert not in raised]
    return found


def command(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "asylon", *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_29_vignettes_are_here() -> None:
    assert len(ALL) == len(list(VIGNETTES.glob("*.json"))) == 29
    assert {path.stem for path in VIGNETTES.glob("*.json")} == set(ALL)


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_vignette_comes_out_as_the_law_says(name: str) -> None:
    vignette = ALL[name]
    expected_keys = {"conclusions", "gates", "rights", "ask_includes", "alerts"}
    assert vignette["expect"].keys() <= expected_keys, "an expectation that nobody checks"
    assert shortfalls(vignette["expect"], assessed(vignette["situation"]).as_json()) == []


def test_every_vignette_comes_out_through_the_command(tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    file.write_text("".join(json.dumps(each["situation"]) + "\n" for each in ALL.values()), "utf-8")
    done = command("assess", str(file), "--format", "json")
    assert done.returncode == 0, done.stderr
    said: list[Any] = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(said) == len(ALL)
    wrong = {
        name: missing
        for (name, vignette), answer in zip(ALL.items(), said, strict=True)
        if (missing := shortfalls(vignette["expect"], answer))
    }
    assert wrong == {}


def test_a_vignette_comes_in_through_standard_input() -> None:
    vignette = ALL["V17"]
    done = command("assess", "-", "--format", "json", given=json.dumps(vignette["situation"]))
    assert done.returncode == 0, done.stderr
    assert shortfalls(vignette["expect"], json.loads(done.stdout)) == []


@pytest.mark.parametrize("name", ALONE)
def test_a_vignette_alone_in_a_file_says_through_the_command_what_it_says_in_process(
    name: str, tmp_path: Path
) -> None:
    file = tmp_path / f"{name}.json"
    file.write_text(json.dumps(ALL[name]["situation"], indent=1), "utf-8")
    done = command("assess", str(file), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == assessed(ALL[name]["situation"]).as_json()
