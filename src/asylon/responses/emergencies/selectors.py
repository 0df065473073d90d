"""Reads emergencies for whoever may see responses. Counts of a population: looking is not journalled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.kinds import (
    CauseKind,
    Characteristic,
    DeclarationKind,
    Indicator,
    Part,
    Sector,
    Stage,
)
from asylon.responses.emergencies.models import Cause, Declaration, Emergency, StageReached, Threshold
from asylon.responses.emergencies.opening import open_emergency

SEE = Act.SEE_RESPONSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """An emergency as the pages and programs see it. Countries are ISO 3166-1 alpha-3 codes."""

    id: UUID
    name: str
    summary: str
    began_on: date
    closed_on: date | None
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    kept_by: str
    invented: bool
    stage: Stage | None
    stage_since: date | None
    declared: bool
    """Whether a declaration of a mass influx runs: written down by a person."""
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSeen:
    """A stage that a situation reached, and who says so."""

    stage: Stage
    since: date
    reasons: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark that somebody set. `mark` None takes the one before away."""

    indicator: Indicator
    sector: Sector | None
    mark: Decimal | None
    reasons: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a named person declared or ended, and who wrote it down."""

    id: UUID
    kind: DeclarationKind
    on: date
    declared_by: str
    function: str
    characteristics: tuple[Characteristic, ...]
    reasons: str
    look_again_on: date | None
    group_recognition: bool
    by: str
    at: datetime

    @property
    def all_four(self) -> bool:
        """Whether all of the characteristics were named, rather than some."""
        return len(self.characteristics) == len(Characteristic)


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseSeen:
    """A cause, a warning, or what is done about it."""

    id: UUID
    kind: CauseKind
    on: date
    country: str
    said: str
    source: str
    invented: bool
    by: str
    at: datetime


def all_emergencies(visitor: Visitor, *, now: datetime) -> list[Situation]:
    """Every emergency, those that run first, the newest first.

    Raises: Refused.
    """
    must(visitor, SEE, now=now)
    rows = Emergency.objects.select_related("kept_by").prefetch_related("countries", "stages", "declarations")
    found = [_situation(row) for row in rows]
    found.sort(key=lambda each: (each.began_on, each.id), reverse=True)
    return sorted(found, key=lambda each: each.closed_on is not None)


def the_emergency(visitor: Visitor, emergency: UUID, *, now: datetime) -> Situation:
    """One emergency.

    Raises: Refused; NotThere.
    """
    return _situation(open_emergency(visitor, emergency, act=SEE, now=now))


def stages_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> list[StageSeen]:
    """The stages that it reached, the newest first.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=SEE, now=now)
    return [
        StageSeen(
            stage=Stage(each.stage), since=each.since, reasons=each.reasons, by=each.by.name, at=each.at
        )
        for each in _newest_first(row.stages.select_related("by"))
    ]


def marks_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> list[Mark]:
    """Every mark that was set, the newest first; the newest of an indicator and sector counts.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=SEE, now=now)
    return [_mark(each) for each in row.thresholds.select_related("by").order_by("-at", "-id")]


def standing_marks(marks: Iterable[Mark]) -> dict[tuple[Indicator, Sector | None], Mark]:
    """Of marks, newest first, those that stand now."""
    newest: dict[tuple[Indicator, Sector | None], Mark] = {}
    for mark in marks:
        newest.setdefault((mark.indicator, mark.sector), mark)
    return {key: mark for key, mark in newest.items() if mark.mark is not None}


def declarations_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> list[Declared]:
    """Everything that was declared and ended, the newest first. The first one runs if it is no end.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=SEE, now=now)
    return [_declared(each) for each in row.declarations.select_related("by").order_by("-at", "-id")]


def causes_of(visitor: Visitor, emergency: UUID, *, now: datetime) -> list[CauseSeen]:
    """Causes and warnings, the newest day first.

    Raises: Refused; NotThere.
    """
    row = open_emergency(visitor, emergency, act=SEE, now=now)
    return [_cause(each) for each in row.causes.select_related("by").order_by("-on", "-at", "-id")]


def _situation(row: Emergency) -> Situation:
    countries = sorted(row.countries.all(), key=lambda each: each.iso3)
    stage = next(iter(_newest_first(row.stages.all())), None)
    declared = max(row.declarations.all(), key=lambda each: (each.at, each.id), default=None)
    return Situation(
        id=row.pk,
        name=row.name,
        summary=row.summary,
        began_on=row.began_on,
        closed_on=row.closed_on,
        hosts=tuple(each.iso3 for each in countries if each.part == Part.HOST),
        origins=tuple(each.iso3 for each in countries if each.part == Part.ORIGIN),
        kept_by=row.kept_by.name,
        invented=row.invented,
        stage=Stage(stage.stage) if stage else None,
        stage_since=stage.since if stage else None,
        declared=declared is not None and declared.kind == DeclarationKind.DECLARED,
        version=row.version,
    )


def _newest_first(stages: Iterable[StageReached]) -> list[StageReached]:
    return sorted(stages, key=lambda each: (each.since, each.at, each.id), reverse=True)


def _mark(row: Threshold) -> Mark:
    return Mark(
        indicator=Indicator(row.indicator),
        sector=Sector(row.sector) if row.sector else None,
        mark=row.mark,
        reasons=row.reasons,
        by=row.by.name,
        at=row.at,
    )


def _declared(row: Declaration) -> Declared:
    return Declared(
        id=row.pk,
        kind=DeclarationKind(row.kind),
        on=row.on,
        declared_by=row.declared_by,
        function=row.function,
        characteristics=row.characteristics,
        reasons=row.reasons,
        look_again_on=row.look_again_on,
        group_recognition=row.group_recognition,
        by=row.by.name,
        at=row.at,
    )


def _cause(row: Cause) -> CauseSeen:
    return CauseSeen(
        id=row.pk,
        kind=CauseKind(row.kind),
        on=row.on,
        country=row.country,
        said=row.said,
        source=row.source,
        invented=row.invented,
        by=row.by.name,
        at=row.at,
    )
