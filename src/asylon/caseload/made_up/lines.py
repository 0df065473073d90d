"""Turns a block into situations as the public contract writes them, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from asylon.caseload.made_up.arrow import person_ids
from asylon.caseload.made_up.block import MadeItems, MadePersons
from asylon.caseload.made_up.orders import Order
from asylon.caseload.made_up.sheet import DECLINED, KNOWN, NOT_ASKED, UNKNOWN, Cells
from asylon.rulebook.scopes import LISTS

Json = dict[str, Any]

_LEFT_OUT = object()
_STATES = {NOT_ASKED: _LEFT_OUT, UNKNOWN: "unknown", DECLINED: "declined"}


def lines_of(made: MadePersons, order: Order) -> Iterator[str]:
    """The situation of each person as a line of JSON."""
    frame: Json = {"situation": 1}
    if order.jurisdiction is not None:
        frame["jurisdiction"] = order.jurisdiction
    frame["as_of"] = order.as_of.isoformat()
    facts = _records(made.facts, made.size)
    lists = {scope: _by_person(items, made.size) for scope, items in made.items.items()}
    for row, id_ in enumerate(person_ids(made.first, made.size).to_pylist()):
        situation = {**frame, "id": id_, "facts": facts[row]}
        for scope, items in made.items.items():
            if items.given[row]:
                situation[LISTS[scope]] = lists[scope][row]
        yield json.dumps(situation, separators=(",", ":")) + "\n"


def _by_person(items: MadeItems, persons: int) -> list[list[Json]]:
    found: list[list[Json]] = [[] for _ in range(persons)]
    details, facts = (_records(each, len(items.owner)) for each in (items.details, items.facts))
    for row, person in enumerate(items.owner):
        found[person].append({**details[row], "facts": facts[row]})
    return found


def _records(columns: Mapping[str, Cells], rows: int) -> list[Json]:
    found: list[Json] = [{} for _ in range(rows)]
    for name, cells in columns.items():
        for record, value in zip(found, _values(cells), strict=True):
            if value is not _LEFT_OUT:
                record[name] = value
    return found


def _values(cells: Cells) -> Iterator[Any]:
    for value, state in zip(cells.values.tolist(), cells.state.tolist(), strict=True):
        if state != KNOWN:
            yield _STATES[state]
        elif isinstance(value, list):
            yield [word for word, held in zip(cells.words, value, strict=True) if held]
        else:
            yield cells.words[value] if cells.words else value
