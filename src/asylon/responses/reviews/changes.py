"""What an accepted proposal changes in a plan: an item of it, or a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from asylon.responses.plans import entries
from asylon.responses.plans.arrangements import MOVEMENT
from asylon.responses.plans.faults import BadEntry, Fault
from asylon.responses.plans.items import ItemEntry
from asylon.responses.plans.models import Version


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change: of the item of `thread`, or a new item of arrangement `code`. None leaves as it is."""

    thread: UUID | None = None
    code: str = ""
    what: str | None = None
    actor: str | None = None
    need_amount: int | None = None
    need_unit: str | None = None
    cost_minor: int | None = None
    currency: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    movement: str | None = None
    """Transfer or evacuation: a new item that moves people says which."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> ChangeEntry:
        """The change that was kept with a decision."""
        days = {name: date.fromisoformat(kept[name]) for name in ("from_on", "until_on") if name in kept}
        thread = UUID(kept["thread"]) if "thread" in kept else None
        return cls(**{**kept, **days, "thread": thread})


def stored(change: ChangeEntry) -> dict[str, Any]:
    """A change as it is kept with the decision: only what it says."""
    told = {name: value for name, value in asdict(change).items() if value not in (None, "")}
    plain = {name: value.isoformat() for name, value in told.items() if isinstance(value, date)}
    return told | plain | ({"thread": str(change.thread)} if change.thread else {})


def item_of(change: ChangeEntry, *, version: Version) -> ItemEntry:
    """The item as it stands after a change.

    Raises: BadEntry if the version has no such item, or the item could not stand so.
    """
    told = {
        field.name: value
        for field in fields(change)
        if field.name not in ("thread", "code") and (value := getattr(change, field.name)) is not None
    }
    if change.thread is None:
        item = ItemEntry(code=change.code, what=change.what or "")
        if change.code == MOVEMENT:
            # Whether children move is asked before it is adopted; until then it is not known.
            item = replace(item, moves_children="unknown")
    else:
        row = version.items.filter(thread=change.thread).first()
        if row is None:
            raise BadEntry(Fault("thread", "no_item"))
        if not told:
            raise BadEntry(Fault("change", "change"))
        item = ItemEntry(**{field.name: getattr(row, field.name) for field in fields(ItemEntry)})
    item = replace(item, **told)
    entries.refuse(entries.item_faults(asdict(item)))
    return item
