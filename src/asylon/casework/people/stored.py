"""Reads people with their names in one query, and knows who is related to whom; nothing is opened here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from asylon.casework.people.identity import NameRow
from asylon.casework.people.models import Person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as she stands in the tables: what is in clear, and what is sealed."""

    id: UUID
    office: UUID
    office_name: str
    focal_point: str
    telephone: str
    """The office's."""
    jurisdiction: str
    number: str
    closed: bool
    sealed: bytes = field(repr=False)
    registered_at: datetime
    erased_at: datetime | None
    version: int
    names: tuple[NameRow, ...] = field(repr=False)
    marks: dict[str, Any]
    """What the caller annotated."""


COLUMNS = {
    "id": "id",
    "office": "office_id",
    "office_name": "office__name",
    "focal_point": "office__focal_point",
    "telephone": "office__telephone",
    "jurisdiction": "office__jurisdiction",
    "number": "number",
    "closed": "closed",
    "sealed": "sealed",
    "registered_at": "registered_at",
    "erased_at": "erased_at",
    "version": "version",
}
NAME_COLUMNS = ("id", "kind", "script", "language", "sealed", "machine_made", "version")


def read_people(people: QuerySet[Person], *, marks: Iterable[str] = ()) -> list[PersonRow]:
    """The people of a query with all their names, in one query, in its order.

    `marks` are annotations of the query to bring along.
    """
    marks = tuple(marks)
    wanted = [*COLUMNS.values(), *(f"names__{name}" for name in NAME_COLUMNS), *marks]
    rows: dict[UUID, tuple[dict[str, Any], list[NameRow]]] = {}
    # One row a name: a person with none comes once, with an empty name.
    for found in people.values(*wanted):
        _, names = rows.setdefault(found["id"], (found, []))
        if found["names__id"] is not None:
            content = {name: found[f"names__{name}"] for name in NAME_COLUMNS}
            names.append(NameRow(**{**content, "sealed": bytes(content["sealed"])}))
    return [_row(found, names, marks) for found, names in rows.values()]


def _row(found: dict[str, Any], names: list[NameRow], marks: tuple[str, ...]) -> PersonRow:
    content = {name: found[column] for name, column in COLUMNS.items()}
    content["sealed"] = bytes(content["sealed"])
    return PersonRow(**content, names=tuple(names), marks={mark: found[mark] for mark in marks})
