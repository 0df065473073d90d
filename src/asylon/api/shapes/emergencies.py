"""Emergencies of populations: what is sent and what comes back. Numbers only; nobody is named.

Countries are ISO 3166-1 alpha-3 codes, with UNK, XXA and TIB for origins without a country. `null` is not
known and never zero.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from asylon.api.shapes.base import Day, In, Out, Seen
from asylon.responses.emergencies import kinds, records
from asylon.responses.emergencies.selectors import CauseSeen, Declared, Mark, Situation, StageSeen

Iso3 = Annotated[
    str, Field(min_length=3, max_length=3, pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3.")
]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Source = Annotated[
    str, Field(min_length=1, max_length=200, description="Who counted, and where it is written.")
]
Reasons = Annotated[str, Field(min_length=1, max_length=2_000)]
Words = Annotated[str, Field(min_length=1, max_length=4_000)]
Count = Annotated[int, Field(ge=0, le=100_000_000)]


class StageCode(StrEnum):
    """How far a situation has gone."""

    FIRST_ARRIVALS = "first_arrivals"
    STABILISED = "stabilised"
    PROTRACTED = "protracted"


class CharacteristicCode(StrEnum):
    """One of the four characteristics."""

    NUMBERS = "numbers"
    RATE = "rate"
    CAPACITY = "capacity"
    PROCEDURES = "procedures"


class IndicatorCode(StrEnum):
    """What a mark can be set for."""

    ARRIVED = "arrived"
    ARRIVED_A_DAY = "arrived_a_day"
    PER_1000 = "per_1000"
    GROWTH_A_WEEK = "growth_a_week"
    DOUBLING_DAYS = "doubling_days"
    CAPACITY_USED = "capacity_used"
    DAYS_LEFT = "days_left"
    BACKLOG_WEEKS = "backlog_weeks"
    COVERED = "covered"
    LASTING_YEARS = "lasting_years"
    LASTING_PERSONS = "lasting_persons"


class SectorCode(StrEnum):
    """What a host needs to receive people."""

    REGISTRATION = "registration"
    SHELTER = "shelter"
    WATER = "water"
    HEALTH = "health"
    FOOD = "food"
    EDUCATION = "education"
    PROTECTION = "protection"
    LOGISTICS = "logistics"
    SECURITY = "security"
    OTHER = "other"


class CauseCode(StrEnum):
    """Why people flee, and what may tell beforehand or prevent it."""

    ROOT_CAUSE = "root_cause"
    EARLY_WARNING = "early_warning"
    PREVENTION = "prevention"
    TENSION = "tension"


class EmergencyIn(In):
    """An emergency. Opening it declares nothing."""

    name: Name
    began_on: Day
    hosts: Annotated[list[Iso3], Field(min_length=1, max_length=20)]
    origins: Annotated[list[Iso3], Field(default_factory=list, max_length=40)]
    summary: Annotated[str, Field(max_length=2_000)] = ""
    closed_on: Day | None = None
    invented: Annotated[bool, Field(description="Whether the figures are made up, for practice.")] = False

    def record(self) -> records.NewEmergency:
        """The record that it is."""
        return records.NewEmergency(**self.model_dump(exclude={"seen"}))


class EmergencyEditIn(EmergencyIn):
    """An emergency as it is from now on."""

    seen: Seen


class StageIn(In):
    """That the situation reached a stage."""

    stage: Annotated[StageCode, Field(strict=False)]
    since: Day
    reasons: Reasons

    def record(self) -> records.NewStage:
        """The record that it is."""
        return records.NewStage(stage=kinds.Stage(self.stage), since=self.since, reasons=self.reasons)


class MarkIn(In):
    """A mark for an indicator; null takes it away. Passing it decides nothing."""

    indicator: Annotated[IndicatorCode, Field(strict=False)]
    mark: Annotated[float, Field(ge=0, le=999_999_999_999)] | None
    reasons: Reasons
    sector: Annotated[SectorCode, Field(strict=False)] | None = None

    def record(self) -> records.NewThreshold:
        """The record that it is."""
        return records.NewThreshold(
            indicator=kinds.Indicator(self.indicator),
            mark=None if self.mark is None else Decimal(str(self.mark)),
            reasons=self.reasons,
            sector=kinds.Sector(self.sector) if self.sector else None,
        )


class EndOfDeclarationIn(In):
    """Who ends a declaration, and why."""

    on: Day
    declared_by: Name
    function: Name
    reasons: Words

    def record(self) -> records.EndOfDeclaration:
        """The record that it is."""
        return records.EndOfDeclaration(**self.model_dump())


class DeclarationIn(EndOfDeclarationIn):
    """Who declares a mass influx, and why. It closes no individual claim."""

    look_again_on: Day
    characteristics: Annotated[
        list[Annotated[CharacteristicCode, Field(strict=False)]], Field(min_length=1, max_length=4)
    ]
    group_recognition: bool

    def record_declared(self) -> records.NewDeclaration:
        """The record that it is."""
        said = self.model_dump(exclude={"characteristics"})
        named = frozenset(kinds.Characteristic(each) for each in self.characteristics)
        return records.NewDeclaration(**said, characteristics=named)


class CauseIn(In):
    """A cause, a warning, or what is done about it."""

    kind: Annotated[CauseCode, Field(strict=False)]
    on: Day
    said: Words
    source: Source
    country: Iso3 | None = None

    def record(self) -> records.NewCause:
        """The record that it is."""
        return records.NewCause(
            kind=kinds.CauseKind(self.kind),
            on=self.on,
            said=self.said,
            source=self.source,
            country=self.country or "",
        )


class EmergencyOut(Out):
    """An emergency."""

    id: UUID
    name: str
    summary: str
    began_on: date
    closed_on: date | None
    hosts: list[str]
    origins: list[str]
    kept_by: str
    invented: bool
    stage: str | None
    stage_since: date | None
    declared: bool
    version: int


class EmergenciesOut(Out):
    """Every emergency, those that run first."""

    emergencies: list[EmergencyOut]


class StageOut(Out):
    """A stage that was reached."""

    stage: str
    since: date
    reasons: str
    by: str
    at: datetime


class MarkOut(Out):
    """A mark that somebody set."""

    indicator: str
    sector: str | None
    mark: float | None
    reasons: str
    by: str
    at: datetime


class DeclarationOut(Out):
    """What a named person declared or ended."""

    id: UUID
    kind: str
    on: date
    declared_by: str
    function: str
    characteristics: list[str]
    reasons: str
    look_again_on: date | None
    group_recognition: bool
    by: str
    at: datetime


class CauseOut(Out):
    """A cause, a warning, or what is done about it."""

    id: UUID
    kind: str
    on: date
    country: str | None
    said: str
    source: str
    invented: bool
    by: str
    at: datetime


class DecisionsOut(Out):
    """What persons decided and wrote down, the newest first."""

    declarations: list[DeclarationOut]
    stages: list[StageOut]
    marks: list[MarkOut]


class CausesOut(Out):
    """Causes and warnings, the newest day first."""

    causes: list[CauseOut]


def emergency_out(found: Situation) -> EmergencyOut:
    """An emergency to send."""
    return EmergencyOut(
        id=found.id,
        name=found.name,
        summary=found.summary,
        began_on=found.began_on,
        closed_on=found.closed_on,
        hosts=list(found.hosts),
        origins=list(found.origins),
        kept_by=found.kept_by,
        invented=found.invented,
        stage=found.stage.value if found.stage else None,
        stage_since=found.stage_since,
        declared=found.declared,
        version=found.version,
    )


def stage_out(found: StageSeen) -> StageOut:
    """A stage to send."""
    return StageOut(
        stage=found.stage.value, since=found.since, reasons=found.reasons, by=found.by, at=found.at
    )


def mark_out(found: Mark) -> MarkOut:
    """A mark to send."""
    return MarkOut(
        indicator=found.indicator.value,
        sector=found.sector.value if found.sector else None,
        mark=None if found.mark is None else float(found.mark),
        reasons=found.reasons,
        by=found.by,
        at=found.at,
    )


def declaration_out(found: Declared) -> DeclarationOut:
    """A declaration to send."""
    return DeclarationOut(
        id=found.id,
        kind=found.kind.value,
        on=found.on,
        declared_by=found.declared_by,
        function=found.function,
        characteristics=[each.value for each in found.characteristics],
        reasons=found.reasons,
        look_again_on=found.look_again_on,
        group_recognition=found.group_recognition,
        by=found.by,
        at=found.at,
    )


def cause_out(found: CauseSeen) -> CauseOut:
    """A cause to send."""
    return CauseOut(
        id=found.id,
        kind=found.kind.value,
        on=found.on,
        country=found.country or None,
        said=found.said,
        source=found.source,
        invented=found.invented,
        by=found.by,
        at=found.at,
    )
