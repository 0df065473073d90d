"""What can be written about a population's case from a file: one row a kind.

The table is plain data, so that the help needs no office. Who does the work of each kind stands in the
`kinds_of_*` modules, which are imported once the office is open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from asylon.casework.access.visitors import Visitor

    Record = TypeVar("Record", bound=DataclassInstance)

Members = Mapping[str, tuple[Any, Any]]
"""What a file holds: by name the type, and what stands there if it is left out; `...` if it may not be."""


class Sort(StrEnum):
    """What a writing can be about."""

    EMERGENCY = "emergency"
    NEED = "need"
    PLEDGE = "pledge"
    PART = "part"
    CONSULTATION = "consultation"
    PLAN = "plan"
    VERSION = "version"
    MEMBER = "member"
    ITEM = "item"
    REVIEW = "review"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of writing: its name, what TARGET is, what the door is asked, and whether it takes a file.

    Of a pledge's `steps`, `seen` is the number of the last one; else the version of what TARGET is.
    """

    name: str
    about: str
    of: Sort | None
    act: str
    file: bool = True
    steps: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One writing: by whom, when, about what, and what the file says."""

    visitor: Visitor
    now: datetime
    target: UUID
    said: Mapping[str, Any]

    def record(self, kind: type[Record], **more: Any) -> Record:
        """What the file says as a record; `more` are fields that have another name or form in the file."""
        names = {each.name for each in fields(kind)}
        return kind(**{name: value for name, value in self.said.items() if name in names} | more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What the file of a kind holds, and who writes it; `write` gives what to say when it is done.

    `table` reads a CSV file as what the JSON would say, where a kind can be given so. `inside` is the member
    that faults belong to whose place is none of the file.
    """

    holds: Members
    write: Callable[[Task], str]
    table: Callable[[Path], dict[str, Any]] | None = None
    inside: str = ""


FIGURES, PLAN, PLEDGES = "record_figures", "keep_plan", "keep_pledges"
REVIEW = "hold_review"
KINDS: Mapping[str, Kind] = {
    each.name: each
    for each in (
        Kind("change-emergency", "an emergency as it is from now on, or its end", Sort.EMERGENCY, PLAN),
        Kind("stage", "that the situation reached a stage", Sort.EMERGENCY, PLAN),
        Kind("mark", "a mark for an indicator; passing it decides nothing", Sort.EMERGENCY, PLAN),
        Kind("cause", "a cause, a warning, or what is done about it", Sort.EMERGENCY, PLAN),
        Kind("capacities", "what sectors can take; also as a .csv table", Sort.EMERGENCY, FIGURES),
        Kind("procedures", "what the individual procedures of a host can do", Sort.EMERGENCY, FIGURES),
        Kind("scenario", "a scenario of fair shares, worked out", Sort.EMERGENCY, "work_out_shares"),
        Kind("need", "what is needed", Sort.EMERGENCY, PLEDGES),
        Kind("change-need", "a need as it is from now on", Sort.NEED, PLEDGES),
        Kind("pledge", "a pledge as it was announced", Sort.EMERGENCY, PLEDGES),
        Kind("terms", "conditions, earmarks and note of a pledge", Sort.PLEDGE, PLEDGES),
        Kind("part", "a further dated part of a pledge", Sort.PLEDGE, PLEDGES, steps=True),
        Kind("movement", "a step of a part: committed, delivered ...", Sort.PLEDGE, PLEDGES, steps=True),
        Kind("consultation", "who met, what was examined, what came out", Sort.EMERGENCY, "consult"),
        Kind("change-consultation", "a consultation, written anew", Sort.CONSULTATION, "consult"),
        Kind("plan", "a plan with a first draft", Sort.EMERGENCY, PLAN),
        Kind("prepared-plan", "a plan before anybody arrives", None, PLAN),
        Kind("change-plan", "what a plan is for from now on", Sort.PLAN, PLAN),
        Kind("trigger", "what makes a prepared plan start", Sort.PLAN, PLAN),
        Kind("standby", "what stands ready, and how fast it is there", Sort.PLAN, PLAN),
        Kind("standard", "an answer to a line of the standards of treatment", Sort.PLAN, PLAN),
        Kind("version", "the next version, a copy of the one in force", Sort.PLAN, PLAN, file=False),
        Kind("review-and-forecast", "the next review of a draft, and its forecast", Sort.VERSION, PLAN),
        Kind("member", "a body that comes to the review of a draft", Sort.VERSION, PLAN),
        Kind("strike-member", "a body that does not come", Sort.MEMBER, PLAN),
        Kind("item", "an item of a draft", Sort.VERSION, PLAN),
        Kind("change-item", "an item of a draft as it is from now on", Sort.ITEM, PLAN),
        Kind("take-out-item", "an item that is no longer in a draft", Sort.ITEM, PLAN),
        Kind("progress", "how far an item is, also in a plan in force", Sort.ITEM, PLAN),
        Kind("answer", "an answer about an item: sex and age, children who move", Sort.ITEM, PLAN),
        Kind("review", "a review that is called", Sort.PLAN, REVIEW),
        Kind("figure", "a figure of a review, by hand", Sort.REVIEW, REVIEW),
        Kind("gather", "the figures of a review, gathered anew", Sort.REVIEW, REVIEW, file=False),
        Kind("decision", "what people decide on a proposal", Sort.PROPOSAL, REVIEW),
        Kind("hold", "the end of a review: who was there, what came out", Sort.REVIEW, REVIEW),
    )
}


def made(id_: UUID) -> str:
    """That something is written down, and its id."""
    return f"written down as {id_}"


def stands(id_: UUID, version: int) -> str:
    """That something is changed, and the version that it stands at by now."""
    return f"{id_} stands at version {version}"


def writers() -> Mapping[str, Writer]:
    """Who writes each kind. The office has to be open."""
    from asylon.cli.responses.kinds_of_emergencies import OF_EMERGENCIES
    from asylon.cli.responses.kinds_of_plans import OF_PLANS
    from asylon.cli.responses.kinds_of_pledges import OF_PLEDGES
    from asylon.cli.responses.kinds_of_reviews import OF_REVIEWS

    return {**OF_EMERGENCIES, **OF_PLEDGES, **OF_PLANS, **OF_REVIEWS}
