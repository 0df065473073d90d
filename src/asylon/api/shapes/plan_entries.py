"""What is sent about consultations and plans. Countries are ISO 3166-1 alpha-3; money is in minor units."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from asylon.api.shapes.base import Day, Id, In, Seen
from asylon.responses.plans.consulting import ConsultationEntry, OptionEntry, PartyEntry
from asylon.responses.plans.items import ItemEntry, Reply
from asylon.responses.plans.keeping import FrameEntry, MemberEntry, PlanEntry, StandbyEntry

Iso3 = Annotated[
    str, Field(max_length=3, pattern=r"^([A-Z]{3})?$", description="ISO 3166-1 alpha-3, or empty.")
]
Words = Annotated[str, Field(max_length=4000)]
Why = Annotated[str, Field(max_length=1000, description="Wanted once the plan was adopted: it is logged.")]
Whole = Annotated[int, Field(ge=0, le=2**53 - 1)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Code = Annotated[str, Field(max_length=24)]


class Said(StrEnum):
    """An answer; what nobody answered is unknown."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class PartyIn(In):
    """A body at a table, by its name and desk; never a person. A State has its code as well."""

    kind: Code
    name: Annotated[str, Field(min_length=1, max_length=120)]
    iso3: Iso3 = ""
    voice: Code = ""

    def party(self) -> PartyEntry:
        """As a party of a consultation."""
        return PartyEntry(**self.model_dump(include={each.name for each in fields(PartyEntry)}))

    def member(self) -> MemberEntry:
        """As a member of a review."""
        return MemberEntry(**self.model_dump(include={each.name for each in fields(MemberEntry)}))


class MemberIn(PartyIn):
    """A body that comes to the review."""

    why: Why = ""


class OptionIn(In):
    """Something that was examined: `finding` is open, taken or set_aside."""

    words: Annotated[str, Field(min_length=1, max_length=400)]
    finding: Code = "open"
    reasons: Annotated[str, Field(max_length=1000)] = ""


class ConsultationIn(In):
    """A consultation: `basis` is request or ex_officio."""

    basis: Code
    convened_on: Day
    asked_by: Iso3 = ""
    held_on: Day | None = None
    place: Annotated[str, Field(max_length=120)] = ""
    outcome: Words = ""
    parties: Annotated[list[PartyIn], Field(default_factory=list, max_length=60)]
    options: Annotated[list[OptionIn], Field(default_factory=list, max_length=60)]

    def entry(self) -> ConsultationEntry:
        """As the service takes it."""
        told = self.model_dump(exclude={"parties", "options", "seen"})
        return ConsultationEntry(
            **told,
            parties=tuple(each.party() for each in self.parties),
            options=tuple(OptionEntry(**each.model_dump()) for each in self.options),
        )


class ConsultationEditIn(ConsultationIn):
    """A consultation as it is from now on."""

    seen: Seen


class PlanIn(In):
    """What a plan is for. Without an emergency it prepares: then `scenario` and `host` are wanted."""

    name: Annotated[str, Field(min_length=1, max_length=160)]
    emergency: Id | None = None
    consultation: Id | None = None
    scenario: Words = ""
    host: Iso3 = ""
    invented: bool = False

    def entry(self) -> PlanEntry:
        """As the service takes it."""
        return PlanEntry(**self.model_dump(exclude={"seen"}))


class PlanEditIn(PlanIn):
    """What a plan is for from now on."""

    seen: Seen


class TriggerIn(In):
    """What makes a prepared plan start."""

    measure: Code
    at_least: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    then: Annotated[str, Field(min_length=1, max_length=400)]


class StandbyIn(In):
    """What stands ready, and in how many days it is there."""

    what: Name
    held_by: Annotated[str, Field(min_length=1, max_length=120)]
    amount: Whole
    unit: Annotated[str, Field(min_length=1, max_length=40)]
    release_days: Annotated[int, Field(ge=0, le=9_999)]

    def entry(self) -> StandbyEntry:
        """As the service takes it."""
        return StandbyEntry(**self.model_dump())


class FrameIn(In):
    """The next review of a draft, and how many people a day it is made for."""

    seen: Seen
    review_on: Day | None = None
    forecast_low: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    forecast_high: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    forecast_source: Annotated[str, Field(max_length=200)] = ""
    why: Why = ""

    def entry(self) -> FrameEntry:
        """As the service takes it."""
        return FrameEntry(**self.model_dump(exclude={"seen", "why"}))


class PlanItemIn(In):
    """An item of a draft: `code` is that of an arrangement, such as j4."""

    code: Annotated[str, Field(min_length=2, max_length=2)]
    what: Name
    actor: Annotated[str, Field(max_length=120)] = ""
    sector: Code = ""
    need: Annotated[str, Field(max_length=400)] = ""
    need_amount: Whole | None = None
    need_unit: Code = ""
    cost_minor: Whole | None = None
    currency: Annotated[str, Field(max_length=3)] = ""
    from_on: Day | None = None
    until_on: Day | None = None
    movement: Code = ""
    moves_children: Code = ""
    receiving: Annotated[str, Field(max_length=200)] = ""
    why: Why = ""

    def entry(self) -> ItemEntry:
        """As the service takes it."""
        return ItemEntry(**self.model_dump(exclude={"seen", "why"}))


class PlanItemEditIn(PlanItemIn):
    """An item as it is from now on; its arrangement stays."""

    seen: Seen


class SeenWhyIn(In):
    """The version that was read, and why something is taken out."""

    seen: Seen
    why: Why = ""


class WhyIn(In):
    """Why something is changed."""

    why: Why = ""


class ProgressIn(In):
    """How far an item is: planned, running, done or stopped."""

    state: Code
    reached: Whole | None = None
    words: Annotated[str, Field(max_length=400)] = ""


class PlanAnswerIn(In):
    """An answer to a line of a checklist."""

    asked: Annotated[str, Field(min_length=1, max_length=24)]
    said: Annotated[Said, Field(strict=False)]
    words: Annotated[str, Field(max_length=1000)] = ""

    def reply(self) -> Reply:
        """As the service takes it."""
        return Reply(self.asked, self.said.value, self.words)


class PlanItemAnswerIn(PlanAnswerIn):
    """An answer about an item: `sort` is stage (sex and age) or children."""

    sort: Code


class AdoptIn(In):
    """Why a version is adopted."""

    seen: Seen
    reasons: Annotated[str, Field(min_length=1, max_length=2000)]
