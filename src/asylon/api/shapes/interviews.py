"""An interview as it stands, and the person's own account."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import Code, Id, In, Out, Tag
from asylon.api.shapes.records import AnswerIn, ListName, RecordedOut
from asylon.casework.interviews.accounts import LONGEST


class Interpreter(StrEnum):
    """Who puts the words across; empty if nobody said."""

    NOT_SAID = ""
    NONE = "none"
    WOMAN = "woman"
    MAN = "man"
    TELEPHONE = "telephone"


class BeginIn(In):
    """How the interview is held. `und` stands for a language that there are no words in here."""

    language: Annotated[
        str, Field(min_length=2, max_length=12, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
    ]
    interpreter: Annotated[Interpreter, Field(strict=False)] = Interpreter.NOT_SAID
    alone: bool | None = None


class QuestionIn(In):
    """A question, of the person or of one of her items; or with `scope` a whole list."""

    fact: Code | None = None
    item: Id | None = None
    scope: Annotated[ListName, Field(strict=False)] | None = None


class AnswerHereIn(In):
    """One answer in an interview."""

    answer: AnswerIn


class AccountIn(In):
    """What the person tells, in her own words."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    language: Tag = ""


class StepOut(Out):
    """What comes next: a question about the person or one item, or a small list to fill."""

    kind: str
    """`fact` or `list`."""
    fact: str
    scope: str
    """The list, or the list that the item stands in; empty for the person."""
    item: UUID | None
    state: str
    type: str
    codes: list[str]
    question: str
    question_language: str
    in_their_language: str
    """The question in the person's language; empty if there are no words in it."""
    decides: list[str]
    standing: RecordedOut | None
    """The answer that stands: its id goes into `seen`."""


class NeedOut(Out):
    """A topic and how far it is; never a count of questions."""

    topic: str
    progress: str


class SittingOut(Out):
    """The interview as it stands. `step` is null when nothing more would change what the person gets."""

    interview: UUID
    version: int
    state: str
    started_at: datetime
    language: str
    interpreter: str
    alone: bool | None
    pauses: int
    put_off: bool
    step: StepOut | None
    needs: list[NeedOut]
    urgent: list[dict[str, Any]]
    """Urgent alerts that the visitor may see: id and what to do."""


class AccountOut(Out):
    """One account, as it was told."""

    id: UUID
    at: datetime
    by: UUID
    language: str
    text: str


class AccountsOut(Out):
    """Every account, the newest first."""

    accounts: list[AccountOut]
