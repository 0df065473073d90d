"""What is on record: answers, the small lists, and what was said of whole lists."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import Code, Id, In, Line, Out, Seen
from asylon.casework.facts.answers import LONGEST, MOST_CODES, Answer
from asylon.casework.facts.stored import Listed, Recorded, SaidOfList

MOST_ANSWERS = 100
MOST_NUMBER = 1e9

Told = Annotated[str, Field(max_length=LONGEST["value"])]
Value = (
    bool
    | Annotated[int | float, Field(ge=-MOST_NUMBER, le=MOST_NUMBER)]
    | Told
    | Annotated[list[Code], Field(max_length=MOST_CODES)]
)
"""true, false, "unknown", "declined", a number, a code or text, or a list of codes."""


class Basis(StrEnum):
    """How something is known."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    STATED = "stated"
    INFERRED = "inferred"


class ListName(StrEnum):
    """One of the four small lists."""

    NATIONALITY = "nationality"
    EPISODE = "episode"
    LEG = "leg"
    DESTINATION = "destination"


class Whole(StrEnum):
    """What can be said of a whole list."""

    NONE = "none"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class AnswerIn(In):
    """One answer. `seen` is the id of the answer that stood there before, null if there was none."""

    fact: Code
    value: Value
    item: Id | None = None
    basis: Annotated[Basis, Field(strict=False)] = Basis.STATED
    on: Annotated[str, Field(max_length=10, description="Since when: 2024, 2024-05 or 2024-05-17.")] = ""
    note: Annotated[str, Field(max_length=LONGEST["note"])] = ""
    source: Annotated[str, Field(max_length=LONGEST["source"])] = ""
    seen: Id | None = None
    margin: Annotated[float, Field(ge=0, le=MOST_NUMBER)] = 0


class AnswersIn(In):
    """Answers to put on record, all of them or none."""

    answers: Annotated[list[AnswerIn], Field(min_length=1, max_length=MOST_ANSWERS)]


class ItemIn(In):
    """Something to put into a small list. A nationality or destination is named by its country code."""

    id: Annotated[str, Field(max_length=40)] = ""
    country: Annotated[str, Field(max_length=2)] = ""
    from_: Annotated[str, Field(alias="from", max_length=10)] = ""
    to: Annotated[str, Field(max_length=10)] = ""
    on: Annotated[str, Field(max_length=10)] = ""
    note: Line = ""


class WithdrawIn(In):
    """The version of the item that was read."""

    seen: Seen


class WholeIn(In):
    """What is said of a whole list."""

    said: Annotated[Whole, Field(strict=False)]


class RecordedIds(Out):
    """The ids of the answers that were put on record, in the order of asking."""

    ids: list[UUID]


class RecordedOut(Out):
    """An answer on record. `current` is false once a later answer followed it."""

    id: UUID
    fact: str
    value: bool | int | float | str | list[str]
    item: UUID | None
    basis: str
    on: str
    note: str
    source: str
    margin: float
    sensitive: bool
    by: UUID
    role: str
    at: datetime
    current: bool


class ListedOut(Out):
    """Something that stands in a small list, or stood there."""

    id: UUID
    scope: str
    details: dict[str, str]
    version: int
    added_by: UUID
    added_at: datetime
    withdrawn_at: datetime | None


class SaidOut(Out):
    """What was said of a whole list."""

    scope: str
    said: str
    by: UUID
    role: str
    at: datetime


class RecordOut(Out):
    """What is on record, as far as the visitor may see it; how many answers are sealed."""

    facts: list[RecordedOut]
    items: list[ListedOut]
    lists_said: list[SaidOut]
    sealed: int


def answer_of(given: AnswerIn) -> Answer:
    """An answer as casework takes it."""
    return Answer(
        fact=given.fact,
        value=given.value,
        item=given.item,
        basis=given.basis.value,
        on=given.on,
        note=given.note,
        source=given.source,
        seen=given.seen,
        margin=given.margin,
    )


def details_of(given: ItemIn) -> dict[str, str]:
    """The details of an item as the contract names them."""
    details: dict[str, str] = given.model_dump(by_alias=True)
    return {name: text for name, text in details.items() if text}


def recorded_out(recorded: Recorded) -> RecordedOut:
    """An answer to send."""
    return RecordedOut(
        id=recorded.id,
        fact=recorded.fact,
        value=recorded.value,
        item=recorded.item,
        basis=recorded.basis,
        on=recorded.on,
        note=recorded.note,
        source=recorded.source,
        margin=recorded.margin,
        sensitive=recorded.sensitive,
        by=recorded.by,
        role=recorded.role,
        at=recorded.at,
        current=recorded.current,
    )


def listed_out(listed: Listed) -> ListedOut:
    """An item to send."""
    return ListedOut(
        id=listed.id,
        scope=listed.scope,
        details=listed.details,
        version=listed.version,
        added_by=listed.added_by,
        added_at=listed.added_at,
        withdrawn_at=listed.withdrawn_at,
    )


def said_out(said: SaidOfList) -> SaidOut:
    """What was said of a list, to send."""
    return SaidOut(scope=said.scope, said=said.said, by=said.by, role=said.role, at=said.at)
