"""The sources behind the rules: requirements, documents, abbreviations, instruments.

They stand in `sources/` beside the rules and are read only when somebody asks for them; no answer
depends on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from asylon.rulebook.faults import BadRulebook, Fault
from asylon.rulebook.kinds import Choice, WordList, Words, refuse
from asylon.rulebook.places import Place, Row, Table
from asylon.rulebook.shapes import key, read_shape
from asylon.rulebook.yamltext import read_yaml

FOLDER = "sources"
SECTIONS = ("requirements", "documents", "abbreviations", "instruments")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One point that a source document asks for, and what the software must be able to do."""

    id: str
    place: Place | None = None
    source: str = key(Words())
    asks: str = key(Words())
    kind: str = key(Words())
    capability: str = key(Words())
    note: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source document; its letter begins the ids of its requirements."""

    id: str
    place: Place | None = None
    title: str = key(Words())
    author: str = key(Words())
    year: str = key(Words(), "")
    about: str = key(Words(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A provision of a treaty or law: its elements, what it feeds, and what was read to check it."""

    place: Place | None = None
    citation: str = key(Words())
    elements: str = key(Words(), "")
    feeds: str = key(Words(), "")
    age: str = key(Words(), "")
    rights: str = key(Words(), "")
    duration: str = key(Words(), "")
    interaction: str = key(Words(), "")
    conf: str = key(Choice(("V", "V partly", "S", "M")), "M")
    checked_against: str = key(Words(), "")
    checked_by: tuple[str, ...] = key(WordList(), ())
    note: str = key(Words(), "")


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of a rulebook, in the order of their files."""

    requirements: dict[str, Requirement]
    documents: dict[str, Document]
    abbreviations: dict[str, str]
    instruments: tuple[Instrument, ...]


@cache
def read_sources(folder: Path) -> Sources:
    """Read the sources beside the texts of a rulebook; a folder without them has none.

    Raises: BadRulebook with every fault of every file.
    """
    written: dict[str, Any] = {}
    faults: list[Fault] = []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        try:
            for name, value in read_yaml(path, path.relative_to(folder).as_posix()).items():
                if name not in SECTIONS:
                    values = {"owner": "a file of sources", "key": name}
                    raise BadRulebook([Fault("unknown_key", str(name.place), values)])
                written[str(name)] = value
        except BadRulebook as problem:
            faults += problem.faults
    if faults:
        raise BadRulebook(faults)
    return Sources(
        _by_id(Requirement, "requirements", written),
        _by_id(Document, "documents", written),
        {str(name): str(text) for name, text in _mapping("abbreviations", written).items()},
        tuple(
            read_shape(Instrument, each, "an instrument", place=getattr(each, "place", None))
            for each in _list("instruments", written)
        ),
    )


def _by_id(shape: type[T], section: str, written: dict[str, Any]) -> dict[str, T]:
    return {
        str(id_): read_shape(shape, value, str(id_), id=str(id_), place=id_.place)
        for id_, value in _mapping(section, written).items()
    }


def _mapping(section: str, written: dict[str, Any]) -> dict[Any, Any]:
    value = written.get(section)
    if value is not None and not isinstance(value, Table):
        raise refuse(section, value, "a mapping")
    return value or {}


def _list(section: str, written: dict[str, Any]) -> list[Any]:
    value = written.get(section)
    if value is not None and not isinstance(value, Row):
        raise refuse(section, value, "a list")
    return value or []
