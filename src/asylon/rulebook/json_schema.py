"""The JSON Schema (2020-12) of rulebook texts, made from the classes that read them, for editors.

`python -m asylon.rulebook.json_schema` writes it anew beside the texts, after a key was added or
changed; with the name of a folder, it writes there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from asylon.rulebook.contents import (
    SECTIONS,
    Narrowing,
    OverlayHead,
    Replacement,
    RulebookHead,
    Suspension,
)
from asylon.rulebook.entries import PracticeEntry
from asylon.rulebook.examples import PREFIXES, ExampleText
from asylon.rulebook.kinds import Schema, WordList, Words
from asylon.rulebook.library import SHIPPED
from asylon.rulebook.shapes import shape_schema
from asylon.rulebook.sources import Document, Instrument, Requirement
from asylon.rulebook.words import WORDS_OF

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = SHIPPED / "schema"
CHANGES: dict[str, type[Any]] = {"narrow": Narrowing, "suspend": Suspension, "replace": Replacement}


def rulebook_schema() -> Schema:
    """Say what a file of rules or an overlay may hold."""
    definitions = {section: _entry(section, shape) for section, shape in SECTIONS.items()}
    definitions["example"] = shape_schema(ExampleText)
    definitions["practice"] = _without_tests(shape_schema(PracticeEntry))
    sections = _sections()
    overlay = {
        "overlay": shape_schema(OverlayHead),
        "add": {"type": "object", "additionalProperties": False, "properties": sections},
        **{name: _by_id(shape_schema(shape)) for name, shape in CHANGES.items()},
    }
    return {
        "$schema": DIALECT,
        "title": "Rulebook text",
        "description": "One legal topic of a rulebook, or an overlay of a region or a State.",
        "type": "object",
        "additionalProperties": False,
        "properties": {"rulebook": shape_schema(RulebookHead), **sections, **overlay},
        "dependentRequired": {name: ["overlay"] for name in ("add", *CHANGES)},
        "$defs": definitions,
    }


def sources_schema() -> Schema:
    """Say what a file of sources may hold."""
    return {
        "$schema": DIALECT,
        "title": "Sources of a rulebook",
        "description": "Requirements, documents, abbreviations and instruments behind the rules.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "requirements": _by_id(shape_schema(Requirement)),
            "documents": _by_id(shape_schema(Document)),
            "abbreviations": _by_id(Words().schema()),
            "instruments": {"type": "array", "items": shape_schema(Instrument)},
        },
    }


def words_schema() -> Schema:
    """Say what a file of words in one language may hold."""
    text = Words().schema()
    sections = {
        section: _by_id(
            {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(keys, text)}
        )
        for section, keys in WORDS_OF.items()
    }
    return {
        "$schema": DIALECT,
        "title": "Words of a rulebook",
        "description": "What people read of a rulebook, in one language.",
        "type": "object",
        "additionalProperties": False,
        "properties": {**sections, "codes": _by_id(_by_id(text)), "countries": _by_id(text)},
    }


SCHEMAS = {
    "rulebook.schema.json": rulebook_schema,
    "sources.schema.json": sources_schema,
    "words.schema.json": words_schema,
}
"""File name to the function that makes it."""


def as_text(schema: Schema) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(folder: Path = FOLDER) -> list[Path]:
    """Write every schema into a folder and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, make in SCHEMAS.items():
        path = folder / name
        path.write_text(as_text(make()), encoding="utf-8")
        written.append(path)
    return written


def _sections() -> dict[str, Schema]:
    return {
        **{section: _by_id({"$ref": f"#/$defs/{section}"}) for section in SECTIONS},
        "lists": _by_id(WordList().schema()),
        "countries": _by_id(Words().schema()),
        "practice": {"type": "array", "items": {"$ref": "#/$defs/practice"}},
        "cautions": WordList().schema(),
    }


def _by_id(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def _entry(section: str, shape: type[Any]) -> Schema:
    """An entry of a section; examples stand only beside what can be worked out."""
    schema = shape_schema(shape)
    if section not in PREFIXES:
        return _without_tests(schema)
    schema["properties"]["tests"] = {"type": "array", "items": {"$ref": "#/$defs/example"}}
    return schema


def _without_tests(schema: Schema) -> Schema:
    del schema["properties"]["tests"]
    return schema


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:2]))
