"""Needs and pledges as JSON, with the names that the API has: each fault by its place in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asylon.cli.arguments import has_unprintable
from asylon.cli.complaints import said
from asylon.cli.situation_files import read_one
from asylon.responses.pledges.records import NewNeed, NewPart, NewPledge, Terms
from asylon.rulebook.faults import BadInput, Fault, nearest

if TYPE_CHECKING:
    from asylon.responses.pledges.faults import BadPledge

TERMS = tuple(each.name for each in fields(Terms))
OF_NEEDS = tuple(each.name for each in fields(NewNeed))
OF_PARTS = tuple(each.name for each in fields(NewPart))
OF_PLEDGES = (*(each.name for each in fields(NewPledge) if each.name != "terms"), *TERMS)
UNPRINTABLE = "these words hold a sign that cannot be printed; take it out"


def need_of(path: Path) -> NewNeed:
    """The need that a file holds. Money is in minor units of the currency.

    Raises: BadInput with every fault.
    """
    made: NewNeed = _entry(NewNeed, _object(path), path.name, known=OF_NEEDS)
    return made


def pledge_of(path: Path) -> NewPledge:
    """The pledge that a file holds, with conditions and earmarks beside the rest.

    Raises: BadInput with every fault.
    """
    given = _object(path)
    terms = {name: given.pop(name) for name in TERMS if name in given}
    if "terms" in given:
        raise BadInput([_unknown(path.name, "terms", OF_PLEDGES)])
    made: NewPledge = _entry(NewPledge, {**given, "terms": terms}, path.name, known=OF_PLEDGES)
    return made


def refused(bad: BadPledge, path: Path) -> BadInput:
    """What the rules of needs and pledges found, by its place in the file."""
    return BadInput(
        said(
            f"{path.name}: {f'parts[{each.row}].' if each.row is not None else ''}{each.field}",
            each.code,
            each.says(),
        )
        for each in bad.faults
    )


def _object(path: Path) -> dict[str, Any]:
    given: object = read_one(path)
    if not isinstance(given, dict):
        raise BadInput([said(path.name, "not_object", "a need or a pledge is one JSON object; write {...}")])
    found = [said(f"{path.name}: {place}", "control", UNPRINTABLE) for place in _unprintable(given)]
    if found:
        raise BadInput(found)
    return given


def _unprintable(value: object, place: str = "") -> Iterator[str]:
    if isinstance(value, str) and has_unprintable(value):
        yield place
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _unprintable(each, f"{place}.{key}".removeprefix("."))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _unprintable(each, f"{place}[{at}]")


def _entry(kind: Any, given: Mapping[str, Any], name: str, *, known: Sequence[str]) -> Any:
    from pydantic import ConfigDict, TypeAdapter, ValidationError
    from pydantic.dataclasses import dataclass

    strict = dataclass(kind, config=ConfigDict(extra="forbid", strict=True), frozen=True)
    try:
        return TypeAdapter(strict).validate_json(json.dumps(given))
    except ValidationError as bad:
        raise BadInput(_faults(bad.errors(), name, known)) from bad


def _faults(errors: Any, name: str, known: Sequence[str]) -> Iterator[Fault]:
    for error in errors:
        place = _place(error["loc"])
        if error["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
            yield _unknown(name, place, known)
        elif error["type"] == "enum":
            words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
            yield said(f"{name}: {place}", "choice", _meant(str(error["input"]), words))
        else:
            yield said(f"{name}: {place}", error["type"], error["msg"])


def _unknown(name: str, place: str, known: Sequence[str]) -> Fault:
    inside = OF_PARTS if place.startswith("parts[") else known
    return said(f"{name}: {place}", "unknown_member", _meant(place.rpartition(".")[2], inside))


def _meant(written: str, known: Sequence[str]) -> str:
    near = nearest(written, known)
    hint = f"did you mean '{near}'?" if near else f"there are: {', '.join(known)}"
    return f"there is no '{written[:40]}' here; {hint}"


def _place(loc: tuple[str | int, ...]) -> str:
    parts = loc[1:] if loc[:1] == ("terms",) else loc
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).removeprefix(".")
