"""The answers to the checklists as they stand: the newest of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from asylon.responses.plans.checklists import SaidOf, Sort
from asylon.responses.plans.models import Answered

Asked = tuple[UUID | None, str, str]
"""Item or None, list, line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, in what words, by whom and when."""

    said: str
    words: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answers:
    """Every line that somebody answered; a line that nobody answered is not known."""

    newest: Mapping[Asked, Answer] = field(default_factory=dict)

    def find(self, thread: UUID | None, sort: str, code: str) -> Answer | None:
        """The newest answer to a line, if there is one."""
        return self.newest.get((thread, str(sort), code))

    def standard(self, code: str) -> str:
        """What is said of a standard of treatment."""
        return self.of_item(None, Sort.STANDARD, code)

    def of_item(self, thread: UUID | None, sort: str, code: str) -> str:
        """What is said of a line about an item."""
        found = self.find(thread, sort, code)
        return found.said if found else SaidOf.UNKNOWN.value


def answers_of(plan: UUID) -> Answers:
    """The answers about a plan and its items, in one query."""
    rows = Answered.objects.filter(plan=plan).select_related("by").order_by("id")
    return Answers(
        {(row.thread, row.sort, row.asked): Answer(row.said, row.words, row.by.name, row.at) for row in rows}
    )
