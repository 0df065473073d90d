"""The JSON Schema beside the texts: up to date, a valid schema, and true of every shipped text."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from asylon.rulebook.json_schema import FOLDER, SCHEMAS, as_text, rulebook_schema, write
from asylon.rulebook.library import SHIPPED

TEXTS = sorted(path for path in SHIPPED.rglob("*.yaml"))


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do (1.2): yes, no and NO are words, and so are dates."""


EditorLoader.yaml_implicit_resolvers = {}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?\d+$"), list("-0123456789"))


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)  # noqa: S506 - a SafeLoader with fewer resolvers


def schema_of(path: Path) -> str:
    named = {"sources": "sources.schema.json", "locales": "words.schema.json"}
    return named.get(path.parent.name, "rulebook.schema.json")


def faults(name: str, text: str) -> list[str]:
    schema = json.loads((FOLDER / name).read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    return [fault.message for fault in validator.iter_errors(as_an_editor_reads(text))]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_file_is_what_the_code_says(name: str) -> None:
    hint = "rewrite it: python -m asylon.rulebook.json_schema"
    assert (FOLDER / name).read_text("utf-8") == as_text(SCHEMAS[name]()), hint


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name]())


def test_the_command_writes_the_files(tmp_path: Path) -> None:
    by_command, by_function = tmp_path / "command", tmp_path / "function"
    subprocess.run([sys.executable, "-m", "asylon.rulebook.json_schema", str(by_command)], check=True)
    write(by_function)
    for folder in (by_command, by_function):
        written = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        assert written == {name: as_text(make()) for name, make in SCHEMAS.items()}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(SHIPPED).as_posix())
def test_every_shipped_text_is_valid(path: Path) -> None:
    assert faults(schema_of(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(SHIPPED).as_posix())
def test_every_shipped_text_tells_an_editor_where_its_schema_is(path: Path) -> None:
    relative = Path(os.path.relpath(FOLDER / schema_of(path), path.parent)).as_posix()
    assert path.read_text("utf-8").splitlines()[0] == f"# yaml-language-server: $schema={relative}"


@pytest.mark.parametrize(
    "text",
    [
        "rule: {}",
        "rules: {a: {kind: category}}",
        "rules: {a: {kind: sort, when: b}}",
        "rules: {a: {kind: flag, when: b, wen: c}}",
        "rules: {a: {kind: flag, when: b, tests: [{name: a}]}}",
        "rules: {a: {kind: flag, when: b, tests: [{name: a, given: {}, expect: perhaps}]}}",
        "rules: {a: {kind: flag, when: b, from: yesterday}}",
        "facts: {a: {tests: []}}",
        "facts: {a: {sensitive: often}}",
        "gates: {a: {open_when: b, order: first, group: access, blocks: []}}",
        "suspend: {a: {}}",
        "rights: {a: {sources: [{holder: b}]}}",
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(text: str) -> None:
    assert faults("rulebook.schema.json", text)


@pytest.mark.parametrize(
    "text",
    [
        "people: {a: {label: b}}",
        "facts: {a: {colour: b}}",
        "acts: {a: {plain: b}}",
        "countries: {RS: {label: b}}",
        "codes: {a: b}",
    ],
)
def test_what_is_no_word_the_schema_refuses(text: str) -> None:
    assert faults("words.schema.json", text)


def test_every_section_and_key_has_a_place() -> None:
    schema = rulebook_schema()
    assert {"rules", "gates", "overlay", "add", "narrow", "lists", "practice"} <= set(schema["properties"])
    assert schema["$defs"]["rules"]["required"] == ["when", "kind"]
