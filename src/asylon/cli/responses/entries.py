"""Reads what is to be written from a file of JSON, with the names of the API: each fault by its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from asylon.cli.arguments import has_unprintable
from asylon.cli.complaints import said
from asylon.cli.responses.kinds import Members
from asylon.cli.situation_files import name_of, read_one
from asylon.rulebook.faults import BadInput, Fault, nearest

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

UNPRINTABLE = "these words hold a sign that cannot be printed; take it out"
DEEPEST = 20
"""Nothing that is written lies half as deep; what does is no such file."""
MOST_CHOICES = 24
AN_ID = "write an id, as 'asylon responses targets' lists them"
PLAIN = {
    "uuid_type": AN_ID,
    "uuid_parsing": AN_ID,
    "date_type": 'write a day, such as "2026-11-22"',
    "date_parsing": 'write a day, such as "2026-11-22"',
    "date_from_datetime_parsing": 'write a day, such as "2026-11-22"',
    "list_type": "write a list: [...]",
    "tuple_type": "write a list: [...]",
    "dataclass_type": "write an object: {...}",
    "string_type": "write words, in quotation marks",
    "int_type": "write a whole number, without quotation marks",
    "bool_type": "write true or false, without quotation marks",
}
"""What is wrong with a member, in words for those who write no programs."""


def members_of(
    *records: type[DataclassInstance], without: Iterable[str] = (), **more: tuple[Any, Any]
) -> Members:
    """The members of a file that holds these records side by side.

    `more` are members beside those of the records, or in their place where they have another type.
    """
    found: dict[str, tuple[Any, Any]] = {}
    for record in records:
        types = get_type_hints(record)
        for each in fields(record):
            found[each.name] = (types[each.name], ... if each.default is MISSING else each.default)
    return {name: member for name, member in found.items() if name not in without} | more


def read_entry(path: Path, members: Members, *, kind: str) -> dict[str, Any]:
    """What a file says, by member. Money is in minor units of the currency.

    Raises: BadInput with every fault.
    """
    from pydantic import ConfigDict, ValidationError, create_model

    given = _object(path, kind)
    wanted: dict[str, Any] = dict(members)
    settings = ConfigDict(extra="forbid", strict=True, frozen=True)
    model = create_model("Entry", __config__=settings, **wanted)
    try:
        read = model.model_validate_json(json.dumps(given))
    except ValidationError as bad:
        raise BadInput(_faults(bad.errors(), short_name(path), members)) from bad
    return {name: getattr(read, name) for name in members}


def short_name(path: Path) -> str:
    """What messages about the content call a file: without its folder."""
    return name_of(Path(path.name))


def record_in(type_: Any) -> Any:
    """The record that a member holds, alone or in a list; None if it holds none."""
    if is_dataclass(type_):
        return type_
    return next(filter(None, map(record_in, get_args(type_))), None)


def meant(written: str, known: Sequence[str]) -> str:
    """That something is none of the words that can stand there, and which one is near."""
    near = nearest(written, known)
    named = ", ".join(known) if len(known) <= MOST_CHOICES else f"{', '.join(known[:MOST_CHOICES])} ..."
    hint = f"did you mean '{near}'?" if near else f"there are: {named}"
    return f"there is no '{written[:40]}' here; {hint}"


def _object(path: Path, kind: str) -> dict[str, Any]:
    given: object = read_one(path)
    if not isinstance(given, dict):
        raise BadInput(
            [said(short_name(path), "not_object", f"'{kind}' takes one JSON object; write {{...}}")]
        )
    found = [
        said(f"{short_name(path)}: {place}", "control", UNPRINTABLE) for place in _unprintable(given, path)
    ]
    if found:
        raise BadInput(found)
    return given


def _unprintable(given: object, path: Path) -> Iterator[str]:
    # A stack, not a recursion: the reader takes JSON nearly as deep as Python can go.
    waiting: list[tuple[str, int, object]] = [("", 0, given)]
    while waiting:
        place, depth, value = waiting.pop()
        if depth > DEEPEST:
            raise BadInput([Fault("json_depth", short_name(path))])
        if isinstance(value, str) and has_unprintable(value):
            yield place
        elif isinstance(value, dict):
            yield from (f"{place}: a name" for key in value if has_unprintable(key))
            parts = [(f"{place}.{key}".removeprefix("."), depth + 1, each) for key, each in value.items()]
            waiting += reversed(parts)
        elif isinstance(value, list):
            waiting += reversed([(f"{place}[{at}]", depth + 1, each) for at, each in enumerate(value)])


def _faults(errors: Any, name: str, members: Members) -> Iterator[Fault]:
    for error in errors:
        place = _place(error["loc"])
        if error["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
            says = meant(str(error["loc"][-1]), _names_at(error["loc"], members))
            yield said(f"{name}: {place}", "unknown_member", says)
        elif error["type"] in ("enum", "literal_error"):
            words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
            yield said(f"{name}: {place}", "choice", meant(_written(error["input"]), words))
        else:
            yield said(f"{name}: {place}", error["type"], PLAIN.get(error["type"], error["msg"]))


def _written(value: object) -> str:
    """A value as it stands in the file."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _names_at(loc: tuple[str | int, ...], members: Members) -> list[str]:
    record = record_in(members[str(loc[0])][0]) if len(loc) > 1 else None
    return [each.name for each in fields(record)] if record else list(members)


def _place(loc: tuple[str | int, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).removeprefix(".")
