"""What the rulebook says: assessments in the words of the public contract, with what is sealed left out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from asylon.api.shapes.base import Out


class MaskedOut(Out):
    """An assessment of what the visitor may see.

    `complete` if nothing was hidden. `sealed_urgent` says that something urgent is hidden: ask the focal
    point of the office now.
    """

    complete: bool
    sealed_facts: int
    sealed_tracks: bool
    sealed_urgent: bool
    assessment: dict[str, Any]
    """In the shape of the public contract; a gate that only seems open is shut and `sealed`."""


class QuestionOut(Out):
    """A question that still matters, and what its answer would settle."""

    fact: str
    scope: str
    item: str
    question: str
    language: str
    state: str
    decides: list[str]
    helps: list[str]
    stage: str
    sensitive: bool


class QuestionsOut(Out):
    """The next questions, the most useful first."""

    questions: list[QuestionOut]


class ExplanationOut(Out):
    """Why something is as it is, and what would change it."""

    explanation: dict[str, Any]


class ChangeOut(Out):
    """One thing that is other than before; empty where it was not there."""

    sort: str
    id: str
    before: str
    after: str
    lost: bool


class FrozenOut(Out):
    """One frozen assessment, and what changed from the one before as far as the visitor may see it."""

    id: UUID
    at: datetime
    by: UUID
    cause: str
    as_of: date
    jurisdiction: str
    rulebook_version: str
    rulebook_hash: str
    first: bool
    changes: list[ChangeOut]


class HistoryOut(Out):
    """The steps, the newest first. Steps in which only sealed things changed are left out."""

    steps: list[FrozenOut]
