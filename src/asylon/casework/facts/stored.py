"""How answers and items look when they are opened, and how they are sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from asylon.casework.facts.models import Fact, Item, ListSaid
from asylon.casework.people.case import Case
from asylon.vault import Context, blind, open_json, seal_json

Json = Any


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer on record, opened. `current` is False once a later answer superseded it."""

    id: UUID
    fact: str
    value: Json = field(repr=False)
    item: UUID | None
    basis: str
    on: str
    note: str = field(repr=False)
    source: str
    margin: float
    sensitive: bool
    by: UUID
    role: str
    at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """An item on record, opened: a nationality, episode, leg or destination.

    `details` holds id, and country, from, to, on, note where they are known, as the contract names them.
    """

    id: UUID
    scope: str
    details: dict[str, str] = field(repr=False)
    version: int
    added_by: UUID
    added_at: datetime
    withdrawn_at: datetime | None

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken out of its list."""
        return self.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class SaidOfList:
    """What was said of a whole list: `none`, `unknown` or `declined`."""

    id: UUID
    scope: str
    said: str
    by: UUID
    role: str
    at: datetime


def slot_of(case: Case, item: UUID | None, fact: str) -> bytes:
    """The blind name of one question about one person or item: the same each time, and unreadable."""
    return blind(case.key, f"{item or ''}|{fact}", field="fact")


def seal_fact(case: Case, row: UUID, content: dict[str, Json]) -> bytes:
    """Seal what was asked and answered, bound to its row."""
    return seal_json(case.key, content, context=Context("facts_fact", "sealed", row))


def open_facts(case: Case, rows: Iterable[Fact]) -> list[Recorded]:
    """Open answers, oldest first."""
    listed = sorted(rows, key=lambda row: row.id)
    superseded = {row.supersedes_id for row in listed}
    return [_open_fact(case, row, row.id not in superseded) for row in listed]


def _open_fact(case: Case, row: Fact, current: bool) -> Recorded:
    content = open_json(case.key, bytes(row.sealed), context=Context("facts_fact", "sealed", row.id))
    return Recorded(
        id=row.id,
        fact=content["fact"],
        value=content["value"],
        item=row.item_id,
        basis=row.basis,
        on=content.get("on", ""),
        note=content.get("note", ""),
        source=content.get("source", ""),
        margin=content.get("margin", 0),
        sensitive=row.sensitivity == Fact.Sensitivity.SENSITIVE,
        by=row.by_id,
        role=row.role,
        at=row.at,
        current=current,
    )


def item_slot(case: Case, scope: str, id_: str) -> bytes:
    """The blind name of one thing in one list."""
    return blind(case.key, f"{scope}|{id_}", field="item")


def seal_item(case: Case, row: UUID, scope: str, details: Mapping[str, str]) -> bytes:
    """Seal in which list an item stands and what it is about."""
    content = {"scope": scope, **details}
    return seal_json(case.key, content, context=Context("facts_item", "sealed", row))


def open_item(case: Case, row: Item) -> Listed:
    """Open one item."""
    details = open_json(case.key, bytes(row.sealed), context=Context("facts_item", "sealed", row.id))
    scope = details.pop("scope")
    return Listed(row.id, scope, details, row.version, row.added_by_id, row.added_at, row.withdrawn_at)


def seal_said(case: Case, row: UUID, scope: str, said: str) -> bytes:
    """Seal what was said of which list."""
    content = {"scope": scope, "said": said}
    return seal_json(case.key, content, context=Context("facts_listsaid", "sealed", row))


def open_said(case: Case, row: ListSaid) -> SaidOfList:
    """Open what was said of a list."""
    content = open_json(case.key, bytes(row.sealed), context=Context("facts_listsaid", "sealed", row.id))
    return SaidOfList(row.id, content["scope"], content["said"], row.by_id, row.role, row.at)
