"""Two versions of a plan side by side: what came, what went, and which fields changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

COMPARED = (
    "what",
    "actor",
    "sector",
    "need",
    "need_amount",
    "need_unit",
    "cost_minor",
    "currency",
    "from_on",
    "until_on",
    "movement",
    "moves_children",
    "receiving",
)
"""The columns of an item that a change can be in."""


class Compared(Protocol):
    """An item, as far as comparing wants to know."""

    @property
    def thread(self) -> UUID:
        """The same item through the versions."""
        ...

    @property
    def code(self) -> str:
        """Its arrangement."""
        ...

    @property
    def what(self) -> str:
        """What is done."""
        ...


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `field` is `item` where the item itself came or went; empty text is nothing."""

    thread: UUID
    code: str
    what: str
    field: str
    before: str
    after: str


def differences(before: Iterable[Compared], after: Iterable[Compared]) -> tuple[Difference, ...]:
    """What is other in the later version, in the order of the arrangements' codes."""
    old, new = {each.thread: each for each in before}, {each.thread: each for each in after}
    found = [*_gone(old, new), *_come(old, new), *_changed(old, new)]
    return tuple(sorted(found, key=lambda each: (each.code, each.what, each.field)))


def _gone(old: dict[UUID, Compared], new: dict[UUID, Compared]) -> Iterator[Difference]:
    for thread in old.keys() - new.keys():
        yield Difference(thread, old[thread].code, old[thread].what, "item", old[thread].what, "")


def _come(old: dict[UUID, Compared], new: dict[UUID, Compared]) -> Iterator[Difference]:
    for thread in new.keys() - old.keys():
        yield Difference(thread, new[thread].code, new[thread].what, "item", "", new[thread].what)


def _changed(old: dict[UUID, Compared], new: dict[UUID, Compared]) -> Iterator[Difference]:
    for thread in old.keys() & new.keys():
        for name in COMPARED:
            one, other = getattr(old[thread], name), getattr(new[thread], name)
            if one != other:
                item = new[thread]
                yield Difference(thread, item.code, item.what, name, _text(one), _text(other))


def _text(value: object) -> str:
    return "" if value is None else str(value)
