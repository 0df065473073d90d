"""Needs and pledges as they are sent here. Amounts are whole numbers: minor units of money, or a count."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from asylon.api.shapes.base import Day, Id, In, Seen
from asylon.api.shapes.emergencies import Iso3
from asylon.responses.pledges import kinds
from asylon.responses.pledges.records import NewMovement, NewNeed, NewPart, NewPledge, Terms
from asylon.sharing.coverage import MOST

Whole = Annotated[int, Field(ge=1, le=MOST)]
Some = Annotated[int, Field(ge=0, le=MOST)]
District = Annotated[str, Field(max_length=80)]
Text = Annotated[str, Field(max_length=1000)]
Evidence = Annotated[str, Field(min_length=1, max_length=300, description="Where it can be read.")]
Currency = Annotated[str, Field(max_length=3, description="ISO 4217, for money only.")]
Item = Annotated[str, Field(max_length=60, description="What is counted, for things of one sort only.")]


class KindCode(StrEnum):
    """What is pledged."""

    MONEY = "money"
    IN_KIND = "in_kind"
    EXPERTS = "experts"
    STANDBY = "standby"
    RESETTLEMENT = "resettlement"
    TRANSFER = "humanitarian_transfer"
    EVACUATION = "evacuation"
    PATHWAYS = "complementary_pathways"
    EDUCATION = "education"
    POLICY = "policy_change"


class DonorCode(StrEnum):
    """Who pledges."""

    STATE = "state"
    ORGANISATION = "organisation"
    PRIVATE = "private"


class StepCode(StrEnum):
    """What happens to a pledge."""

    ANNOUNCED = "announced"
    COMMITTED = "committed"
    DELIVERED = "delivered"
    REPORTED = "reported"
    REDUCED = "reduced"
    WITHDRAWN = "withdrawn"


class SectorOfNeed(StrEnum):
    """What a need is for."""

    PROTECTION = "protection"
    REGISTRATION = "registration"
    SHELTER = "shelter"
    HEALTH = "health"
    WATER = "water"
    FOOD = "food"
    EDUCATION = "education"
    LIVELIHOODS = "livelihoods"
    LOGISTICS = "logistics"
    SECURITY = "security"
    COORDINATION = "coordination"
    ONWARD = "onward_places"
    RETURN = "return_areas"


class PeopleCode(StrEnum):
    """For whom."""

    REFUGEES = "refugees"
    HOSTS = "hosts"
    WOMEN = "women"
    CHILDREN = "children"
    OLDER = "older_people"
    DISABILITY = "disability"


class MeasureCode(StrEnum):
    """What an amount counts."""

    MONEY = "money"
    PERSONS = "persons"
    PLACES = "places"
    UNITS = "units"


Kind = Annotated[KindCode, Field(strict=False)]
Sector = Annotated[SectorOfNeed, Field(strict=False)]
People = Annotated[PeopleCode | None, Field(strict=False)]
UnitOf = Annotated[MeasureCode, Field(strict=False)]


class FileCode(StrEnum):
    """The forms of a ledger as a file."""

    CSV = "csv"
    IATI = "iati"
    JSON = "json"


class NeedIn(In):
    """A need."""

    sector: Sector
    since: Day
    until: Day
    unit: UnitOf
    amount: Some
    source: Annotated[str, Field(min_length=1, max_length=200)]
    currency: Currency = ""
    item: Item = ""
    district: District = ""
    population: People = None
    plan_item: Id | None = None
    invented: bool = False

    def record(self) -> NewNeed:
        """The record that it is."""
        return NewNeed(
            sector=kinds.Sector(self.sector),
            since=self.since,
            until=self.until,
            unit=kinds.UnitKind(self.unit),
            amount=self.amount,
            source=self.source,
            currency=self.currency,
            item=self.item,
            district=self.district,
            population=kinds.Population(self.population) if self.population else None,
            plan_item=self.plan_item,
            invented=self.invented,
        )


class NeedEditIn(NeedIn):
    """A need as it is from now on."""

    seen: Seen


class TermsIn(In):
    """Conditions, earmarks and a note; what is left out is left open."""

    conditions: Text = ""
    conditions_met_on: Day | None = None
    sectors: list[Sector] = Field(default_factory=list, max_length=len(SectorOfNeed))
    district: District = ""
    population: People = None
    for_since: Day | None = None
    for_until: Day | None = None
    note: Text = ""

    def terms(self) -> Terms:
        """The record that it is."""
        return Terms(
            conditions=self.conditions,
            conditions_met_on=self.conditions_met_on,
            sectors=tuple(kinds.Sector(each) for each in self.sectors),
            district=self.district,
            population=kinds.Population(self.population) if self.population else None,
            for_since=self.for_since,
            for_until=self.for_until,
            note=self.note,
        )


class TermsEditIn(TermsIn):
    """Terms as they are from now on; `seen` is the version of the pledge."""

    seen: Seen


class PledgePartIn(In):
    """A dated part: when it can be used, and how much of it is announced."""

    since: Day
    until: Day
    amount: Whole

    def record(self) -> NewPart:
        """The record that it is."""
        return NewPart(since=self.since, until=self.until, amount=self.amount)


class PartAddIn(PledgePartIn):
    """A further part; `seen` is the number of the last movement that was read."""

    on: Day
    evidence: Evidence
    seen: Seen


class PledgeIn(TermsIn):
    """A pledge as it is announced. A State is named by its code, others by their name."""

    donor_kind: Annotated[DonorCode, Field(strict=False)]
    donor_state: Iso3 | None = None
    donor_name: Annotated[str, Field(max_length=120)] = ""
    kind: Kind
    unit: UnitOf
    currency: Currency = ""
    item: Item = ""
    parts: Annotated[list[PledgePartIn], Field(min_length=1, max_length=12)]
    announced_on: Day
    evidence: Evidence
    invented: bool = False

    def record(self) -> NewPledge:
        """The record that it is."""
        return NewPledge(
            donor_kind=kinds.DonorKind(self.donor_kind),
            donor_state=self.donor_state or "",
            donor_name=self.donor_name,
            kind=kinds.Kind(self.kind),
            unit=kinds.UnitKind(self.unit),
            currency=self.currency,
            item=self.item,
            parts=tuple(part.record() for part in self.parts),
            announced_on=self.announced_on,
            evidence=self.evidence,
            terms=self.terms(),
            invented=self.invented,
        )


class MovementIn(In):
    """One step of one part. `seen` is the number of the last movement that was read.

    `another`: the same step, amount and day stand already, and this is a second one.
    """

    part: Id
    step: Annotated[StepCode, Field(strict=False)]
    amount: Whole
    on: Day
    evidence: Evidence
    seen: Seen
    another: bool = False

    def record(self) -> NewMovement:
        """The record that it is."""
        return NewMovement(
            tranche=self.part,
            step=kinds.Step(self.step),
            amount=self.amount,
            on=self.on,
            evidence=self.evidence,
            another=self.another,
        )
